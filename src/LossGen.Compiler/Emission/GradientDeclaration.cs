using LossGen.Compiler.Binding;
using LossGen.Compiler.Scheduling;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Emission;

/// <summary>The declaration of the gradient that is added beside a loss.</summary>
public static class GradientDeclaration
{
    /// <summary>
    /// Modifiers, type, name and parameters: the loss's inputs, the seed of each result, a span or an <c>out</c> number for each parameter that it is
    /// differentiated by, and the value's seed. Null where there is no gradient, or the loss's declaration is not one that has a gradient.
    /// </summary>
    public static string? Of(LossMethod method)
    {
        var signature = method.Signature;
        var differentiatedBy = SignatureCheck.DifferentiatedBy(signature);
        if ((signature.ReturnType is not (ElementType.Single or ElementType.Double) && !signature.IsVoid)
            || differentiatedBy.Count == 0
            || signature.Parameters.Any(parameter => parameter.Kind == ParameterKind.Unsupported)
            || differentiatedBy.Any(parameter => !parameter.IsReal))
        {
            return null;
        }

        var type = signature.Precision == ElementType.Double ? "double" : "float";
        var inputs = signature.Parameters
            .Where(parameter => parameter.Kind != ParameterKind.Result)
            .Select(parameter => WithoutParams(parameter.Declaration));
        var seeds = signature.Results.Select(result => result.ToSeed().Declaration);
        var gradients = differentiatedBy.Select(parameter => parameter.IsArray
            ? $"global::System.Span<{type}> {parameter.Name}Gradient"
            : $"out {type} {parameter.Name}Gradient");
        var parameters = inputs.Concat(seeds).Concat(gradients).Append(Formulas.Seed(signature).Declaration);
        return $"{method.CompanionModifiers} {(signature.IsVoid ? "void" : type)} {signature.MethodName}Gradient({string.Join(", ", parameters)})";
    }

    private static string WithoutParams(string declaration) =>
        declaration.StartsWith("params ", StringComparison.Ordinal) ? declaration.Substring("params ".Length) : declaration;
}
