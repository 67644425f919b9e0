using System.Runtime.Intrinsics;
using LossGen.CompilerServices;

namespace LossGen;

public static partial class LossMath
{
    /// <summary>x·ln y, and 0 where x is zero unless y is NaN.</summary>
    public static float XLogY(float x, float y) => (float)XLogY((double)x, y);

    /// <summary>x·ln y, and 0 where x is zero unless y is NaN.</summary>
    public static double XLogY(double x, double y) => x == 0 && !double.IsNaN(y) ? 0 : x * Math.Log(y);

    /// <summary>x·ln(1 + y), and 0 where x is zero unless y is NaN.</summary>
    public static float XLog1PY(float x, float y) => (float)XLog1PY((double)x, y);

    /// <summary>x·ln(1 + y), and 0 where x is zero unless y is NaN.</summary>
    public static double XLog1PY(double x, double y) => x == 0 && !double.IsNaN(y) ? 0 : x * Log1P(y);

    /// <summary>−x·ln x, 0 at zero and minus infinity below.</summary>
    public static float Entropy(float x) => (float)Entropy((double)x);

    /// <summary>−x·ln x, 0 at zero and minus infinity below.</summary>
    public static double Entropy(double x) => x == 0 ? 0 : x < 0 ? double.NegativeInfinity : 0 - x * Math.Log(x);

    /// <summary>x·ln(x/y), SciPy's rel_entr; 0 for x = 0 ≤ y; infinite elsewhere outside x, y &gt; 0.</summary>
    public static float RelEntropy(float x, float y) => (float)RelEntropy((double)x, y);

    /// <summary>x·ln(x/y), SciPy's rel_entr; 0 for x = 0 ≤ y; infinite elsewhere outside x, y &gt; 0.</summary>
    public static double RelEntropy(double x, double y) => Kernels128.RelEntropy(Vector128.Create(x), Vector128.Create(y)).ToScalar();

    /// <summary>x·ln(x/y) − x + y, SciPy's kl_div; y for x = 0 ≤ y; infinite elsewhere outside x, y &gt; 0. Never negative.</summary>
    public static float KlDivergence(float x, float y) => (float)KlDivergence((double)x, y);

    /// <summary>x·ln(x/y) − x + y, SciPy's kl_div; y for x = 0 ≤ y; infinite elsewhere outside x, y &gt; 0. Never negative.</summary>
    public static double KlDivergence(double x, double y) => Kernels128.KlDivergence(Vector128.Create(x), Vector128.Create(y)).ToScalar();
}
