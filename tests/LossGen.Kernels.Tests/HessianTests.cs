using LossGen.Compiler.Signatures;
using LossGen.Kernels.Tests.Infrastructure;
using LossGen.Kernels.Tests.RandomPrograms;

namespace LossGen.Kernels.Tests;

/// <summary>The diagonals of Hessians: closed forms of the literature at ordinary and extreme inputs, differences of gradients, and lengths.</summary>
public sealed class HessianTests(HessianTests.Kernels kernels) : IClassFixture<HessianTests.Kernels>
{
    private const float Marker = -77;

    /// <summary>Losses that are sums of losses of one element x each, by x, with a second argument y; and what ∂²/∂x² is.</summary>
    private static readonly (string Name, string Text, double[] Y, Func<double, double, double> Second)[] Separable =
    [
        ("squared", "sum((x - y)^2)", [-1, 0.5], (_, _) => 2),
        ("huber", "r = x - y; sum(abs(r) <= 1.5 ? r^2 / 2 : 1.5 * (abs(r) - 0.75))", [0], (x, _) => Math.Abs(x) <= 1.5 ? 1 : 0),
        ("smooth_l1", "r = x - y; sum(abs(r) < 2 ? r^2 / 4 : abs(r) - 1)", [0], (x, _) => Math.Abs(x) < 2 ? 0.5 : 0),
        ("pseudo_huber", "r = (x - y) / 2; sum(4 * (sqrt(1 + r^2) - 1))", [0], (x, _) => Math.Pow(1 + (x * x / 4), -1.5)),
        ("charbonnier", "sum(sqrt((x - y)^2 + 0.25^2))", [0], (x, _) => 0.0625 * Math.Pow((x * x) + 0.0625, -1.5)),
        ("root", "sum(sqrt(x * x + 1))", [0], (x, _) => Math.Pow(1 + (x * x), -1.5)),
        ("log_cosh", "sum(logcosh(x - y))", [0], (x, _) => SquaredSecant(x)),
        ("bce_logits", "sum(softplus(x) - y * x)", [0, 1, 0.3], (x, _) => Logistic(x) * Logistic(-x)),
        ("bce_weighted", "sum(-(3 * y * log(sigmoid(x)) + (1 - y) * log(1 - sigmoid(x))))", [0, 1, 0.3], (x, y) => Logistic(x) * Logistic(-x) * ((3 * y) + 1 - y)),
        ("logistic", "sum(log(1 + exp(-y * x)))", [-1, 1], (x, y) => y * y * Logistic(x * y) * Logistic(-x * y)),
        ("exponential", "sum(exp(-y * x))", [-1, 1], (x, y) => y * y * Math.Exp(-x * y)),
        ("squared_hinge", "sum(max(0, 1 - y * x)^2)", [-1, 1], (x, y) => 1 - (y * x) > 0 ? 2 * y * y : 0),
        ("focal", "p = sigmoid(y * x); sum(-0.25 * (1 - p)^2 * log(p))", [-1, 1], (x, y) => Focal(x * y)),
        ("poisson", "sum(exp(x) - y * x)", [0, 3], (x, _) => Math.Exp(x)),
        ("gamma", "sum(x + y * exp(-x))", [0.5, 3], (x, y) => y * Math.Exp(-x)),
        (
            "tweedie",
            "sum(-y * exp(-0.5 * x) / -0.5 + exp(0.5 * x) / 0.5)",
            [0, 3],
            (x, y) => (0.5 * y * Math.Exp(-0.5 * x)) + (0.5 * Math.Exp(0.5 * x))),
        ("gaussian", "sum(0.5 * (x + (y - 1)^2 * exp(-x)))", [0, 3], (x, y) => 0.5 * (y - 1) * (y - 1) * Math.Exp(-x)),
    ];

    /// <summary>Losses whose elements are coupled.</summary>
    private static readonly ShapedLoss[] Coupled =
    [
        new("cross_entropy", "mean[n](logsumexp[c](z[n,c]) - z[n, label[n]])", "z:NC label:N>C", false, "z"),
        new(
            "smoothed",
            "t[n,c] = 0.9 * (c == label[n]) + 0.1 / size(c); mean[n](-sum[c](t[n,c] * logsoftmax[c](z[n,c])))",
            "z:NC label:N>C",
            false,
            "z"),
        new("root_mean_square", "sqrt(1 + mean((x - y)^2))", "x:I y:I", false, "x"),
        new("quartic", "sum(x^2)^2 + sum(x^3)", "x:I", false, "x"),
        new("temperature", "mean[n](logsumexp[c](z[n,c] / T) - z[n, label[n]] / T)", "z:NC label:N>C T:", false, "z T"),
        new("moments", "sum[i](exp(-s[i]) * (y[i] - m[i])^2 + s[i]) / 2", "m:I s:I y:I", false, "m s"),
        new("pairs", "sum[i,j](exp(sum[d](u[i,d] * u[j,d]) / 4))", "u:NC d:C=", false, "u"),
        new("gathered", "sum[n](w[label[n]]^3 * x[n])", "w:C label:N>C x:N", false, "w x"),
    ];

    public static TheoryData<string> SeparableNames => [.. Separable.Select(loss => loss.Name)];

    public static TheoryData<string, CurvaturePolicy> CoupledNames =>
        [.. from loss in Coupled from policy in Policies select new TheoryDataRow<string, CurvaturePolicy>(loss.Name, policy)];

    private static CurvaturePolicy[] Policies => [CurvaturePolicy.AsIs, CurvaturePolicy.Absolute, CurvaturePolicy.UpperBound];

    [Theory]
    [MemberData(nameof(SeparableNames))]
    public void The_second_derivative_has_its_closed_form_at_ordinary_and_at_extreme_inputs(string name)
    {
        var loss = Separable.Single(loss => loss.Name == name);
        double[] points = [0, 1e-6, -1e-3, 0.25, -0.5, 0.75, 1, -1.25, 2.5, -3.5, 7, -9, 15, -18, 25, -30, 42, -44, 60, -75, 1e3, -1e4, 1e6, -3e7];
        foreach (var y in loss.Y)
        {
            // What overflows has no closed form to compare with; exponentials grow so large at the end of the list.
            var x = points.Where(x => loss.Second(x, y) < 1e30).ToArray();
            double[] expected = [.. x.Select(x => loss.Second(x, y))];
            Close(expected, Run<double>(name, x, y), 1e-13, 1e-300, name);
            Close([.. x.Select(x => loss.Second((float)x, (float)y))], Run<float>(name, x, y), 4e-6, 1e-37, name);
        }
    }

    [Fact]
    public void The_curvature_of_a_cross_entropy_keeps_its_tail()
    {
        var (gradient, hessian) = (new GuardedMemory<float>(2), new GuardedMemory<float>(2));
        object[] arguments = [new GuardedMemory<float>([20, 0]), new GuardedMemory<int>([0])];
        kernels.Library.Hessian("cross_entropy_AsIs_float", arguments, [gradient, hessian]);
        var p = Math.Exp(-20) / (1 + Math.Exp(-20));
        Assert.All(hessian.Span.ToArray(), element => Assert.Equal(p * (1 - p), element, 1e-6 * p));
        kernels.Library.Hessian("cross_entropy_UpperBound_float", arguments, [gradient, hessian]);
        Assert.All(hessian.Span.ToArray(), element => Assert.Equal(2 * p * (1 - p), element, 2e-6 * p));
    }

    [Fact]
    public void The_upper_bound_of_a_cross_entropy_is_twice_its_curvature()
    {
        var extents = new Dictionary<char, int> { ['N'] = 7, ['C'] = 33, ['I'] = 0 };
        var diagonal = Derivatives<double>("cross_entropy", CurvaturePolicy.AsIs, extents, 1).Hessians["z"];
        var bound = Derivatives<double>("cross_entropy", CurvaturePolicy.UpperBound, extents, 1).Hessians["z"];
        Close([.. diagonal.Select(element => 2 * element)], bound, 1e-14, 0, "bound");
    }

    [Theory]
    [MemberData(nameof(CoupledNames))]
    public void Hessians_agree_with_differences_of_gradients(string name, CurvaturePolicy policy)
    {
        const double seed = -1.5;
        foreach (var (rows, columns) in new[] { (1, 1), (2, 3), (3, 5), (1, 17), (4, 2) })
        {
            var extents = new Dictionary<char, int> { ['N'] = rows, ['C'] = columns, ['I'] = rows * columns };
            var point = Point(name, extents);
            var derivatives = Derivatives<double>(name, policy, extents, seed);
            var second = Columns(name, point);
            foreach (var parameter in Loss(name).Differentiated)
            {
                for (var k = 0; k < derivatives.Hessians[parameter.Name].Length; k++)
                {
                    var own = second[(parameter.Name, k)][parameter.Name][k];
                    var expected = policy switch
                    {
                        CurvaturePolicy.AsIs => seed * own,
                        CurvaturePolicy.Absolute => Math.Abs(seed * own),
                        _ => Math.Abs(seed) * second.Values.Sum(column => Math.Abs(column[parameter.Name][k])),
                    };
                    Assert.Equal(expected, derivatives.Hessians[parameter.Name][k], 1e-7 * Math.Max(1, Math.Abs(expected)));
                }

                var single = Derivatives<float>(name, policy, extents, seed);
                Close(derivatives.Hessians[parameter.Name], single.Hessians[parameter.Name], 0, 3e-5, $"{name} {parameter.Name}");
                Close(derivatives.Gradients[parameter.Name], single.Gradients[parameter.Name], 0, 3e-5, $"{name} {parameter.Name}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(CoupledNames))]
    public void Every_length_stays_in_its_memory(string name, CurvaturePolicy policy)
    {
        foreach (var (rows, columns) in new[] { (0, 3), (1, 2), (2, 7), (3, 8), (2, 9), (1, 15), (2, 16), (1, 31), (1, 40), (33, 1) })
        {
            var extents = new Dictionary<char, int> { ['N'] = rows, ['C'] = columns, ['I'] = rows * columns };
            if (!Point(name, extents).IsUndefined)
                Derivatives<float>(name, policy, extents, 1);
        }
    }

    [Fact]
    public void A_wrong_length_and_an_overlap_are_refused_before_anything_is_written()
    {
        var x = new GuardedMemory<float>([1, 2, 3]);
        object[] arguments = [x, new GuardedMemory<float>([4, 5, 6])];
        var (gradient, hessian, longer) = (Filled(3), Filled(3), Filled(4));
        Assert.Equal("xHessian", Refused([gradient, longer]));
        Assert.Equal("xHessian", Refused([gradient, gradient]));
        Assert.Equal("xHessian", Refused([gradient, x]));
        Assert.Equal("xGradient", Refused([longer, hessian]));
        Assert.All(new[] { gradient, hessian, longer }, memory => Assert.False(memory.Span.ContainsAnyExcept(Marker)));

        string? Refused(object[] derivatives) =>
            Assert.Throws<ArgumentException>(() => kernels.Library.Hessian("squared_float", arguments, derivatives)).ParamName;
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var point = Point("cross_entropy", new Dictionary<char, int> { ['N'] = 5, ['C'] = 300, ['I'] = 0 });
        var arguments = point.Inputs<float>();
        object[] derivatives = [Filled(1500), Filled(1500)];
        foreach (var policy in Policies)
        {
            var method = kernels.Library.HessianMethod($"cross_entropy_{policy}_float");
            for (var round = 0; round < 3; round++)
                method(arguments, derivatives, 1);
            var before = GC.GetAllocatedBytesForCurrentThread();
            method(arguments, derivatives, 1);
            Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        }
    }

    private double[] Run<T>(string name, double[] x, double y)
        where T : unmanaged
    {
        var (gradient, hessian) = (new GuardedMemory<T>(x.Length), new GuardedMemory<T>(x.Length));
        object[] arguments = [ShapedPoint.Memory<T>(x), ShapedPoint.Memory<T>(x.Select(_ => y))];
        kernels.Library.Hessian($"{name}_{(typeof(T) == typeof(double) ? "double" : "float")}", arguments, [gradient, hessian]);
        Assert.True(gradient.IsIntact && hessian.IsIntact);
        return Doubles(hessian);
    }

    private static ShapedLoss Loss(string name) => Coupled.Single(loss => loss.Name == name);

    private static ShapedPoint Point(string name, Dictionary<char, int> extents) => new(Loss(name), extents);

    private (Dictionary<string, double[]> Gradients, Dictionary<string, double[]> Hessians) Derivatives<T>(
        string name, CurvaturePolicy policy, Dictionary<char, int> extents, double seed)
        where T : unmanaged
    {
        var point = Point(name, extents);
        var precision = typeof(T) == typeof(double) ? ElementType.Double : ElementType.Single;
        var parameters = Loss(name).Differentiated;
        var memories = parameters.Concat(parameters).Select(parameter => new GuardedMemory<T>(point.Length(parameter))).ToArray();
        var method = $"{name}_{policy}_{(precision == ElementType.Double ? "double" : "float")}";
        var value = kernels.Library.Hessian(method, point.Inputs<T>(), memories, seed);
        Assert.Equal(kernels.Library.Value(method, point.Inputs<T>()), value, 1e-5 * Math.Max(1, Math.Abs(value)));
        Assert.All(memories, memory => Assert.True(memory.IsIntact));
        return (
            parameters.Select((parameter, i) => (parameter.Name, i)).ToDictionary(pair => pair.Name, pair => Doubles(memories[pair.i])),
            parameters.Select((parameter, i) => (parameter.Name, i)).ToDictionary(pair => pair.Name, pair => Doubles(memories[parameters.Count + pair.i])));
    }

    /// <summary>For every number q[j] that the loss is differentiated by ∂²/∂p[k]∂q[j] for all p[k], by differences of the gradient that the kernel gives.</summary>
    private Dictionary<(string Name, int Index), Dictionary<string, double[]>> Columns(string name, ShapedPoint point)
    {
        const double step = 1.0 / 4096;
        var parameters = Loss(name).Differentiated;
        var columns = new Dictionary<(string, int), Dictionary<string, double[]>>();
        foreach (var moved in parameters)
        {
            for (var j = 0; j < point.Length(moved); j++)
            {
                var (near, far) = (Difference(moved, j, step), Difference(moved, j, 2 * step));
                columns[(moved.Name, j)] = near.ToDictionary(
                    pair => pair.Key, pair => pair.Value.Zip(far[pair.Key], (one, two) => ((4 * one) - two) / 3).ToArray());
            }
        }

        return columns;

        Dictionary<string, double[]> Difference(ProgramParameter moved, int j, double offset)
        {
            var (above, below) = (Gradients(moved, j, offset), Gradients(moved, j, -offset));
            return above.ToDictionary(
                pair => pair.Key, pair => pair.Value.Zip(below[pair.Key], (right, left) => (right - left) / (2 * offset)).ToArray());
        }

        Dictionary<string, double[]> Gradients(ProgramParameter moved, int j, double offset)
        {
            var inputs = point.InputsMoved<double>(moved.Name, j, offset);
            var gradients = parameters.Select(parameter => new GuardedMemory<double>(point.Length(parameter))).ToArray();
            kernels.Library.Gradient($"{name}_AsIs_double", inputs, gradients);
            var numbers = parameters.Zip(gradients).ToDictionary(pair => pair.First.Name, pair => Doubles(pair.Second));
            foreach (var memory in inputs.Concat(gradients).OfType<IDisposable>())
                memory.Dispose();
            return numbers;
        }
    }

    private static double Logistic(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));

    private static double SquaredSecant(double x)
    {
        var decay = Math.Exp(-2 * Math.Abs(x));
        return 4 * decay / ((1 + decay) * (1 + decay));
    }

    /// <summary>By the margin m of the true class, with α = 1/4 and γ = 2: α p r^γ ((1 + 2γ) r − γ (γ p − r) log p), r = 1 − p.</summary>
    private static double Focal(double m)
    {
        var (p, r) = (Logistic(m), Logistic(-m));
        var logarithm = m < 0 ? m - LossMath.Log1P(Math.Exp(m)) : -LossMath.Log1P(Math.Exp(-m));
        return 0.25 * p * r * r * ((5 * r) - (2 * ((2 * p) - r) * logarithm));
    }

    private static GuardedMemory<float> Filled(int length)
    {
        var memory = new GuardedMemory<float>(length);
        memory.Span.Fill(Marker);
        return memory;
    }

    private static double[] Doubles<T>(GuardedMemory<T> memory)
        where T : unmanaged => [.. memory.Span.ToArray().Select(element => Convert.ToDouble(element, System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>Relative to each element, or to the largest of them.</summary>
    private static void Close(double[] expected, double[] actual, double relative, double absolute, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = relative > 0 || expected.Length == 0 ? 1 : Math.Max(1, expected.Max(Math.Abs));
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= (relative * Math.Abs(expected[i])) + (absolute * scale),
                $"{what}: element {i} is {actual[i]:R} and should be {expected[i]:R}");
        }
    }

    /// <summary>The losses, compiled once.</summary>
    public sealed class Kernels
    {
        public KernelLibrary Library { get; } = KernelLibrary.Compile(
        [
            .. from loss in Separable
               from precision in new[] { ElementType.Single, ElementType.Double }
               select new KernelCase(
                   loss.Name + Suffix(precision), loss.Text, precision, [("x", "f[]"), ("y", "f[]")], ["x"]) { Hessian = CurvaturePolicy.AsIs },
            .. from loss in Coupled
               from precision in new[] { ElementType.Single, ElementType.Double }
               from policy in Policies
               select loss.Case(precision) with { Name = $"{loss.Name}_{policy}{Suffix(precision)}", Hessian = policy },
        ]);

        private static string Suffix(ElementType precision) => precision == ElementType.Double ? "_double" : "_float";
    }
}
