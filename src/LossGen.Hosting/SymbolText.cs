using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Hosting;

/// <summary>C# text for symbols, as the implementing part of a declaration has to spell it.</summary>
internal static class SymbolText
{
    private static readonly SymbolDisplayFormat TypeFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat NamespaceFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    /// <summary>The plain names: <c>@</c> belongs to C# text and not to a file's name.</summary>
    private static readonly SymbolDisplayFormat MetadataFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    private static readonly SymbolDisplayFormat ConstraintFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .WithMemberOptions(SymbolDisplayMemberOptions.None)
        .WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints)
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary><c>global::System.ReadOnlySpan&lt;float&gt;</c>.</summary>
    public static string Type(ITypeSymbol type) => type.ToDisplayString(TypeFormat);

    /// <summary>The namespace that holds <paramref name="type"/>, empty for the global one.</summary>
    public static string Namespace(INamedTypeSymbol type) =>
        type.ContainingNamespace is { IsGlobalNamespace: false } name ? name.ToDisplayString(NamespaceFormat) : "";

    /// <summary>The name as an identifier, with <c>@</c> before keywords.</summary>
    public static string Identifier(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;

    /// <summary>The types around a member, outer to inner.</summary>
    public static IEnumerable<INamedTypeSymbol> ContainingTypes(ISymbol member)
    {
        var chain = new Stack<INamedTypeSymbol>();
        for (var type = member.ContainingType; type is not null; type = type.ContainingType)
            chain.Push(type);
        return chain;
    }

    /// <summary>
    /// <c>partial record struct Losses&lt;T&gt;</c>: without modifiers, constraints and attributes, which one part may leave to
    /// another, but with variance, which it may not.
    /// </summary>
    public static string PartialHeader(INamedTypeSymbol type)
    {
        var keyword = (type.TypeKind, type.IsRecord) switch
        {
            (TypeKind.Struct, true) => "record struct",
            (_, true) => "record",
            (TypeKind.Struct, _) => "struct",
            (TypeKind.Interface, _) => "interface",
            _ => "class",
        };
        var parameters = type.TypeParameters.IsEmpty ? "" : "<" + string.Join(", ", type.TypeParameters.Select(TypeParameter)) + ">";
        return $"partial {keyword} {Identifier(type.Name)}{parameters}";
    }

    /// <summary>The method's name with its type parameters.</summary>
    public static string GenericName(IMethodSymbol method) => Identifier(method.Name)
        + (method.TypeParameters.IsEmpty ? "" : "<" + string.Join(", ", method.TypeParameters.Select(TypeParameter)) + ">");

    /// <summary><c> where T : struct</c> with a space before it, or empty.</summary>
    public static string Constraints(IMethodSymbol method) => method.ToDisplayString(ConstraintFormat)
        .Substring(method.ToDisplayString(ConstraintFormat.WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeParameters)).Length);

    /// <summary>The full metadata name, <c>Namespace.Outer`1+Inner</c>: unique among the types of a compilation.</summary>
    public static string MetadataName(INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer)
            return MetadataName(outer) + "+" + type.MetadataName;
        return type.ContainingNamespace is { IsGlobalNamespace: false } name
            ? name.ToDisplayString(MetadataFormat) + "." + type.MetadataName
            : type.MetadataName;
    }

    private static string TypeParameter(ITypeParameterSymbol parameter) => parameter.Variance switch
    {
        VarianceKind.In => "in " + Identifier(parameter.Name),
        VarianceKind.Out => "out " + Identifier(parameter.Name),
        _ => Identifier(parameter.Name),
    };
}
