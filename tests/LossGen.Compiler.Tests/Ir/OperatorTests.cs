using LossGen.Compiler.Differentiation;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Tests.Ir;

/// <summary>Every row of the table of operations.</summary>
public sealed class OperatorTests
{
    /// <summary>
    /// Points of the interior of each domain; <see cref="Every_row_with_a_derivative_is_tested"/> keeps the list complete.
    /// </summary>
    public static TheoryData<string, double[]> Points => new()
    {
        { "Add", [0.3, -0.7] },
        { "Subtract", [0.3, -0.7] },
        { "Multiply", [0.3, -0.7] },
        { "Divide", [0.3, -0.7] },
        { "Quotient", [0.3, -0.7] },
        { "Negate", [0.3] },
        { "Power", [0.3, -0.7] },
        { "Power", [2.5, 3] },
        { "Abs", [-0.3] },
        { "Sqrt", [0.3] },
        { "Exp", [0.3] },
        { "ExpM1", [-0.3] },
        { "Log", [0.3] },
        { "Log1P", [-0.3] },
        { "Sin", [0.3] },
        { "Cos", [0.3] },
        { "Tan", [0.3] },
        { "Asin", [0.3] },
        { "Acos", [0.3] },
        { "Atan", [0.3] },
        { "Sinh", [0.3] },
        { "Cosh", [0.3] },
        { "Tanh", [0.3] },
        { "Tanh", [-2.5] },
        { "Hypot", [0.3, -0.7] },
        { "DirectionCosine", [0.3, -0.7] },
        { "RootMinusOne", [0.3] },
        { "Min", [0.3, -0.7] },
        { "Max", [0.3, -0.7] },
        { "Erf", [0.3] },
        { "Erfc", [0.3] },
        { "LogGamma", [0.3] },
        { "LogGamma", [-1.3] },
        { "Digamma", [0.3] },
        { "XLogY", [0.3, 0.7] },
        { "XLog1PY", [0.3, -0.7] },
        { "Entropy", [0.3] },
        { "RelEntropy", [0.3, 0.7] },
        { "KlDivergence", [0.3, 0.7] },
        { "LogAddExp", [0.3, -0.7] },
        { "Log1MExp", [-0.3] },
        { "Log1MExp", [-3] },
        { "Softplus", [0.3] },
        { "Sigmoid", [0.3] },
        { "Sigmoid", [-3] },
        { "LogSigmoid", [0.3] },
        { "LogCosh", [0.3] },
        { "Softmax", [0.3, 0.7] },
    };

    public static TheoryData<string, double[], double[]> Conventions => new()
    {
        { "Abs", [0], [0] },
        { "Sqrt", [0], [0] },
        { "Hypot", [0, 0], [0, 0] },
        { "DirectionCosine", [0, 0], [0, 0] },
        { "Power", [0, 0.5], [0, 0] },
        { "Power", [0, 1], [1, 0] },
        { "Power", [0, 2], [0, 0] },
        { "Power", [-2, 3], [12, double.NaN] },
        { "XLogY", [0, 0], [0, 0] },
        { "XLogY", [0, 2], [Math.Log(2), 0] },
        { "XLog1PY", [0, -1], [0, 0] },
        { "Entropy", [0], [0] },
        { "RelEntropy", [0, 0], [0, 0] },
        { "KlDivergence", [0, 0], [0, 0] },
        { "KlDivergence", [0, 2], [0, 1] },
        { "Log1MExp", [0], [0] },
        { "LogAddExp", [double.NegativeInfinity, double.NegativeInfinity], [0, 0] },
        { "LogAddExp", [double.NegativeInfinity, 1], [0, 1] },
        { "Softmax", [double.NegativeInfinity, double.NegativeInfinity], [0, 0] },
        { "Min", [2, 2], [0.5, 0.5] },
        { "Max", [2, 2], [0.5, 0.5] },
    };

    [Theory]
    [MemberData(nameof(Points))]
    public void Derivatives_are_those_of_central_differences(string field, double[] point)
    {
        var derivatives = Derivatives(Row(field), point);
        for (var i = 0; i < point.Length; i++)
        {
            var (above, below) = (point.ToArray(), point.ToArray());
            above[i] += 1e-5;
            below[i] -= 1e-5;
            var difference = (Row(field).Evaluate(above) - Row(field).Evaluate(below)) / (above[i] - below[i]);
            Assert.Equal(difference, derivatives[i], 2e-9 * (1 + Math.Abs(difference)));
        }
    }

    [Theory]
    [MemberData(nameof(Conventions))]
    public void Derivatives_have_their_conventions(string field, double[] point, double[] expected) =>
        Assert.Equal(expected, Derivatives(Row(field), point));

    [Fact]
    public void Every_row_with_a_derivative_is_tested()
    {
        var tested = Points.Select(row => Row(row.Data.Item1)).ToHashSet();
        tested.Add(Operators.Trigamma); // has none, and says so; see LanguageErrorTests
        Assert.DoesNotContain(Operators.All, row => row.Derivative is not null && !tested.Contains(row));
    }

    [Theory]
    [InlineData("Sigmoid", 40, 4.2483542552915889e-18)]
    [InlineData("Tanh", 20, 1.6993417021166355e-17)]
    [InlineData("Softplus", -40, 4.2483542552915889e-18)]
    [InlineData("LogSigmoid", 40, 4.2483542552915889e-18)]
    [InlineData("LogCosh", 1e-10, 1e-10)]
    [InlineData("Log1MExp", -1e-10, -9999999999.5)]
    public void Derivatives_keep_what_saturation_forgets(string field, double x, double expected) =>
        Assert.Equal(expected, Derivatives(Row(field), [x])[0], 1e-14 * Math.Abs(expected));

    [Fact]
    public void Constant_exponents_give_cheap_derivatives()
    {
        var f = new FormulaBuilder();
        var x = f.Scalar("x", 3);
        Assert.Equal("2 * x", Derivative(f, f.Call(Operators.Power, x, f.Real(2)), x));
        Assert.Equal("3 * x^2", Derivative(f, f.Call(Operators.Power, x, f.Real(3)), x));
        Assert.Equal("x == 0 ? 0 : 0.5 * x^(-0.5)", Derivative(f, f.Call(Operators.Power, x, f.Real(0.5)), x));
        Assert.Equal("-x^(-2)", Derivative(f, f.Call(Operators.Power, x, f.Real(-1)), x));
    }

    [Fact]
    public void Each_row_can_be_printed_in_both_worlds()
    {
        Operator[] conversions = [Operators.ToReal, Operators.ToInteger];
        foreach (var row in Operators.All.Except(conversions))
        {
            Assert.True(row.ScalarSymbol is null != row.ScalarMethod is null, row.Name);
            if (row.Typing != OperatorTyping.Integer)
                Assert.True(row.VectorSymbol is null != row.VectorMethod is null, row.Name);
        }
    }

    [Fact]
    public void The_language_finds_its_functions_and_no_internal_ones()
    {
        Assert.Same(Operators.ExpM1, Operators.ByName("expm1"));
        Assert.Same(Operators.FloorModulo, Operators.ByName("mod"));
        Assert.All(["real", "integer", "position", "trigamma", "softmax", "dircos", "rootm1", "+", "^"], name => Assert.Null(Operators.ByName(name)));
    }

    private static Operator Row(string field) => (Operator)typeof(Operators).GetField(field)!.GetValue(null)!;

    private static double[] Derivatives(Operator op, double[] point)
    {
        var f = new FormulaBuilder();
        var operands = point.Select((value, i) => f.Scalar("x" + (char)('a' + i), value)).ToArray();
        var call = (Call)f.Call(op, operands);
        return [.. operands.Select((_, i) => op.Derivative!(f.Algebra, call, i)).Select(derivative => f.Evaluate(derivative!))];
    }

    private static string Derivative(FormulaBuilder f, Node value, Node variable) =>
        new Differentiator(f.Factory).Derivative(value, (ScalarRead)variable).ToString();
}
