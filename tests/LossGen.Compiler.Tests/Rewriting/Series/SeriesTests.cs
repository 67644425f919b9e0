using LossGen.Compiler.Analysis.Probing;
using LossGen.Compiler.Binding;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Rewriting.Series;
using LossGen.Compiler.Scheduling;

namespace LossGen.Compiler.Tests.Rewriting.Series;

/// <summary>Expressions whose terms cancel near a point, against 104 bits.</summary>
public sealed class SeriesTests
{
    public static TheoryData<string> NearZero =>
    [
        "x - sin(x)", "tan(x) - x", "sinh(x) - x", "asin(x) - x", "x - atan(x)", "x - tanh(x)", "tan(x) - sin(x)", "x - log1p(x)", "expm1(x) - x",
        "exp(x) - 1 - x", "exp(x) - cos(x)", "exp(2*x) - 2*exp(x) + 1", "exp(x)/(1 + x) - 1", "sqrt(1 + x) - 1 - x/2", "1 - cos(x) - x^2/2", "sin(x)/x - 1",
        "x/tanh(x) - 1", "cosh(x)/sinh(x) - 1/x", "1/x - 1/tan(x)", "1/x - 1/sin(x)", "1/expm1(x) - 1/x", "log(sin(x)/x)", "log(sinh(x)/x)", "log(erfc(x))", "softplus(x) - log(2)",
        "logcosh(x) - x^2/2", "erf(x) - 2*x/sqrt(acos(-1))", "logsigmoid(x) + log(2)", "sigmoid(x) - 0.5 - x/4",
        "cos(x) - 1 + sin(x)^2/2", "xlogy(1 + x, 1 + x) - x", "3*x - 3*sin(x)", "sin(2*x) - 2*x", "sqrt(1 + x^2) - 1 - x^2/2",
    ];

    [Theory]
    [MemberData(nameof(NearZero))]
    public void What_cancels_near_0_is_right_in_float(string text) =>
        AssertRight("x:f", text, [.. Sizes().Select(size => new[] { size })], isSingle: true);

    [Theory]
    [MemberData(nameof(NearZero))]
    public void What_cancels_near_0_is_right_in_double(string text) =>
        AssertRight("x:f", text, [.. Sizes().Where(size => Math.Abs(size) > 1e-6).Select(size => new[] { size })], isSingle: false);

    [Theory]
    [InlineData("x - log(x) - 1")]
    [InlineData("x*log(x) - x + 1")]
    [InlineData("x - exp(x - 1)")]
    [InlineData("x - 2*sqrt(x) + 1")]
    public void What_cancels_near_1_is_right(string text) =>
        AssertRight("x:f", text, [.. Sizes().Where(size => Math.Abs(size) is > 1e-6 and < 0.9).Select(size => new double[] { (float)(1 + size) })], isSingle: true);

    [Theory]
    [InlineData("x/y - log(x/y) - 1")]
    [InlineData("log(x/y) - x/y + 1")]
    public void A_ratio_is_compared_with_1_by_its_difference(string text) =>
        AssertRight("x:f y:f", text, [.. Sizes().Where(size => Math.Abs(size) is > 1e-6 and < 0.9).Select(size => new double[] { (float)(3 * (1 + size)), 3 })], isSingle: true);

    [Theory]
    [InlineData("exp(x - y) - (x - y) - 1")]
    [InlineData("sinh(2*x - y) - 2*x + y")]
    [InlineData("(x + y) - sin(x + y)")]
    public void The_variable_may_be_a_sum_of_which_terms_stand_apart(string text) =>
        AssertRight("x:f y:f", text, [.. Sizes().Where(size => Math.Abs(size) > 1e-6).Select(size => new double[] { (float)size, (float)(size * 0.3) })], isSingle: true);

    [Theory]
    [InlineData("x:f y:f", "x - sin(y)")]
    [InlineData("x:f", "x^3 - x")]
    [InlineData("x:f", "x + sin(x)")]
    [InlineData("x:f", "cos(x) - x")]
    [InlineData("x:f", "2 - cos(x)")]
    [InlineData("x:f", "log(x) - x")]
    [InlineData("x:f", "max(x, 0) - sin(x)")]
    [InlineData("x:f", "sqrt(x) - x")]
    [InlineData("x:f", "abs(x) - sin(x)")]
    public void What_does_not_cancel_stays(string parameters, string text)
    {
        var program = TestLoss.Bind(parameters, text);
        Assert.DoesNotContain(NodeWalk(FormulasOf(program).Value), node => node is Select);
    }

    [Fact]
    public void The_gradient_is_that_of_the_expression()
    {
        var gradient = FormulasOf(TestLoss.Bind("x:f", "expm1(x) + x", wrt: ["x"])).Gradients.Single().Value;
        Assert.DoesNotContain(NodeWalk(gradient), node => node is Select);
    }

    [Fact]
    public void A_series_knows_its_order()
    {
        var x = PowerSeries.Variable(0, 8);
        var sine = SeriesFunctions.Apply(Operators.Sin, [x])!;
        var rest = PowerSeries.Add(x, -sine)!;
        Assert.Equal(3, rest.Order);
        Assert.Equal(1.0 / 6, (double)rest.At(3), 1e-17);
        Assert.Equal(-1.0 / 120, (double)rest.At(5), 1e-18);
        Assert.Null(PowerSeries.Add(x, -x));
    }

    private static Formulas FormulasOf(BoundProgram program) =>
        Formulas.Of(program, stabilize: true, TestContext.Current.CancellationToken).WithSeries(program.Factory);

    private static IEnumerable<Node> NodeWalk(Node node) => node.Operands.SelectMany(NodeWalk).Prepend(node);

    /// <summary>From 1e-12 to 1.4 on both sides, as floats.</summary>
    private static IEnumerable<double> Sizes() =>
        from exponent in Enumerable.Range(0, 82)
        from sign in new[] { -1, 1 }
        select (double)(float)(sign * 1e-12 * Math.Pow(1.41, exponent));

    /// <summary>
    /// The stable form loses no more than nine bits, some more than where a series ends and the expression itself begins, wherever 104 bits are
    /// enough to tell.
    /// </summary>
    private static void AssertRight(string parameters, string text, List<double[]> points, bool isSingle)
    {
        var program = TestLoss.Bind(parameters, text);
        var stable = FormulasOf(program).Value;
        var tape = new Tape(2_000);
        var unroller = new Unroller(tape, ProbeShape.Of(ProbeProgram.Of(program), 2)!, TestContext.Current.CancellationToken);
        var (written, emitted) = (unroller.Unroll(program.ReturnValue!).Single(), unroller.Unroll(stable).Single());
        var values = TapeEvaluator.Run(tape, points, isSingle);
        var tolerance = 512 * Math.Pow(2, isSingle ? -24 : -53);
        for (var p = 0; p < points.Count; p++)
        {
            var exact = ExactEvaluator.Run(tape, points[p])[written];
            if (double.IsFinite(exact) && Math.Abs(exact) > 1e-30 / tolerance)
                Assert.True(Math.Abs(values[emitted, p] - exact) <= tolerance * Math.Abs(exact), $"{values[emitted, p]:R} at {string.Join(", ", points[p])}, not {exact:R}: {NodePrinter.Print(stable)}");
        }
    }
}
