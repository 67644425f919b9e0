using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Analysis.Probing;

/// <summary>When a computed number is wrong.</summary>
internal sealed class Deviation
{
    /// <summary>The relative error from which on a result is called wrong.</summary>
    private const double Tolerance = 1e-2;

    /// <summary>
    /// An absolute error that nobody minds in what combines the elements of a row: where predictions are right a loss is near 0, and what is left
    /// of it is rounding.
    /// </summary>
    private const double RowTolerance = 1e-4;

    /// <summary>A result of this size overflows at the next larger input anyway.</summary>
    private const double NearOverflow = 1e15;

    private readonly double _largest;
    private readonly double _smallest;

    public Deviation(ElementType precision)
    {
        IsSingle = precision != ElementType.Double;
        (_largest, _smallest) = IsSingle ? (float.MaxValue, 1.17549435e-38) : (double.MaxValue, 2.2250738585072014e-308);
    }

    public bool IsSingle { get; }

    /// <summary>
    /// Whether a computed number is not what it should be although the element type can hold that. What is undefined, too large or too small for the
    /// type proves nothing, and of an exact 0 no relative error can be had.
    /// </summary>
    public bool IsWrong(double computed, double exact)
    {
        if (!IsRepresentable(exact))
            return false;
        return !IsFinite(computed) || (exact != 0 && Math.Abs(computed - exact) > Tolerance * Math.Abs(exact));
    }

    /// <summary>Whether a result is wrong by so much that it is worth a word even where no rule knows a better form.</summary>
    public bool IsGrave(double computed, double exact) => IsWrong(computed, exact) && (IsFinite(computed) || Math.Abs(exact) < NearOverflow);

    /// <summary>The same for what combines the elements of rows.</summary>
    public bool IsGraveForRow(double computed, double exact) =>
        IsGrave(computed, exact) && (!IsFinite(computed) || Math.Abs(computed - exact) > RowTolerance);

    public static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);

    /// <summary>Whether the element type can hold a number without loss: 0, or a normal one.</summary>
    public bool IsRepresentable(double value) =>
        IsFinite(value) && Math.Abs(value) <= _largest && (value == 0 || Math.Abs(value) >= _smallest);
}
