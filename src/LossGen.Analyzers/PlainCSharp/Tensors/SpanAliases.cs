using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossGen.Analyzers.PlainCSharp.Tensors;

/// <summary>Which variables of a body may share memory, because one was made from another. Parameters of a method are taken to be different.</summary>
internal sealed class SpanAliases
{
    private readonly Dictionary<ISymbol, HashSet<ISymbol>> _groups = new(SymbolEqualityComparer.Default);

    public SpanAliases(IOperation body)
    {
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (operation is IVariableDeclaratorOperation { Initializer.Value: { } value } declarator)
                Join(declarator.Symbol, declarator.Symbol.RefKind != RefKind.None || MayShare(declarator.Symbol.Type), value);
            else if (operation is ISimpleAssignmentOperation assignment && SymbolOf(assignment.Target) is { } target)
                Join(target, MayShare(assignment.Target.Type), assignment.Value);
        }
    }

    /// <summary>A variable and all that may share its memory.</summary>
    public IEnumerable<ISymbol> Of(ISymbol symbol) => _groups.TryGetValue(symbol, out var group) ? group : [symbol];

    public static bool IsSpan(ITypeSymbol? type) => type is IArrayTypeSymbol or { Name: "Span" or "ReadOnlySpan" };

    /// <summary>The variable that an operation reads or writes.</summary>
    public static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    private static bool MayShare(ITypeSymbol? type) => IsSpan(type) || type?.Name is "Memory" or "ReadOnlyMemory";

    private void Join(ISymbol symbol, bool mayShare, IOperation value)
    {
        if (!mayShare)
            return;
        foreach (var other in value.DescendantsAndSelf().Where(part => IsSpan(part.Type)).Select(SymbolOf).OfType<ISymbol>())
        {
            var group = new HashSet<ISymbol>(Of(symbol).Concat(Of(other)), SymbolEqualityComparer.Default);
            foreach (var member in group)
                _groups[member] = group;
        }
    }
}
