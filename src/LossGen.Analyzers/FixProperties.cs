using System.Collections.Immutable;
using System.Globalization;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Text;

namespace LossGen.Analyzers;

/// <summary>Carries the compiler's <see cref="TextEdit"/> inside a Roslyn diagnostic, from the analyzer to the code fix.</summary>
public static class FixProperties
{
    private const string Start = "LossGen.Fix.Start";
    private const string Length = "LossGen.Fix.Length";
    private const string NewText = "LossGen.Fix.NewText";

    public static ImmutableDictionary<string, string?> Write(TextEdit? edit)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        return edit is null
            ? properties
            : properties
                .Add(Start, edit.Span.Start.ToString(CultureInfo.InvariantCulture))
                .Add(Length, edit.Span.Length.ToString(CultureInfo.InvariantCulture))
                .Add(NewText, edit.NewText);
    }

    public static TextEdit? TryRead(ImmutableDictionary<string, string?> properties) =>
        properties.TryGetValue(NewText, out var newText) && newText is not null
        && TryReadNumber(properties, Start) is { } start
        && TryReadNumber(properties, Length) is { } length
            ? new TextEdit(new TextSpan(start, length), newText)
            : null;

    private static int? TryReadNumber(ImmutableDictionary<string, string?> properties, string name) =>
        properties.TryGetValue(name, out var text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
