using LossGen.Compiler.Interpretation;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Rewriting;

namespace LossGen.Compiler.Tests.Rewriting;

/// <summary>
/// Every rule: what it makes, that both sides agree in double, and that in <c>float</c> the raw side fails at the input that its message
/// names while the stable side does not. Exact values are from 60-digit arithmetic.
/// </summary>
public sealed class RuleTests
{
    private const string Scalars = "x:f y:f g:f";

    /// <summary>A form is unstable if its relative error in float exceeds this somewhere in its domain.</summary>
    private const double UnstableError = 1e-2;

    /// <summary>What a stable form must keep; 100 - log(e^100 + e^99) loses as much by the size of its terms alone.</summary>
    private const double StableError = 1e-5;

    [Theory]
    [InlineData("log(sigmoid(x))", "logsigmoid(x)", "x=0.7", "x=-104", -104)]
    [InlineData("log(1 / (1 + exp(-x)))", "logsigmoid(x)", "x=0.7", "x=-104", -104)]
    [InlineData("log(1 - sigmoid(x))", "logsigmoid(-x)", "x=0.7", "x=18", -18.00000001522998)]
    [InlineData("log1p(-sigmoid(x))", "logsigmoid(-x)", "x=0.7", "x=18", -18.00000001522998)]
    [InlineData("1 - sigmoid(x)", "sigmoid(-x)", "x=0.7", "x=18", 1.5229979512760349e-8)]
    [InlineData("sigmoid(x) - 1", "-sigmoid(-x)", "x=0.7", "x=18", -1.5229979512760349e-8)]
    [InlineData("exp(x) / (1 + exp(x))", "sigmoid(x)", "x=0.7", "x=90", 1)]
    [InlineData("exp(x) / (exp(x) + 1)", "sigmoid(x)", "x=0.7", "x=90", 1)]
    [InlineData("2 * exp(x) / (exp(x) + 1)", "2 * sigmoid(x)", "x=0.7", "x=90", 2)]
    [InlineData("exp(x) / (exp(x) + exp(y))", "sigmoid(x - y)", "x=0.7 y=-0.4", "x=95 y=90", 0.99330714907571514)]
    [InlineData("log(sigmoid(x) / (1 - sigmoid(x)))", "x", "x=0.7", "x=18", 18)]
    [InlineData("(1 - sigmoid(x))^g", "exp(g * logsigmoid(-x))", "x=0.7 g=1.7", "x=25 g=0.5", 3.7266531720527932e-6)]
    [InlineData("(1 - sigmoid(x))^0.5", "exp(0.5 * logsigmoid(-x))", "x=0.7", "x=25", 3.7266531720527932e-6)]
    [InlineData("log(1 + exp(x))", "softplus(x)", "x=0.7", "x=89", 89)]
    [InlineData("log(exp(x) + 1)", "softplus(x)", "x=0.7", "x=89", 89)]
    [InlineData("log1p(exp(x))", "softplus(x)", "x=0.7", "x=89", 89)]
    [InlineData("log(5 + exp(x))", "logaddexp(x, 1.6094379124341003)", "x=0.7", "x=90", 90)]
    [InlineData("log(exp(x) + exp(y))", "logaddexp(x, y)", "x=0.7 y=-0.4", "x=-105 y=-106", -104.68673831248178)]
    [InlineData("log(1 - exp(x))", "log1mexp(x)", "x=-0.7", "x=-1e-8", -18.420680755029836)]
    [InlineData("log1p(-exp(x))", "log1mexp(x)", "x=-0.7", "x=-1e-8", -18.420680755029836)]
    [InlineData("log(-expm1(x))", "log1mexp(x)", "x=-0.7", null, 0)]
    [InlineData("log(exp(x) - 1)", "x + log1mexp(-x)", "x=0.7", "x=90", 90)]
    [InlineData("log(expm1(x))", "x + log1mexp(-x)", "x=0.7", "x=90", 90)]
    [InlineData("log(exp(x) - exp(y))", "x + log1mexp(y - x)", "x=0.7 y=-0.4", "x=100 y=95", 99.993239250550511)]
    [InlineData("log(exp(x))", "x", "x=0.7", "x=-104", -104)]
    [InlineData("log(cosh(x))", "logcosh(x)", "x=0.7", "x=100", 99.306852819440055)]
    [InlineData("log(x^4)", "4 * log(abs(x))", "x=-0.7", "x=1e12", 110.52408444733019)]
    [InlineData("log(x^3)", "3 * log(x)", "x=0.7", "x=1e13", 89.80081861290289)]
    [InlineData("log(sqrt(x))", "0.5 * log(x)", "x=0.7", null, 0)]
    [InlineData("log(1 + x)", "log1p(x)", "x=0.7", "x=1e-8", 9.9999998892252912e-9)]
    [InlineData("log(x + 1)", "log1p(x)", "x=0.7", "x=1e-8", 9.9999998892252912e-9)]
    [InlineData("log(1 - x - y)", "log1p(-x - y)", "x=0.3 y=0.1", "x=-1e-8 y=0", 9.9999998892252912e-9)]
    [InlineData("exp(x) - 1", "expm1(x)", "x=0.7", "x=1e-8", 9.9999999892252898e-9)]
    [InlineData("-1 + exp(x)", "expm1(x)", "x=0.7", "x=1e-8", 9.9999999892252898e-9)]
    [InlineData("1 - exp(x)", "-expm1(x)", "x=0.7", "x=1e-8", -9.9999999892252898e-9)]
    [InlineData("y + exp(x) - 1", "y + expm1(x)", "x=0.7 y=0.3", "x=1e-8 y=0", 9.9999999892252898e-9)]
    [InlineData("1 + y - exp(x)", "y - expm1(x)", "x=0.7 y=0.3", "x=1e-8 y=0", -9.9999999892252898e-9)]
    [InlineData("1 - tanh(x)^2", "1 / cosh(x)^2", "x=0.7", "x=12", 1.510053817597626e-10)]
    [InlineData("1 - erf(x)", "erfc(x)", "x=0.7", "x=4.2", 2.8554988777849222e-9)]
    [InlineData("sqrt(1 + x^2) - 1", "x * (x / (1 + hypot(x, 1)))", "x=0.7", "x=1e-4", 4.9999997348787562e-9)]
    [InlineData("exp(x) * exp(y)", "exp(x + y)", "x=0.7 y=-0.4", "x=100 y=-110", 4.5399929762484852e-5)]
    [InlineData("exp(x) / exp(y)", "exp(x - y)", "x=0.7 y=-0.4", "x=95 y=90", 148.4131591025766)]
    [InlineData("y / exp(x)", "y * exp(-x)", "x=0.7 y=-0.4", "x=89 y=1e15", 2.2273635328202028e-24)]
    [InlineData("sqrt(x^2)", "abs(x)", "x=-0.7", "x=1e-25", 1.0000000195414814e-25)]
    [InlineData("sqrt(x * x)", "abs(x)", "x=-0.7", "x=1e-25", 1.0000000195414814e-25)]
    [InlineData("sqrt(x^2 + y^2)", "hypot(x, y)", "x=-0.7 y=0.2", "x=1e20 y=1e20", 1.4142135907151756e20)]
    public void Scalar_forms(string text, string stable, string ordinary, string? breaking, double exact) =>
        AssertRule(Scalars, text, stable, ordinary, breaking, exact);

    /// <summary>The stable text is not compared where it is null: it is long, and its value is what counts.</summary>
    [Theory]
    [InlineData("exp(x) / (4 + exp(x))", "sigmoid(x - 1.3862943611198906)", "x=0.7", "x=90", 1.0)]
    [InlineData("exp(x) / (exp(x) - 1)", "-1 / expm1(-x)", "x=0.7", "x=90", 1.0)]
    [InlineData("exp(x) / (1 - exp(x))", "1 / expm1(-x)", "x=0.7", "x=90", -1.0)]
    [InlineData("sigmoid(x) * exp(-x)", "sigmoid(-x)", "x=0.7", "x=-90", 1.0)]
    [InlineData("y * exp(x) * sigmoid(-x) / 2", "y * sigmoid(x) / 2", "x=0.7 y=-0.4", "x=90 y=3", 1.5)]
    [InlineData("exp(-x) / (1 + exp(-x))^2", "sigmoid(x) * sigmoid(-x)", "x=0.7", "x=-50", 1.9287498479639178e-22)]
    [InlineData("log(5 + 2 * exp(x))", null, "x=0.7", "x=90", 90.693147180559945)]
    [InlineData("log(2 + x - 1)", "log1p(x)", "x=0.7", "x=1e-8", 9.9999998892252912e-9)]
    [InlineData("2 * exp(x) - 2", "2 * expm1(x)", "x=0.7", "x=1e-8", 1.999999997845058e-8)]
    [InlineData("y * exp(x) - y", "y * expm1(x)", "x=0.7 y=0.3", "x=1e-8 y=3", 2.999999996767587e-8)]
    [InlineData("log(x + 1) - log(x)", "log1p(1 / x)", "x=0.7", "x=1e8", 9.9999999500000003e-9)]
    [InlineData("log((x + 1) / x)", "log1p(1 / x)", "x=0.7", "x=1e8", 9.9999999500000003e-9)]
    [InlineData("log((1 + x) / (1 - x))", "log1p(x) - log1p(-x)", "x=0.7", "x=1e-8", 1.9999999878450581e-8)]
    [InlineData("sqrt(exp(x))", "exp(0.5 * x)", "x=0.7", "x=90", 3.4934271057485095e+19)]
    [InlineData("exp(x)^2 / exp(y)", "exp(2 * x - y)", "x=0.7 y=-0.4", "x=50 y=90", 22026.465794806717)]
    [InlineData("2^x / 2^y", "2^(x - y)", "x=0.7 y=-0.4", "x=130 y=120", 1024.0)]
    [InlineData("(1 + x)^10 - 1", "-1 < x ? expm1(10 * log1p(x)) : (-abs(1 + x))^10 - 1", "x=0.7", "x=1e-8", 1.0000000389225297e-7)]
    [InlineData("1 - (1 - x)^y", null, "x=0.3 y=1.7", "x=1e-8 y=3", 2.9999999517675876e-8)]
    [InlineData("(1 + x)^2 - 1", "x * (2 + x)", "x=0.7", "x=1e-8", 1.9999999978450579e-8)]
    [InlineData("(x + y)^2 - x^2", "y * (2 * x + y)", "x=0.7 y=0.3", "x=1e4 y=1e-3", 20.000001949949121)]
    [InlineData("(exp(x) - exp(-x)) / (exp(x) + exp(-x))", "tanh(x)", "x=0.7", "x=100", 1.0)]
    [InlineData("(exp(x) - 1) / (exp(x) + 1)", "tanh(x / 2)", "x=0.7", "x=100", 1.0)]
    [InlineData("(exp(x) - exp(-x)) / 2", "sinh(x)", "x=0.7", "x=1e-8", 9.9999999392252905e-9)]
    [InlineData("exp(x) - 2 + exp(-x)", "4 * sinh(x / 2)^2", "x=0.7", "x=1e-4", 9.9999995030908421e-9)]
    [InlineData("log((exp(x) + exp(-x)) / 2)", "logcosh(x)", "x=0.7", "x=100", 99.306852819440055)]
    [InlineData("1 - tanh(x)", "2 * sigmoid(-2 * x)", "x=0.7", "x=12", 7.5502690882731627e-11)]
    [InlineData("2 * sigmoid(2 * x) - 1", "tanh(x)", "x=0.7", "x=1e-8", 9.99999993922529e-9)]
    [InlineData("2 / (1 + exp(-2 * x)) - 1", "tanh(x)", "x=0.7", "x=1e-8", 9.99999993922529e-9)]
    [InlineData("0.5 * (1 + erf(x))", "0.5 * erfc(-x)", "x=0.7", "x=-5", 7.6872989721401743e-13)]
    [InlineData("log(x + sqrt(x * x + 1))", null, "x=0.7", "x=-5000", -9.2103403819761826)]
    [InlineData("sqrt(x + 1) - sqrt(x)", "1 / (sqrt(x + 1) + sqrt(x))", "x=0.7", "x=1e8", 4.9999999875000001e-5)]
    [InlineData("1 / sqrt(x) - 1 / sqrt(x + 1)", null, "x=0.7", "x=1e7", 1.5811387114987873e-11)]
    [InlineData("1 / (x + 1) - 1 / x", "-1 / ((x + 1) * x)", "x=0.7", "x=1e7", -9.9999990000001e-15)]
    [InlineData("1 / (x + 1) - 2 / x + 1 / (x - 1)", null, "x=2.7", "x=1e4", 2.0000000200000002e-12)]
    [InlineData("1 - 1 / (1 + x)", "x / (1 + x)", "x=0.7", "x=1e-8", 9.9999998392252925e-9)]
    [InlineData("1 - x / (x + y)", "y / (x + y)", "x=0.7 y=0.3", "x=1 y=1e-8", 9.9999998392252925e-9)]
    [InlineData("x + sqrt(x^2 + 4)", "x < 0 ? 4 / (hypot(x, 2) + abs(x)) : hypot(x, 2) + abs(x)", "x=0.7", "x=-5000", 0.00039999998400000128)]
    [InlineData("log(erfc(x))", null, "x=0.7", "x=11", -123.97435060422685)]
    [InlineData("log(0.5 * erfc(x))", null, "x=0.7", "x=-4.2", -1.4277494399116953e-9)]
    [InlineData("1 - 0.5 * erfc(x)", "0.5 * erfc(-x)", "x=0.7", "x=-4.2", 1.4277494388924611e-9)]
    [InlineData("logaddexp(x, -x) - log(2)", "logcosh(x)", "x=0.7", "x=1e-4", 4.9999997390454224e-9)]
    [InlineData("abs(x) + softplus(-2 * abs(x)) - log(2)", "logcosh(abs(x))", "x=0.7", "x=1e-4", 4.9999997390454224e-9)]
    [InlineData("sqrt(x^2 - 1)", "sqrt(abs(x) - 1) * sqrt(abs(x) + 1)", "x=1.7", "x=1e20", 1.0000000200408773e20)]
    [InlineData("x * y / y", "x", "x=0.7 y=0.3", "x=1e20 y=1e20", 1.0000000200408773e20)]
    [InlineData("x * x / x", "x", "x=0.7", "x=1e20", 1.0000000200408773e20)]
    [InlineData("(1 + x) - x", "1", "x=0.7", "x=1e9", 1.0)]
    [InlineData("log(1e-10 + 1 - x)", "log(1 - x + 1e-10)", "x=0.7", "x=1", -23.025850929940457)]
    [InlineData("1 - cos(x)", "2 * sin(x / 2)^2", "x=0.7", "x=1e-4", 4.9999997432120886e-9)]
    [InlineData("(1 - cos(x)) / sin(x)", "tan(x / 2)", "x=0.7", "x=1e-4", 4.9999998778560422e-5)]
    [InlineData("sin(x + y) - sin(x)", "2 * cos((x + y + x) / 2) * sin(y / 2)", "x=0.7 y=0.3", "x=1 y=1e-8", 5.4030229837711326e-9)]
    [InlineData("cos(x + y) - cos(x)", "-2 * sin((x + y + x) / 2) * sin(y / 2)", "x=0.7 y=0.3", "x=1 y=1e-8", -8.4147098239539251e-9)]
    [InlineData("tan(x + y) - tan(x)", "sin(y) / cos(x + y) / cos(x)", "x=0.7 y=0.3", "x=1 y=1e-8", 3.4255188533455636e-8)]
    [InlineData("atan(x + 1) - atan(x)", null, "x=0.7", "x=1e4", 9.9990000000099987e-9)]
    [InlineData("exp(x + y) - exp(x)", "exp(x) * expm1(y)", "x=0.7 y=0.3", "x=0 y=1e-8", 9.9999999892252898e-9)]
    [InlineData("log(y * exp(x) + exp(-x))", null, "x=0.7 y=0.3", "x=100 y=0", -100.0)]
    [InlineData("log(sinh(x))", null, "x=0.7", "x=100", 99.306852819440055)]
    [InlineData("sigmoid(x) - sigmoid(y)", null, "x=0.7 y=-0.4", "x=30 y=20", 2.0610600419605152e-9)]
    [InlineData("log(sigmoid(x) - sigmoid(y))", null, "x=0.7 y=-0.4", "x=30 y=20", -20.000045403021618)]
    [InlineData("erf(x) - erf(y)", null, "x=0.7 y=-0.4", "x=6 y=5", 1.5374382746913224e-12)]
    [InlineData("exp(-x^2) / erfc(x)", null, "x=0.7", "x=15", 26.645629843489942)]
    [InlineData("exp(x^2) * erfc(x)", null, "x=0.7", "x=15", 0.037529606388505766)]
    [InlineData("1 / sqrt(1 - x^2) - 1", null, "x=0.7", "x=1e-4", 4.9999997848787513e-9)]
    [InlineData("log(x^2 + y^2)", null, "x=0.7 y=0.2", "x=1e20 y=1e20", 92.796550940403527)]
    [InlineData("softplus(x - y) + y", null, "x=0.7 y=0.3", "x=15 y=-1e9", 15.0)]
    [InlineData("sqrt(x^2 + y^2 + g^2)", null, "x=0.7 y=0.2 g=0.1", "x=1e20 y=1e20 g=1", 1.4142135907151756e+20)]
    [InlineData("log(max(sigmoid(x), 1e-30))", null, "x=0.7", "x=30", -9.3576229688397368e-14)]
    public void Forms_that_mechanisms_find(string text, string? stable, string ordinary, string breaking, double exact) =>
        AssertRule(Scalars, text, stable, ordinary, breaking, exact);

    [Theory]
    [InlineData("p[i] = softmax[i](v[i]); log(p[1])", "v[1] - logsumexp[i](v[i])", "v=0.5,-1", "v=0,-104", -104)]
    [InlineData("sum[i](i * log(softmax[i](v[i])))", "sum[i](i * (v[i] - logsumexp[i2](v[i2])))", "v=0.5,-1", "v=0,-104", -104)]
    [InlineData("p[i] = softmax[i | i > 0](v[i]); log(p[1])", "v[1] - logsumexp[i | i > 0](v[i])", "v=0.5,-1,0.3", null, 0)]
    [InlineData("p[i] = exp(v[i]) / sum[j](exp(v[j])); p[0]", "exp(v[0] - logsumexp[j](v[j]))", "v=0.5,-1", "v=95,96", 0.26894142136999512)]
    [InlineData("log(sum[i](exp(v[i])))", "logsumexp[i](v[i])", "v=0.5,-1", "v=90,91", 91.313261687518223)]
    [InlineData("log(sum[i | i > 0](exp(v[i])))", "logsumexp[i | i > 0](v[i])", "v=0.5,-1,0.2", "v=0,90,91", 91.313261687518223)]
    [InlineData("log(3 + sum[i](exp(v[i])))", "logaddexp(logsumexp[i](v[i]), 1.0986122886681098)", "v=0.5,-1", "v=100,0", 100)]
    [InlineData("log(mean[i](exp(v[i])))", "logsumexp[i](v[i]) - log(size(i))", "v=0.5,-1", "v=100,101", 100.62011450695828)]
    [InlineData(
        "log(mean[i | i > 0](exp(v[i])))",
        "sum[i](i > 0) == 0 ? -inf : logsumexp[i | i > 0](v[i]) - log(sum[i](i > 0))",
        "v=0.5,-1,0.2",
        "v=0,100,101",
        100.62011450695828)]
    [InlineData("v[0] - log(sum[i](exp(v[i])))", "v[0] - logsumexp[i](v[i])", "v=0.5,-1", "v=100,99", -0.31326168751822283)]
    [InlineData("sqrt(sum[i](v[i]^2))", "norm[i](v[i])", "v=0.5,-1", "v=1e20,1e20", 1.4142135907151756e20)]
    [InlineData("sqrt(mean[i](v[i]^2))", "norm[i](v[i]) / sqrt(size(i))", "v=0.5,-1", "v=1e20,1e20", 1.0000000200408773e20)]
    [InlineData(
        "sqrt(mean[i | i > 0](v[i]^2))",
        "sum[i](i > 0) == 0 ? 0 : norm[i | i > 0](v[i]) / sqrt(sum[i](i > 0))",
        "v=0.5,-1,0.2",
        "v=0,1e20,1e20",
        1.0000000200408773e20)]
    [InlineData(
        "mean[i](v[i]^2) - mean[i](v[i])^2",
        "sum[i]((v[i] - sum[i2](v[i2]) / size(i))^2) / size(i)",
        "v=0.5,-1,0.2",
        "v=4096,4097,4098",
        0.66666666666666667)]
    public void Forms_over_axes(string text, string stable, string ordinary, string? breaking, double exact) =>
        AssertRule("v:f[]", text, stable, ordinary, breaking, exact);

    [Theory]
    [InlineData("sum[i](v[i] * log(v[i]))", "sum[i](xlogy(v[i], v[i]))", "v=0.5,0.3", "v=0,1", 0)]
    [InlineData("sum[i](2 * v[i] * i * log(v[i]))", "sum[i](2 * i * xlogy(v[i], v[i]))", "v=0.5,0.3", "v=0,1", 0)]
    [InlineData("sum[i]((1 - v[i]) * log(1 - v[i]))", "sum[i](xlog1py(1 - v[i], -v[i]))", "v=0.5,0.3", "v=1,0", 0)]
    [InlineData("sum[i](v[i] * (log(v[i]) - log(u[i])))", "sum[i](xlogy(v[i], v[i]) - xlogy(v[i], u[i]))", "v=0.5,0.3 u=0.2,0.9", "v=0,1 u=1,1", 0)]
    [InlineData("sum[i](v[i] * log(v[i] / u[i]))", "sum[i](xlogy(v[i], v[i] / u[i]))", "v=0.5,0.3 u=0.2,0.9", "v=0,1 u=1,1", 0)]
    [InlineData(
        "assume 0 <= v[i] && u[i] > 0; sum[i](v[i] * log(v[i] / u[i]))",
        "sum[i](rel_entr(v[i], u[i]))",
        "v=0.5,0.3 u=0.2,0.9",
        "v=0,1 u=1,1",
        0)]
    [InlineData("f(t) = t * log(t); sum[i](u[i] * f(v[i] / u[i]))", "sum[i](xlogy(v[i], v[i] / u[i]))", "v=0.5,0.3 u=0.2,0.9", "v=0,1 u=1,1", 0)]
    [InlineData("sum[i](v[i] * u[i] * log(v[i]))", "sum[i](xlogy(v[i] * u[i], v[i]))", "v=0.5,0.3 u=0.2,0.9", "v=0,1 u=1,1", 0)]
    [InlineData("-sum[i](u[i] * log(softmax[i](v[i])))", "-sum[i](u[i] * (v[i] - logsumexp[i2](v[i2])))", "v=0.5,0.3 u=0.2,0.9", "v=0,110 u=0,1", 0)]
    public void Zero_times_a_logarithm(string text, string stable, string ordinary, string breaking, double exact) =>
        AssertRule(text.Contains("u[", StringComparison.Ordinal) ? "v:f[] u:f[]" : "v:f[]", text, stable, ordinary, breaking, exact);

    [Theory]
    [InlineData("z:f[] g:f", "lp[c] = logsoftmax[c](z[c]); (1 - exp(lp[0]))^g")]
    [InlineData("z:f[] g:f", "p[c] = softmax[c](z[c]); (1 - p[0])^g")]
    public void A_power_of_the_complement_of_a_softmax_goes_to_the_log_domain(string parameters, string text)
    {
        AssertRule(parameters, text, "g == 0 ? 1 : exp(g * log1mexp(z[0] - logsumexp[c](z[c])))", "z=0.5,-1 g=1.7", null, 0);
        Assert.Equal(1, Evaluate(parameters, text, "z=200,0 g=0", stabilize: true, Precision.Single));
    }

    [Theory]
    [InlineData("log(2 + x)")]
    [InlineData("exp(x) - 2")]
    [InlineData("exp(x) + 1")]
    [InlineData("1 - sigmoid(x) * y")]
    [InlineData("log(1 + exp(x) * y)", "log1p(exp(x) * y)")]
    [InlineData("log(exp(x) * y)", "x + log(y)")]
    [InlineData("sigmoid(x)^2")]
    [InlineData("x^y")]
    [InlineData("log(x^y)")]
    [InlineData("(1 - exp(x))^y", "(-expm1(x))^y")]
    [InlineData("x * log(y)")]
    [InlineData("2 * log(y)")]
    [InlineData("log(x) * log(y)")]
    [InlineData("log(x / y)")]
    [InlineData("sqrt(x^3)")]
    [InlineData("sqrt(1 + x^3) - 2")]
    [InlineData("1 - 2 * tanh(x)")]
    [InlineData("x / (2 + exp(y))")]
    [InlineData("exp(x) - exp(y)")]
    public void Near_misses_stay(string text, string? stable = null) => Assert.Equal(stable ?? text, Stable("x:f y:f", text).ToString());

    [Theory]
    [InlineData("v:f[]", "mean[i](v[i]^2) - mean[i](v[i]^3)^2")]
    [InlineData("v:f[] u:f[]", "mean[i](v[i]^2) - mean[i](u[i])^2")]
    [InlineData("v:f[] label:i[]", "sum[i](log(1 + label[i]))")]
    [InlineData("v:f[]", "sum[i](v[i] * log(1 + v[i]^2))", "sum[i](v[i] * log1p(v[i]^2))")]
    [InlineData("v:f[]", "assume v[i] > 0; sum[i](v[i] * log(v[i]))", "sum[i](v[i] * log(v[i]))")]
    [InlineData("v:f[]", "sqrt(sum[i](v[i]^2 + 1))")]
    public void Near_misses_over_axes_stay(string parameters, string text, string? stable = null) =>
        Assert.Equal(stable ?? TestLoss.Print(parameters, text), Stable(parameters, text).ToString());

    [Fact]
    public void A_stable_form_is_left_as_it_is()
    {
        var program = TestLoss.Bind("z:f[] c:i", "sum[n](log(sum[c](exp(z[n,c]))) - log(1 + exp(z[n,0])))");
        var rewriter = new Rewriter(program.Factory, []);
        var stable = rewriter.Stabilize(program.Value);
        Assert.Same(stable, new Rewriter(program.Factory, []).Stabilize(stable));
    }

    private static void AssertRule(string parameters, string text, string? stable, string ordinary, string? breaking, double exact)
    {
        if (stable is not null)
            Assert.Equal(stable, Stable(parameters, text).ToString());
        var raw = Evaluate(parameters, text, ordinary, stabilize: false, Precision.Double);
        Assert.Equal(raw, Evaluate(parameters, text, ordinary, stabilize: true, Precision.Double), 1e-14 * (1 + Math.Abs(raw)));
        if (breaking is null)
            return;
        var broken = Evaluate(parameters, text, breaking, stabilize: false, Precision.Single);
        Assert.True(!double.IsFinite(broken) || Math.Abs(broken - exact) > UnstableError * Math.Abs(exact), $"the raw form gives {broken}");
        Assert.Equal(exact, Evaluate(parameters, text, breaking, stabilize: true, Precision.Single), StableError * Math.Abs(exact));
        var fixedText = Fixed.Text(parameters, text);
        if (fixedText != text)
            Assert.Equal(exact, Evaluate(parameters, fixedText, breaking, stabilize: false, Precision.Single), StableError * Math.Abs(exact));
    }

    private static Node Stable(string parameters, string text)
    {
        var program = TestLoss.Bind(parameters, text);
        return new Rewriter(program.Factory, program.Assumptions).Stabilize(program.Value);
    }

    private static double Evaluate(string parameters, string text, string arguments, bool stabilize, Precision precision)
    {
        var program = TestLoss.Bind(parameters, text);
        var values = TestLoss.Arguments(program, arguments);
        var value = stabilize ? new Rewriter(program.Factory, program.Assumptions).Stabilize(program.Value) : program.Value;
        return new Interpreter(values, precision).Evaluate(value);
    }
}
