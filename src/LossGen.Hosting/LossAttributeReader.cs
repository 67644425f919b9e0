using LossGen.Compiler.Signatures;
using LossGen.Compiler.Text;
using Microsoft.CodeAnalysis;

namespace LossGen.Hosting;

/// <summary>What one <c>[Loss]</c> says.</summary>
/// <param name="Text">The loss with <c>\n</c> as its only line break; null if the argument is no text.</param>
/// <param name="Wrt">The parameters to differentiate by, or null for the default.</param>
/// <param name="Stabilize">Whether unstable forms are replaced.</param>
/// <param name="Hessian">What the Hessian's diagonal is made into; null if none is asked for.</param>
/// <param name="Require">What has to be proven.</param>
/// <param name="ReservedOptions">Names of options that are set and not supported yet.</param>
internal sealed record LossAttributeValues(
    string? Text,
    EquatableArray<string>? Wrt,
    bool Stabilize,
    CurvaturePolicy? Hessian,
    RequiredProperties Require,
    EquatableArray<string> ReservedOptions);

/// <summary>Reads <c>LossGen.LossAttribute</c>.</summary>
internal static class LossAttributeReader
{
    public const string MetadataName = "LossGen.LossAttribute";

    /// <summary>What the attribute of a method says; null if it has none.</summary>
    public static LossAttributeValues? Find(IMethodSymbol method) =>
        method.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == MetadataName) is { } found ? Read(found) : null;

    public static LossAttributeValues Read(AttributeData attribute)
    {
        EquatableArray<string>? wrt = null;
        var stabilize = true;
        var hasHessian = false;
        var policy = CurvaturePolicy.AsIs;
        var require = RequiredProperties.None;
        var reserved = new List<string>();
        foreach (var argument in attribute.NamedArguments)
        {
            switch (argument.Key)
            {
                case "Wrt" when !argument.Value.IsNull && argument.Value.Kind == TypedConstantKind.Array:
                    wrt = new EquatableArray<string>([.. argument.Value.Values.Select(name => name.Value as string ?? "")]);
                    break;
                case "Stabilize":
                    stabilize = argument.Value.Value is not false;
                    break;
                case "Hessian":
                    hasHessian = argument.Value.Value is true;
                    break;
                case "HessianPolicy" when argument.Value.Value is int number:
                    policy = (CurvaturePolicy)number;
                    break;
                case "Require" when argument.Value.Value is int properties:
                    require = (RequiredProperties)properties;
                    break;
                case "Parallel" when !IsDefault(argument.Value):
                    reserved.Add(argument.Key);
                    break;
            }
        }

        var text = attribute.ConstructorArguments is [{ Value: string value }, ..] ? LineBreaks.Normalize(value).Text : null;
        return new LossAttributeValues(text, wrt, stabilize, hasHessian ? policy : null, require, new EquatableArray<string>([.. reserved]));
    }

    private static bool IsDefault(TypedConstant constant) =>
        constant.Kind == TypedConstantKind.Error || constant.Value is false or 0;
}
