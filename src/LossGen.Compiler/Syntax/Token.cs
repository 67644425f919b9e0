using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Syntax;

/// <summary>The smallest piece of a loss text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Text">Its characters.</param>
/// <param name="Problem">Why it is malformed; the parser reports it where it meets the token.</param>
public sealed record Token(TokenKind Kind, TextSpan Span, string Text, LossDiagnostic? Problem = null)
{
    /// <summary>Whether a statement ends here.</summary>
    public bool EndsStatement => Kind is TokenKind.End or TokenKind.NewLine or TokenKind.Semicolon;

    public override string ToString() => Kind switch
    {
        TokenKind.End => "the end of the text",
        TokenKind.NewLine => "the end of the line",
        _ => $"'{Text}'",
    };
}
