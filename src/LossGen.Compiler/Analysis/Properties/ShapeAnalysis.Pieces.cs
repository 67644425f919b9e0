using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Analysis.Properties;

/// <content>Expressions that depend on one element only.</content>
internal sealed partial class ShapeAnalysis
{
    /// <summary>The number that stands for the element, or for an affine expression of it.</summary>
    private static readonly LossParameter Stand = new("t", ParameterKind.Scalar, ElementType.Double, "double t");

    private readonly Dictionary<Node, (PieceAnalysis Analysis, Node Core)?> _pieces = [];

    /// <summary>
    /// The pieces of an expression of one element, as a function of the largest affine expression that it depends on the element by; null if there are none.
    /// </summary>
    public (PieceAnalysis Analysis, Node Core)? PiecesOf(Node node)
    {
        if (_pieces.TryGetValue(node, out var known))
            return known;
        return _pieces[node] = _variables.OnlyRead(node) is { } read && _budget.TrySpend(node.Depth) ? Analyze(node, read) : null;
    }

    private NodeShape? PiecesOf(Node node, Node read)
    {
        var composed = Composed(node);
        if (ReferenceEquals(node, read) || composed.IsAffine || PiecesOf(node) is not var (analysis, core))
            return null;
        var (outer, inner) = (analysis.Shape, Composed(core));
        var monotonicity = (outer.Monotonicity & Monotonicity.Increasing) != 0 ? inner.Monotonicity : Monotonicity.Unknown;
        if ((outer.Monotonicity & Monotonicity.Decreasing) != 0)
            monotonicity |= NodeShape.Turned(inner.Monotonicity);
        return outer with
        {
            Monotonicity = monotonicity,
            Lipschitz = _bounds.Times(outer.Lipschitz, inner.Lipschitz),
            GradientLipschitz = _bounds.Times(outer.GradientLipschitz, _bounds.Times(inner.Lipschitz, inner.Lipschitz)),
        };
    }

    private (PieceAnalysis Analysis, Node Core)? Analyze(Node node, Node read)
    {
        var core = CoreOf(node, read);
        var variable = (ScalarRead)_factory.Scalar(Stand);
        var range = _ranges.Of(core);
        var facts = _ranges;
        if (!double.IsInfinity(range.Low))
            facts = facts.Under(_algebra.Call(range.LowOpen ? Operators.Greater : Operators.GreaterOrEqual, variable, _algebra.Real(range.Low)), true);
        if (!double.IsInfinity(range.High))
            facts = facts.Under(_algebra.Call(range.HighOpen ? Operators.Less : Operators.LessOrEqual, variable, _algebra.Real(range.High)), true);
        var normalizer = new Normalizer(_factory, facts);
        var function = _algebra.Replace(_normalizer.Canonical(node), core, variable);
        if (_variables.Move(function))
            return null;
        return Analyze(function) ?? Analyze(normalizer.Expanded(function));

        (PieceAnalysis Analysis, Node Core)? Analyze(Node formula) =>
            new PieceSplitter(variable, normalizer).Split(formula, facts) is { } split && PieceAnalysis.Of(split, normalizer) is { } analysis
                ? (analysis, core)
                : null;
    }

    /// <summary>The element itself, or what it becomes by adding and scaling before anything else is done with it.</summary>
    private Node CoreOf(Node node, Node read)
    {
        node = _normalizer.Canonical(node);
        var core = read;
        while (!ReferenceEquals(core, node) && UsersOf(core, node) is [Call user] && !ReferenceEquals(user, node) && IsAffineStep(user, core))
            core = user;
        return core;
    }

    private bool IsAffineStep(Call user, Node core)
    {
        var op = user.Operator;
        return op == Operators.Negate || op == Operators.Add || op == Operators.Subtract || op == Operators.Multiply
            ? user.Operands.Count(_variables.Move) == 1
            : op == Operators.Divide && ReferenceEquals(user.Operands[0], core) && !_variables.Move(user.Operands[1]);
    }

    private List<Node> UsersOf(Node part, Node whole)
    {
        var users = new List<Node>();
        var visited = new HashSet<Node>();
        Collect(whole);
        return users;

        void Collect(Node node)
        {
            if (users.Count > 1 || !_variables.Move(node) || !visited.Add(node))
                return;
            if (node.Operands.Any(operand => ReferenceEquals(operand, part)))
                users.Add(node);
            foreach (var operand in node.Operands)
                Collect(operand);
        }
    }
}
