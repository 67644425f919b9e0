using System.Runtime.Intrinsics;

namespace LossGen.Runtime.Tests.Accuracy;

/// <summary>What happens at infinities, NaN, signed zeros, poles and the ends of the range, in all four forms of a function.</summary>
public sealed class SpecialValueTests
{
    private const double Inf = double.PositiveInfinity;
    private const double NaN = double.NaN;

    [Theory]
    [InlineData("Exp", -Inf, 0), InlineData("Exp", Inf, Inf), InlineData("Exp", NaN, NaN), InlineData("Exp", 710, Inf)]
    [InlineData("ExpM1", -Inf, -1), InlineData("ExpM1", Inf, Inf), InlineData("ExpM1", NaN, NaN), InlineData("ExpM1", 0, 0)]
    [InlineData("Log", 0, -Inf), InlineData("Log", -1, NaN), InlineData("Log", -Inf, NaN), InlineData("Log", Inf, Inf)]
    [InlineData("Log", NaN, NaN), InlineData("Log", 1, 0)]
    [InlineData("Log1P", -1, -Inf), InlineData("Log1P", -2, NaN), InlineData("Log1P", Inf, Inf), InlineData("Log1P", -Inf, NaN), InlineData("Log1P", NaN, NaN)]
    [InlineData("Log1P", 0, 0)]
    [InlineData("Sinh", Inf, Inf), InlineData("Sinh", -Inf, -Inf), InlineData("Sinh", NaN, NaN), InlineData("Sinh", -711, -Inf)]
    [InlineData("Cosh", Inf, Inf), InlineData("Cosh", -Inf, Inf), InlineData("Cosh", NaN, NaN), InlineData("Cosh", -711, Inf)]
    [InlineData("Tanh", 0, 0), InlineData("Tanh", Inf, 1), InlineData("Tanh", -Inf, -1), InlineData("Tanh", NaN, NaN)]
    [InlineData("LogCosh", Inf, Inf), InlineData("LogCosh", -Inf, Inf), InlineData("LogCosh", NaN, NaN)]
    [InlineData("Sigmoid", -Inf, 0), InlineData("Sigmoid", Inf, 1), InlineData("Sigmoid", 0, 0.5), InlineData("Sigmoid", NaN, NaN)]
    [InlineData("LogSigmoid", -Inf, -Inf), InlineData("LogSigmoid", Inf, -0.0), InlineData("LogSigmoid", NaN, NaN)]
    [InlineData("Softplus", -Inf, 0), InlineData("Softplus", Inf, Inf), InlineData("Softplus", NaN, NaN)]
    [InlineData("Log1MExp", 0, -Inf), InlineData("Log1MExp", -Inf, -0.0), InlineData("Log1MExp", 1, NaN), InlineData("Log1MExp", NaN, NaN)]
    [InlineData("Entropy", 0, 0), InlineData("Entropy", -1, -Inf), InlineData("Entropy", 1, 0), InlineData("Entropy", Inf, -Inf)]
    [InlineData("Entropy", -Inf, -Inf), InlineData("Entropy", NaN, NaN)]
    public void A_function_of_one_argument_has_its_special_values(string function, double x, double expected) => Holds(function, x, 0, expected);

    [Theory]
    [InlineData("Exp", 1)]
    [InlineData("ExpM1", -0.0)]
    [InlineData("Log", -Inf)]
    [InlineData("Log1P", -0.0)]
    [InlineData("Sinh", -0.0)]
    [InlineData("Cosh", 1)]
    [InlineData("Tanh", -0.0)]
    [InlineData("LogCosh", 0)]
    [InlineData("Log1MExp", -Inf)]
    [InlineData("Entropy", 0)]
    public void A_function_of_negative_zero_has_its_special_value(string function, double expected) => Holds(function, -0.0, 0, expected);

    [Theory]
    [InlineData("LogAddExp", Inf, Inf, Inf), InlineData("LogAddExp", -Inf, -Inf, -Inf), InlineData("LogAddExp", -Inf, 3, 3), InlineData("LogAddExp", 3, -Inf, 3)]
    [InlineData("LogAddExp", Inf, -Inf, Inf), InlineData("LogAddExp", NaN, 1, NaN), InlineData("LogAddExp", 1, NaN, NaN), InlineData("LogAddExp", NaN, Inf, NaN)]
    [InlineData("XLogY", 0, 0, 0), InlineData("XLogY", 0, -1, 0), InlineData("XLogY", 0, Inf, 0), InlineData("XLogY", 0, NaN, NaN), InlineData("XLogY", 2, 0, -Inf)]
    [InlineData("XLogY", NaN, 1, NaN), InlineData("XLogY", 1, -1, NaN)]
    [InlineData("XLog1PY", 0, -1, 0), InlineData("XLog1PY", 0, -2, 0), InlineData("XLog1PY", 0, NaN, NaN), InlineData("XLog1PY", 2, -1, -Inf)]
    [InlineData("RelEntropy", 0, 0, 0), InlineData("RelEntropy", 0, 2, 0), InlineData("RelEntropy", 0, -1, Inf), InlineData("RelEntropy", 1, 0, Inf)]
    [InlineData("RelEntropy", -1, 1, Inf), InlineData("RelEntropy", 1, -1, Inf), InlineData("RelEntropy", NaN, 1, NaN), InlineData("RelEntropy", 0, NaN, NaN)]
    [InlineData("RelEntropy", Inf, 1, Inf), InlineData("RelEntropy", 1, Inf, -Inf), InlineData("RelEntropy", 3, 3, 0)]
    [InlineData("KlDivergence", 0, 0, 0), InlineData("KlDivergence", 0, 2, 2), InlineData("KlDivergence", 0, -1, Inf), InlineData("KlDivergence", 1, 0, Inf)]
    [InlineData("KlDivergence", -1, 1, Inf), InlineData("KlDivergence", NaN, 1, NaN), InlineData("KlDivergence", 3, 3, 0), InlineData("KlDivergence", Inf, 1, Inf)]
    [InlineData("Hypot", Inf, NaN, Inf), InlineData("Hypot", NaN, -Inf, Inf), InlineData("Hypot", NaN, 1, NaN), InlineData("Hypot", -0.0, 0, 0), InlineData("Hypot", -3, 4, 5)]
    public void A_function_of_two_arguments_has_its_special_values(string function, double x, double y, double expected) =>
        Holds(function, x, y, expected);

    [Fact]
    public void Pow_has_the_special_values_of_Math_Pow()
    {
        double[] arguments =
            [0, -0.0, 1, -1, 2, -2, 0.5, -0.5, 3, -3, 2.5, -2.5, 1e30, -1e30, 9007199254740991, Inf, -Inf, NaN, 16777216, 16777217, -16777215];
        var pow = AccuracyTable.Row("Pow");
        foreach (var x in arguments)
            foreach (var y in arguments)
            {
                var wide = Math.Pow(x, y);
                if (wide is 0 or 1 or -1 || !double.IsFinite(wide)) Same(wide, pow.Vector(Vector512.Create(x), Vector512.Create(y))[0], $"{x}^{y}");
                var (xf, yf) = ((float)x, (float)y);
                var single = (float)Math.Pow(xf, yf);
                if (single is 0 or 1 or -1 || !float.IsFinite(single))
                    Same(single, pow.Vector(Vector512.Create(xf), Vector512.Create(yf))[0], $"{xf}f^{yf}f");
            }
    }

    [Fact]
    public void Subnormal_and_tiny_results_are_not_lost()
    {
        Same(3.783506e-44f, LossMath.Sigmoid(-100f), "sigmoid");
        Same(3.783506e-44f, Vector("Sigmoid", -100f), "sigmoid");
        Same(1.401298464324817e-45f, Vector("Exp", -103f), "exp");
        Same(2.0611537e-9f, Vector("Softplus", -20f), "softplus");
        Same(4.9999995e-9f, Vector("LogCosh", 1e-4f), "log cosh");
        Same(5e-41f, Vector("LogCosh", 1e-20f), "log cosh");
        Same(-103.27893f, Vector("Log", float.Epsilon), "log");
    }

    private static float Vector(string function, float x) => AccuracyTable.Row(function).Vector(Vector512.Create(x), default(Vector512<float>))[0];

    private static void Holds(string function, double x, double y, double expected)
    {
        var row = AccuracyTable.Row(function);
        Same(expected, row.Scalar(x, y), "scalar double");
        Same(expected, row.Vector(Vector512.Create(x), Vector512.Create(y))[0], "vector of double");
        Same(expected, row.Scalar((float)x, (float)y), "scalar float");
        Same(expected, row.Vector(Vector512.Create((float)x), Vector512.Create((float)y))[0], "vector of float");
    }

    /// <summary>Equal, signs of zeros included; any NaN is as good as another.</summary>
    private static void Same(double expected, double actual, string what) =>
        Assert.True(double.IsNaN(expected) ? double.IsNaN(actual) : BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual),
            $"{what}: {actual} instead of {expected}");
}
