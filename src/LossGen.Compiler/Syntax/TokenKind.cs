namespace LossGen.Compiler.Syntax;

/// <summary>The kinds of tokens.</summary>
public enum TokenKind
{
    /// <summary>Characters that are no token; <see cref="Token.Problem"/> says why.</summary>
    Bad,

    /// <summary>The end of the text.</summary>
    End,

    /// <summary>A line's end that ends a statement.</summary>
    NewLine,
    Semicolon,
    Identifier,

    /// <summary>A literal without point and exponent.</summary>
    Integer,

    /// <summary>A literal with a point or an exponent.</summary>
    Real,
    Plus,
    Minus,
    Star,
    Slash,
    Caret,
    Bang,
    Equal,
    EqualEqual,
    BangEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    AmpersandAmpersand,
    BarBar,
    Bar,
    Question,
    Colon,
    Comma,
    Dot,
    Prime,
    OpenParenthesis,
    CloseParenthesis,
    OpenBracket,
    CloseBracket,
}
