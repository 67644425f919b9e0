using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Binding;
using LossGen.Compiler.Differentiation;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Properties;

/// <summary>Proves that value and gradient are finite numbers, as they are computed in the element type.</summary>
internal static class Finiteness
{
    public static bool Holds(BoundProgram program, Node value)
    {
        var ranges = RangesOf(program);
        try
        {
            return IsFinite(ranges, value) && Gradients(program, value).All(gradient => IsFinite(ranges, gradient));
        }
        catch (NoDerivativeException)
        {
            return false;
        }
    }

    /// <summary>Ranges of what is computed, with rounding and overflow.</summary>
    public static RangeAnalysis RangesOf(BoundProgram program) => RangeAnalysis.Of(program);

    public static bool IsFinite(RangeAnalysis ranges, Node node) => ranges.Of(node) is { MayBeNaN: false, HasInfinity: false, IsEmpty: false };

    private static IEnumerable<Node> Gradients(BoundProgram program, Node value)
    {
        var differentiator = new Differentiator(program.Factory);
        var one = program.Factory.Real(1);
        foreach (var parameter in program.DifferentiatedBy)
        {
            yield return program.Arrays.FirstOrDefault(array => array.Parameter == parameter) is { } array
                ? differentiator.Gradient(value, array, one).Expression
                : differentiator.Derivative(value, (ScalarRead)program.Factory.Scalar(parameter));
        }
    }
}
