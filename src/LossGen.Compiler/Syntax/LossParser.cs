using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Syntax;

/// <summary>Reads statements; <see cref="ExpressionParser"/> reads what stands in them. Never throws, whatever the text.</summary>
public static class LossParser
{
    /// <summary>The longest text that is read.</summary>
    public const int MaximumLength = 16_384;

    /// <summary>The deepest nesting of expressions; whoever walks a tree recursively may rely on it.</summary>
    public const int MaximumDepth = 200;

    /// <summary>The most statements that a program may have.</summary>
    public const int MaximumStatements = 256;

    public static ProgramSyntax Parse(string text, DiagnosticBag diagnostics)
    {
        if (text.Length > MaximumLength)
        {
            diagnostics.Report(
                LanguageErrors.TextTooLong, new TextSpan(0, 0), LanguageErrors.Format(text.Length), LanguageErrors.Format(MaximumLength));
            return new ProgramSyntax(text, [], hasErrors: true);
        }

        var findings = new DiagnosticBag();
        var cursor = new TokenCursor(Lexer.Tokenize(text), findings);
        var statements = new List<StatementSyntax>();
        while (cursor.SkipSeparators())
        {
            if (statements.Count == MaximumStatements)
            {
                findings.Report(LanguageErrors.TooManyStatements, cursor.Current.Span, LanguageErrors.Format(MaximumStatements));
                break;
            }

            statements.Add(Statement(cursor));
        }

        foreach (var finding in findings.Items)
            diagnostics.Report(finding);
        return new ProgramSyntax(text, statements, findings.HasErrors);
    }

    private static StatementSyntax Statement(TokenCursor cursor)
    {
        var expressions = new ExpressionParser(cursor);
        var statement = StartsDefinition(cursor)
            ? Definition(cursor, expressions)
            : Keyword(cursor) switch
            {
                "require" => new RequireSyntax(cursor.Take(), expressions.Expression()),
                "assume" => new AssumeSyntax(cursor.Take(), expressions.Expression()),
                "axis" => Axis(cursor, expressions),
                _ => (StatementSyntax)new ValueSyntax(expressions.Expression()),
            };
        if (!cursor.Current.EndsStatement)
            cursor.FailExpected("an operator or the end of the statement" + (StartsValue(cursor.Current) ? " (a product is written with '*')" : ""));
        cursor.EndStatement();
        return statement;
    }

    private static bool StartsValue(Token token) =>
        token.Kind is TokenKind.Identifier or TokenKind.Integer or TokenKind.Real or TokenKind.OpenParenthesis;

    /// <summary>The words that start statements are names like any other elsewhere: a parameter may be called <c>axis</c>.</summary>
    private static string? Keyword(TokenCursor cursor)
    {
        if (cursor.Current.Kind != TokenKind.Identifier)
            return null;
        var next = cursor.Peek(1).Kind;
        return cursor.Current.Text switch
        {
            "axis" when next == TokenKind.Identifier => "axis",
            "require" or "assume" when next is TokenKind.Identifier or TokenKind.Integer or TokenKind.Real
                or TokenKind.OpenParenthesis or TokenKind.Minus or TokenKind.Bang => cursor.Current.Text,
            _ => null,
        };
    }

    /// <summary>Whether a name, perhaps with a bracketed list, is followed by a single <c>=</c>.</summary>
    private static bool StartsDefinition(TokenCursor cursor)
    {
        if (cursor.Current.Kind != TokenKind.Identifier)
            return false;
        var offset = 1;
        if (cursor.Peek(1).Kind is TokenKind.OpenParenthesis or TokenKind.OpenBracket)
        {
            var depth = 0;
            do
            {
                var token = cursor.Peek(offset++);
                if (token.EndsStatement)
                    return false;
                depth += token.Kind switch
                {
                    TokenKind.OpenParenthesis or TokenKind.OpenBracket => 1,
                    TokenKind.CloseParenthesis or TokenKind.CloseBracket => -1,
                    _ => 0,
                };
            }
            while (depth > 0);
        }

        return cursor.Peek(offset).Kind == TokenKind.Equal;
    }

    private static StatementSyntax Definition(TokenCursor cursor, ExpressionParser expressions)
    {
        var identifier = cursor.Take();
        switch (cursor.Current.Kind)
        {
            case TokenKind.OpenParenthesis:
                var parameters = Parameters(cursor);
                cursor.Expect(TokenKind.Equal, "'='");
                return new FunctionSyntax(identifier, parameters, expressions.Expression());
            case TokenKind.OpenBracket:
                var indices = Indices(cursor);
                cursor.Expect(TokenKind.Equal, "'='");
                return new BindingSyntax(identifier, indices, expressions.Expression());
            default:
                cursor.Expect(TokenKind.Equal, "'='");
                return new BindingSyntax(identifier, null, expressions.Expression());
        }
    }

    /// <summary>The names of axes on the left of a binding, and the numbers of positions of a result.</summary>
    private static List<ExpressionSyntax> Indices(TokenCursor cursor)
    {
        var indices = new List<ExpressionSyntax>();
        do
        {
            cursor.Take();
            if (cursor.Current.Kind == TokenKind.Integer)
                indices.Add(new LiteralSyntax(cursor.Take()));
            else if (cursor.Expect(TokenKind.Identifier, "the name of an axis") is { } name)
                indices.Add(new NameSyntax(name));
        }
        while (cursor.Current.Kind == TokenKind.Comma);
        cursor.Expect(TokenKind.CloseBracket, "',' or ']'");
        return indices;
    }

    private static List<NameSyntax> Parameters(TokenCursor cursor)
    {
        var names = new List<NameSyntax>();
        do
        {
            cursor.Take();
            if (cursor.Expect(TokenKind.Identifier, "the name of a parameter") is { } name)
                names.Add(new NameSyntax(name));
        }
        while (cursor.Current.Kind == TokenKind.Comma);
        cursor.Expect(TokenKind.CloseParenthesis, "',' or ')'");
        return names;
    }

    private static AxisSyntax Axis(TokenCursor cursor, ExpressionParser expressions)
    {
        var keyword = cursor.Take();
        var identifier = cursor.Take();
        cursor.Expect(TokenKind.Equal, "'=' and the extent of the axis");
        return new AxisSyntax(keyword, identifier, expressions.Expression());
    }
}
