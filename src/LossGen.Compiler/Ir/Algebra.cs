using System.Runtime.CompilerServices;

namespace LossGen.Compiler.Ir;

/// <summary>Makes nodes and simplifies them: the constructor that differentiation and rewriting use.</summary>
/// <remarks>
/// A simplification here is exact and local: it drops what has no effect and folds constants. It never multiplies out and never
/// reorders a sum, because the form of an expression is what makes it accurate.
/// </remarks>
public sealed partial class Algebra(NodeFactory factory)
{
    public NodeFactory Factory { get; } = factory;

    public Node Zero => Factory.Real(0);

    public Node One => Factory.Real(1);

    /// <summary>The value of a number that is written out: a real, or an integer made real.</summary>
    public static bool TryGetConstant(Node node, out double value)
    {
        switch (node)
        {
            case RealConstant real:
                value = real.Value;
                return true;
            case IntegerConstant integer:
                value = integer.Value;
                return true;
            case BooleanConstant boolean:
                value = boolean.Value ? 1 : 0;
                return true;
            case Call call when call.Operator == Operators.ToReal:
                return TryGetConstant(call.Operands[0], out value);
            case Call call when call.Operator == Operators.Negate && TryGetConstant(call.Operands[0], out value):
                value = -value;
                return true;
            default:
                value = 0;
                return false;
        }
    }

    public static bool IsConstant(Node node, double value) => TryGetConstant(node, out var constant) && constant == value;

    public Node Real(double value) => Factory.Real(value);

    public Node Add(Node x, Node y)
    {
        if (IsConstant(x, 0))
            return y;
        if (IsConstant(y, 0))
            return x;
        if (y is Call { Operator: var op } negated && op == Operators.Negate)
            return Subtract(x, negated.Operands[0]);
        if (y is IntegerConstant constant && TryMergeSteps(x, constant.Value) is { } merged)
            return merged;
        return TryMergeConstants(x, y) ?? Fold(Operators.Add, x, y);
    }

    public Node Subtract(Node x, Node y)
    {
        if (IsConstant(y, 0))
            return x;
        if (IsConstant(x, 0))
            return Negate(y);
        if (y is Call { Operator: var op } negated && op == Operators.Negate)
            return Add(x, negated.Operands[0]);
        if (y is IntegerConstant constant && TryMergeSteps(x, -constant.Value) is { } merged)
            return merged;
        return Fold(Operators.Subtract, x, y);
    }

    public Node Negate(Node x) => x switch
    {
        RealConstant real => Real(-real.Value),
        IntegerConstant { Value: > long.MinValue } integer => Factory.Integer(-integer.Value),
        Call call when call.Operator == Operators.Negate => call.Operands[0],
        Call call when call.Operator == Operators.Subtract => Subtract(call.Operands[1], call.Operands[0]),
        Call call when (call.Operator == Operators.Multiply || call.Operator == Operators.Divide)
                       && TryGetConstant(call.Operands[0], out _) && x.Type == NodeType.Real
            => Factory.Call(call.Operator, Negate(call.Operands[0]), call.Operands[1]),
        _ => Factory.Call(Operators.Negate, x),
    };

    public Node Multiply(Node x, Node y)
    {
        if (IsConstant(x, 0) || IsConstant(y, 1))
            return x;
        if (IsConstant(y, 0) || IsConstant(x, 1))
            return y;
        if (IsConstant(x, -1))
            return Negate(y);
        if (IsConstant(y, -1))
            return Negate(x);
        if (TryGetConstant(y, out _) && !TryGetConstant(x, out _))
            return Multiply(y, x);
        if (x.Type == NodeType.Real && TryGetConstant(x, out var a) && y is Call inner && inner.Operator == Operators.Multiply
            && TryGetConstant(inner.Operands[0], out var b) && IsExactProduct(a, b))
            return Multiply(Real(a * b), inner.Operands[1]);
        if (x is Call left && left.Operator == Operators.Negate)
            return Negate(Multiply(left.Operands[0], y));
        if (y is Call right && right.Operator == Operators.Negate)
            return Negate(Multiply(x, right.Operands[0]));
        return Fold(Operators.Multiply, x, y);
    }

    public Node Divide(Node x, Node y)
    {
        if (IsConstant(x, 0) && !IsConstant(y, 0))
            return Zero;
        if (IsConstant(y, 1))
            return x;
        if (IsConstant(y, -1))
            return Negate(x);
        if (x is Call call && call.Operator == Operators.Negate)
            return Negate(Divide(call.Operands[0], y));
        return Fold(Operators.Divide, x, y);
    }

    public Node Power(Node x, Node exponent)
    {
        if (IsConstant(exponent, 1))
            return x;
        if (IsConstant(exponent, 0))
            return One;
        return Fold(Operators.Power, x, exponent);
    }

    /// <summary>A choice. One whose branches are the same, or whose condition is known, is no choice.</summary>
    public Node Select(Node condition, Node ifTrue, Node ifFalse) => condition switch
    {
        BooleanConstant constant => constant.Value ? ifTrue : ifFalse,
        _ when ReferenceEquals(ifTrue, ifFalse) => ifTrue,
        Call call when call.Operator == Operators.Not => Select(call.Operands[0], ifFalse, ifTrue),
        _ => Factory.Select(condition, ifTrue, ifFalse),
    };

    /// <summary>0 where <paramref name="x"/> is 0, and else <paramref name="value"/>, which is not even looked at there.</summary>
    public Node ZeroWhereZero(Node x, Node value) => Select(Equal(x, Zero), Zero, value);

    public Node ZeroUnless(Node condition, Node value) => Select(condition, value, Zero);

    public Node Equal(Node x, Node y) => Compare(Operators.Equal, x, y);

    public Node Not(Node x) => x is Call call && call.Operator == Operators.Not ? call.Operands[0] : Fold(Operators.Not, x);

    public Node And(Node x, Node y) => (x, y) switch
    {
        (BooleanConstant constant, _) => constant.Value ? y : x,
        (_, BooleanConstant { Value: true }) => x,
        (_, BooleanConstant) when NodeMatching.IsAlwaysMeaningful(x) => y,
        _ when ReferenceEquals(x, y) => x,
        _ => Factory.Call(Operators.And, x, y),
    };

    public Node Or(Node x, Node y) => (x, y) switch
    {
        (BooleanConstant constant, _) => constant.Value ? x : y,
        (_, BooleanConstant { Value: false }) => x,
        (_, BooleanConstant) when NodeMatching.IsAlwaysMeaningful(x) => y,
        _ when ReferenceEquals(x, y) => x,
        _ when ReferenceEquals(Not(x), y) || ReferenceEquals(x, Not(y)) => Factory.Boolean(true),
        _ => Factory.Call(Operators.Or, x, y),
    };

    public Node ToReal(Node x) => x.Type == NodeType.Real ? x : Fold(Operators.ToReal, x);

    /// <summary>Any operation, simplified if it is one of those above.</summary>
    public Node Call(Operator op, params Node[] operands) => op.Name switch
    {
        "+" => Add(operands[0], operands[1]),
        "-" when op.Arity == 1 => Negate(operands[0]),
        "-" => Subtract(operands[0], operands[1]),
        "*" => Multiply(operands[0], operands[1]),
        "/" when op == Operators.Divide => Divide(operands[0], operands[1]),
        "^" => Power(operands[0], operands[1]),
        "==" or "!=" or "<" or "<=" or ">" or ">=" => Compare(op, operands[0], operands[1]),
        "!" => Not(operands[0]),
        "&&" => And(operands[0], operands[1]),
        "||" => Or(operands[0], operands[1]),
        _ => Fold(op, operands),
    };

    /// <summary>The same node with each operand mapped, simplified; see <see cref="NodeFactory.MapOperands"/>.</summary>
    public Node MapOperands(Node node, Func<Node, Node> map)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (node is Reduce { Kind: ReduceKind.Min or ReduceKind.Max } && Factory.MapOperands(node, map) is Reduce extremum)
            return Reduce(extremum.Kind, extremum.Axis, extremum.Body);
        if (node is not (Ir.Call or Ir.Select))
        {
            var mapped = Factory.MapOperands(node, map);
            return mapped is Reduce reduce ? TryPick(reduce.Kind, reduce.Axis, reduce.Body) ?? reduce : mapped;
        }

        Node[] operands = [.. node.Operands.Select(map)];
        return node is Call call ? Call(call.Operator, operands) : Select(operands[0], operands[1], operands[2]);
    }

    /// <summary>A part of an expression replaced by another one, and what follows simplified.</summary>
    public Node Replace(Node node, Node target, Node replacement) => Replace(node, target, replacement, inArrays: true, []);

    /// <summary>
    /// A part of an expression replaced by what it is known to be where the expression stands, and what follows simplified. Computed arrays stay as they are, since they
    /// are computed elsewhere.
    /// </summary>
    public Node ReplaceHere(Node node, Node target, Node replacement) => Replace(node, target, replacement, inArrays: false, []);

    private Node Replace(Node node, Node target, Node replacement, bool inArrays, Dictionary<Node, Node> known)
    {
        if (ReferenceEquals(node, target))
            return replacement;
        if (node.Operands.Count == 0 || (node is ArrayNode && !inArrays))
            return node;
        if (!known.TryGetValue(node, out var result))
            known[node] = result = MapOperands(node, operand => Replace(operand, target, replacement, inArrays, known));
        return result;
    }

    /// <summary>(c + x) + d is x + (c + d) for whole numbers, such as derivatives leave behind; null if the sum is none such.</summary>
    private Node? TryMergeConstants(Node x, Node y)
    {
        if (x is not Call { Type: NodeType.Real } sum || !IsWhole(y, out var second))
            return null;
        if (sum.Operator == Operators.Add && IsWhole(sum.Operands[0], out var first))
            return Add(sum.Operands[1], Real(first + second));
        if (sum.Operator == Operators.Add && IsWhole(sum.Operands[1], out first))
            return Add(sum.Operands[0], Real(first + second));
        if (sum.Operator == Operators.Subtract && IsWhole(sum.Operands[1], out first))
            return Add(sum.Operands[0], Real(second - first));
        return sum.Operator == Operators.Subtract && IsWhole(sum.Operands[0], out first)
            ? Subtract(Real(first + second), sum.Operands[1])
            : null;
    }

    private static bool IsWhole(Node node, out double value) =>
        TryGetConstant(node, out value) && value == Math.Floor(value) && Math.Abs(value) < ExactIntegers / 2;

    /// <summary>A comparison; that of a value with itself is known, but for a real one that may be NaN.</summary>
    private Node Compare(Operator op, Node x, Node y)
    {
        if (!ReferenceEquals(x, y))
            return TryDecide(op, x, y) ?? Fold(op, x, y);
        if (op == Operators.Less || op == Operators.Greater)
            return Factory.Boolean(false);
        if (x.Type != NodeType.Real)
            return Factory.Boolean(op != Operators.NotEqual);
        return Fold(op == Operators.NotEqual ? op : Operators.Equal, x, y);
    }

    /// <summary>The operation on constants is a constant. Integers are computed as integers; what would throw or overflow stays.</summary>
    private Node Fold(Operator op, params Node[] operands)
    {
        var values = new double[operands.Length];
        for (var i = 0; i < operands.Length; i++)
        {
            if (!TryGetConstant(operands[i], out values[i]))
                return Factory.Call(op, operands);
        }

        var type = op.ResultType(operands);
        if (type == NodeType.Integer)
            return IntegerFolding.TryFold(op, operands, out var integer) ? Factory.Integer(integer) : Factory.Call(op, operands);
        if (operands.Any(operand => operand is IntegerConstant { Value: > ExactIntegers or < -ExactIntegers }))
            return Factory.Call(op, operands);
        var value = op.Evaluate(values);
        return type == NodeType.Boolean ? Factory.Boolean(value != 0) : Real(value);
    }

    /// <summary>The largest integer up to which doubles have all of them.</summary>
    private const long ExactIntegers = 1L << 53;

    private static bool IsExactProduct(double a, double b) =>
        IsPowerOfTwo(a) || IsPowerOfTwo(b) || (Math.Abs(a * b) <= ExactIntegers && a == Math.Floor(a) && b == Math.Floor(b));

    private static bool IsPowerOfTwo(double x) =>
        x != 0 && (BitConverter.DoubleToInt64Bits(x) & 0xFFFFFFFFFFFFF) == 0 && !double.IsInfinity(x);
}
