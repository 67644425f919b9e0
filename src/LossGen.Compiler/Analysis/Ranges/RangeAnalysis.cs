using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Analysis.Ranges;

/// <summary>The ranges of expressions, from their form and from what the program assumes and requires.</summary>
/// <param name="facts">Conditions that hold everywhere: <c>0 &lt;= p[i]</c> says it of every element of p.</param>
/// <param name="arithmetic">Which values the ranges contain.</param>
public sealed class RangeAnalysis(IEnumerable<Node> facts, Arithmetic arithmetic = Arithmetic.Rounded)
{
    private readonly HashSet<object> _nonNegative = [];
    private readonly HashSet<object> _positive = [];
    private readonly Dictionary<Node, bool> _isPositive = [];
    private readonly Dictionary<Node, bool> _isNonNegative = [];
    private readonly Dictionary<Node, bool> _isNonPositive = [];
    private readonly Dictionary<Node, bool> _readsData = [];
    private IReadOnlyList<Node>? _pending = [.. facts];

    /// <summary>Which values the ranges contain.</summary>
    public Arithmetic Arithmetic { get; } = arithmetic;

    /// <summary>The range of an expression; a condition is 1 where it holds and 0 where it does not.</summary>
    public Interval Of(Node node)
    {
        if (Algebra.TryGetConstant(node, out var value))
            return Interval.Point(value);
        return IsPositive(node) ? Interval.Above(0) : IsNonNegative(node) ? Interval.AtLeast(0) : IsNonPositive(node) ? Interval.AtMost(0) : Interval.Whole;
    }

    /// <summary>What is known where a condition holds, or where it does not, beyond what is known everywhere.</summary>
    public RangeAnalysis Under(Node condition, bool holds) => this;

    /// <summary>What can happen to a value that is computed in an element type.</summary>
    public Hazards HazardsOf(Node node, ElementType type)
    {
        var range = Of(node);
        var largest = type == ElementType.Double ? double.MaxValue : float.MaxValue;
        return (range.MayBeNaN ? Hazards.NaN : Hazards.None)
            | (range.ContainsZero ? Hazards.Zero : Hazards.None)
            | (range.Low < -largest || range.High > largest ? Hazards.Overflow : Hazards.None);
    }

    /// <summary>Whether the value is above 0 even after rounding: an exponential may become 0, one plus a square cannot.</summary>
    public bool IsPositive(Node node)
    {
        Learn();
        return Remember(_isPositive, node, DeriveIsPositive);
    }

    public bool IsNonNegative(Node node)
    {
        Learn();
        return Remember(_isNonNegative, node, DeriveIsNonNegative);
    }

    /// <summary>Whether the value is at most 0, as the logarithm of a probability is.</summary>
    public bool IsNonPositive(Node node)
    {
        Learn();
        return Remember(_isNonPositive, node, DeriveIsNonPositive);
    }

    /// <summary>Whether the value depends on an array, be it by an index or a condition.</summary>
    public bool ReadsData(Node node) => Remember(_readsData, node, candidate => candidate is ArrayRead or CarriedRead || candidate.Operands.Any(ReadsData));

    private static bool Remember(Dictionary<Node, bool> known, Node node, Func<Node, bool> derive)
    {
        if (!known.TryGetValue(node, out var holds))
            known[node] = holds = derive(node);
        return holds;
    }

    private bool DeriveIsPositive(Node node)
    {
        if (Algebra.TryGetConstant(node, out var value))
            return value > 0;
        return _positive.Contains(SubjectOf(node)) || node switch
        {
            Call call when call.Operator == Operators.Cosh => true,
            Call call when call.Operator == Operators.Add =>
                (IsPositive(call.Operands[0]) && IsNonNegative(call.Operands[1]))
                || (IsNonNegative(call.Operands[0]) && IsPositive(call.Operands[1])),
            Call call when call.Operator == Operators.Multiply => call.Operands.All(IsConstantOrAssumedPositive),
            Call call when call.Operator == Operators.Sqrt => IsPositive(call.Operands[0]),
            Call call when call.Operator == Operators.Max => call.Operands.Any(IsPositive),
            Call call when call.Operator == Operators.Min => call.Operands.All(IsPositive),
            Select select => IsPositive(select.IfTrue) && IsPositive(select.IfFalse),
            _ => false,
        };
    }

    private bool DeriveIsNonNegative(Node node)
    {
        if (IsPositive(node))
            return true;
        if (Algebra.TryGetConstant(node, out var value))
            return value >= 0;
        return _nonNegative.Contains(SubjectOf(node)) || node switch
        {
            ExtentRead or Position => true,
            Call call when IsNonNegativeFunction(call.Operator) => true,
            Call call when call.Operator == Operators.Power => Algebra.TryGetConstant(call.Operands[1], out var exponent) && exponent % 2 == 0,
            Call call when call.Operator == Operators.Multiply && ReferenceEquals(call.Operands[0], call.Operands[1]) => true,
            Call call when call.Operator == Operators.Add || call.Operator == Operators.Multiply || call.Operator == Operators.Divide
                           || call.Operator == Operators.Sqrt || call.Operator == Operators.Min => call.Operands.All(IsNonNegative),
            Call call when call.Operator == Operators.Max => call.Operands.Any(IsNonNegative),
            Call call when call.Operator == Operators.ToReal => call.Operands[0].Type == NodeType.Boolean || IsNonNegative(call.Operands[0]),
            Call call when call.Operator == Operators.ToInteger => true,
            Reduce { Kind: ReduceKind.Sum or ReduceKind.Product or ReduceKind.Min } reduce => IsNonNegative(reduce.Body),
            Reduce { Kind: ReduceKind.Norm } => true,
            Select select => IsNonNegative(select.IfTrue) && IsNonNegative(select.IfFalse),
            _ => false,
        };
    }

    private bool DeriveIsNonPositive(Node node)
    {
        if (Algebra.TryGetConstant(node, out var value))
            return value <= 0;
        return node switch
        {
            Call call when call.Operator == Operators.Negate => IsNonNegative(call.Operands[0]),
            Call call when call.Operator == Operators.ExpM1 => IsNonPositive(call.Operands[0]),
            Call call when call.Operator == Operators.LogSigmoid || call.Operator == Operators.Log1MExp => true,
            Call call when call.Operator == Operators.Subtract => IsLogSoftmax(call.Operands[0], call.Operands[1]),
            Call call when call.Operator == Operators.Min => call.Operands.Any(IsNonPositive),
            Select select => IsNonPositive(select.IfTrue) && IsNonPositive(select.IfFalse),
            _ => false,
        };
    }

    /// <summary>Whether the second expression is the logsumexp of a row that the first one is an element of.</summary>
    public static bool IsLogSoftmax(Node element, Node logSumExp) =>
        logSumExp is Reduce { Kind: ReduceKind.LogSumExp } row && NodeMatching.FindSubstitution(row.Body, row.Axis, element) is not null;

    private static bool IsNonNegativeFunction(Operator op) =>
        op == Operators.Abs || op == Operators.Exp || op == Operators.Sigmoid || op == Operators.Softmax || op == Operators.Softplus
        || op == Operators.Hypot || op == Operators.RootMinusOne || op == Operators.LogCosh || op == Operators.Erfc;

    private bool IsConstantOrAssumedPositive(Node node) =>
        Algebra.TryGetConstant(node, out var value) ? value > 0 : _positive.Contains(SubjectOf(node));

    /// <summary>An array stands for all its elements.</summary>
    private static object SubjectOf(Node node) => node is ArrayRead read ? read.Array : node;

    /// <summary>Reads the assumptions on first use, because a conclusion from one may need another.</summary>
    private void Learn()
    {
        if (_pending is not { } pending)
            return;
        _pending = null;
        foreach (var assumption in pending)
            Learn(assumption);
    }

    private void Learn(Node condition)
    {
        if (condition is not Call call)
            return;
        if (call.Operator == Operators.And)
        {
            Learn(call.Operands[0]);
            Learn(call.Operands[1]);
        }
        else if (call.Operator == Operators.Less || call.Operator == Operators.LessOrEqual)
        {
            Learn(call.Operands[0], call.Operands[1], call.Operator == Operators.Less);
        }
        else if (call.Operator == Operators.Greater || call.Operator == Operators.GreaterOrEqual)
        {
            Learn(call.Operands[1], call.Operands[0], call.Operator == Operators.Greater);
        }
    }

    private void Learn(Node least, Node subject, bool isStrict)
    {
        if (!Algebra.TryGetConstant(least, out var bound) || bound < 0)
            return;
        if (subject is ArrayRead read && !read.Operands.All(index => index is Position))
            return;
        (isStrict || bound > 0 ? _positive : _nonNegative).Add(SubjectOf(subject));
    }
}
