using LossGen.Compiler.Interpretation;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Tests.Ir;

public sealed class AlgebraTests
{
    private readonly FormulaBuilder _f = new();

    private Algebra A => _f.Algebra;

    private Node X => _f.Scalar("x", 3);

    private Node Y => _f.Scalar("y", 5);

    [Fact]
    public void What_has_no_effect_is_dropped()
    {
        Assert.Same(X, A.Add(A.Zero, X));
        Assert.Same(X, A.Subtract(X, A.Zero));
        Assert.Same(X, A.Multiply(A.One, X));
        Assert.Same(A.Zero, A.Multiply(X, A.Zero));
        Assert.Same(X, A.Divide(X, A.One));
        Assert.Same(X, A.Negate(A.Negate(X)));
        Assert.Same(X, A.Power(X, A.One));
        Assert.Same(A.One, A.Power(X, A.Zero));
        Assert.Equal("x - y", A.Add(X, A.Negate(Y)).ToString());
        Assert.Equal("y - x", A.Negate(A.Subtract(X, Y)).ToString());
        Assert.Equal("-(x * y)", A.Multiply(A.Negate(X), Y).ToString());
    }

    [Fact]
    public void Constants_fold_where_the_result_is_exact()
    {
        Assert.Equal("5", A.Add(A.Real(2), A.Real(3)).ToString());
        Assert.Equal("6 * x", A.Multiply(A.Real(2), A.Multiply(A.Real(3), X)).ToString());
        Assert.Equal("0.1 * (0.3 * x)", A.Multiply(A.Real(0.1), A.Multiply(A.Real(0.3), X)).ToString());
        Assert.Same(X, A.Add(A.Add(A.Real(-1), X), A.One));
        Assert.Equal("0.1 + x + 0.2", A.Add(A.Add(A.Real(0.1), X), A.Real(0.2)).ToString());
        Assert.Equal(4L, ((IntegerConstant)A.Call(Operators.FloorDivide, _f.Integer(9), _f.Integer(2))).Value);
        Assert.Equal("9223372036854775807 + 1", A.Add(_f.Integer(long.MaxValue), _f.Integer(1)).ToString());
        Assert.Equal("div(1, 0)", A.Call(Operators.FloorDivide, _f.Integer(1), _f.Integer(0)).ToString());
        Assert.IsType<RealConstant>(A.ToReal(_f.Integer(7)));
    }

    [Fact]
    public void Choices_without_a_choice_disappear()
    {
        var condition = _f.Call(Operators.Less, X, Y);
        Assert.Same(X, A.Select(condition, X, X));
        Assert.Same(X, A.Select(_f.Factory.Boolean(true), X, Y));
        Assert.Same(A.Select(condition, Y, X), A.Select(A.Not(condition), X, Y));
        Assert.Same(Y, A.Replace(A.Select(condition, X, Y), condition, _f.Factory.Boolean(false)));
    }

    [Fact]
    public void Sums_lose_what_does_not_depend_on_the_axis()
    {
        var v = _f.Read(_f.Array("v", ["i"], [3], 1, 2, 3), "i");
        var axis = _f.Axis("i");
        Assert.Equal("0", A.Sum(axis, A.Zero).ToString());
        Assert.Equal("size(i) * x", A.Sum(axis, X).ToString());
        Assert.Equal("2 * (x * sum[i](v[i])) / y", A.Sum(axis, A.Divide(A.Multiply(A.Real(2), A.Multiply(v, X)), Y)).ToString());
        Assert.Equal("x < y ? sum[i](v[i]) : 0", A.Sum(axis, A.Select(_f.Call(Operators.Less, X, Y), v, A.Zero)).ToString());
        Assert.Equal("sum[i](x + v[i])", A.Sum(axis, A.Add(X, v)).ToString());
    }

    [Fact]
    public void A_reduction_that_meets_one_position_is_the_element_there()
    {
        var v = _f.Read(_f.Array("v", ["i"], [3], 1, 2, 3), "i");
        var label = _f.Read(_f.IntegerArray("label", ["n"], [4], 2, -1, 3, 0), "n");
        var axis = _f.Axis("i");
        var here = _f.Call(Operators.Equal, label, _f.Position("i"));
        var picked = A.Sum(axis, A.Select(here, v, A.Zero));
        Assert.Equal("0 <= label[n] && label[n] < size(i) ? v[label[n]] : 0", picked.ToString());
        Assert.Equal(4, _f.Evaluate(_f.Sum("n", picked)));
        Assert.Equal(_f.Evaluate(_f.Sum("n", _f.Sum("i", A.Select(here, v, A.Zero)))), _f.Evaluate(_f.Sum("n", picked)));

        var guarded = A.Sum(axis, A.Select(_f.Call(Operators.Less, X, Y), A.Select(A.Not(A.And(here, _f.Call(Operators.Less, v, X))), A.Zero, v), A.Zero));
        Assert.Equal("x < y ? (0 <= label[n] && label[n] < size(i) ? (v[label[n]] < x ? v[label[n]] : 0) : 0) : 0", guarded.ToString());
        var lowest = A.Reduce(ReduceKind.Min, axis, A.Select(here, v, A.Identity(ReduceKind.Min, NodeType.Real)));
        Assert.Equal("0 <= label[n] && label[n] < size(i) ? v[label[n]] : inf", lowest.ToString());
        Assert.Equal("v[j]", A.Sum(axis, A.Select(_f.Call(Operators.Equal, _f.Factory.Position(_f.Axis("j", like: "i")), _f.Position("i")), v, A.Zero)).ToString());
        var dependent = _f.Call(Operators.Equal, _f.Position("i"), _f.Call(Operators.Multiply, _f.Position("i"), _f.Integer(2)));
        Assert.IsType<Reduce>(A.Sum(axis, A.Select(dependent, v, A.Zero)));
    }

    [Fact]
    public void Random_expressions_keep_their_value()
    {
        var random = new Random(1);
        Operator[] operators =
        [
            Operators.Add, Operators.Subtract, Operators.Multiply, Operators.Divide, Operators.Negate, Operators.Sigmoid, Operators.Exp, Operators.Max,
        ];
        for (var round = 0; round < 500; round++)
        {
            var raw = Random(4);
            var simplified = Simplify(raw);
            var (expected, actual) = (_f.Evaluate(raw), _f.Evaluate(simplified));
            if (double.IsFinite(expected))
                Assert.True(Math.Abs(expected - actual) <= 1e-12 * (1 + Math.Abs(expected)), $"{raw} is {expected}, {simplified} is {actual}");
        }

        Node Random(int depth)
        {
            if (depth == 0)
                return random.Next(4) switch { 0 => X, 1 => Y, _ => _f.Real(random.Next(-2, 3)) };
            var op = operators[random.Next(operators.Length)];
            return _f.Call(op, [.. Enumerable.Range(0, op.Arity).Select(_ => Random(depth - 1))]);
        }

        Node Simplify(Node node) => node is Call call ? A.Call(call.Operator, [.. call.Operands.Select(Simplify)]) : node;
    }

    [Fact]
    public void Replacing_reaches_into_reductions()
    {
        var v = _f.Read(_f.Array("v", ["i"], [3], 1, 2, 3), "i");
        var sum = _f.Sum("i", _f.Call(Operators.Multiply, v, X));
        Assert.Equal("sum[i](v[i] * y)", _f.Factory.Replace(sum, X, Y).ToString());
        Assert.Equal(30, new Interpreter(_f.Arguments).Evaluate(_f.Factory.Replace(sum, X, Y)));
    }
}
