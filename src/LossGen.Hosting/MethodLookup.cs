using Microsoft.CodeAnalysis;

namespace LossGen.Hosting;

/// <summary>
/// Finds the methods that a name in a loss means, as C# would find them at the loss's declaration: in the containing types from the inside out
/// with their bases, then by <c>using static</c>; types likewise, then in namespaces and by <c>using</c>. Of a loss from an
/// assembly nothing is known of its <c>using</c>s.
/// </summary>
internal sealed class MethodLookup(Compilation compilation, CancellationToken cancellationToken)
{
    /// <summary>The methods of a name, in a fixed order; those that are not accessible, too.</summary>
    public IReadOnlyList<IMethodSymbol> Find(IMethodSymbol from, string name)
    {
        var dot = name.LastIndexOf('.');
        var methods = dot < 0
            ? Unqualified(from, name)
            : Type(from, name.Substring(0, dot)) is { } type ? Members(type, name.Substring(dot + 1)) : [];
        return [.. methods.OrderBy(method => method.ToDisplayString(), StringComparer.Ordinal)];
    }

    /// <summary>All methods where those of the name would be.</summary>
    public IEnumerable<IMethodSymbol> Siblings(IMethodSymbol from, string name)
    {
        var dot = name.LastIndexOf('.');
        if (dot < 0)
            return SymbolText.ContainingTypes(from).SelectMany(type => Bases(type)).SelectMany(type => type.GetMembers()).OfType<IMethodSymbol>();
        return Type(from, name.Substring(0, dot)) is { } type ? Bases(type).SelectMany(part => part.GetMembers()).OfType<IMethodSymbol>() : [];
    }

    public bool IsAccessible(IMethodSymbol method, IMethodSymbol from) => compilation.IsSymbolAccessibleWithin(method, from.ContainingType);

    private IEnumerable<IMethodSymbol> Unqualified(IMethodSymbol from, string name)
    {
        for (var type = from.ContainingType; type is not null; type = type.ContainingType)
        {
            if (Members(type, name) is { Count: > 0 } members)
                return members;
        }

        return Place(from) is { } place
            ? place.Model.LookupSymbols(place.Position, name: name).OfType<IMethodSymbol>()
            : [];
    }

    private static List<IMethodSymbol> Members(INamedTypeSymbol type, string name) =>
        [.. Bases(type).SelectMany(part => part.GetMembers(name)).OfType<IMethodSymbol>()];

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (var part = type; part is not null; part = part.BaseType)
            yield return part;
    }

    private INamedTypeSymbol? Type(IMethodSymbol from, string name)
    {
        var parts = name.Split('.');
        var found = First(from, parts[0]);
        foreach (var part in parts.Skip(1))
            found = found.SelectMany(scope => Inner(scope, part));
        return found.OfType<INamedTypeSymbol>().FirstOrDefault();
    }

    private IEnumerable<INamespaceOrTypeSymbol> First(IMethodSymbol from, string name)
    {
        if (Place(from) is { } place)
        {
            return place.Model.LookupNamespacesAndTypes(place.Position, name: name)
                .Select(symbol => symbol is IAliasSymbol alias ? alias.Target : symbol as INamespaceOrTypeSymbol)
                .OfType<INamespaceOrTypeSymbol>()
                .Where(symbol => symbol is not INamedTypeSymbol { Arity: > 0 });
        }

        var types = SymbolText.ContainingTypes(from).Reverse().SelectMany(Bases).SelectMany(type => Inner(type, name));
        var namespaces = new List<INamespaceSymbol>();
        for (var scope = from.ContainingNamespace; scope is not null; scope = scope.ContainingNamespace)
            namespaces.Add(scope);
        return types.Concat(namespaces.Append(compilation.GlobalNamespace).SelectMany(scope => Inner(scope, name)));
    }

    private static IEnumerable<INamespaceOrTypeSymbol> Inner(INamespaceOrTypeSymbol scope, string name)
    {
        var types = scope is INamedTypeSymbol type ? Bases(type).SelectMany(part => part.GetTypeMembers(name, 0)) : scope.GetTypeMembers(name, 0);
        return scope.GetMembers(name).OfType<INamespaceSymbol>().Concat<INamespaceOrTypeSymbol>(types);
    }

    /// <summary>Where the method stands; null for one from an assembly.</summary>
    private (SemanticModel Model, int Position)? Place(IMethodSymbol method)
    {
        if (method.DeclaringSyntaxReferences is not [var reference, ..])
            return null;
        var declaration = reference.GetSyntax(cancellationToken);
        return (compilation.GetSemanticModel(declaration.SyntaxTree), declaration.SpanStart);
    }
}
