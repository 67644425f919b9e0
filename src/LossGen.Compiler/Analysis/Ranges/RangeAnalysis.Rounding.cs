using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Ranges;

/// <content>From real arithmetic to that of computers.</content>
public sealed partial class RangeAnalysis
{
    /// <summary>How far a result of <c>float</c> arithmetic may be from the number that it stands for.</summary>
    private const double RoundingError = 1.0 / (1 << 20);

    /// <summary>The same for a sum of many.</summary>
    private const double ReductionError = 1.0 / (1 << 10);

    /// <summary>The smallest <c>float</c> that has all its digits: what is below may become 0.</summary>
    private const double SmallestNormal = 1.17549435E-38;

    /// <summary>These are near x where x is near 0, so that they become 0 only where x is.</summary>
    private static readonly HashSet<Operator> NearIdentityAtZero =
    [
        Operators.Add, Operators.Subtract, Operators.Sqrt, Operators.Log1P, Operators.ExpM1, Operators.Sin, Operators.Tan, Operators.Asin,
        Operators.Atan, Operators.Sinh, Operators.Tanh, Operators.Erf, Operators.Hypot,
    ];

    private static readonly HashSet<Operator> Exact =
    [
        Operators.Negate, Operators.Abs, Operators.Min, Operators.Max, Operators.Sign, Operators.Floor, Operators.Ceiling, Operators.Round,
        Operators.ToReal,
    ];

    /// <summary>When a result other than 0 is not rounded to 0.</summary>
    private enum KeepsSign
    {
        Never,

        /// <summary>A sum underflows to nothing: the difference of two different numbers is a number.</summary>
        Sum,
    }

    private Interval RoundedCall(Call call, Interval range)
    {
        if (call.Type != NodeType.Real || Exact.Contains(call.Operator))
            return range;
        return Rounded(range, NearIdentityAtZero.Contains(call.Operator) || IsOfGivenNumbers(call) ? KeepsSign.Sum : KeepsSign.Never, RoundingError);
    }

    /// <summary>
    /// The range after rounding: an open end is reached, a number out of range becomes infinite or 0, and others move by a rounding error. Numbers
    /// with few digits are their own, so that no error gets past them: rounding is monotonic.
    /// </summary>
    private Interval Rounded(Interval range, KeepsSign keeps, double error)
    {
        if (Arithmetic == Arithmetic.Exact || range.IsEmpty)
            return range;
        var (low, lowOpen) = RoundedLow(range.Low, range.LowOpen, keeps);
        var (high, highOpen) = RoundedLow(-range.High, range.HighOpen, keeps);
        return new Interval(low, 0 - high, lowOpen, highOpen, range.MayBeNaN).Widened(error);
    }

    private static (double Value, bool IsOpen) RoundedLow(double low, bool isOpen, KeepsSign keeps)
    {
        if (low == 0)
            return (0, isOpen && keeps == KeepsSign.Sum);
        if (low is > 0 and < SmallestNormal)
            return (0, keeps == KeepsSign.Sum);
        return low < -float.MaxValue ? (double.NegativeInfinity, false) : (low, false);
    }

    /// <summary>
    /// Whether a product or a quotient is made of numbers that are given, in the text or as data: those are of a size that underflows nothing.
    /// </summary>
    private static bool IsOfGivenNumbers(Node node) => node switch
    {
        RealConstant or ScalarRead or ArrayRead or ExtentRead => true,
        Call { Operator: var op } call => (op == Operators.Multiply || op == Operators.Divide || op == Operators.ToReal || op == Operators.Negate)
            && call.Depth < 8 && call.Operands.All(IsOfGivenNumbers),
        _ => false,
    };
}
