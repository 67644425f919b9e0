using System.Globalization;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Syntax;

/// <summary>Cuts a text into tokens. Any text whatever gives tokens that end with <see cref="TokenKind.End"/>.</summary>
/// <remarks>
/// A line's end is a token only where it ends a statement: not inside brackets, not after an operator, and not before one.
/// </remarks>
public sealed class Lexer
{
    private readonly string _text;
    private readonly List<Token> _tokens = [];
    private int _position;
    private int _bracketDepth;

    private Lexer(string text) => _text = text;

    private char Current => Peek(0);

    public static IReadOnlyList<Token> Tokenize(string text)
    {
        var lexer = new Lexer(text);
        lexer.Run();
        return lexer._tokens;
    }

    private char Peek(int offset) => _position + offset < _text.Length ? _text[_position + offset] : '\0';

    private void Run()
    {
        var lineEnd = default(TextSpan?);
        while (_position < _text.Length)
        {
            if (Current is '\n' or '\r')
            {
                lineEnd ??= new TextSpan(_position, 1);
                _position++;
            }
            else if (char.IsWhiteSpace(Current))
            {
                _position++;
            }
            else if (Current == '/' && Peek(1) == '/')
            {
                while (_position < _text.Length && Current is not ('\n' or '\r'))
                    _position++;
            }
            else
            {
                var token = Next();
                if (lineEnd is { } span && EndsStatementBefore(token))
                    _tokens.Add(new Token(TokenKind.NewLine, span, "\n"));
                lineEnd = null;
                Add(token);
            }
        }

        _tokens.Add(new Token(TokenKind.End, new TextSpan(_text.Length, 0), ""));
    }

    private void Add(Token token)
    {
        _bracketDepth = token.Kind switch
        {
            TokenKind.OpenParenthesis or TokenKind.OpenBracket => _bracketDepth + 1,
            TokenKind.CloseParenthesis or TokenKind.CloseBracket => Math.Max(0, _bracketDepth - 1),
            TokenKind.Semicolon => 0,
            _ => _bracketDepth,
        };
        _tokens.Add(token);
    }

    private bool EndsStatementBefore(Token next)
    {
        if (_tokens.Count == 0 || _bracketDepth > 0)
            return false;
        var previous = _tokens[_tokens.Count - 1].Kind;
        return previous != TokenKind.Semicolon && next.Kind != TokenKind.Semicolon
            && !IsInfix(previous) && previous != TokenKind.Bang && !IsInfix(next.Kind);
    }

    private static bool IsInfix(TokenKind kind) =>
        kind is (>= TokenKind.Plus and <= TokenKind.Comma) and not TokenKind.Bang;

    private Token Next()
    {
        if (IsIdentifierStart(Current))
            return Identifier();
        if (IsDigit(Current) || (Current == '.' && IsDigit(Peek(1))))
            return Number();
        var pair = _position + 1 < _text.Length ? _text.Substring(_position, 2) : "";
        var (kind, length) = pair switch
        {
            "==" => (TokenKind.EqualEqual, 2),
            "!=" => (TokenKind.BangEqual, 2),
            "<=" => (TokenKind.LessEqual, 2),
            ">=" => (TokenKind.GreaterEqual, 2),
            "&&" => (TokenKind.AmpersandAmpersand, 2),
            "||" => (TokenKind.BarBar, 2),
            "**" => (TokenKind.Bad, 2),
            _ => (Single(Current), 1),
        };
        return kind == TokenKind.Bad ? Bad(length) : Take(kind, length);
    }

    private static TokenKind Single(char character) => character switch
    {
        ';' => TokenKind.Semicolon,
        '+' => TokenKind.Plus,
        '-' => TokenKind.Minus,
        '*' => TokenKind.Star,
        '/' => TokenKind.Slash,
        '^' => TokenKind.Caret,
        '!' => TokenKind.Bang,
        '=' => TokenKind.Equal,
        '<' => TokenKind.Less,
        '>' => TokenKind.Greater,
        '|' => TokenKind.Bar,
        '?' => TokenKind.Question,
        ':' => TokenKind.Colon,
        ',' => TokenKind.Comma,
        '.' => TokenKind.Dot,
        '\'' => TokenKind.Prime,
        '(' => TokenKind.OpenParenthesis,
        ')' => TokenKind.CloseParenthesis,
        '[' => TokenKind.OpenBracket,
        ']' => TokenKind.CloseBracket,
        _ => TokenKind.Bad,
    };

    private Token Take(TokenKind kind, int length)
    {
        var token = new Token(kind, new TextSpan(_position, length), _text.Substring(_position, length));
        _position += length;
        return token;
    }

    private Token Bad(int length)
    {
        if (char.IsHighSurrogate(Current) && char.IsLowSurrogate(Peek(1)))
            length = 2;
        var token = Take(TokenKind.Bad, length);
        var hint = token.Text switch
        {
            "&" => "write '&&'",
            "**" => "a power is written '^'",
            "%" => "a remainder is written mod(a, b)",
            "\u2212" or "\u2013" or "\u2014" => "write '-'",
            "\u00B7" or "\u00D7" or "\u22C5" or "\u2217" => "write '*'",
            "\u00F7" => "write '/'",
            "\u2264" => "write '<='",
            "\u2265" => "write '>='",
            "\u2260" => "write '!='",
            "\u2032" or "\u2019" => "write '''",
            "\u221E" => "write 'inf'",
            "\u2211" => "write 'sum[i](...)'",
            "\u221A" => "write 'sqrt(...)'",
            "{" or "}" => "write parentheses",
            "@" => "a C# keyword needs no '@' here",
            "\"" => "there are no strings",
            _ => "",
        };
        var shown = IsPrintable(token.Text) ? $"'{token.Text}'" : $"the character U+{(int)token.Text[0]:X4}";
        return token with
        {
            Problem = new LossDiagnostic(
                LanguageErrors.UnexpectedCharacter,
                token.Span,
                new EquatableArray<string>(shown, hint.Length > 0 ? ": " + hint : "")),
        };
    }

    private static bool IsPrintable(string text) =>
        !char.IsControl(text[0]) && !(text.Length == 1 && char.IsSurrogate(text[0]))
        && CharUnicodeInfo.GetUnicodeCategory(text, 0) is not (UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned);

    private Token Identifier()
    {
        var length = 1;
        while (IsIdentifierPart(Peek(length)))
            length++;
        return Take(TokenKind.Identifier, length);
    }

    private Token Number()
    {
        var length = Digits(0);
        var kind = TokenKind.Integer;
        if (Peek(length) == '.' && IsDigit(Peek(length + 1)))
        {
            kind = TokenKind.Real;
            length = Digits(length + 1);
        }

        if (Peek(length) is 'e' or 'E')
        {
            var sign = Peek(length + 1) is '+' or '-' ? 1 : 0;
            if (IsDigit(Peek(length + 1 + sign)))
            {
                kind = TokenKind.Real;
                length = Digits(length + 1 + sign);
            }
        }

        var end = length;
        while (IsIdentifierPart(Peek(end)) || (Peek(end) == '.' && !IsIdentifierStart(Peek(end + 1))))
            end++;
        var token = Take(kind, end);
        if (end > length)
            return Malformed(token, "it ends in what is no part of a number; there are no suffixes");
        if (kind == TokenKind.Integer && !long.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return Malformed(token, "an integer has at most 64 bits; with '.0' it is a real");
        return kind == TokenKind.Real && double.IsInfinity(ParseReal(token.Text))
            ? Malformed(token, "it is larger than the largest double; write 'inf' for infinity")
            : token;
    }

    private int Digits(int offset)
    {
        while (IsDigit(Peek(offset)))
            offset++;
        return offset;
    }

    private static Token Malformed(Token token, string why) => token with
    {
        Problem = new LossDiagnostic(LanguageErrors.MalformedNumber, token.Span, new EquatableArray<string>(token.Text, why)),
    };

    /// <summary>The value of a real literal. .NET Framework throws where .NET gives infinity, hence the detour.</summary>
    internal static double ParseReal(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.PositiveInfinity;

    private static bool IsDigit(char character) => character is >= '0' and <= '9';

    private static bool IsIdentifierStart(char character) =>
        character == '_' || char.IsLetter(character) || CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.LetterNumber;

    private static bool IsIdentifierPart(char character) =>
        IsIdentifierStart(character) || CharUnicodeInfo.GetUnicodeCategory(character)
            is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation;
}
