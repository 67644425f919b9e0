using LossGen.Compiler.Differentiation;
using LossGen.Compiler.Interpretation;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Tests.Ir;

namespace LossGen.Compiler.Tests.Differentiation;

public sealed class DifferentiatorTests
{
    private readonly FormulaBuilder _f = new();

    [Fact]
    public void The_gradient_of_a_mean_square_groups_what_is_uniform()
    {
        var x = _f.Array("x", ["i"], [3], 1, -2, 0.5);
        var mean = Mean("i", _f.Call(Operators.Power, _f.Read(x, "i"), _f.Real(2)));
        var gradient = Gradient(mean, x, _f.Scalar("seed", 1.5));
        Assert.Equal("2 * seed / size(i) * x[i]", gradient.Expression.ToString());
        AssertNear([1, -2, 0.5], Values(gradient));
    }

    [Fact]
    public void The_gradient_of_a_squared_norm_divides_by_no_norm()
    {
        var x = _f.Array("x", ["i"], [3], 3, 0, -4);
        var square = _f.Call(Operators.Power, _f.Reduce(ReduceKind.Norm, "i", _f.Read(x, "i")), _f.Real(2));
        var gradient = Gradient(square, x, _f.Real(1));
        Assert.DoesNotContain("/", gradient.Expression.ToString(), StringComparison.Ordinal);
        AssertNear([6, 0, -8], Values(gradient));
    }

    [Fact]
    public void The_gradient_of_cross_entropy_is_softmax_minus_one_hot()
    {
        var (z, label) = Logits();
        var value = Mean("n", _f.Call(
            Operators.Subtract,
            _f.Reduce(ReduceKind.LogSumExp, "c", _f.Read(z, "n", "c")),
            _f.Read(z, _f.Position("n"), _f.Read(label, "n"))));
        var gradient = Gradient(value, z, _f.Scalar("seed", 1));
        Assert.Equal("seed / size(n) * softmax[c](z[n,c]) + (c == label[n] ? -(seed / size(n)) : 0)", gradient.Expression.ToString());
        AssertMatchesDifferences(value, z, gradient);
    }

    [Fact]
    public void A_guarded_branch_contributes_under_its_guard_and_nothing_multiplies_a_mask()
    {
        var x = _f.Array("x", ["i"], [3], 4, 0, 9);
        var read = _f.Read(x, "i");
        var root = _f.Factory.Select(_f.Call(Operators.Greater, read, _f.Real(0)), _f.Call(Operators.Log, read), _f.Real(0));
        var gradient = Gradient(_f.Sum("i", root), x, _f.Real(1));
        Assert.Equal("x[i] > 0 ? 1 / x[i] : 0", gradient.Expression.ToString());
        AssertNear([0.25, 0, 1 / 9.0], Values(gradient));
    }

    [Fact]
    public void Opposite_branches_join_into_one_choice()
    {
        var x = _f.Array("x", ["i"], [4], 3, 0.5, -0.25, -4);
        var read = _f.Read(x, "i");
        var magnitude = _f.Call(Operators.Abs, read);
        var huber = _f.Factory.Select(
            _f.Call(Operators.LessOrEqual, magnitude, _f.Real(1)),
            _f.Call(Operators.Divide, _f.Call(Operators.Power, read, _f.Real(2)), _f.Real(2)),
            _f.Call(Operators.Subtract, magnitude, _f.Real(0.5)));
        var gradient = Gradient(_f.Sum("i", huber), x, _f.Real(1));
        Assert.Equal("abs(x[i]) <= 1 ? x[i] : sign(x[i])", gradient.Expression.ToString());
        AssertMatchesDifferences(_f.Sum("i", huber), x, gradient);
    }

    [Fact]
    public void At_a_tie_the_side_without_the_variable_wins_and_equals_share()
    {
        var x = _f.Array("x", ["i"], [3], -1, 0, 1);
        var read = _f.Read(x, "i");
        var relu = _f.Sum("i", _f.Call(Operators.Max, read, _f.Real(0)));
        Assert.Equal([0, 0, 1], Values(Gradient(relu, x, _f.Real(1))));
        var both = _f.Sum("i", _f.Call(Operators.Max, read, _f.Call(Operators.Multiply, _f.Real(3), read)));
        Assert.Equal([1, 2, 3], Values(Gradient(both, x, _f.Real(1))));
        var least = _f.Sum("i", _f.Call(Operators.Min, read, _f.Call(Operators.Multiply, _f.Real(3), read)));
        Assert.Equal([3, 2, 1], Values(Gradient(least, x, _f.Real(1))));
    }

    [Theory]
    [InlineData(ReduceKind.Max, new[] { 2.0, 5, 5, -1 }, new[] { 0, 0.5, 0.5, 0 })]
    [InlineData(ReduceKind.Min, new[] { 2.0, 5, 2, 2 }, new[] { 1 / 3.0, 0, 1 / 3.0, 1 / 3.0 })]
    [InlineData(ReduceKind.Norm, new[] { 3.0, 0, 4, 0 }, new[] { 0.6, 0, 0.8, 0 })]
    [InlineData(ReduceKind.Norm, new[] { 0.0, 0, 0, 0 }, new[] { 0.0, 0, 0, 0 })]
    [InlineData(ReduceKind.Product, new[] { 2.0, 3, 4, 5 }, new[] { 60.0, 40, 30, 24 })]
    [InlineData(ReduceKind.Product, new[] { 2.0, 0, 4, 5 }, new[] { 0.0, 40, 0, 0 })]
    [InlineData(ReduceKind.Product, new[] { 2.0, 0, 0, 5 }, new[] { 0.0, 0, 0, 0 })]
    [InlineData(ReduceKind.LogSumExp, new[] { 0.0, 0, double.NegativeInfinity, 0 }, new[] { 1 / 3.0, 1 / 3.0, 0, 1 / 3.0 })]
    [InlineData(ReduceKind.LogSumExp, new[] { double.NegativeInfinity, double.NegativeInfinity }, new[] { 0.0, 0 })]
    public void Reductions_have_their_conventions(ReduceKind kind, double[] elements, double[] expected)
    {
        var x = _f.Array("x", ["i"], [elements.Length], elements);
        AssertNear(expected, Values(Gradient(_f.Reduce(kind, "i", _f.Read(x, "i")), x, _f.Real(1))));
    }

    [Fact]
    public void A_pairwise_value_sums_over_the_axes_that_its_operands_lack()
    {
        var u = _f.Array("u", ["i", "d"], [3, 2], 0.3, -1, 0.7, 2, -0.2, 0.9);
        _f.Axis("j", "i");
        var product = _f.Sum("d", _f.Call(Operators.Multiply, _f.Read(u, "i", "d"), _f.Read(u, "j", "d")));
        var value = _f.Sum("i", _f.Reduce(ReduceKind.LogSumExp, "j", product));
        AssertMatchesDifferences(value, u, Gradient(value, u, _f.Real(1)));
    }

    [Fact]
    public void A_diagonal_read_keeps_one_condition()
    {
        var s = _f.Array("s", ["i", "i"], [2, 2], 1, 2, 3, 4);
        var value = _f.Sum("i", _f.Call(Operators.Power, _f.Read(s, "i", "i"), _f.Real(2)));
        Assert.Equal([2, 0, 0, 8], Values(Gradient(value, s, _f.Real(1))));
    }

    [Fact]
    public void A_gather_adds_to_every_position_that_it_reads()
    {
        var w = _f.Array("w", ["c"], [3], 0.5, 2, -1);
        var label = _f.IntegerArray("label", ["n"], [4], 1, 1, 0, 1);
        var value = _f.Sum("n", _f.Call(Operators.Power, _f.Read(w, _f.Read(label, "n")), _f.Real(2)));
        Assert.Equal([1, 12, 0], Values(Gradient(value, w, _f.Real(1))));
    }

    [Fact]
    public void A_guard_is_asked_before_the_index_that_it_guards()
    {
        var x = _f.Array("x", ["t"], [3], 1, 2, 3);
        var next = _f.IntegerArray("next", ["t"], [3], 1, 2, 99);
        var guard = _f.Call(Operators.Less, _f.Position("t"), _f.Integer(2));
        var value = _f.Sum("t", _f.Factory.Select(guard, _f.Read(x, _f.Read(next, "t")), _f.Real(0)));
        Assert.Equal([0, 1, 1], Values(Gradient(value, x, _f.Real(1))));
    }

    [Fact]
    public void A_scalar_variable_sums_over_everything()
    {
        var (z, label) = Logits();
        var tau = _f.Scalar("tau", 0.7);
        var scaled = _f.Call(Operators.Divide, _f.Read(z, "n", "c"), tau);
        var chosen = _f.Call(Operators.Divide, _f.Read(z, _f.Position("n"), _f.Read(label, "n")), tau);
        var value = Mean("n", _f.Call(Operators.Subtract, _f.Reduce(ReduceKind.LogSumExp, "c", scaled), chosen));
        var derivative = new Differentiator(_f.Factory).Derivative(value, (ScalarRead)tau);
        Assert.Equal(Difference(value, _f.Arguments.Scalars, "tau"), _f.Evaluate(derivative), 1e-8);
    }

    [Fact]
    public void The_second_derivative_is_the_same_pass_again()
    {
        var (z, label) = Logits();
        var value = _f.Sum("n", _f.Call(
            Operators.Subtract,
            _f.Reduce(ReduceKind.LogSumExp, "c", _f.Read(z, "n", "c")),
            _f.Read(z, _f.Position("n"), _f.Read(label, "n"))));
        var hessian = new Differentiator(_f.Factory).HessianDiagonal(value, z, _f.Real(1));
        var probability = Values(Gradient(_f.Sum("n", _f.Reduce(ReduceKind.LogSumExp, "c", _f.Read(z, "n", "c"))), z, _f.Real(1)));
        AssertNear([.. probability.Select(p => p * (1 - p))], Values(hessian));
    }

    [Fact]
    public void What_the_value_does_not_read_has_gradient_zero()
    {
        var x = _f.Array("x", ["i"], [2], 1, 2);
        var y = _f.Array("y", ["i"], [2], 1, 2);
        Assert.Equal("0", Gradient(_f.Sum("i", _f.Read(y, "i")), x, _f.Real(1)).Expression.ToString());
        Assert.Equal("0", Gradient(_f.Sum("i", _f.Call(Operators.Floor, _f.Read(x, "i"))), x, _f.Real(1)).Expression.ToString());
    }

    private (ArrayParameter Logits, ArrayParameter Label) Logits() => (
        _f.Array("z", ["n", "c"], [2, 3], 0.5, -1, 2, 1, 0.25, -3),
        _f.IntegerArray("label", ["n"], [2], 2, 0));

    private Node Mean(string axis, Node body) =>
        _f.Call(Operators.Divide, _f.Sum(axis, body), _f.Call(Operators.ToReal, _f.Factory.Size(_f.Axis(axis).Extent)));

    private ArrayGradient Gradient(Node value, ArrayParameter array, Node seed) => new Differentiator(_f.Factory).Gradient(value, array, seed);

    private double[] Values(ArrayGradient gradient) => new Interpreter(_f.Arguments).Evaluate(gradient.Expression, gradient.OutputAxes);

    private static void AssertNear(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-15 * (1 + Math.Abs(expected[i])));
    }

    private void AssertMatchesDifferences(Node value, ArrayParameter array, ArrayGradient gradient)
    {
        var (elements, actual) = (_f.Arguments.Arrays[array.Name], Values(gradient));
        for (var i = 0; i < elements.Length; i++)
        {
            var (saved, step) = (elements[i], 1e-5);
            elements[i] = saved + step;
            var above = _f.Evaluate(value);
            elements[i] = saved - step;
            var below = _f.Evaluate(value);
            elements[i] = saved;
            Assert.Equal((above - below) / (2 * step), actual[i], 1e-8);
        }
    }

    private double Difference(Node value, Dictionary<string, double> scalars, string name)
    {
        var (saved, step) = (scalars[name], 1e-5);
        scalars[name] = saved + step;
        var above = _f.Evaluate(value);
        scalars[name] = saved - step;
        var below = _f.Evaluate(value);
        scalars[name] = saved;
        return (above - below) / (2 * step);
    }
}
