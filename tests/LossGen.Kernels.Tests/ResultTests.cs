using LossGen.Compiler.Signatures;
using LossGen.Kernels.Tests.Infrastructure;
using LossGen.Kernels.Tests.RandomPrograms;

namespace LossGen.Kernels.Tests;

/// <summary>
/// Losses that write arrays, at all lengths around vectors and their parts, in memory with guard pages: results against the interpreter, and
/// vector–Jacobian products against central differences of what the interpreter computes.
/// </summary>
public sealed class ResultTests(ResultTests.Kernels kernels) : IClassFixture<ResultTests.Kernels>
{
    private const float Marker = -77;
    private const double Seed = 1.5;
    private const int MeasuredElements = 7;

    private static readonly (int Rows, int Columns)[] Tables =
    [
        (0, 3), (1, 0), (0, 0), (1, 1), (1, 2), (2, 1), (2, 7), (3, 8), (3, 9), (5, 15), (2, 16), (3, 17), (1, 31), (2, 32), (3, 33), (1, 40),
        (7, 3), (8, 5), (9, 2), (15, 4), (16, 3), (17, 6), (33, 2), (40, 1),
    ];

    private static readonly ShapedLoss[] All =
    [
        new("unreduced", "losses[n] = (yhat[n] - y[n])^2", "yhat:I y:I losses=I", true, "yhat"),
        new("bare", "z = mu + exp(logvar / 2) * eps", "mu:I logvar:I eps:I z=I", true, "mu logvar"),
        new("softmax", "p[n,c] = softmax[c](z[n,c])", "z:NC c:C= p=NC", true, "z"),
        new("cross_entropy", "losses[n] = logsumexp[c](z[n,c]) - z[n, label[n]]; mean[n](losses[n])", "losses=N z:NC label:N>C", false, "z"),
        new(
            "perceptual",
            "parts[0] = mean((a - b)^2); parts[1] = mean[m](abs(u[m] - v[m])); parts[2] = parts[0] + w * parts[1]; parts[2]",
            "a:I b:I u:I v:I w: parts=3",
            false,
            "a u w"),
        new("weighted_parts", "parts[1] = sum(a^2); parts[0] = sum(a); sum[k](w[k] * parts[k])", "a:I w:2 parts=2", false, "a w"),
        new("two_axes", "rows[n] = sum[c](z[n,c]^2); columns[c] = sum[n](z[n,c]) / 3; norm(z[n,c])", "z:NC c:C= rows=N columns=C", false, "z"),
        new("statistics", "s[n,1] = std[c](z[n,c]); s[n,0] = mean[c](z[n,c])", "z:NC c:C= s=N2", true, "z"),
        new("rows_by_number", "s[0,c] = z[0,c]; s[1,c] = 2 * z[0,c]", "z:NC c:C= s=2C", true, "z"),
        new("transposed", "t[c,n] = z[n,c] * w[c]", "z:NC w:C t=CN", true, "z w"),
        new("histogram", "count[c] = sum[n](label[n] == c ? x[n] : 0); sum[c](count[c]^2)", "x:N label:N>C c:C= count=C", false, "x"),
        new("scalar", "q = temperature * x; mean(q)", "x:I temperature: q=I", false, "x temperature"),
        new("discounted", "g[t] = t == size(t) - 1 ? r[t] : r[t] + gamma * g[t+1]; sum(g[t]^2)", "r:I gamma: g=I", false, "r gamma"),
        new("constant", "one[i] = 1; twice[i] = 2 * one[i] * x[i]", "x:I one=I twice=I", true, "x"),
    ];

    public static TheoryData<string> Losses => [.. All.Select(loss => loss.Name)];

    [Theory]
    [MemberData(nameof(Losses))]
    public void Results_agree_with_the_interpreter_and_products_with_differences(string name)
    {
        var loss = All.Single(loss => loss.Name == name);
        foreach (var extents in Extents(loss))
        {
            var point = new ShapedPoint(loss, extents);
            if (point.IsUndefined)
                continue;
            var (value, results) = point.Exact();
            var exact = Run<double>(loss, point, x => x);
            var rounded = Run<float>(loss, point, x => x);
            Close([value], [exact.Value], 1e-13, "the value");
            Close([value], [rounded.Value], 1e-5, "the value");
            foreach (var (result, shape) in loss.Results)
            {
                Close(results[result], exact.Results[result], 1e-13, result);
                Close(results[result], rounded.Results[result], 1e-5, result);
            }

            foreach (var parameter in loss.Differentiated)
            {
                var length = exact.Gradients[parameter.Name].Length;
                for (var i = 0; i < length; i += Math.Max(1, length / MeasuredElements))
                {
                    if (CentralDifference.Measure(offset => point.Objective(parameter.Name, i, offset, Seed)) is not { } difference)
                        continue;
                    var tolerance = (3 * difference.Uncertainty) + (1e-9 * Math.Max(1, Math.Abs(difference.Derivative)));
                    Assert.Equal(difference.Derivative, exact.Gradients[parameter.Name][i], tolerance);
                }

                Close(exact.Gradients[parameter.Name], rounded.Gradients[parameter.Name], 2e-5, parameter.Name + "Gradient");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_result_or_seed_of_another_length_is_refused_and_nothing_is_written(string name)
    {
        var loss = All.Single(loss => loss.Name == name);
        var point = new ShapedPoint(loss, new Dictionary<char, int> { ['N'] = 6, ['C'] = 5, ['I'] = 19, ['2'] = 2 });
        foreach (var (wrong, _) in loss.Results)
        {
            foreach (var change in new[] { -1, 1 })
            {
                var arguments = Arguments<float>(loss, point, result => result == wrong ? change : 0);
                var exception = Assert.Throws<ArgumentException>(() => kernels.Library.Value(loss.Case(ElementType.Single).Name, arguments));
                Assert.Equal(wrong, exception.ParamName);
                AssertUnwritten(ResultsOf<float>(loss, arguments));

                var gradients = Gradients<float>(loss, point);
                var inputs = GradientArguments<float>(loss, point, result => result == wrong ? change : 0);
                exception = Assert.Throws<ArgumentException>(() => kernels.Library.Gradient(loss.Case(ElementType.Single).Name, inputs, gradients));
                Assert.Equal(wrong + "Seed", exception.ParamName);
                AssertUnwritten(gradients);
            }
        }
    }

    [Fact]
    public void A_result_must_not_overlap_an_input_or_another_result()
    {
        var (x, y) = (new GuardedMemory<float>([1, 2, 3]), new GuardedMemory<float>([4, 5, 6]));
        Assert.Equal("losses", Refused(() => kernels.Library.Value("unreduced_float", x, y, y)));
        Assert.Equal("twice", Refused(() => kernels.Library.Value("constant_float", x, y, y)));
        Assert.Equal([4, 5, 6], y.Span.ToArray());
    }

    [Fact]
    public void A_gradient_must_not_overlap_a_seed()
    {
        var (x, y, seed) = (new GuardedMemory<float>([1, 2, 3]), new GuardedMemory<float>([4, 5, 6]), new GuardedMemory<float>([7, 8, 9]));
        Assert.Equal("yhatGradient", Refused(() => kernels.Library.Gradient("unreduced_float", [x, y, seed], [seed])));
        Assert.Equal([7, 8, 9], seed.Span.ToArray());
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var extents = new Dictionary<char, int> { ['N'] = 40, ['C'] = 300, ['I'] = 500, ['2'] = 2 };
        foreach (var loss in All)
        {
            var point = new ShapedPoint(loss, extents);
            var (arguments, inputs) = (Arguments<float>(loss, point, _ => 0), GradientArguments<float>(loss, point, _ => 0));
            object[] gradients = Gradients<float>(loss, point);
            var value = kernels.Library.ValueMethod(loss.Case(ElementType.Single).Name);
            var gradient = kernels.Library.GradientMethod(loss.Case(ElementType.Single).Name);
            for (var round = 0; round < 3; round++)
            {
                value(arguments);
                gradient(inputs, gradients, 1);
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            value(arguments);
            gradient(inputs, gradients, 1);
            Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        }
    }

    /// <summary>The gradient of a result that is also in the value keeps the digits of p − 1 where p is nearly 1.</summary>
    [Fact]
    public void The_product_of_a_cross_entropy_does_not_cancel()
    {
        var gradient = new GuardedMemory<float>(2);
        object[] inputs = [new GuardedMemory<float>([20, 0]), new GuardedMemory<int>([0]), new GuardedMemory<float>([0.5f])];
        kernels.Library.Gradient("cross_entropy_float", inputs, [gradient], 0.25);
        var other = Math.Exp(-20) / (1 + Math.Exp(-20));
        Assert.Equal(-0.75 * other, gradient.Span[0], 1e-6 * other);
        Assert.Equal(0.75 * other, gradient.Span[1], 1e-6 * other);
    }

    private static IEnumerable<Dictionary<char, int>> Extents(ShapedLoss loss)
    {
        if (loss.Inputs.All(input => input.Shape is "I" or "" or "2"))
            return Enumerable.Range(0, 41).Select(length => new Dictionary<char, int> { ['I'] = length, ['2'] = 2 });
        var targets = loss.Inputs.Select(input => input.Target).ToList();
        // Where the columns are given as a number, the rows of an array without elements are none.
        return Tables.Select(table => table.Columns == 0 && loss.Inputs.Any(input => input.Kind == "i") ? (Rows: 0, Columns: 0) : table)
            .Where(table => (table.Columns > 0 || !targets.Contains('C')) && (table.Rows > 0 || !loss.Text.Contains("z[0,", StringComparison.Ordinal)))
            .Select(table => new Dictionary<char, int> { ['N'] = table.Rows, ['C'] = table.Columns });
    }

    private (double Value, Dictionary<string, double[]> Results, Dictionary<string, double[]> Gradients) Run<T>(
        ShapedLoss loss, ShapedPoint point, Func<T, double> toDouble)
        where T : unmanaged
    {
        var name = loss.Case(typeof(T) == typeof(double) ? ElementType.Double : ElementType.Single).Name;
        var arguments = Arguments<T>(loss, point, _ => 0);
        var value = kernels.Library.Value(name, arguments);
        var results = ResultsOf<T>(loss, arguments);
        var gradients = Gradients<T>(loss, point);
        var same = kernels.Library.Gradient(name, GradientArguments<T>(loss, point, _ => 0), gradients, Seed);
        Assert.Equal(value, same, 1e-6 * Math.Max(1, Math.Abs(value)));
        Assert.All(results.Concat(gradients), memory => Assert.True(memory.IsIntact));
        return (
            value,
            loss.Results.Select((result, i) => (result.Name, results[i])).ToDictionary(pair => pair.Name, pair => Doubles(pair.Item2)),
            loss.Differentiated.Select((parameter, i) => (parameter.Name, gradients[i])).ToDictionary(pair => pair.Name, pair => Doubles(pair.Item2)));

        double[] Doubles(GuardedMemory<T> memory) => [.. memory.Span.ToArray().Select(toDouble)];
    }

    private static GuardedMemory<T>[] ResultsOf<T>(ShapedLoss loss, object[] arguments)
        where T : unmanaged =>
        [.. loss.Case(ElementType.Single).Parameters.Zip(arguments).Where(pair => pair.First.Kind == "f=").Select(pair => (GuardedMemory<T>)pair.Second)];

    /// <summary>The arguments of the loss itself, in the order of its parameters, with memory for its results that is full of a marker.</summary>
    private static object[] Arguments<T>(ShapedLoss loss, ShapedPoint point, Func<string, int> change)
        where T : unmanaged =>
        [
            .. from part in loss.Case(ElementType.Single).Parameters
               let input = loss.Inputs.ToList().FindIndex(input => input.Name == part.Name)
               select part.Kind == "f="
                   ? Filled<T>(point.Length(loss.Results.Single(result => result.Name == part.Name).Shape) + change(part.Name))
                   : point.Inputs<T>()[input],
        ];

    private static object[] GradientArguments<T>(ShapedLoss loss, ShapedPoint point, Func<string, int> change)
        where T : unmanaged =>
        [
            .. point.Inputs<T>(),
            .. loss.Results.Select(result => ShapedPoint.Memory<T>(point.Seeds[result.Name].Append(0).Take(point.Seeds[result.Name].Length + change(result.Name)))),
        ];

    private static GuardedMemory<T>[] Gradients<T>(ShapedLoss loss, ShapedPoint point)
        where T : unmanaged =>
        [.. loss.Differentiated.Select(parameter => Filled<T>(point.Length(parameter)))];

    private static GuardedMemory<T> Filled<T>(int length)
        where T : unmanaged
    {
        var memory = new GuardedMemory<T>(length);
        memory.Span.Fill(ShapedPoint.Memory<T>([Marker]).Span[0]);
        return memory;
    }

    private static void AssertUnwritten(IEnumerable<GuardedMemory<float>> memories) =>
        Assert.All(memories, memory => Assert.False(memory.Span.ContainsAnyExcept(Marker)));

    private static string? Refused(Func<object> call) => Assert.Throws<ArgumentException>(() => call()).ParamName;

    private static void Close(double[] expected, double[] actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = expected.Length == 0 ? 0 : Math.Max(1, expected.Max(Math.Abs));
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * scale || (double.IsNaN(expected[i]) && double.IsNaN(actual[i])), $"{what}[{i}] is {actual[i]} and should be {expected[i]}");
    }

    /// <summary>The losses, compiled once.</summary>
    public sealed class Kernels
    {
        public KernelLibrary Library { get; } =
            KernelLibrary.Compile([.. All.SelectMany(loss => new[] { loss.Case(ElementType.Single), loss.Case(ElementType.Double) })]);
    }
}
