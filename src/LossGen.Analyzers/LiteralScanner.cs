using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.Analyzers;

/// <summary>
/// Finds the source characters behind each UTF-16 unit of a string literal's value. Roslyn has this as an internal service only.
/// </summary>
internal static class LiteralScanner
{
    /// <summary>
    /// Adds one span for each UTF-16 unit of the token's value. Null if the token is no string or is broken. The end of the
    /// content is where an error "at the end of the text" belongs.
    /// </summary>
    public static (LiteralKind Kind, int ContentEnd)? TryScan(SyntaxToken token, List<TextSpan> characters)
    {
        if (token.ContainsDiagnostics || token.IsMissing)
            return null;
        var scan = new Scan(token.Text, token.SpanStart, characters);
        return token.Kind() switch
        {
            SyntaxKind.StringLiteralToken when token.Text[0] == '@' => (LiteralKind.Verbatim, scan.Verbatim()),
            SyntaxKind.StringLiteralToken => (LiteralKind.Regular, scan.Regular()),
            SyntaxKind.SingleLineRawStringLiteralToken => (LiteralKind.SingleLineRaw, scan.SingleLineRaw()),
            SyntaxKind.MultiLineRawStringLiteralToken => (LiteralKind.MultiLineRaw, scan.MultiLineRaw()),
            _ => null,
        };
    }

    private readonly struct Scan(string text, int offset, List<TextSpan> characters)
    {
        public int Regular()
        {
            for (var i = 1; i < text.Length - 1;)
            {
                var length = EscapeLength(i);
                Add(i, length);
                if (IsSurrogatePair(i, length))
                    Add(i, length);
                i += length;
            }

            return offset + text.Length - 1;
        }

        public int Verbatim()
        {
            for (var i = 2; i < text.Length - 1;)
            {
                var length = text[i] == '"' ? 2 : 1;
                Add(i, length);
                i += length;
            }

            return offset + text.Length - 1;
        }

        public int SingleLineRaw()
        {
            var quotes = OpeningQuotes();
            AddEach(quotes, text.Length - quotes);
            return offset + text.Length - quotes;
        }

        /// <summary>
        /// The indentation is what stands before the closing quotes; a blank line may have less of it. The last line break belongs
        /// to the delimiter.
        /// </summary>
        public int MultiLineRaw()
        {
            var closing = text.Length - OpeningQuotes();
            var lastLine = LineStart(closing);
            var indentation = closing - lastLine;
            var line = AfterLineBreak(LineEnd(OpeningQuotes()));
            var contentEnd = Math.Max(line, BeforeLineBreak(lastLine));
            while (line < contentEnd)
            {
                var end = LineEnd(line);
                AddEach(Math.Min(line + indentation, end), end);
                if (end >= contentEnd)
                    break;
                line = AfterLineBreak(end);
                AddEach(end, line);
            }

            return offset + contentEnd;
        }

        private void Add(int start, int length) => characters.Add(new TextSpan(offset + start, length));

        private void AddEach(int start, int end)
        {
            for (var i = start; i < end; i++)
                Add(i, 1);
        }

        private int EscapeLength(int i)
        {
            if (text[i] != '\\')
                return 1;
            switch (text[i + 1])
            {
                case 'u':
                    return 6;
                case 'U':
                    return 10;
                case 'x':
                    var length = 3;
                    while (length < 6 && Uri.IsHexDigit(text[i + length]))
                        length++;
                    return length;
                default:
                    return 2;
            }
        }

        /// <summary>Whether an escape of ten characters, <c>\U0001F600</c>, stands for two UTF-16 units.</summary>
        private bool IsSurrogatePair(int i, int length) =>
            length == 10 && uint.Parse(text.Substring(i + 2, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture) > char.MaxValue;

        private int OpeningQuotes() => text.Length - text.TrimStart('"').Length;

        private int LineStart(int i)
        {
            while (!IsLineBreak(text[i - 1]))
                i--;
            return i;
        }

        private int LineEnd(int i)
        {
            while (!IsLineBreak(text[i]))
                i++;
            return i;
        }

        private int AfterLineBreak(int i) => i + (text[i] == '\r' && text[i + 1] == '\n' ? 2 : 1);

        private int BeforeLineBreak(int i) => i - (text[i - 1] == '\n' && text[i - 2] == '\r' ? 2 : 1);

        /// <summary>What C# takes for a line break.</summary>
        private static bool IsLineBreak(char character) => character is '\r' or '\n' or '\u0085' or '\u2028' or '\u2029';
    }
}
