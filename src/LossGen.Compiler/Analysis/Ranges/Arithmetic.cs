namespace LossGen.Compiler.Analysis.Ranges;

/// <summary>Which values a range contains. Data are finite numbers in both.</summary>
public enum Arithmetic
{
    /// <summary>
    /// What a computation in the element type gives, single or double: each result is rounded, may overflow to an infinity and underflow to 0. So a
    /// sigmoid is in [0, 1], and an exponential is not positive but not negative. This is what decides whether a logarithm or a division can fail.
    /// </summary>
    Rounded,

    /// <summary>The value in real arithmetic: a sigmoid is in (0, 1). This is what a property of the loss as a function is proven in.</summary>
    Exact,
}
