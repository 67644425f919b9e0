using System.Globalization;
using Microsoft.CodeAnalysis;

namespace LossGen.Hosting;

/// <summary>The defaults of optional parameters, as the loss language writes them.</summary>
internal static class DefaultValues
{
    /// <summary>Those of the last parameters, as far as they are optional and can be written.</summary>
    public static IEnumerable<string> Of(IMethodSymbol method) =>
        method.Parameters.Reverse().Select(Text).TakeWhile(text => text is not null).Reverse().Select(text => text!);

    private static string? Text(IParameterSymbol parameter) => parameter.HasExplicitDefaultValue
        ? parameter.ExplicitDefaultValue switch
        {
            bool value => value ? "true" : "false",
            int value => value.ToString(CultureInfo.InvariantCulture),
            long value => value.ToString(CultureInfo.InvariantCulture),
            float.PositiveInfinity or double.PositiveInfinity => "inf",
            float.NegativeInfinity or double.NegativeInfinity => "-inf",
            float value when !float.IsNaN(value) => value.ToString("R", CultureInfo.InvariantCulture),
            double value when !double.IsNaN(value) => value.ToString("R", CultureInfo.InvariantCulture),
            _ => null,
        }
        : null;
}
