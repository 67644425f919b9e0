namespace LossGen.Compiler.Diagnostics;

/// <content>Forms that are found by what they compute more than by how they are written.</content>
public static partial class StabilityWarnings
{
    public static readonly LossDiagnosticDescriptor LogOfExponentials = Warning(
        29,
        "The logarithm of exponentials over- and underflows",
        "log(w * exp(x) + v * exp(y)) is -inf at x = -105, y = -108, w = v = 0.5, where it should be -105.64: use logaddexp(log(w) + x, log(v) + y), or logsumexp");

    public static readonly LossDiagnosticDescriptor LogOdds = Warning(
        30,
        "The logarithm of odds cancels",
        "log(sigmoid(x) / (1 - sigmoid(x))) is inf at x = 18, where it should be 18: use x");

    public static readonly LossDiagnosticDescriptor LogOfRatio = Warning(
        31,
        "The logarithm of a ratio near 1 cancels",
        "log((x + 1) / x) is 0 at x = 1e8, where it should be 1e-8: use log1p(1 / x)");

    public static readonly LossDiagnosticDescriptor DifferenceOfLogs = Warning(
        32,
        "A difference of logarithms cancels",
        "log(x + 1) - log(x) is 0 at x = 1e8, where it should be 1e-8: use log1p(1 / x)");

    public static readonly LossDiagnosticDescriptor Atanh = Warning(
        33,
        "log((1 + x) / (1 - x)) loses a small x",
        "log((1 + x) / (1 - x)) is 0 at x = 1e-8, where it should be 2e-8: use log1p(x) - log1p(-x)");

    public static readonly LossDiagnosticDescriptor InverseHyperbolic = Warning(
        34,
        "log(x + sqrt(x^2 + 1)) cancels",
        "log(x + sqrt(x^2 + 1)) is -inf at x = -5000, where it should be -9.21: use -log1p(sqrt(1 + x^2) - 1 - x) below 0, and log1p(x + x^2 / (1 + sqrt(1 + x^2))) above");

    public static readonly LossDiagnosticDescriptor TanhByHand = Warning(
        35,
        "A tanh written out overflows",
        "(exp(x) - 1) / (exp(x) + 1) is NaN at x = 100, where it should be 1: use tanh(x / 2)");

    public static readonly LossDiagnosticDescriptor TanhFromSigmoid = Warning(
        36,
        "2 * sigmoid(x) - 1 cancels",
        "2 * sigmoid(x) - 1 is 0 at x = 1e-8, where it should be 5e-9: use tanh(x / 2)");

    public static readonly LossDiagnosticDescriptor SinhByHand = Warning(
        37,
        "exp(x) - exp(-x) cancels",
        "exp(x) - exp(-x) is 0 at x = 1e-8, where it should be 2e-8: use 2 * sinh(x)");

    public static readonly LossDiagnosticDescriptor CoshMinusOne = Warning(
        38,
        "cosh(x) - 1 cancels",
        "cosh(x) - 1 is 0 at x = 1e-4, where it should be 5e-9: use 2 * sinh(x / 2)^2");

    public static readonly LossDiagnosticDescriptor OneMinusTanh = Warning(
        39,
        "1 - tanh(x) cancels",
        "1 - tanh(x) is 0 at x = 12, where it should be 7.6e-11: use 2 * sigmoid(-2 * x)");

    public static readonly LossDiagnosticDescriptor RootOfExponential = Warning(
        40,
        "A power of an exponential over- and underflows",
        "sqrt(exp(x)) is inf at x = 90, where it should be 3.5e19: use exp(x / 2)");

    public static readonly LossDiagnosticDescriptor ExpQuotient = Warning(
        41,
        "A quotient of exponentials overflows",
        "exp(x) / (exp(x) - 1) is NaN at x = 90, where it should be 1: use -1 / expm1(-x)");

    public static readonly LossDiagnosticDescriptor SamePower = Warning(
        42,
        "A product of powers overflows",
        "2^x / 2^y is inf at x = 130, y = 120, where it should be 1024: use 2^(x - y)");

    public static readonly LossDiagnosticDescriptor DifferenceOfExponentials = Warning(
        43,
        "A difference of exponentials cancels",
        "exp(x + y) - exp(x) is 0 at x = 0, y = 1e-8, where it should be 1e-8: use exp(x) * expm1(y)");

    public static readonly LossDiagnosticDescriptor Compounding = Warning(
        44,
        "(1 + x)^n - 1 cancels",
        "(1 + x)^n - 1 is 0 at x = 1e-8, n = 5, where it should be 5e-8: use expm1(n * log1p(x))");

    public static readonly LossDiagnosticDescriptor CompoundLimit = Warning(
        45,
        "(1 + 1/n)^n loses 1/n",
        "(1 + 1 / n)^n is 1 at n = 1e8, where it should be 2.718: use exp(n * log1p(1 / n))");

    public static readonly LossDiagnosticDescriptor DifferenceOfPowers = Warning(
        46,
        "A difference of powers cancels",
        "(x + 1)^p - x^p is 0 at x = 1e8, p = 0.2, where it should be 8e-8: use x^p * expm1(p * log1p(1 / x))");

    public static readonly LossDiagnosticDescriptor DifferenceOfRoots = Warning(
        47,
        "A difference of roots cancels",
        "sqrt(x + 1) - sqrt(x) is 0 at x = 1e8, where it should be 5e-5: use 1 / (sqrt(x + 1) + sqrt(x))");

    public static readonly LossDiagnosticDescriptor ConjugateRoot = Warning(
        48,
        "A root less what it is nearly equal to cancels",
        "x + sqrt(x^2 + 4) is 4.9e-4 at x = -5000, where it should be 4e-4: use 4 / (sqrt(x^2 + 4) - x) where x is negative");

    public static readonly LossDiagnosticDescriptor DifferenceOfSquares = Warning(
        49,
        "A difference of squares cancels",
        "x^2 - y^2 is 2 at x = 4097.0005, y = 4097, where it should be 4.0: use (x - y) * (x + y)");

    public static readonly LossDiagnosticDescriptor CancellingTerms = Warning(
        50,
        "Terms of a sum cancel",
        "(1 + x)^2 - 1 is 0 at x = 1e-8, where it should be 2e-8: use x * (2 + x)");

    public static readonly LossDiagnosticDescriptor DifferenceOfFractions = Warning(
        51,
        "A difference of fractions cancels",
        "1 / (x + 1) - 1 / x is -1.4e-14 at x = 1e7, where it should be -1e-14: use -1 / (x * (x + 1))");

    public static readonly LossDiagnosticDescriptor AbsorbedConstant = Warning(
        52,
        "A small number is added to a large one first",
        "log(1e-10 + 1 - x) is -inf at x = 1, where it should be -23.03: use log(1 - x + 1e-10)");

    public static readonly LossDiagnosticDescriptor BigSquareRatio = Warning(
        53,
        "A ratio of squares overflows",
        "x^2 / (1 + x^2) is NaN at x = 1e20, where it should be 1: use (x / hypot(x, 1))^2");

    public static readonly LossDiagnosticDescriptor OneMinusCosine = Warning(
        54,
        "1 - cos(x) cancels",
        "1 - cos(x) is 0 at x = 1e-4, where it should be 5e-9: use 2 * sin(x / 2)^2");

    public static readonly LossDiagnosticDescriptor DifferenceOfAngles = Warning(
        55,
        "A difference of trigonometric functions of near angles cancels",
        "sin(x + y) - sin(x) is 0 at x = 1, y = 1e-8, where it should be 5.4e-9: use 2 * cos(x + y / 2) * sin(y / 2)");

    public static readonly LossDiagnosticDescriptor GeneralizedRelativeEntropy = Warning(
        56,
        "x * log(x / y) - x + y cancels",
        "x * log(x / y) - x + y is 1.19e-7 at x = 1.0005, y = 1, where it should be 1.25e-7: use kl_div(x, y)");

    public static readonly LossDiagnosticDescriptor QuotientOfProducts = Warning(
        57,
        "A product overflows that is divided again",
        "x * y / y is infinite at x = 1e20, y = 1e20, where it should be 1e20: use x, and (a / c) * (b / d) for (a * b) / (c * d)");

    public static readonly LossDiagnosticDescriptor LogErfc = Warning(
        58,
        "log of erfc underflows",
        "log(erfc(x)) is -inf at x = 11, where it should be -123.97: use its asymptotic series for large x");

    public static readonly LossDiagnosticDescriptor DifferenceOfSigmoids = Warning(
        70,
        "A difference of sigmoids, or of error functions, cancels where both are nearly 1",
        "sigmoid(x) - sigmoid(y) is 0 at x = 20, y = 18, where it should be 1.3e-8: use -sigmoid(x) * sigmoid(-y) * expm1(y - x)");

    public static readonly LossDiagnosticDescriptor ArcCosineNearOne = Warning(
        71,
        "acos(1 - x) loses a small x",
        "acos(1 - x) is 0 at x = 1e-8, where it should be 1.41e-4: use 2 * asin(sqrt(x / 2))");

    public static readonly LossDiagnosticDescriptor PowerMinusOne = Warning(
        72,
        "x^p - 1 cancels where the power is nearly 1",
        "x^p - 1 is 0 at x = 2, p = 1e-8, where it should be 6.93e-9: use expm1(p * log(x))");
}
