using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Syntax;

/// <summary>
/// A position in the tokens, and the recovery: the first error of a statement is reported and the rest of the statement skipped, so that every
/// reader finds the statement's end and returns, and one typo gives one message.
/// </summary>
internal sealed class TokenCursor(IReadOnlyList<Token> tokens, DiagnosticBag diagnostics)
{
    private int _position;
    private bool _failed;

    public Token Current => tokens[_position];

    public Token Peek(int offset) => tokens[Math.Min(_position + offset, tokens.Count - 1)];

    /// <summary>The current token; the cursor moves on, but not past a statement's end.</summary>
    public Token Take()
    {
        var token = Current;
        if (token.Problem is not null)
            Fail(token.Problem);
        else if (!token.EndsStatement)
            _position++;
        return token;
    }

    /// <summary>The current token if it is of the kind; else reports what was expected.</summary>
    public Token? Expect(TokenKind kind, string what)
    {
        if (Current.Kind == kind)
            return Take();
        FailExpected(what);
        return null;
    }

    public void FailExpected(string what)
    {
        if (Current.Problem is not null)
            Fail(Current.Problem);
        else if (Current.Kind == TokenKind.Equal)
            Fail(LanguageErrors.MisplacedAssignment);
        else
            Fail(LanguageErrors.Expected, what, Current.ToString());
    }

    public void Fail(LossDiagnosticDescriptor descriptor, params string[] arguments) =>
        Fail(new LossDiagnostic(descriptor, Current.Span, new EquatableArray<string>(arguments)));

    /// <summary>Reports an error unless the statement has one already, and skips to the statement's end.</summary>
    public void Fail(LossDiagnostic diagnostic)
    {
        if (!_failed)
            diagnostics.Report(diagnostic);
        _failed = true;
        while (!Current.EndsStatement)
            _position++;
    }

    /// <summary>Forgets the statement's error; the next statement may have its own.</summary>
    public void EndStatement() => _failed = false;

    /// <summary>Moves to the next statement's first token; false at the text's end.</summary>
    public bool SkipSeparators()
    {
        while (Current.Kind is TokenKind.NewLine or TokenKind.Semicolon)
            _position++;
        return Current.Kind != TokenKind.End;
    }
}
