namespace LossGen;

// The polynomials next to zero are those of the vector kernels.
public static partial class LossMath
{
    /// <summary>The hyperbolic sine.</summary>
    public static float Sinh(float x) => (float)Sinh((double)x);

    /// <summary>The hyperbolic sine.</summary>
    public static double Sinh(double x)
    {
        var a = Math.Abs(x);
        if (!(a < 1)) return Math.CopySign(a > 709 ? LargeHalfExp(a) : 0.5 * (Math.Exp(a) - 1 / Math.Exp(a)), x);
        var t = x * x;
        var p = 7.746178593018827e-13;
        p = p * t + 1.6057679623801638e-10;
        p = p * t + 2.5052117695907823e-08;
        p = p * t + 2.7557319191381816e-06;
        p = p * t + 0.00019841269841324198;
        p = p * t + 0.008333333333333299;
        p = p * t + 0.16666666666666666;
        return x + t * x * p;
    }

    /// <summary>The hyperbolic cosine.</summary>
    public static float Cosh(float x) => (float)Cosh((double)x);

    /// <summary>The hyperbolic cosine.</summary>
    public static double Cosh(double x)
    {
        var a = Math.Abs(x);
        if (a > 709) return LargeHalfExp(a);
        var e = Math.Exp(a);
        return 0.5 * (e + 1 / e);
    }

    /// <summary>The hyperbolic tangent; keeps the sign of zero.</summary>
    public static float Tanh(float x) => (float)Tanh((double)x);

    /// <summary>The hyperbolic tangent; keeps the sign of zero.</summary>
    public static double Tanh(double x)
    {
        var a = Math.Abs(x);
        if (!(a < 0.625)) return Math.CopySign(1 - 2 / (Math.Exp(a + a) + 1), x);
        var t = x * x;
        var p = 6.485163482793113e-06;
        p = p * t + -3.12011014257974e-05;
        p = p * t + 9.257116129556769e-05;
        p = p * t + -0.0002375906496055562;
        p = p * t + 0.0005896606577757043;
        p = p * t + -0.0014557754120478055;
        p = p * t + 0.0035921217511549622;
        p = p * t + -0.008863235103240878;
        p = p * t + 0.021869488519008305;
        p = p * t + -0.05396825396789699;
        p = p * t + 0.13333333333333042;
        p = p * t + -0.3333333333333333;
        return Math.CopySign(x + t * x * p, x);
    }

    /// <summary>ln cosh x; about x²/2 near zero, |x| − ln 2 far off.</summary>
    public static float LogCosh(float x) => (float)LogCosh((double)x);

    /// <summary>ln cosh x; about x²/2 near zero, |x| − ln 2 far off.</summary>
    public static double LogCosh(double x)
    {
        var a = Math.Abs(x);
        if (!(a < 1)) return a - 0.6931471805598903 + (Log1P(Math.Exp(-2 * a)) - 5.497923018708371e-14);
        var t = a * a;
        var p = 7.276178933519349e-10;
        p = p * t + -8.111948227868486e-09;
        p = p * t + 4.547865307668349e-08;
        p = p * t + -1.7689274895666962e-07;
        p = p * t + 5.597099232255206e-07;
        p = p * t + -1.5971663296574137e-06;
        p = p * t + 4.382661442252829e-06;
        p = p * t + -1.1946624116528204e-05;
        p = p * t + 3.277607851649522e-05;
        p = p * t + -9.098886534348134e-05;
        p = p * t + 0.0002565804360623919;
        p = p * t + -0.0007386029438596456;
        p = p * t + 0.00218694885223455;
        p = p * t + -0.006746031745963319;
        p = p * t + 0.022222222222220433;
        p = p * t + -0.08333333333333331;
        p = p * t + 0.5;
        // Not t·p: t underflows before the result does.
        return a * (a * p);
    }

    /// <summary>e^a/2 for an a whose exponential may overflow: e^(a − 1)·e/2, a − 1 being exact.</summary>
    private static double LargeHalfExp(double a) => Math.Exp(a - 1) * (0.5 * Math.E);
}
