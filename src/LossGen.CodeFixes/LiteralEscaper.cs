using System.Globalization;
using System.Text;
using LossGen.Analyzers;

namespace LossGen.CodeFixes;

/// <summary>Spells text inside a C# literal of a given kind.</summary>
internal static class LiteralEscaper
{
    public static string Escape(string text, LiteralPart literal, string value) => literal.Kind switch
    {
        LiteralKind.Regular => Regular(text),
        LiteralKind.Verbatim => text.Replace("\"", "\"\"").Replace("\n", LineBreakOf(value)),
        LiteralKind.MultiLineRaw => text.Replace("\n", LineBreakOf(literal.Token.Text) + Indentation(literal.Token.Text)),
        _ => text,
    };

    private static string Regular(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            escaped.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when char.IsControl(character) => "\\u" + ((int)character).ToString("x4", CultureInfo.InvariantCulture),
                _ => character.ToString(),
            });
        }

        return escaped.ToString();
    }

    /// <summary>The literal's own line break, so that an edit does not mix two.</summary>
    private static string LineBreakOf(string text) => text.Contains("\r\n") ? "\r\n" : "\n";

    /// <summary>What stands before the closing quotes.</summary>
    private static string Indentation(string literal)
    {
        var lastLine = literal.Substring(literal.LastIndexOf('\n') + 1);
        return lastLine.TrimEnd('"');
    }
}
