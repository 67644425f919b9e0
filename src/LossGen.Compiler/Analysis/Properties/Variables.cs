using System.Runtime.CompilerServices;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Analysis.Properties;

/// <summary>The parameters that a property is about; everything else is a constant.</summary>
internal sealed class Variables(IEnumerable<LossParameter> parameters)
{
    private readonly HashSet<LossParameter> _parameters = [.. parameters];
    private readonly Dictionary<Node, Node[]> _reads = [];

    /// <summary>Whether an expression depends on any of them, or may.</summary>
    public bool Move(Node node) => ReadsOf(node).Count > 0 || node.FreeSymbols.Count > 0;

    /// <summary>Whether the node is an element of one of them.</summary>
    public bool Contains(Node node) => node switch
    {
        ArrayRead read => _parameters.Contains(read.Array.Parameter),
        ScalarRead read => _parameters.Contains(read.Parameter),
        _ => false,
    };

    /// <summary>Which elements of the parameters an expression reads: all if there are less than three, else some three.</summary>
    public IReadOnlyList<Node> ReadsOf(Node node)
    {
        if (_reads.TryGetValue(node, out var known))
            return known;
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var found = node.Operands.SelectMany(ReadsOf);
        return _reads[node] = [.. (Contains(node) ? found.Prepend(node) : found).Distinct().Take(3)];
    }

    /// <summary>The one element that an expression depends on; null if it depends on several, or on one for each position of an axis.</summary>
    public Node? OnlyRead(Node node) =>
        node.FreeSymbols.Count == 0 && ReadsOf(node) is [var read] && read.FreeAxes.IsSubsetOf(node.FreeAxes) && !read.Operands.Any(Move) ? read : null;
}
