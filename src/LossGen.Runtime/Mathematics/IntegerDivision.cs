namespace LossGen;

public static partial class LossMath
{
    /// <summary>The quotient rounded towards −∞; 0 where <paramref name="divisor"/> is 0.</summary>
    public static long FloorDivide(long dividend, long divisor)
    {
        if (divisor is 0 or -1)
            return unchecked(dividend * divisor); // long.MinValue / -1 would trap
        var quotient = dividend / divisor;
        return quotient * divisor != dividend && (dividend < 0) != (divisor < 0) ? quotient - 1 : quotient;
    }

    /// <summary>The remainder of <see cref="FloorDivide"/>: it has the sign of <paramref name="divisor"/>; the dividend where that is 0.</summary>
    public static long FloorModulo(long dividend, long divisor) => unchecked(dividend - (FloorDivide(dividend, divisor) * divisor));
}
