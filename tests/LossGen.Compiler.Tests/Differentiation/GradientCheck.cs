using LossGen.Compiler.Binding;
using LossGen.Compiler.Interpretation;
using LossGen.Compiler.Scheduling;

namespace LossGen.Compiler.Tests.Differentiation;

/// <summary>Compares derivatives with differences.</summary>
internal static class GradientCheck
{
    /// <summary>The value and the gradients as they are compiled.</summary>
    public static Formulas Stable(BoundProgram program, LossArguments arguments)
    {
        arguments.Scalars["seed"] = 1;
        return Formulas.Of(program, stabilize: true, TestContext.Current.CancellationToken);
    }

    /// <summary>Compares the gradients by all parameters with differences of the value.</summary>
    public static void AssertGradients(BoundProgram program, LossArguments arguments)
    {
        var formulas = Stable(program, arguments);
        foreach (var gradient in formulas.Gradients)
        {
            var actual = new Interpreter(arguments).Evaluate(gradient.Value, gradient.Axes);
            double[] values = gradient.Parameter.IsArray ? arguments.Arrays[gradient.Parameter.Name] : [arguments.Scalars[gradient.Parameter.Name]];
            Assert.Equal(values.Length, actual.Length);
            for (var i = 0; i < values.Length; i++)
            {
                var expected = Slope(values, i, () =>
                {
                    if (!gradient.Parameter.IsArray)
                        arguments.Scalars[gradient.Parameter.Name] = values[0];
                    return new Interpreter(arguments).Evaluate(program.Value);
                });
                if (!gradient.Parameter.IsArray)
                    arguments.Scalars[gradient.Parameter.Name] = values[0];
                Assert.Equal(expected, actual[i], 1e-8 * Math.Max(1, Math.Abs(expected)));
            }
        }
    }

    /// <summary>The central difference, extrapolated twice: the error is of sixth order in the step.</summary>
    public static double Slope(double[] values, int index, Func<double> evaluate)
    {
        const double step = 1e-3;
        var (coarse, middle, fine) = (Central(step), Central(step / 2), Central(step / 4));
        var (first, second) = (((4 * middle) - coarse) / 3, ((4 * fine) - middle) / 3);
        return ((16 * second) - first) / 15;

        double Central(double h)
        {
            var value = values[index];
            values[index] = value + h;
            var above = evaluate();
            values[index] = value - h;
            var below = evaluate();
            values[index] = value;
            return (above - below) / (2 * h);
        }
    }
}
