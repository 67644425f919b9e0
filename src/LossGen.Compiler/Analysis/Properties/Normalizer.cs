using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Properties;

/// <summary>
/// Brings expressions into a form in which what is equal tends to be the same: sums with equal terms together, squares as squares, and what depends only on
/// the absolute value without its sign. The value in real arithmetic stays, the accuracy in floating point does not matter.
/// </summary>
/// <param name="factory">Makes the nodes.</param>
/// <param name="ranges">Decides conditions.</param>
internal sealed partial class Normalizer(NodeFactory factory, RangeAnalysis ranges)
{
    private readonly Algebra _algebra = new(factory);
    private readonly Dictionary<Node, Node> _canonical = [];
    private readonly Dictionary<Node, Node> _expanded = [];

    public Algebra Algebra => _algebra;

    /// <summary>Squares, absolute values and conditions that are decided, without touching sums.</summary>
    public Node Canonical(Node node)
    {
        if (_canonical.TryGetValue(node, out var known))
            return known;
        return _canonical[node] = Standard(_algebra.MapOperands(node, Canonical));
    }

    /// <summary>All sums and products multiplied out as well.</summary>
    public Node Expanded(Node node)
    {
        if (_expanded.TryGetValue(node, out var known))
            return known;
        var result = Oriented(Standard(_algebra.MapOperands(node, Expanded)));
        if (result is Call { Type: NodeType.Real })
            result = WithMergedSums(Polynomial.Of(result)).ToNode(_algebra);
        return _expanded[node] = result is Reduce { Kind: ReduceKind.Sum } sum ? WithoutProbabilities(sum) : result;
    }

    /// <summary>Whether an expression is 0 wherever it has a value.</summary>
    public bool IsZero(Node node) => Algebra.IsConstant(Expanded(node), 0) || Polynomial.Of(Expanded(node)).IsZero;

    /// <summary>Whether two expressions are equal wherever they have values.</summary>
    public bool AreEqual(Node left, Node right) => ReferenceEquals(left, right) || Polynomial.Difference(Expanded(left), Expanded(right)).IsZero;

    private Node Standard(Node node)
    {
        if (node.Type == NodeType.Boolean && node is Call && ranges.Of(node) is { IsPoint: true, MayBeNaN: false, Low: var holds })
            return factory.Boolean(holds != 0);
        if (node is Call { Operator.Typing: OperatorTyping.Comparison } comparison && comparison.Operands[0].Type == NodeType.Real
            && Polynomial.Difference(comparison.Operands[0], comparison.Operands[1]).Constant is { } difference)
            return factory.Boolean(comparison.Operator.Evaluate([difference, 0]) != 0);
        if (node is Reduce { Kind: ReduceKind.Norm } norm && norm.Body is Call { Operator: var minus } && minus == Operators.Negate)
            return factory.Reduce(ReduceKind.Norm, norm.Axis, ((Call)norm.Body).Operands[0]);
        if (node is Reduce { Kind: ReduceKind.Sum or ReduceKind.Norm } total && Algebra.IsConstant(total.Body, 0))
            return total.Body;
        if (node is not Call call)
            return node;
        var op = call.Operator;
        var operands = call.Operands;
        if (op == Operators.Multiply && call.Type == NodeType.Real)
            return Squared(operands[0], operands[1]) ?? node;
        if (op == Operators.Divide || op == Operators.Quotient)
            return ReferenceEquals(operands[0], operands[1]) ? _algebra.One : node;
        if (op == Operators.Subtract && ReferenceEquals(operands[0], operands[1]))
            return call.Type == NodeType.Real ? _algebra.Zero : factory.Integer(0);
        if (op == Operators.Power && Algebra.TryGetConstant(operands[1], out var exponent))
            return PowerOf(operands[0], exponent) ?? node;
        if (op == Operators.Abs || op == Operators.LogCosh || op == Operators.RootMinusOne || op == Operators.Cosh)
            return ranges.Of(operands[0]).IsNonNegative && op == Operators.Abs ? operands[0] : _algebra.Call(op, Unsigned(operands[0]));
        if (op == Operators.Max || op == Operators.Min)
            return LargerOf(operands[0], operands[1]) is not { } larger ? node : operands[larger == (op == Operators.Max) ? 0 : 1];
        if (op == Operators.Hypot)
            return Length(Unsigned(operands[0]), Unsigned(operands[1]));
        if (op == Operators.XLogY)
            return Information(operands[0], operands[1]) ?? node;
        if (op == Operators.RelEntropy || op == Operators.KlDivergence)
            return Divergence(op, operands[0], operands[1]) ?? node;
        return node;
    }

    private Node? Squared(Node x, Node y)
    {
        if (ReferenceEquals(x, y))
            return Standard(_algebra.Power(x, _algebra.Real(2)));

        // (-x) · x and x · -x arrive as -(x · x), and c · x · x as (c · x) · x.
        if (x is Call { Operator: var op } product && op == Operators.Multiply)
        {
            if (ReferenceEquals(product.Operands[1], y))
                return _algebra.Multiply(product.Operands[0], Standard(_algebra.Power(y, _algebra.Real(2))));
            if (ReferenceEquals(product.Operands[0], y))
                return _algebra.Multiply(product.Operands[1], Standard(_algebra.Power(y, _algebra.Real(2))));
        }

        return null;
    }

    /// <summary>Whether the first of two is never the smaller one; false if it is never the larger one, null if neither is known.</summary>
    private bool? LargerOf(Node x, Node y)
    {
        if (x.Type != NodeType.Real)
            return null;
        var range = ranges.Of(_algebra.Subtract(x, y));
        return range.IsNonNegative ? true : range.IsNonPositive ? false : null;
    }

    private Node Length(Node x, Node y) => Algebra.IsConstant(x, 0) ? Standard(_algebra.Call(Operators.Abs, y))
        : Algebra.IsConstant(y, 0) ? Standard(_algebra.Call(Operators.Abs, x))
        : _algebra.Hypot(x, y);

    private Node? PowerOf(Node x, double exponent)
    {
        if (exponent == 0.5)
            return _algebra.Sqrt(x);
        if (exponent % 2 != 0)
            return null;
        var unsigned = x is Call { Operator: var op } call && op == Operators.Abs ? call.Operands[0] : Unsigned(x);
        return ReferenceEquals(unsigned, x) ? null : _algebra.Power(unsigned, _algebra.Real(exponent));
    }

    /// <summary>x or −x, the same one for both.</summary>
    private Node Unsigned(Node x) => x switch
    {
        Call { Operator: var op } call when op == Operators.Negate => call.Operands[0],
        Call { Operator: var op, Operands: [var a, var b] } when op == Operators.Subtract && b.Id < a.Id => _algebra.Subtract(b, a),
        Call { Operator: var op, Operands: [var a, _] } when (op == Operators.Multiply || op == Operators.Divide)
            && Algebra.TryGetConstant(a, out var value) && value < 0 => _algebra.Negate(x),
        _ => x,
    };

    /// <summary>x log y of an exponential: y is not 0, so that nothing is guarded.</summary>
    private Node? Information(Node x, Node y)
    {
        if (ReferenceEquals(x, y) && ranges.Of(x).IsNonNegative)
            return _algebra.Negate(_algebra.Call(Operators.Entropy, x));
        return LogarithmOf(y) is { } logarithm ? _algebra.Multiply(x, logarithm) : null;
    }

    private Node? Divergence(Operator op, Node x, Node y)
    {
        if (ReferenceEquals(x, y) && ranges.Of(x).IsNonNegative)
            return _algebra.Zero;
        if (LogarithmOf(y) is not { } logarithm)
            return null;
        var relative = _algebra.Subtract(_algebra.Negate(_algebra.Call(Operators.Entropy, x)), _algebra.Multiply(x, logarithm));
        return op == Operators.RelEntropy ? relative : _algebra.Add(_algebra.Subtract(relative, x), y);
    }

    private Node? LogarithmOf(Node y) => y switch
    {
        Call { Operator: var op } call when op == Operators.Softmax => _algebra.Subtract(call.Operands[0], call.Operands[1]),
        Call { Operator: var op } call when op == Operators.Exp => call.Operands[0],
        Call { Operator: var op } call when op == Operators.Sigmoid => _algebra.Call(Operators.LogSigmoid, call.Operands[0]),
        _ => null,
    };

    /// <summary>softplus(−x) is softplus(x) − x, so that of two of them with opposite arguments one is left.</summary>
    private Node Oriented(Node node)
    {
        if (node is not Call call || (call.Operator != Operators.Softplus && call.Operator != Operators.LogSigmoid))
            return node;
        var x = call.Operands[0];
        var unsigned = Unsigned(x);
        var softplus = _algebra.Call(Operators.Softplus, unsigned);
        if (call.Operator == Operators.Softplus)
            return ReferenceEquals(unsigned, x) ? node : _algebra.Add(softplus, x);
        return ReferenceEquals(unsigned, x) ? _algebra.Subtract(x, softplus) : _algebra.Negate(softplus);
    }
}
