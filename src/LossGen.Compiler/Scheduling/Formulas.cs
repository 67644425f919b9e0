using LossGen.Compiler.Binding;
using LossGen.Compiler.Differentiation;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Rewriting;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Scheduling;

/// <summary>A gradient to be written: a closed formula over the axes of its array.</summary>
/// <param name="Parameter">The parameter that it is the gradient of.</param>
/// <param name="Axes">The axes of the array; none for a scalar.</param>
/// <param name="Value">The formula.</param>
public sealed record GradientFormula(LossParameter Parameter, IReadOnlyList<Axis> Axes, Node Value);

/// <summary>What a loss computes, in stable form: what scheduling starts from.</summary>
/// <param name="Value">The value.</param>
/// <param name="Gradients">The gradients, by the parameters that the loss is differentiated by.</param>
public sealed record Formulas(Node Value, IReadOnlyList<GradientFormula> Gradients)
{
    /// <summary>Rewrites, differentiates and simplifies a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="stabilize">Whether unstable forms are replaced.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public static Formulas Of(BoundProgram program, bool stabilize, CancellationToken cancellationToken = default)
    {
        var simplifier = new Simplifier(program.Factory);
        var rewriter = new Rewriter(program.Factory, program.Assumptions.Concat(program.Requirements.Select(requirement => requirement.Condition)));
        var value = simplifier.Simplify(stabilize ? rewriter.Stabilize(program.Value) : program.Value);
        var factors = new CommonFactors(program.Factory);
        var gradients = new List<GradientFormula>();
        foreach (var parameter in program.DifferentiatedBy)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var gradient = Differentiate(program, value, parameter);
            var stable = stabilize ? rewriter.StabilizeGradient(gradient.Value) : gradient.Value;
            gradients.Add(gradient with { Value = factors.Rewrite(simplifier.Simplify(stable)) });
        }

        return new Formulas(value, gradients);
    }

    /// <summary>The parameter of companions that scales the gradient.</summary>
    public static LossParameter Seed(LossSignature signature)
    {
        var type = signature.Precision == ElementType.Double ? "double" : "float";
        return new("seed", ParameterKind.Scalar, signature.Precision, $"{type} seed = 1");
    }

    private static GradientFormula Differentiate(BoundProgram program, Node value, LossParameter parameter)
    {
        var differentiator = new Differentiator(program.Factory);
        var seed = program.Factory.Scalar(Seed(program.Signature));
        if (program.Arrays.FirstOrDefault(array => array.Parameter == parameter) is not { } array)
            return new(parameter, [], differentiator.Derivative(value, (ScalarRead)program.Factory.Scalar(parameter), seed));
        var gradient = differentiator.Gradient(value, array, seed);
        return new(parameter, gradient.OutputAxes, gradient.Expression);
    }
}
