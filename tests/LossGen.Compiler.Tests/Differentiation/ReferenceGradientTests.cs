using System.Text.Json;
using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Differentiation;
using LossGen.Compiler.Interpretation;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Rewriting;
using LossGen.Compiler.Syntax;

namespace LossGen.Compiler.Tests.Differentiation;

/// <summary>Values and gradients of all reference losses, as written and in their stable form, against numbers of 25 digits.</summary>
public sealed class ReferenceGradientTests
{
    private const double Tolerance = 1e-12;

    public static TheoryData<string, bool> Losses
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var loss in ReferenceLosses.All)
            {
                data.Add(loss.Name, false);
                data.Add(loss.Name, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Value_and_gradients_are_those_of_the_reference(string name, bool stabilize)
    {
        var loss = ReferenceLosses.Get(name);
        var diagnostics = new DiagnosticBag();
        var program = Binder.Bind(loss.Signature, LossParser.Parse(loss.Text, diagnostics), diagnostics, TestContext.Current.CancellationToken);
        Assert.True(program is not null, string.Join("\n", diagnostics.Items));
        var arguments = loss.Arguments();
        arguments.Solve(program.Extents);

        var rewriter = new Rewriter(program.Factory, program.Assumptions);
        var value = stabilize ? rewriter.Stabilize(program.Value) : program.Value;
        AssertNear(loss.Value, new Interpreter(arguments).Evaluate(value), Math.Abs(loss.Value));

        var differentiator = new Differentiator(program.Factory);
        foreach (var parameter in program.DifferentiatedBy)
        {
            var expected = loss.Gradients.GetProperty(parameter.Name);
            if (parameter.IsArray)
            {
                var array = program.Arrays.Single(candidate => candidate.Parameter == parameter);
                var gradient = differentiator.Gradient(value, array, program.Factory.Real(1));
                var expression = stabilize ? rewriter.StabilizeGradient(gradient.Expression) : gradient.Expression;
                AssertNear(expected, new Interpreter(arguments).Evaluate(expression, gradient.OutputAxes));
            }
            else
            {
                var derivative = differentiator.Derivative(value, (ScalarRead)program.Factory.Scalar(parameter));
                var number = ReferenceLoss.Number(expected);
                AssertNear(number, new Interpreter(arguments).Evaluate(derivative), Math.Abs(number));
            }
        }
    }

    private static void AssertNear(JsonElement expected, double[] actual)
    {
        var numbers = expected.EnumerateArray().Select(ReferenceLoss.Number).ToArray();
        Assert.Equal(numbers.Length, actual.Length);
        for (var i = 0; i < numbers.Length; i++)
            AssertNear(numbers[i], actual[i], numbers.Max(Math.Abs));
    }

    private static void AssertNear(double expected, double actual, double scale) => Assert.Equal(expected, actual, Tolerance * scale);
}
