using LossGen.Compiler.Ir;
using LossGen.Compiler.Rewriting;

namespace LossGen.Analyzers.PlainCSharp;

/// <summary>
/// An unstable form where all others of its expression are repaired: it is not excused by the damage that another does, nor blamed for it.
/// </summary>
internal sealed class IsolatedForm
{
    public IsolatedForm(ReplacedForm form, IReadOnlyList<ReplacedForm> forms, TranslatedExpression expression)
    {
        var algebra = new Algebra(expression.Factory);
        var (root, written, stable) = (expression.Root, form.Node, form.Stable);
        var variables = form.Variables.ToArray();

        // From the inside out: what stands around a repaired form has another operand afterwards.
        var others = forms.Where(other => !ReferenceEquals(other, form)).Reverse().ToList();
        while (others.Count > 0)
        {
            var first = others[0];
            Node Repair(Node node) => algebra.Replace(node, first.Node, first.Stable);
            root = Repair(root);
            written = Repair(written);
            stable = Repair(stable);
            variables = [.. variables.Select(Repair)];
            others = [.. others.Skip(1).Select(other => other with { Node = Repair(other.Node), Stable = Repair(other.Stable) })];
        }

        (Written, Stable, Variables) = (written, stable, variables);
        (RootAsWritten, StableRoot) = (root, algebra.Replace(root, written, stable));
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
}
