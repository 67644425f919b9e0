using System.Globalization;
using LossGen.Compiler.Signatures;
using LossGen.Kernels.Tests.Infrastructure;
using LossGen.Kernels.Tests.RandomPrograms;

namespace LossGen.Kernels.Tests;

/// <summary>Losses of <c>float</c> that no rule can make stable in <c>float</c>: their kernels compute in lanes of <c>double</c>.</summary>
public sealed class WideLaneTests(WideLaneTests.Kernels kernels) : IClassFixture<WideLaneTests.Kernels>
{
    /// <summary>The rounding of results, and what <c>double</c> loses on the way; in <c>float</c> the forms below are off by 1e-3 or far more.</summary>
    private const double Tolerance = 1e-6;

    private const int Count = 37;

    /// <summary>Losses of elements, with the value and the derivatives of an element in forms that are accurate in double precision.</summary>
    private static readonly Dictionary<string, WideLoss> Losses = new()
    {
        ["Quadratic"] = new(
            "mean[n]((-y[n] + sqrt(y[n]^2 - 4*x[n]*z[n])) / (2*x[n]))",
            [1.3, 200, 0.8],
            p => -2 * p[2] / (p[1] + Root(p)),
            p =>
            [
                -4 * p[2] * p[2] / (Root(p) * (p[1] + Root(p)) * (p[1] + Root(p))),
                2 * p[2] / (Root(p) * (p[1] + Root(p))),
                -1 / Root(p),
            ]),
        ["SineDifference"] = new(
            "mean[n](sin(x[n]) - tanh(x[n]))",
            [1e-2],
            p => Math.Pow(p[0], 3) * ((1.0 / 6) - (p[0] * p[0] * (0.125 - (p[0] * p[0] * 271 / 5040)))),
            p => [Math.Pow(Math.Tanh(p[0]), 2) - (2 * Math.Pow(Math.Sin(p[0] / 2), 2))]),
        ["SineRemainder"] = new(
            "mean[n](x[n] - sin(x[n]))",
            [1e-6],
            p => Math.Pow(p[0], 3) / 6 * (1 - (p[0] * p[0] / 20)),
            p => [2 * Math.Pow(Math.Sin(p[0] / 2), 2)]),
        ["CotangentRemainder"] = new(
            "mean[n](1 / x[n] - 1 / tan(x[n]))",
            [1e-6],
            p => p[0] / 3 * (1 + (p[0] * p[0] / 15)),
            p => [(1.0 / 3) + (p[0] * p[0] / 15)]),
        ["HyperbolicDifference"] = new(
            "mean[n](sinh(x[n]) - tan(x[n]))",
            [1e-2],
            p => Math.Pow(p[0], 3) * ((-1.0 / 6) - (p[0] * p[0] * (0.125 + (p[0] * p[0] * 271 / 5040)))),
            p => [(2 * Math.Pow(Math.Sinh(p[0] / 2), 2)) - Math.Pow(Math.Tan(p[0]), 2)]),
        ["ArctangentDifference"] = new(
            "mean[n](atan(x[n]) - sin(x[n]))",
            [1e-2],
            p => Math.Pow(p[0], 3) * ((-1.0 / 6) + (p[0] * p[0] * ((23.0 / 120) - (p[0] * p[0] * 719 / 5040)))),
            p => [(2 * Math.Pow(Math.Sin(p[0] / 2), 2)) - (p[0] * p[0] / (1 + (p[0] * p[0])))]),
    };

    public static TheoryData<string> Names => [.. Losses.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_and_gradients_have_the_digits_of_a_float(string name)
    {
        var loss = Losses[name];
        float[][] inputs = [.. loss.Sizes.Select((size, i) => Enumerable.Range(0, Count).Select(n => (float)(size * (1 + (((7 * n) + (3 * i)) % Count / 100.0)))).ToArray())];
        GuardedMemory<float>[] gradients = [.. inputs.Select(_ => new GuardedMemory<float>(Count))];
        var elements = Enumerable.Range(0, Count).Select(n => inputs.Select(input => (double)input[n]).ToArray()).ToList();

        var value = kernels.Library.Gradient(name, [.. inputs.Select(input => new GuardedMemory<float>(input))], gradients);

        Agrees(elements.Average(loss.Value), value, name);
        Assert.Equal(value, kernels.Library.Value(name, [.. inputs.Select(input => new GuardedMemory<float>(input))]));
        for (var n = 0; n < Count; n++)
        {
            var derivatives = loss.Derivatives(elements[n]);
            for (var i = 0; i < derivatives.Length; i++)
                Agrees(derivatives[i] / Count, gradients[i].Span[n], $"{name}'s derivative by {"xyz"[i]} at {elements[n][i]}");
        }
    }

    [Fact]
    public void Such_a_loss_has_no_lanes_of_float()
    {
        Assert.Contains("LoadWidened", kernels.Library.Code, StringComparison.Ordinal);
        Assert.Contains("StoreRounded", kernels.Library.Code, StringComparison.Ordinal);
        Assert.DoesNotContain("Vector512<float>", kernels.Library.Code, StringComparison.Ordinal);
    }

    [Fact]
    public void As_it_is_written_a_loss_has_lanes_of_its_element_type()
    {
        var library = KernelLibrary.Compile([Case("SineDifference")], stabilize: false);
        Assert.DoesNotContain("LoadWidened", library.Code, StringComparison.Ordinal);
    }

    /// <summary>Whatever else is in the loss is computed in lanes of double as well: pairs of rows in blocks, rows of labels, kept values.</summary>
    [Theory]
    [InlineData("pairs", "mean[i,j](exp(-sum[d]((u[i,d] - u[j,d])^2)))", "u:NC y:N d:C=")]
    [InlineData("labels", "mean[i](logsumexp[d](u[i,d]) - u[i, label[i]])", "u:NC y:N label:N>C")]
    [InlineData("spread", "log(1 + sum[i,d]((u[i,d] - mean[k](u[k,d]))^2)) + sum[i,d | label[i] == d](max(u[i,d], y[i]))", "u:NC y:N label:N>C")]
    public void The_rest_of_such_a_loss_agrees_with_the_interpreter(string name, string text, string shapes)
    {
        var program = new RandomProgram(0, [], new Term(TermType.Real, text + " + mean[i](y[i]*y[i] / (y[i]*y[i] + 2))"), ProgramParameter.Parse(shapes));
        var library = KernelLibrary.Compile([program.Case(ElementType.Single), program.Case(ElementType.Double)]);
        Assert.DoesNotContain("Vector512<float>", library.Code, StringComparison.Ordinal);
        var check = new ProgramCheck(library);
        foreach (var (rows, columns) in new[] { (1, 1), (3, 5), (35, 9), (40, 33) })
            Assert.Null(check.Run(program, new Dictionary<char, int> { ['N'] = rows, ['C'] = columns }) is { } wrong ? $"{name}: {wrong}" : null);
        Assert.True(check.Compared > 4 * check.Uncertain, $"{check.Uncertain} numbers were too uncertain to compare");
    }

    private static void Agrees(double expected, double actual, string what) => Assert.True(
        Math.Abs(actual - expected) <= Tolerance * Math.Abs(expected),
        string.Create(CultureInfo.InvariantCulture, $"{what} is {actual:R}, not {expected:R}"));

    private static double Root(double[] p) => Math.Sqrt((p[1] * p[1]) - (4 * p[0] * p[2]));

    private static KernelCase Case(string name)
    {
        string[] names = [.. "xyz".Take(Losses[name].Sizes.Length).Select(letter => letter.ToString())];
        return new KernelCase(name, Losses[name].Text, ElementType.Single, [.. names.Select(parameter => (parameter, "f[]"))], names);
    }

    /// <summary>The losses, compiled once.</summary>
    public sealed class Kernels
    {
        public KernelLibrary Library { get; } = KernelLibrary.Compile([.. Losses.Keys.Select(Case)]);
    }

    private sealed record WideLoss(string Text, double[] Sizes, Func<double[], double> Value, Func<double[], double[]> Derivatives);
}
