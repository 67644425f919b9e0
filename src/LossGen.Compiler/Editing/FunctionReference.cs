namespace LossGen.Compiler.Editing;

/// <summary>What an editor says of one function of the language.</summary>
/// <param name="Name">The name.</param>
/// <param name="Signature">How it is written.</param>
/// <param name="Summary">What it is: the formula, the range, and what holds at the edges.</param>
public sealed record FunctionEntry(string Name, string Signature, string Summary);

/// <summary>The documentation of the language's functions, one row each.</summary>
public static class FunctionReference
{
    /// <summary>All functions, in alphabetical order.</summary>
    public static IReadOnlyList<FunctionEntry> All { get; } =
        [.. new[] { Elementary(), Special(), Network(), Choice(), Reductions(), Along() }.SelectMany(rows => rows).OrderBy(row => row.Name, StringComparer.Ordinal)];

    /// <summary>The row of a function; null for any other name.</summary>
    public static FunctionEntry? Find(string name) => All.FirstOrDefault(row => row.Name == name);

    private static IEnumerable<FunctionEntry> Elementary() =>
    [
        new("abs", "abs(x)", "The absolute value. Its derivative at 0 is 0."),
        new("sign", "sign(x)", "-1, 0 or 1. Its derivative is 0."),
        new("sqrt", "sqrt(x)", "The square root, for x >= 0. Its derivative at 0, which is infinite, is given as 0."),
        new("exp", "exp(x)", "e to the power x. It overflows above 88.7 in float and 709.7 in double."),
        new("expm1", "expm1(x)", "exp(x) - 1 without cancelling near 0."),
        new("log", "log(x)", "The natural logarithm, for x > 0; -inf at 0."),
        new("log1p", "log1p(x)", "log(1 + x) without losing a small x, for x > -1."),
        new("sin", "sin(x)", "The sine of x radians."),
        new("cos", "cos(x)", "The cosine of x radians."),
        new("tan", "tan(x)", "The tangent of x radians."),
        new("asin", "asin(x)", "The arcsine, in [-pi/2, pi/2], for -1 <= x <= 1."),
        new("acos", "acos(x)", "The arccosine, in [0, pi], for -1 <= x <= 1. Its derivative is infinite at both ends."),
        new("atan", "atan(x)", "The arctangent, in (-pi/2, pi/2)."),
        new("sinh", "sinh(x)", "The hyperbolic sine, exact near 0."),
        new("cosh", "cosh(x)", "The hyperbolic cosine, at least 1."),
        new("tanh", "tanh(x)", "The hyperbolic tangent, in [-1, 1]. Its derivative is 1/cosh(x)^2, which does not cancel."),
        new("floor", "floor(x)", "The greatest whole number that is at most x. Its derivative is 0."),
        new("ceil", "ceil(x)", "The least whole number that is at least x. Its derivative is 0."),
        new("round", "round(x)", "The nearest whole number, halves to the even one. Its derivative is 0."),
        new("hypot", "hypot(x, y)", "sqrt(x^2 + y^2) without overflow or underflow. Its derivatives at the origin are 0."),
    ];

    private static IEnumerable<FunctionEntry> Special() =>
    [
        new("erf", "erf(x)", "The error function, 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x."),
        new("erfc", "erfc(x)", "1 - erf(x) without cancelling."),
        new("lgamma", "lgamma(x)", "The logarithm of |Gamma(x)|."),
        new("digamma", "digamma(x)", "The derivative of lgamma."),
        new("xlogy", "xlogy(x, y)", "x * log(y), and 0 where x is 0, whatever y is."),
        new("xlog1py", "xlog1py(x, y)", "x * log(1 + y), and 0 where x is 0, whatever y is."),
        new("entr", "entr(x)", "-x * log(x), and 0 at 0: a term of the entropy."),
        new("rel_entr", "rel_entr(x, y)", "x * log(x / y), and 0 at x = 0: a term of the Kullback-Leibler divergence."),
        new("kl_div", "kl_div(x, y)", "x * log(x / y) - x + y, never negative."),
        new("logaddexp", "logaddexp(x, y, ...)", "log(exp(x) + exp(y) + ...) without overflow; -inf where all are."),
        new("log1mexp", "log1mexp(x)", "log(1 - exp(x)) for x < 0, without cancelling."),
        new("log1pexp", "log1pexp(x)", "Another name of softplus."),
        new("logcosh", "logcosh(x)", "log(cosh(x)) without overflow or cancelling. Its derivative is tanh(x)."),
    ];

    private static IEnumerable<FunctionEntry> Network() =>
    [
        new("sigmoid", "sigmoid(x)", "1 / (1 + exp(-x)), in [0, 1]. Its derivative is sigmoid(x) * sigmoid(-x)."),
        new("logsigmoid", "logsigmoid(x)", "log(sigmoid(x)), never above 0, finite for every finite x."),
        new("softplus", "softplus(x)", "log(1 + exp(x)) without overflow, never negative. Its derivative is sigmoid(x)."),
        new("relu", "relu(x)", "max(x, 0). Its derivative at 0 is 0."),
    ];

    private static IEnumerable<FunctionEntry> Choice() =>
    [
        new("clamp", "clamp(x, low, high)", "min(max(x, low), high). Its derivative is 0 outside."),
        new("div", "div(a, b)", "The quotient of two integers, rounded down."),
        new("mod", "mod(a, b)", "The remainder of div: it has the sign of b."),
        new("size", "size(axis)", "The extent of an axis, or size(array, dimension) of an array's dimension, an integer."),
    ];

    private static IEnumerable<FunctionEntry> Reductions() =>
    [
        new("sum", "sum[c](x)", "The sum over the axes named, or over all axes that x has."),
        new("mean", "mean[n](x)", "The mean over the axes named; of nothing it is 0 under a guard and an error without one."),
        new("prod", "prod[c](x)", "The product; 1 of nothing."),
        new("min", "min[c](x)", "The least element; with two arguments or more, the least of them. A tie shares the derivative."),
        new("max", "max[c](x)", "The greatest element; with two arguments or more, the greatest of them. A tie shares the derivative."),
        new("logsumexp", "logsumexp[c](x)", "log(sum(exp(x))) without overflow, at least the greatest element. Its gradient is softmax(x)."),
        new("norm", "norm[d](x)", "sqrt(sum(x^2)) without overflow or underflow. Its gradient at 0 is 0."),
        new("count", "count[n](condition)", "At how many positions the condition holds, an integer."),
        new("any", "any[n](condition)", "Whether the condition holds at some position."),
        new("all", "all[n](condition)", "Whether the condition holds at every position."),
        new("argmin", "argmin[c](x)", "The position of the least element, the first of equal ones."),
        new("argmax", "argmax[c](x)", "The position of the greatest element, the first of equal ones."),
        new("var", "var[n](x)", "The population variance: the mean square of the deviation from the mean."),
        new("std", "std[n](x)", "The square root of the population variance. Its gradient is 0 where all elements are equal."),
    ];

    private static IEnumerable<FunctionEntry> Along() =>
    [
        new("softmax", "softmax[c](x)", "exp(x - logsumexp[c](x)), with the axis still there: in [0, 1], with sum 1."),
        new("logsoftmax", "logsoftmax[c](x)", "x - logsumexp[c](x), with the axis still there: never above 0, finite for every finite x."),
        new("sort", "sort[k](x)", "The elements in ascending order, with the axis still there; the gradient goes back through the order."),
        new("cumsum", "cumsum[t](x)", "The sum of the elements up to and including t, with the axis still there."),
        new("cumlogsumexp", "cumlogsumexp[t](x)", "The logsumexp of the elements up to and including t, with the axis still there."),
    ];
}
