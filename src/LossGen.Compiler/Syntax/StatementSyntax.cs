using LossGen.Compiler.Text;

namespace LossGen.Compiler.Syntax;

/// <summary>A statement around one expression.</summary>
public abstract class StatementSyntax(TextSpan span, ExpressionSyntax body) : SyntaxNode(span)
{
    /// <summary>The statement's expression: the value, the condition, the extent.</summary>
    public ExpressionSyntax Body { get; } = body;

    public override IEnumerable<ExpressionSyntax> Expressions => [Body];
}

/// <summary>The last statement: the value of the loss.</summary>
public sealed class ValueSyntax(ExpressionSyntax body) : StatementSyntax(body.Span, body);

/// <summary><c>r = yhat - y</c>, <c>p[n,c] = softmax[c](z[n,c])</c>, <c>parts[0] = mean(r)</c></summary>
public sealed class BindingSyntax(Token identifier, IReadOnlyList<ExpressionSyntax>? indices, ExpressionSyntax body)
    : StatementSyntax(identifier.Span.Union(body.Span), body)
{
    public string Name => Identifier.Text;

    public Token Identifier { get; } = identifier;

    /// <summary>The names of axes and numbers of positions in brackets, or null if there are no brackets.</summary>
    public IReadOnlyList<ExpressionSyntax>? Indices { get; } = indices;

    /// <summary>The axes in brackets, or null if there are no brackets.</summary>
    public IReadOnlyList<NameSyntax>? Axes { get; } = indices is null ? null : [.. indices.OfType<NameSyntax>()];

    /// <summary>Whether a number stands in the brackets: the statement gives one position of a result.</summary>
    public bool IsElement => Indices is not null && Indices.Any(index => index is LiteralSyntax);
}

/// <summary><c>f(t) = t * log(t)</c></summary>
public sealed class FunctionSyntax(Token identifier, IReadOnlyList<NameSyntax> parameters, ExpressionSyntax body)
    : StatementSyntax(identifier.Span.Union(body.Span), body)
{
    public string Name => Identifier.Text;

    public Token Identifier { get; } = identifier;

    public IReadOnlyList<NameSyntax> Parameters { get; } = parameters;
}

/// <summary><c>require tau &gt; 0</c></summary>
public sealed class RequireSyntax(Token keyword, ExpressionSyntax body) : StatementSyntax(keyword.Span.Union(body.Span), body);

/// <summary><c>assume 0 &lt;= p[i]</c></summary>
public sealed class AssumeSyntax(Token keyword, ExpressionSyntax body) : StatementSyntax(keyword.Span.Union(body.Span), body);

/// <summary><c>axis b = bins</c></summary>
public sealed class AxisSyntax(Token keyword, Token identifier, ExpressionSyntax body) : StatementSyntax(keyword.Span.Union(body.Span), body)
{
    public string Name => Identifier.Text;

    public Token Identifier { get; } = identifier;
}

/// <summary>A whole loss.</summary>
/// <param name="text">The text.</param>
/// <param name="statements">The statements that could be read.</param>
/// <param name="hasErrors">Whether there was a syntax error; such a program is not bound, so that one typo gives one message.</param>
public sealed class ProgramSyntax(string text, IReadOnlyList<StatementSyntax> statements, bool hasErrors)
    : SyntaxNode(new TextSpan(0, text.Length))
{
    public string Text { get; } = text;

    public IReadOnlyList<StatementSyntax> Statements { get; } = statements;

    public bool HasErrors { get; } = hasErrors;

    public override IEnumerable<ExpressionSyntax> Expressions => Statements.SelectMany(statement => statement.Expressions);

    /// <summary>The characters of a span on one line, without comments.</summary>
    public string TextOf(TextSpan span)
    {
        var lines = Text.Substring(span.Start, span.Length).Split('\n', '\r').Select(WithoutComment);
        return string.Join(" ", lines.Where(line => line.Length > 0));
    }

    /// <summary>The expression that covers exactly the span, or null. Of several the outermost.</summary>
    public ExpressionSyntax? FindExpression(TextSpan span)
    {
        SyntaxNode? node = this;
        while (node is not null)
        {
            if (node is ExpressionSyntax expression && expression.Span == span)
                return expression;
            node = node.Expressions.FirstOrDefault(inner => inner.Span.Start <= span.Start && span.End <= inner.Span.End);
        }

        return null;
    }

    private static string WithoutComment(string line)
    {
        var comment = line.IndexOf("//", StringComparison.Ordinal);
        return (comment < 0 ? line : line.Substring(0, comment)).Trim();
    }
}
