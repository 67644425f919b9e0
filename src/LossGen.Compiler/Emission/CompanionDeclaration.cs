using LossGen.Compiler.Binding;
using LossGen.Compiler.Scheduling;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Emission;

/// <summary>The declarations of the methods that are added beside a loss.</summary>
public static class CompanionDeclaration
{
    /// <summary>
    /// The gradient: modifiers, type, name and parameters, which are the loss's inputs, the seed of each result, a span or an <c>out</c> number for each
    /// parameter that it is differentiated by, and the value's seed. Null where there is no gradient, or the loss's declaration is not one that has a gradient.
    /// </summary>
    public static string? OfGradient(LossMethod method) => Of(method, "Gradient", ["Gradient"]);

    /// <summary>The Hessian, which gives the gradients first and then the second derivatives. Null where none is asked for.</summary>
    public static string? OfHessian(LossMethod method) =>
        method.Signature.Hessian is null || SignatureCheck.WhyNoHessian(method.Signature) is not null
            ? null
            : Of(method, "Hessian", ["Gradient", "Hessian"]);

    private static string? Of(LossMethod method, string suffix, IReadOnlyList<string> outputs)
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
        var derivatives =
            from output in outputs
            from parameter in differentiatedBy
            select (parameter.IsArray ? $"global::System.Span<{type}> " : $"out {type} ") + parameter.Name + output;
        var parameters = inputs.Concat(seeds).Concat(derivatives).Append(Formulas.Seed(signature).Declaration);
        return $"{method.CompanionModifiers} {(signature.IsVoid ? "void" : type)} {signature.MethodName}{suffix}({string.Join(", ", parameters)})";
    }

    private static string WithoutParams(string declaration) =>
        declaration.StartsWith("params ", StringComparison.Ordinal) ? declaration.Substring("params ".Length) : declaration;
}
