using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.Analyzers;

/// <summary>One literal of a string constant: a token, and the part of the constant's value that it spells.</summary>
/// <param name="Token">The token.</param>
/// <param name="Kind">How it spells.</param>
/// <param name="Value">The part of the value.</param>
public sealed record LiteralPart(SyntaxToken Token, LiteralKind Kind, TextSpan Value);
