using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Ranges;

/// <content>Reductions, means and computed arrays.</content>
public sealed partial class RangeAnalysis
{
    /// <summary>After so many rounds the ends of a recurrence that still move are let go.</summary>
    private const int MaximumRounds = 4;

    private readonly Dictionary<RecurrenceSymbol, Interval> _carried = [];

    private Interval OfReduce(Reduce reduce)
    {
        var body = Of(reduce.Body);
        var length = LengthOf(reduce.Axis.Extent);
        if (reduce.Kind == ReduceKind.Sum && SumsToOne(reduce.Axis, reduce.Body))
            return Arithmetic == Arithmetic.Exact ? Interval.Point(1) : Interval.Closed(1 - ReductionError, 1 + ReductionError);
        var isExact = reduce.Type != NodeType.Real || reduce.Kind is ReduceKind.Min or ReduceKind.Max;
        var range = OfReduction(reduce, body, length);
        return isExact ? range : Rounded(range, reduce.Kind == ReduceKind.Product ? KeepsSign.Never : KeepsSign.Sum, ReductionError);
    }

    private static Interval OfReduction(Reduce reduce, Interval body, Interval length)
    {
        return reduce.Kind switch
        {
            ReduceKind.Sum => SumOf(body, length),
            ReduceKind.Product => ProductOf(body),
            ReduceKind.Min => length.Low >= 1 ? body : body.Union(Interval.Point(reduce.Type == NodeType.Real ? double.PositiveInfinity : long.MaxValue)),
            ReduceKind.Max => length.Low >= 1 ? body : body.Union(Interval.Point(reduce.Type == NodeType.Real ? double.NegativeInfinity : long.MinValue)),
            ReduceKind.LogSumExp => LogSumExpOf(body, length),
            _ => NormOf(OperatorRanges.Abs(body), length),
        };
    }

    private static Interval SumOf(Interval body, Interval length)
    {
        if (body.IsEmpty)
            return Interval.Point(0).Union(body);
        var isUndefined = body.Contains(double.PositiveInfinity) && body.Contains(double.NegativeInfinity);
        var sum = body.TimesOrZero(length);
        return isUndefined ? sum with { MayBeNaN = true } : sum;
    }

    private static Interval ProductOf(Interval body)
    {
        var one = Interval.Point(1);
        if (body.IsEmpty)
            return one.Union(body);
        if (body.IsNonNegative)
        {
            var all = new Interval(
                body.Low >= 1 ? 1 : 0, body.High <= 1 ? 1 : double.PositiveInfinity, body.IsPositive, body.High > 1 && body.IsFinite, body.MayBeNaN || body.HasInfinity);
            return body.Low >= 1 ? all with { LowOpen = false } : all;
        }

        return body is { Low: >= -1, High: <= 1 }
            ? Interval.Closed(-1, 1) with { MayBeNaN = body.MayBeNaN }
            : Interval.Whole with { LowOpen = body.IsFinite, HighOpen = body.IsFinite, MayBeNaN = body.MayBeNaN || body.HasInfinity };
    }

    private static Interval LogSumExpOf(Interval body, Interval length)
    {
        var nothing = length.Low < 1 ? Interval.Point(double.NegativeInfinity) : Interval.Empty;
        if (body.IsEmpty)
            return nothing.Union(body);
        var low = body.Low + Math.Log(Math.Max(1, length.Low));
        var high = double.IsNegativeInfinity(body.High) ? body.High : body.High + Math.Log(Math.Max(1, length.High));
        return nothing.Union(new Interval(low, high, body.LowOpen, body.HighOpen || (double.IsInfinity(high) && body.IsFinite), body.MayBeNaN).Widened(RoundingError));
    }

    private static Interval NormOf(Interval magnitude, Interval length)
    {
        if (magnitude.IsEmpty)
            return Interval.Point(0).Union(magnitude);
        var low = length.Low < 1 ? 0 : magnitude.Low * Math.Sqrt(length.Low);
        var high = magnitude.High == 0 ? 0 : magnitude.High * Math.Sqrt(length.High);
        return new Interval(low, high, length.Low >= 1 && magnitude.LowOpen, magnitude.HighOpen || (double.IsInfinity(high) && !magnitude.HasInfinity), magnitude.MayBeNaN)
            .Widened(RoundingError);
    }

    /// <summary>
    /// The mean of a sum over the product of its axes' lengths, over the number of positions that a guard admits, or over the sum of its weights; null if
    /// the quotient is no mean.
    /// </summary>
    private Interval? MeanRange(Node numerator, Node denominator)
    {
        var axes = new List<Axis>();
        var (body, total) = (numerator, denominator);
        for (; body is Reduce { Kind: ReduceKind.Sum } sum; body = sum.Body)
            axes.Add(sum.Axis);
        if (axes.Count == 0)
            return null;
        if (IsProductOfLengths(denominator, axes))
        {
            var isNeverEmpty = axes.All(axis => LengthOf(axis.Extent).Low >= 1);
            var mean = Averaged(Of(body));
            return isNeverEmpty ? mean : mean with { MayBeNaN = true };
        }

        foreach (var axis in axes)
        {
            if (Unconverted(denominator) is not Reduce { Kind: ReduceKind.Sum } weights || weights.Axis != axis)
                return null;
            denominator = weights.Body;
        }

        return WeightedMeanRange(body, Unconverted(denominator)) is { } range
            ? Averaged(range) with { MayBeNaN = range.MayBeNaN || Of(total).ContainsZero || Of(total).HasInfinity }
            : null;
    }

    /// <summary>The range of a mean of numbers in a range: the sum of many is rounded, except that of ones and zeros.</summary>
    private Interval Averaged(Interval range)
    {
        if (Arithmetic == Arithmetic.Exact)
            return range;
        return range with { Low = range.Low - ErrorOf(range.Low), High = range.High + ErrorOf(range.High) };

        static double ErrorOf(double end) => end is 0 or 1 or -1 || double.IsInfinity(end) || double.IsNaN(end) ? 0 : ReductionError * Math.Abs(end);
    }

    private Interval? WeightedMeanRange(Node term, Node weight)
    {
        if (term is Select { IfFalse: var otherwise } select && Algebra.IsConstant(otherwise, 0)
            && weight is Call { Operator: var op } indicator && op == Operators.ToInteger && ReferenceEquals(indicator.Operands[0], select.Condition))
            return Under(select.Condition, true).Of(select.IfTrue);
        var (coefficient, factors) = Monomial.Split(term);
        return factors.Factors.Any(factor => factor.Key == weight && factor.Value == 1) && Of(weight).IsNonNegative
            ? Scaled(RangeOf(factors.Where(factor => factor.Key != weight)), coefficient)
            : null;
    }

    private static Node Unconverted(Node node) =>
        node is Call { Operator: var op } call && (op == Operators.ToReal || (op == Operators.ToInteger && call.Operands[0] is Reduce)) ? call.Operands[0] : node;

    private static bool IsProductOfLengths(Node node, IReadOnlyList<Axis> axes)
    {
        var left = axes.Select(axis => axis.Extent).ToList();
        return TakeLengths(node, left) && left.Count == 0;
    }

    private static bool TakeLengths(Node node, List<Extent> left) => node switch
    {
        ExtentRead size => left.Remove(size.Extent),
        Call { Operator: var op } call when op == Operators.ToReal || op == Operators.Multiply => call.Operands.All(operand => TakeLengths(operand, left)),
        _ => false,
    };

    /// <summary>Whether the body is the softmax of a finite row, and the axis is that of the row.</summary>
    private bool SumsToOne(Axis axis, Node body) =>
        body is Call { Operator: var op } softmax && op == Operators.Softmax && !softmax.Operands[1].FreeAxes.Contains(axis)
        && softmax.Operands[1] is Reduce { Kind: ReduceKind.LogSumExp } row && row.Axis.Extent == axis.Extent
        && NodeMatching.FindSubstitution(row.Body, row.Axis, softmax.Operands[0]) is Position position && position.Axis == axis
        && LengthOf(axis.Extent).Low >= 1 && Of(row.Body).IsFinite && !Of(row.Body).MayBeNaN;

    private Interval OfElement(Element element)
    {
        if (element.Array is not Recurrence recurrence)
            return OfPosition(((Ranking)element.Array).Axis.Extent);
        var reached = Interval.Empty;
        for (var round = 0; ; round++)
        {
            var inner = new RangeAnalysis(this, new Facts(isEverywhere: false));
            inner._carried.Add(recurrence.Symbol, reached);
            var next = reached.Union(inner.Of(recurrence.Body));
            if (next == reached || !_budget.IsLeft)
                return _budget.IsLeft ? reached : Interval.Whole;
            reached = round < MaximumRounds ? next : Widened(reached, next);
        }
    }

    /// <summary>An end that still moves goes to the next limit that values often keep, and in the end to infinity.</summary>
    private static Interval Widened(Interval before, Interval after)
    {
        double[] limits = [0, 1, double.PositiveInfinity];
        var high = after.High > before.High ? limits.Concat([-1.0]).Where(limit => limit >= after.High).Min() : after.High;
        var low = after.Low < before.Low ? -limits.Concat([-1.0]).Where(limit => limit >= -after.Low).Min() : after.Low;
        return new Interval(low, high, after.LowOpen && low == after.Low, after.HighOpen && high == after.High, after.MayBeNaN);
    }

    private Interval OfCarried(CarriedRead read)
    {
        for (var level = this; level is not null; level = level._outer)
        {
            if (level._carried.TryGetValue(read.Symbol, out var range))
                return range;
        }

        return Interval.Whole;
    }
}
