namespace LossGen.Analyzers;

/// <summary>How C# spells a string.</summary>
public enum LiteralKind
{
    /// <summary><c>"…"</c> with backslash escapes.</summary>
    Regular,

    /// <summary><c>@"…"</c>, where only the quote is escaped.</summary>
    Verbatim,

    /// <summary><c>"""…"""</c> on one line: nothing is escaped.</summary>
    SingleLineRaw,

    /// <summary><c>"""</c> with the text on lines of its own, whose common indentation is no part of it.</summary>
    MultiLineRaw,
}
