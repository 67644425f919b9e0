using LossGen.Compiler.Differentiation;
using LossGen.Compiler.Interpretation;

namespace LossGen.Compiler.Tests.Differentiation;

/// <summary>Random recurrences over two axes: they bind, they read no element before it is computed, and their derivatives are those of differences.</summary>
public sealed class RandomRecurrenceTests
{
    private const string Parameters = "x:f[] y:f[] w:f[] p:i[] a:f";

    private const string Arguments =
        "x=0.3,-0.7,0.9,-0.5 y=0.6,-0.2,0.4,1.1 w=0.5,-0.4,0.2,0.8,-0.9,0.1,0.7,-0.3,0.6,0.4,-0.6,0.3,0.9,-0.8,0.1,0.2 p=2,0,3,1 a=0.7";

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Gradients_are_limits_of_differences(int seed)
    {
        var program = TestLoss.Bind(Parameters, new Generator(new Random(seed)).Program(), ["x", "y", "w", "a"]);

        GradientCheck.AssertGradients(program, TestLoss.Arguments(program, Arguments));
    }

    [Theory]
    [MemberData(nameof(FewSeeds))]
    public void Second_derivatives_are_limits_of_differences_of_the_gradient(int seed)
    {
        var program = TestLoss.Bind(Parameters, new Generator(new Random(seed)).Program());
        var arguments = TestLoss.Arguments(program, Arguments);
        var x = program.Arrays.Single(array => array.Name == "x");
        var differentiator = new Differentiator(program.Factory);
        var gradient = differentiator.Gradient(program.Value, x, program.Factory.Real(1));
        var hessian = differentiator.HessianDiagonal(program.Value, x, program.Factory.Real(1));

        var actual = new Interpreter(arguments).Evaluate(hessian.Expression, hessian.OutputAxes);

        for (var i = 0; i < actual.Length; i++)
        {
            var position = i;
            var expected = GradientCheck.Slope(
                arguments.Arrays["x"], i, () => new Interpreter(arguments).Evaluate(gradient.Expression, gradient.OutputAxes)[position]);
            Assert.Equal(expected, actual[i], 1e-8 * Math.Max(1, Math.Abs(expected)));
        }
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 120)];

    public static TheoryData<int> FewSeeds => [.. Enumerable.Range(0, 20)];

    /// <summary>Writes programs. All functions are smooth and of moderate slope, so that differences are good to many digits.</summary>
    private sealed class Generator(Random random)
    {
        private string[] _reads = [];

        public string Program()
        {
            var (first, backwards) = (random.Next(2), random.Next(2) == 0);
            _reads = [Read("s", first, backwards), Read("s", first, backwards), .. random.Next(2) == 0 ? [SameRow("s", first)] : Array.Empty<string>()];
            var text = $"s[t,u] = {Expression(3)}; ";
            _reads = [Read("r", first, !backwards), "s[t,u]", "s[t,p[u]]", "mean[k](s[t,k] * y[k])"];
            text += random.Next(3) == 0
                ? $"r[t,u] = {Expression(2)}; {Pick("r[1,2] + s[2,1]", "sum[t,u](r[t,u] * w[t,u])", "sum[t](r[t,t] * s[t,3])")}"
                : Pick("s[1,2]", "sum[t,u](s[t,u] * w[t,u])", "sum[u](s[2,p[u]] * y[u])", "logsumexp[t,u](s[t,u]) + s[0,0]");

            // Every parameter is used, and every axis has an extent.
            return text + " + 0.1 * a * sum[t,u](x[t] * y[u] * w[t,u] * p[u])";
        }

        /// <summary>A read one step away along one axis, anywhere along the other.</summary>
        private string Read(string name, int axis, bool backwards)
        {
            var step = random.Next(4) == 0 ? 2 : 1;
            var (t, u) = ("t", "u");
            var inside = (axis == 0, backwards) switch
            {
                (true, false) => $"t >= {step}",
                (true, true) => $"t + {step} < size(t)",
                (false, false) => $"u >= {step}",
                _ => $"u + {step} < size(u)",
            };
            var reduction = "";
            if (axis == 0)
            {
                t = backwards ? $"t+{step}" : $"t-{step}";
                u = Pick("u", "u", "3-u", "p[u]", "mod(u+1,4)", "1", "t", "k");
                reduction = u == "k" ? Pick("mean[k]", "logsumexp[k]", "mean[k | k != u]") : "";
            }
            else
            {
                u = backwards ? $"u+{step}" : $"u-{step}";
                t = Pick("t", "t", "3-t", "mod(t+1,4)", "1", "h");
                reduction = t == "h" ? Pick("sum[h]", "logsumexp[h | h >= t]") : "";
            }

            var read = $"{name}[{t},{u}]";
            if (reduction.Length > 0)
                read = $"{reduction}({read} * {(axis == 0 ? "y[k]" : "x[h]")})";
            return $"({inside} ? {read} : {Leaf()})";
        }

        /// <summary>A read at the same position of the first sequential axis.</summary>
        private string SameRow(string name, int axis) => axis == 0
            ? $"(u > 0 ? {name}[t,u-1] : {Leaf()})"
            : $"(t + 1 < size(t) ? {name}[t+1,u] : {Leaf()})";

        private string Expression(int depth)
        {
            if (depth == 0)
                return random.Next(3) == 0 ? Leaf() : Pick(_reads);
            return random.Next(8) switch
            {
                0 => $"tanh({Expression(depth - 1)})",
                1 => $"sin({Expression(depth - 1)})",
                2 => $"0.5 * ({Expression(depth - 1)}) * ({Expression(depth - 1)})",
                3 => $"({Expression(depth - 1)} + {Leaf()} * ({Expression(depth - 1)}))",
                4 => $"(mod(t + u, 2) == 0 ? {Expression(depth - 1)} : {Expression(depth - 1)})",
                5 => $"logaddexp({Expression(depth - 1)}, {Expression(depth - 1)})",
                6 => $"sigmoid({Expression(depth - 1)}) * {Leaf()}",
                _ => $"({Expression(depth - 1)} - {Pick(_reads)})",
            };
        }

        private string Leaf() => Pick("x[t]", "y[u]", "w[t,u]", "a", "0.3");

        private string Pick(params string[] choices) => choices[random.Next(choices.Length)];
    }
}
