using System.Globalization;
using LossGen.Compiler.Signatures;
using LossGen.Kernels.Tests.Infrastructure;

namespace LossGen.Kernels.Tests;

/// <summary>Losses at the edges of single precision, against formulas in double precision, where nothing overflows.</summary>
public sealed class ExtremeInputTests(ExtremeInputTests.Kernels kernels) : IClassFixture<ExtremeInputTests.Kernels>
{
    private const double Tolerance = 1e-5;

    private static readonly float[] Inputs =
    [
        0f, -0f, float.Epsilon, -float.Epsilon, 1e-40f, 1e-30f, -1e-30f, 1, -1, 20, -20, 88, -88, 104, -104, 1e4f, -1e4f, 3e38f, -3e38f,
        float.PositiveInfinity, float.NegativeInfinity, float.NaN,
    ];

    /// <summary>Losses of one element, with the value and the derivative by it in a form that is accurate in double precision.</summary>
    private static readonly Dictionary<string, (string Text, Func<double, double> Value, Func<double, double> Derivative)> Elementwise = new()
    {
        ["BceLogits"] = ("sum(softplus(x) - 0.25 * x)", x => Softplus(x) - (0.25 * x), x => Sigmoid(x) - 0.25),
        ["BceRaw"] = ("sum(-log(sigmoid(x)))", x => Softplus(-x), x => -Sigmoid(-x)),
        ["LogisticRaw"] = ("sum(log(1 + exp(-x)))", x => Softplus(-x), x => -Sigmoid(-x)),
        ["LogCosh"] = ("sum(log(cosh(x)))", x => Math.Abs(x) > 1e-4 ? Math.Abs(x) + Log1P(Math.Exp(-2 * Math.Abs(x))) - Math.Log(2) : x * x / 2, Math.Tanh),
        ["Huber"] = ("sum(abs(x) <= 1 ? x^2 / 2 : abs(x) - 0.5)", x => Math.Abs(x) <= 1 ? x * x / 2 : Math.Abs(x) - 0.5, x => Math.Clamp(x, -1, 1)),
        ["Hinge"] = ("sum(max(0, 1 - x))", x => Math.Max(0, 1 - x), x => 1 - x > 0 ? -1 : 0),
        ["Absolute"] = ("sum(abs(x))", Math.Abs, x => Math.Sign(x)),
    };

    public static TheoryData<string> Names => [.. Elementwise.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Elementwise_losses_are_accurate_wherever_the_result_is_a_float(string name)
    {
        var (_, value, derivative) = Elementwise[name];
        foreach (var input in Inputs)
        {
            // A neighbour on each side: what one element is must not touch the others.
            var gradient = new GuardedMemory<float>(3);
            var actual = kernels.Library.Gradient(name, [new GuardedMemory<float>([1, input, -1])], [gradient]);
            Agrees(derivative(1), gradient.Span[0], name, input);
            Agrees(derivative(-1), gradient.Span[2], name, input);
            if (float.IsNaN(input))
            {
                Assert.True(double.IsNaN(actual), $"{name}: the value at NaN is {actual}");
                continue;
            }

            if (!float.IsFinite(input))
                continue;
            Agrees(value(1) + value(input) + value(-1), actual, name, input);
            Agrees(derivative(input), gradient.Span[1], name, input);
        }
    }

    [Fact]
    public void A_row_of_a_cross_entropy_does_not_touch_the_gradients_of_others()
    {
        foreach (var input in Inputs)
        {
            var gradient = new GuardedMemory<float>(9);
            kernels.Library.Gradient("CrossEntropy", [new GuardedMemory<float>([1, 2, 3, 0, input, 1, 3, 2, 1]), new GuardedMemory<int>([0, 1, 2])], [gradient]);
            var total = Math.Exp(1) + Math.Exp(2) + Math.Exp(3);
            Agrees(((Math.Exp(1) / total) - 1) / 3, gradient.Span[0], "CrossEntropy", input);
            Agrees(Math.Exp(3) / total / 3, gradient.Span[2], "CrossEntropy", input);
            Agrees(Math.Exp(3) / total / 3, gradient.Span[6], "CrossEntropy", input);
            Agrees(((Math.Exp(1) / total) - 1) / 3, gradient.Span[8], "CrossEntropy", input);
        }
    }

    [Fact]
    public void Cross_entropy_is_accurate_for_all_pairs_of_finite_logits()
    {
        foreach (var first in Inputs.Where(float.IsFinite))
        {
            foreach (var second in Inputs.Where(float.IsFinite))
            {
                var gradient = new GuardedMemory<float>(2);
                var value = kernels.Library.Gradient("CrossEntropy", [new GuardedMemory<float>([first, second]), new GuardedMemory<int>([0])], [gradient]);
                var difference = (double)second - first;
                if (Math.Abs(difference) > float.MaxValue)
                    continue;
                Agrees(Softplus(difference), value, "CrossEntropy", difference);
                Agrees(-Sigmoid(difference), gradient.Span[0], "CrossEntropy", difference);
                Agrees(Sigmoid(difference), gradient.Span[1], "CrossEntropy", difference);
            }
        }
    }

    [Fact]
    public void Cross_entropy_with_a_target_that_has_all_the_weight_is_as_accurate_as_with_a_label()
    {
        foreach (var lead in (float[])[-104, -20, -1, 0, 1e-30f, 1, 17, 20, 40, 87])
        {
            var gradient = new GuardedMemory<float>(2);
            var value = kernels.Library.Gradient("SoftCrossEntropy", [new GuardedMemory<float>([lead, 0]), new GuardedMemory<float>([2, 0])], [gradient]);
            Agrees(2 * Softplus(-(double)lead), value, "SoftCrossEntropy", lead);
            Agrees(-2 * Sigmoid(-(double)lead), gradient.Span[0], "SoftCrossEntropy", lead);
            Agrees(2 * Sigmoid(-(double)lead), gradient.Span[1], "SoftCrossEntropy", lead);
        }
    }

    private static void Agrees(double expected, double actual, string name, double input)
    {
        if (Math.Abs(expected) > float.MaxValue)
            return;
        // Below the smallest normal number an implementation may flush to zero.
        var error = Math.Abs(actual - expected);
        Assert.True(
            error <= Math.Max(Tolerance * Math.Abs(expected), 1.2e-38),
            string.Create(CultureInfo.InvariantCulture, $"{name} at {input:R} is {actual:R}, not {expected:R}"));
    }

    private static double Softplus(double x) => Math.Max(x, 0) + Log1P(Math.Exp(-Math.Abs(x)));

    private static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    private static double Log1P(double x) => x > 1e-5 ? Math.Log(1 + x) : x - (x * x / 2);

    /// <summary>The losses, compiled once.</summary>
    public sealed class Kernels
    {
        public KernelLibrary Library { get; } = KernelLibrary.Compile(
        [
            .. Elementwise.Select(loss => new KernelCase(loss.Key, loss.Value.Text, ElementType.Single, [("x", "f[]")])),
            new KernelCase("CrossEntropy", "mean[n](logsumexp[c](z[n,c]) - z[n, label[n]])", ElementType.Single, [("z", "f[]"), ("label", "i[]")]),
            new KernelCase("SoftCrossEntropy", "sum[c](-t[c] * logsoftmax[c](z[c]))", ElementType.Single, [("z", "f[]"), ("t", "f[]")]),
        ]);
    }
}
