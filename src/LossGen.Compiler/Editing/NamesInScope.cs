using LossGen.Compiler.Binding;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;

namespace LossGen.Compiler.Editing;

/// <summary>The names that an unfinished program has, read from its tokens: there may be no tree yet.</summary>
internal sealed class NamesInScope
{
    private readonly LossSignature _signature;

    /// <param name="signature">The loss's method.</param>
    /// <param name="tokens">The program.</param>
    /// <param name="position">Where names are asked for; what is defined later is not known there.</param>
    public NamesInScope(LossSignature signature, IReadOnlyList<Token> tokens, int position)
    {
        _signature = signature;
        Parameters = [.. signature.Parameters.Where(parameter => parameter.Kind != ParameterKind.Result).Select(ToEntry)];
        var statements = Statements(tokens).ToList();
        Bindings = [.. statements.Where(statement => statement[statement.Count - 1].Span.End < position).Select(ToBinding).OfType<CompletionEntry>()];
        var values = new HashSet<string>(
            signature.Parameters.Select(parameter => parameter.Name).Concat(Bindings.Select(binding => binding.Name)), StringComparer.Ordinal);
        Axes =
        [
            .. statements.SelectMany(statement => AxesIn(statement, position))
                .Where(name => !values.Contains(name) || IsInteger(name))
                .Distinct(StringComparer.Ordinal)
                .Select(name => new CompletionEntry(name, CompletionKind.Axis, $"axis {name}", "An axis; as a value, the position on it.")),
        ];
        if (Axes.Count == 0)
            Axes = [new("i", CompletionKind.Axis, "axis i", "The axis that all arrays have that are written without indices.")];
    }

    public IReadOnlyList<CompletionEntry> Parameters { get; }

    /// <summary>What statements before the position define.</summary>
    public IReadOnlyList<CompletionEntry> Bindings { get; }

    public IReadOnlyList<CompletionEntry> Axes { get; }

    /// <summary>Whether a parameter is made of integers, so that it can be an index.</summary>
    public bool IsInteger(string name) => _signature.Parameters.Any(
        parameter => parameter.Name == name && parameter.Element is ElementType.Int32 or ElementType.Int64);

    private static CompletionEntry ToEntry(LossParameter parameter) => new(
        parameter.Name, CompletionKind.Parameter, parameter.Declaration.Replace("global::", "").Replace("System.", ""), parameter.IsArray ? "An array of the loss." : "A scalar of the loss.");

    private static IEnumerable<List<Token>> Statements(IReadOnlyList<Token> tokens)
    {
        var statement = new List<Token>();
        foreach (var token in tokens)
        {
            if (!token.EndsStatement)
            {
                statement.Add(token);
                continue;
            }

            if (statement.Count > 0)
                yield return statement;
            statement = [];
        }
    }

    /// <summary>The name that a statement defines, with the head of the statement; null if it defines none.</summary>
    private static CompletionEntry? ToBinding(List<Token> statement)
    {
        var equal = statement.FindIndex(token => token.Kind == TokenKind.Equal);
        if (equal < 1 || statement[0].Kind != TokenKind.Identifier || (statement[0].Text == "axis" && equal == 2))
            return null;
        var isFunction = equal > 1 && statement[1].Kind == TokenKind.OpenParenthesis;
        var head = string.Concat(statement.Take(equal).Select(token => token.Kind == TokenKind.Comma ? ", " : token.Text));
        return new CompletionEntry(
            statement[0].Text, CompletionKind.Binding, head, isFunction ? "A function of this loss; f'(t) is its derivative." : "A name of this loss.");
    }

    /// <summary>The identifiers that stand alone between brackets and commas, and those that <c>axis</c> statements define.</summary>
    private static IEnumerable<string> AxesIn(List<Token> statement, int position)
    {
        if (statement is [{ Text: "axis" }, { Kind: TokenKind.Identifier } declared, { Kind: TokenKind.Equal }, ..])
            yield return declared.Text;
        for (var i = 1; i + 1 < statement.Count; i++)
        {
            var isAlone = statement[i].Kind == TokenKind.Identifier
                && statement[i - 1].Kind is TokenKind.OpenBracket or TokenKind.Comma
                && statement[i + 1].Kind is TokenKind.CloseBracket or TokenKind.Comma or TokenKind.Bar;
            if (isAlone && IsInBrackets(statement, i) && statement[i].Span.End != position)
                yield return statement[i].Text;
        }
    }

    private static bool IsInBrackets(List<Token> statement, int index)
    {
        var depth = 0;
        for (var i = index; i >= 0; i--)
        {
            if (statement[i].Kind is TokenKind.CloseBracket or TokenKind.CloseParenthesis)
                depth++;
            else if (statement[i].Kind is TokenKind.OpenBracket or TokenKind.OpenParenthesis && depth-- == 0)
                return statement[i].Kind == TokenKind.OpenBracket;
        }

        return false;
    }
}
