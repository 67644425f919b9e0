namespace LossGen;

public static partial class LossMath
{
    /// <summary>e^x.</summary>
    public static float Exp(float x) => (float)Math.Exp(x);

    /// <summary>e^x.</summary>
    public static double Exp(double x) => Math.Exp(x);

    /// <summary>e^x − 1, accurate next to zero.</summary>
    public static float ExpM1(float x) => (float)ExpM1((double)x);

    /// <summary>e^x − 1, accurate next to zero.</summary>
    public static double ExpM1(double x)
    {
        // Outside this interval the subtraction magnifies the exponential's rounding to an ulp at most; inside it
        // e^x − 1 = x + x²q(x), q as in the vector kernel, fitted to this wider interval.
        if (!(x > -0.29 && x < 0.41)) return Math.Exp(x) - 1;
        var q = 1.6936435120210094e-10;
        q = q * x + 2.089103051600388e-09;
        q = q * x + 2.5050026126384718e-08;
        q = q * x + 2.755732343442058e-07;
        q = q * x + 2.7557321072500054e-06;
        q = q * x + 2.4801587289873646e-05;
        q = q * x + 0.00019841269840531375;
        q = q * x + 0.0013888888888893664;
        q = q * x + 0.008333333333333458;
        q = q * x + 0.041666666666666664;
        q = q * x + 0.16666666666666666;
        q = q * x + 0.5;
        return x == 0 ? x : x + x * x * q;
    }
}
