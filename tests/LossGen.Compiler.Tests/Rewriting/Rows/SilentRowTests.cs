using LossGen.Compiler.Binding;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Rewriting;

namespace LossGen.Compiler.Tests.Rewriting.Rows;

/// <summary>The rows of the rule table that report nothing: that none is taken by an earlier one, and that both sides have the same value.</summary>
public sealed class SilentRowTests
{
    /// <summary>What the right side may be off by in <c>float</c>, at inputs where nothing is large or small.</summary>
    private const double StableError = 1e-5;

    private const double Smallest = 0.05;
    private const double Largest = 5;

    /// <summary>A loss for each row, in the order of the table.</summary>
    private static readonly (string Parameters, string Text)[] Losses =
    [
        ("x:f", "sigmoid(x) / sigmoid(-x)"),
        ("x:f g:f", "sigmoid(x)^g"),
        ("x:f g:f", "assume x <= 0; (-expm1(x))^g"),
        ("x:f", "expm1(x) * sigmoid(-x)"),
        ("x:f", "sinh(x) / cosh(x)"),
        ("x:f", "cosh(x) / sinh(x)"),
        ("x:f", "log(sinh(x))"),
        ("x:f", "log(1 + sinh(x)^2)"),
        ("x:f", "expm1(x) + expm1(-x)"),
        ("x:f", "exp(x) + exp(-x)"),
        ("x:f y:f", "softplus(x - y) + y"),
        ("x:f", "lgamma(1 + x) - lgamma(x)"),
        ("x:f", "log(max(exp(x), 0.001))"),
        ("x:f", "log(-expm1(x))"),
        ("x:f", "log(1 / x)"),
        ("x:f", "log(5 / x)"),
        ("x:f y:f", "assume y > 0; log1p(-(y * exp(x)))"),
        ("x:f", "log(sqrt(x))"),
        ("x:f[]", "assume x[i] > 0; prod(x)^(1/3)"),
        ("x:f", "1 - x^2"),
        ("x:f", "exp(x) / expm1(x)"),
        ("x:f", "1 / exp(x)"),
        ("x:f y:f", "rel_entr(x, y) - x + y"),
        ("x:f y:f", "rel_entr(sigmoid(x), sigmoid(y))"),
        ("x:f y:f", "rel_entr(x, sigmoid(y))"),
        ("y:f[] x:f[] p:f[]", "sum[i](y[i] * xlogy(p[i], x[i]))"),
        ("y:f[] x:f[] p:f[]", "sum[i](y[i] * xlog1py(p[i], x[i]))"),
        ("x:f", "x^0.5"),
        ("x:f", "x^(-0.5)"),
        ("x:f", "x^(-1)"),
        ("x:f", "1 / (1 + exp(x))"),
        ("x:f", "log1p(expm1(x))"),
        ("x:f", "expm1(log1p(x))"),
        ("x:f", "exp(logsigmoid(x))"),
        ("x:f", "exp(softplus(x))"),
        ("x:f", "assume x >= 0; exp(log(x))"),
        ("x:f", "assume x >= 0; exp(log1p(x))"),
        ("x:f", "assume x >= 0; log(abs(x))"),
        ("x:f", "log1mexp(log(x))"),
        ("x:f", "2 + x - 1"),
        ("x:f", "logsigmoid(x) - logsigmoid(-x)"),
        ("x:f", "softplus(x) - softplus(-x)"),
    ];

    public static TheoryData<string, string> All => [.. Losses];

    [Fact]
    public void Every_silent_row_comes_into_play()
    {
        var silent = RuleTable.All.Where(rule => rule.Diagnostic is null).ToList();
        Assert.Equal(
            Enumerable.Range(0, silent.Count),
            Losses.Select(loss => silent.FindIndex(rule => ReferenceEquals(rule, RowOf(TestLoss.Bind(loss.Parameters, loss.Text))))));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Both_sides_have_the_same_value(string parameters, string text)
    {
        var program = TestLoss.Bind(parameters, text);
        var tape = new OutputTape(program);
        var (written, stable) = (tape.Add(program, stabilize: false, stabilizeGradient: false), tape.Add(program, stabilize: true, stabilizeGradient: true));
        var ordinary = tape.Points(capacity: 400, isNearEquality: false)
            .Where(point => point.All(x => Math.Abs(x) is >= Smallest and <= Largest))
            .Select(point => (Point: point, Exact: tape.Exact(point)[written[0]]))
            .Where(at => double.IsFinite(at.Exact))
            .ToList();
        Assert.NotEmpty(ordinary);
        Assert.All(ordinary, at => Assert.Equal(at.Exact, tape.Single(at.Point, stable)[0], StableError * Math.Max(1, Math.Abs(at.Exact))));
    }

    /// <summary>The row that is the first to apply to the form, which is the only one in the loss.</summary>
    private static StabilityRule? RowOf(BoundProgram program)
    {
        var context = FixCheck.ContextOf(program);
        return NodeWalk.All(program.Value).OfType<Call>().Where(call => call.Type == NodeType.Real)
            .Select(call => RuleTable.For(call.Operator).FirstOrDefault(rule => rule.TryApply(call, context) is not null))
            .FirstOrDefault(rule => rule is not null);
    }
}
