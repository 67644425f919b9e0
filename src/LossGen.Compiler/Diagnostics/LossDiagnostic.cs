using System.Globalization;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Diagnostics;

/// <summary>A replacement of some characters of the loss text.</summary>
public sealed record TextEdit(TextSpan Span, string NewText);

/// <summary>One finding, at exact characters of the loss text.</summary>
/// <param name="Descriptor">The rule.</param>
/// <param name="Span">Where, in positions of the loss text.</param>
/// <param name="Arguments">The message's arguments, as text.</param>
/// <param name="Fix">An edit that repairs the finding without changing the mathematics, if there is one.</param>
public sealed record LossDiagnostic(
    LossDiagnosticDescriptor Descriptor,
    TextSpan Span,
    EquatableArray<string> Arguments,
    TextEdit? Fix = null)
{
    public string Message => string.Format(CultureInfo.InvariantCulture, Descriptor.MessageFormat, [.. Arguments]);

    public override string ToString() => $"{Descriptor.Id} [{Span.Start}..{Span.End}): {Message}";
}
