using LossGen.Compiler.Ir;
using LossGen.Compiler.Rewriting;

namespace LossGen.Analyzers.PlainCSharp;

/// <summary>
/// An unstable form where all others of its expression are repaired: it is not excused by the damage that another does, nor blamed for it.
/// </summary>
internal sealed class IsolatedForm
{
    private readonly Algebra _algebra;
    private readonly Node _form;
    private readonly IReadOnlyDictionary<Node, Node> _stable;
    private readonly Dictionary<Node, Node> _repaired = [];
    private readonly HashSet<Node> _open = [];

    /// <param name="form">The form.</param>
    /// <param name="stable">The stable form of every unstable one.</param>
    /// <param name="expression">The whole expression.</param>
    public IsolatedForm(ReplacedForm form, IReadOnlyDictionary<Node, Node> stable, TranslatedExpression expression)
    {
        (_algebra, _form, _stable) = (new Algebra(expression.Factory), form.Node, stable);
        Written = Repair(form.Node);
        Stable = Repair(form.Stable);
        Variables = [.. form.Variables.Select(Repair)];
        RootAsWritten = Repair(expression.Root);
        StableRoot = _algebra.Replace(RootAsWritten, Written, Stable);
    }

    /// <summary>The form.</summary>
    public Node Written { get; }

    /// <summary>Its stable form.</summary>
    public Node Stable { get; }

    /// <summary>What the variables of its rule stand for.</summary>
    public IReadOnlyList<Node> Variables { get; }

    /// <summary>The whole expression with the form.</summary>
    public Node RootAsWritten { get; }

    /// <summary>The whole expression with the stable form.</summary>
    public Node StableRoot { get; }

    /// <summary>A node with every form in it, but for the one, in its stable form. A stable form may hold what it is the form of.</summary>
    private Node Repair(Node node)
    {
        if (node.Operands.Count == 0)
            return node;
        if (_repaired.TryGetValue(node, out var known))
            return known;
        var isOther = !ReferenceEquals(node, _form) && _stable.ContainsKey(node) && _open.Add(node);
        var repaired = isOther ? Repair(_stable[node]) : _algebra.MapOperands(node, Repair);
        if (isOther)
            _open.Remove(node);
        return _repaired[node] = repaired;
    }
}
