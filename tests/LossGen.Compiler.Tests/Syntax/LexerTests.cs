using LossGen.Compiler.Syntax;

namespace LossGen.Compiler.Tests.Syntax;

public sealed class LexerTests
{
    [Fact]
    public void Every_token_is_read()
    {
        const string text = "x + - * / ^ ! = == != < <= > >= && || | ? : , . ' ( ) [ ] ; 12 1.5 1e-6 .5 2E+3";

        Assert.Equal(
            [
                TokenKind.Identifier, TokenKind.Plus, TokenKind.Minus, TokenKind.Star, TokenKind.Slash, TokenKind.Caret, TokenKind.Bang,
                TokenKind.Equal, TokenKind.EqualEqual, TokenKind.BangEqual, TokenKind.Less, TokenKind.LessEqual, TokenKind.Greater,
                TokenKind.GreaterEqual, TokenKind.AmpersandAmpersand, TokenKind.BarBar, TokenKind.Bar, TokenKind.Question, TokenKind.Colon,
                TokenKind.Comma, TokenKind.Dot, TokenKind.Prime, TokenKind.OpenParenthesis, TokenKind.CloseParenthesis, TokenKind.OpenBracket,
                TokenKind.CloseBracket, TokenKind.Semicolon, TokenKind.Integer, TokenKind.Real, TokenKind.Real, TokenKind.Real, TokenKind.Real,
                TokenKind.End,
            ],
            Lexer.Tokenize(text).Select(token => token.Kind));
    }

    [Fact]
    public void A_token_s_span_covers_its_text()
    {
        const string text = "// softmax\n p_1[n, c'] = 1.5e3 >= τ ;";

        foreach (var token in Lexer.Tokenize(text).Where(token => token.Kind is not (TokenKind.NewLine or TokenKind.End)))
            Assert.Equal(token.Text, text.Substring(token.Span.Start, token.Span.Length));
    }

    [Theory]
    [InlineData("a\nb", 2)]
    [InlineData("a\r\nb", 2)]
    [InlineData("a\rb", 2)]
    [InlineData("a\n\n// comment\n\nb", 2)]
    [InlineData("a // comment\nb", 2)]
    [InlineData("a;b", 2)]
    [InlineData("a;\nb", 2)]
    [InlineData("a\n;b", 2)]
    [InlineData("\na\n", 1)]
    [InlineData("a +\nb", 1)]
    [InlineData("a // comment\n+ b", 1)]
    [InlineData("a\n- b", 1)]
    [InlineData("a\n? b\n: c", 1)]
    [InlineData("a =\nb", 1)]
    [InlineData("a\n= b", 1)]
    [InlineData("!\na", 1)]
    [InlineData("a\n!b", 2)]
    [InlineData("(a\nb)", 1)]
    [InlineData("[a,\n(b\nc)\nd]", 1)]
    [InlineData("(a;b\nc", 3)]
    [InlineData("a)\nb", 2)]
    [InlineData("a\n(b)", 2)]
    public void A_statement_goes_on_inside_brackets_and_around_operators(string text, int statements)
    {
        var separators = Lexer.Tokenize(text).Count(token => token.Kind is TokenKind.NewLine or TokenKind.Semicolon);

        Assert.Equal(statements - 1, separators);
    }

    [Theory]
    [InlineData("x", "x")]
    [InlineData("_x1", "_x1")]
    [InlineData("ŷ", "ŷ")]
    [InlineData("σ²", "σ")]
    [InlineData("x\u0302", "x\u0302")]
    public void Identifiers_are_those_of_CSharp(string text, string identifier)
    {
        var token = Lexer.Tokenize(text)[0];

        Assert.Equal((TokenKind.Identifier, identifier), (token.Kind, token.Text));
    }

    [Fact]
    public void Any_other_character_is_one_bad_token()
    {
        // Not a theory: lone surrogates do not survive as test data.
        foreach (var text in new[] { "#", "\0", "\uD800", "\uDC00", "😀", "\u200B", "**", "\u2212" })
        {
            var tokens = Lexer.Tokenize(text);

            Assert.Equal([TokenKind.Bad, TokenKind.End], tokens.Select(token => token.Kind));
            Assert.Equal(text.Length, tokens[0].Span.Length);
            Assert.NotNull(tokens[0].Problem);
        }
    }
}
