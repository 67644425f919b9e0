namespace LossGen.Losses.Tests.Infrastructure;

/// <summary>How close a computed number has to be to the truth.</summary>
/// <param name="Relative">The error allowed, in units of the scale.</param>
/// <param name="Absolute">Where the precision's own numbers end: an error that underflow may make.</param>
internal readonly record struct Agreement(double Relative, double Absolute)
{
    /// <summary>Kernels sum in double; an element goes through a few roundings and functions of 1 to 4 ulp, in float 2⁻²⁴ each.</summary>
    public static Agreement Of(Type real) => real == typeof(double) ? new(2e-14, 1e-300) : new(1e-6, 1e-37);

    /// <summary>Compares with an error relative to the largest of the true numbers, or to <paramref name="scale"/> if that is larger.</summary>
    public void Check(double[] truth, double[] actual, string what, double scale = 0)
    {
        scale = Math.Max(scale, truth.Max(Math.Abs));
        for (var i = 0; i < truth.Length; i++)
        {
            var error = Math.Abs(actual[i] - truth[i]);
            Assert.True(
                error <= (Relative * scale) + Absolute || actual[i].Equals(truth[i]),
                FormattableString.Invariant($"{what}[{i}] is {actual[i]:G9}, not {truth[i]:G9}: an error of {error / scale:E1} of the scale"));
        }
    }
}
