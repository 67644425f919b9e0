namespace LossGen.Compiler.Diagnostics;

/// <summary>
/// The table of numerically unstable forms: LG1001–LG1999. Every message names an input at which the written form, computed in
/// <c>float</c>, goes wrong, what it yields there, and the form that does not.
/// </summary>
public static partial class StabilityWarnings
{
    public static readonly LossDiagnosticDescriptor LogSoftmax = Warning(
        1, "log(softmax(x)) underflows", "log(softmax(z)) is -inf at z = [0, -104], where it should be -104, and its gradient is NaN: use logsoftmax(z)");

    public static readonly LossDiagnosticDescriptor LogSigmoid = Warning(
        2, "log(sigmoid(x)) underflows", "log(sigmoid(x)) is -inf at x = -104, where it should be -104, and its gradient is NaN: use logsigmoid(x)");

    public static readonly LossDiagnosticDescriptor LogOneMinusSigmoid = Warning(
        3, "log(1 - sigmoid(x)) cancels", "log(1 - sigmoid(x)) is -inf at x = 18, where it should be -18, and its gradient is NaN: use logsigmoid(-x)");

    public static readonly LossDiagnosticDescriptor LogOnePlusExp = Warning(
        4, "log(1 + exp(x)) overflows", "log(1 + exp(x)) is inf at x = 89, where it should be 89, and its gradient is NaN: use softplus(x)");

    public static readonly LossDiagnosticDescriptor LogOneMinusExp = Warning(
        5, "log(1 - exp(x)) cancels", "log(1 - exp(x)) is -inf at x = -1e-8, where it should be -18.42: use log1mexp(x)");

    public static readonly LossDiagnosticDescriptor LogOnePlus = Warning(
        6, "log(1 + x) loses a small x", "log(1 + x) is 0 at x = 1e-8, where it should be 1e-8: use log1p(x)");

    public static readonly LossDiagnosticDescriptor ExpMinusOne = Warning(
        7, "exp(x) - 1 cancels", "exp(x) - 1 is 0 at x = 1e-8, where it should be 1e-8: use expm1(x)");

    public static readonly LossDiagnosticDescriptor OneMinusSigmoid = Warning(
        8, "1 - sigmoid(x) cancels", "1 - sigmoid(x) is 0 at x = 18, where it should be 1.5e-8, and so is its gradient: use sigmoid(-x)");

    public static readonly LossDiagnosticDescriptor LogSumExp = Warning(
        9, "log(sum(exp(x))) overflows", "log(sum(exp(x))) is inf at x = [90, 91], where it should be 91.31, and its gradient is NaN: use logsumexp(x)");

    public static readonly LossDiagnosticDescriptor LogMeanExp = Warning(
        10,
        "log(mean(exp(x))) overflows",
        "log(mean(exp(x))) is inf at x = [100, 101], where it should be 100.62, and its gradient is NaN: use logsumexp(x) - log(size)");

    public static readonly LossDiagnosticDescriptor LogAddExp = Warning(
        11, "log(exp(x) + exp(y)) underflows", "log(exp(x) + exp(y)) is -inf at x = -105, y = -106, where it should be -104.69: use logaddexp(x, y)");

    public static readonly LossDiagnosticDescriptor LogExp = Warning(
        12, "log(exp(x)) underflows", "log(exp(x)) is -inf at x = -104, where it should be -104: use x");

    public static readonly LossDiagnosticDescriptor SoftmaxByHand = Warning(
        13, "A softmax without a shift overflows", "exp(x) / sum(exp(x)) is NaN at x = [95, 96], where it should be [0.27, 0.73]: use softmax(x)");

    public static readonly LossDiagnosticDescriptor SigmoidByHand = Warning(
        14, "exp(x) / (1 + exp(x)) overflows", "exp(x) / (1 + exp(x)) is NaN at x = 90, where it should be 1: use sigmoid(x)");

    public static readonly LossDiagnosticDescriptor LogCosh = Warning(
        15,
        "log(cosh(x)) overflows",
        "log(cosh(x)) is inf at x = 100, where it should be 99.31, and its gradient is NaN: use logcosh(x)");

    public static readonly LossDiagnosticDescriptor ZeroTimesLog = Warning(
        16, "y * log(x) is NaN at 0", "y * log(x) is NaN at y = 0, x = 0, where it should be 0, and so is its gradient: use xlogy(y, x)");

    public static readonly LossDiagnosticDescriptor LogDifferenceExp = Warning(
        17, "log(exp(x) - exp(y)) overflows", "log(exp(x) - exp(y)) is NaN at x = 100, y = 95, where it should be 99.99: use x + log1mexp(y - x)");

    public static readonly LossDiagnosticDescriptor LogExpMinusOne = Warning(
        18, "log(exp(x) - 1) overflows", "log(exp(x) - 1) is inf at x = 90, where it should be 90: use x + log1mexp(-x)");

    public static readonly LossDiagnosticDescriptor LogPower = Warning(
        19, "log(x^p) overflows", "log(x^4) is inf at x = 1e12, where it should be 110.5: use 4 * log(abs(x))");

    public static readonly LossDiagnosticDescriptor ExpProduct = Warning(
        20, "A product of exponentials overflows", "exp(x) * exp(y) is NaN at x = 100, y = -110, where it should be 4.5e-5: use exp(x + y)");

    public static readonly LossDiagnosticDescriptor PowerOfComplement = Warning(
        21,
        "A power of 1 - p has no gradient where p rounds to 1",
        "(1 - sigmoid(x))^g is 0 at x = 25, g = 0.5, where it should be 3.7e-6: use exp(g * logsigmoid(-x)), or exp(g * log1mexp(lp)) for p = exp(lp)");

    public static readonly LossDiagnosticDescriptor OneMinusSquaredTanh = Warning(
        22, "1 - tanh(x)^2 cancels", "1 - tanh(x)^2 is 0 at x = 12, where it should be 1.5e-10: use 1 / cosh(x)^2");

    public static readonly LossDiagnosticDescriptor OneMinusErf = Warning(
        23, "1 - erf(x) cancels", "1 - erf(x) is 0 at x = 4.2, where it should be 2.9e-9: use erfc(x)");

    public static readonly LossDiagnosticDescriptor RootMinusOne = Warning(
        24, "sqrt(1 + x^2) - 1 cancels", "sqrt(1 + x^2) - 1 is 0 at x = 1e-4, where it should be 5e-9: use x^2 / (1 + sqrt(1 + x^2))");

    public static readonly LossDiagnosticDescriptor RootOfSquare = Warning(
        25, "sqrt(x^2) overflows and underflows", "sqrt(x^2) is 0 at x = 1e-25 and inf at x = 1e25: use abs(x)");

    public static readonly LossDiagnosticDescriptor Hypotenuse = Warning(
        26, "sqrt(x^2 + y^2) overflows and underflows", "sqrt(x^2 + y^2) is 0 at x = y = 1e-25 and inf at 1e25: use hypot(x, y)");

    public static readonly LossDiagnosticDescriptor RootOfSumOfSquares = Warning(
        27, "sqrt(sum(x^2)) overflows and underflows", "sqrt(sum(x^2)) is 0 where all elements are 1e-25 and inf at 1e25: use norm(x)");

    public static readonly LossDiagnosticDescriptor OnePassVariance = Warning(
        28,
        "mean(x^2) - mean(x)^2 cancels",
        "mean(x^2) - mean(x)^2 is 2 at x = [4096, 4097, 4098], where it should be 0.67, and it may be negative: use var(x)");

    public static readonly LossDiagnosticDescriptor LosesValue = new(
        "LG1080", "The expression loses its value", "{0} is {1} at {2}, where it should be {3}", LossSeverity.Warning);

    private static LossDiagnosticDescriptor Warning(int number, string title, string message) => Row(number, title, message, LossSeverity.Warning);

    private static LossDiagnosticDescriptor Info(int number, string title, string message) => Row(number, title, message, LossSeverity.Info);

    /// <summary>A message ends with the input of the loss at hand that the form goes wrong at, as far as one is known: an argument that may be empty.</summary>
    private static LossDiagnosticDescriptor Row(int number, string title, string message, LossSeverity severity) => new(
        "LG1" + number.ToString("000", System.Globalization.CultureInfo.InvariantCulture), title, message + "{0}", severity);
}
