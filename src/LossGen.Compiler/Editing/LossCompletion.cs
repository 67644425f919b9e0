using LossGen.Compiler.Binding;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;

namespace LossGen.Compiler.Editing;

/// <summary>What a completion is the name of.</summary>
public enum CompletionKind
{
    Function,
    Parameter,
    Binding,
    Axis,
    Constant,
    Keyword,

    /// <summary>Another loss, whose value this one may use.</summary>
    Loss,
}

/// <summary>One name that may stand at a place in a loss.</summary>
/// <param name="Name">What is typed.</param>
/// <param name="Kind">What it names.</param>
/// <param name="Detail">How it is written, or what it is defined as; one line.</param>
/// <param name="Documentation">A sentence.</param>
public sealed record CompletionEntry(string Name, CompletionKind Kind, string Detail, string Documentation);

/// <summary>The names that may stand at a place in a loss, which may be as unfinished as text under a cursor is.</summary>
public static class LossCompletion
{
    private static readonly CompletionEntry[] Constants =
    [
        new("pi", CompletionKind.Constant, "3.14159…", "The circle's circumference over its diameter."),
        new("e", CompletionKind.Constant, "2.71828…", "The base of the natural logarithm."),
        new("inf", CompletionKind.Constant, "∞", "Infinity: what masks an element out of a max or a logsumexp, as -inf."),
        new("true", CompletionKind.Constant, "true", "1 in arithmetic."),
        new("false", CompletionKind.Constant, "false", "0 in arithmetic."),
    ];

    private static readonly CompletionEntry[] Keywords =
    [
        new("require", CompletionKind.Keyword, "require condition", "A condition over scalars that is checked on entry, and a fact for the analyses."),
        new("assume", CompletionKind.Keyword, "assume condition", "A fact about elements or scalars for the analyses; it is not checked."),
        new("axis", CompletionKind.Keyword, "axis b = bins", "An axis that no array has, with its extent."),
    ];

    /// <summary>All names for a place, in the order in which they are likely; none inside a comment or a number.</summary>
    /// <param name="signature">The loss's method.</param>
    /// <param name="text">The loss.</param>
    /// <param name="position">The place: the number of characters before it.</param>
    /// <param name="losses">The names by which other losses can be called.</param>
    public static IReadOnlyList<CompletionEntry> At(LossSignature signature, string text, int position, IEnumerable<string> losses)
    {
        var start = StartOfWord(text, position);
        if (IsInComment(text, start) || (start < text.Length && start < position && char.IsDigit(text[start])) || FollowsNumberOrDot(text, start))
            return [];
        var tokens = Lexer.Tokenize(text);
        var before = tokens.Where(token => token.Span.End <= start && token.Kind != TokenKind.End).ToList();
        var names = new NamesInScope(signature, tokens, start);
        var entries = OpenBracket(before) switch
        {
            { IsReduction: true } => names.Axes,
            { IsIndex: true } => names.Axes.Concat(names.Parameters.Where(entry => names.IsInteger(entry.Name))).Concat(names.Bindings),
            _ => names.Parameters.Concat(names.Bindings).Concat(Functions()).Concat(names.Axes).Concat(Losses(losses)).Concat(Constants)
                .Concat(BeginsStatement(before, text, start) ? Keywords : []),
        };
        return [.. entries.GroupBy(entry => entry.Name, StringComparer.Ordinal).Select(group => group.First())];
    }

    private static IEnumerable<CompletionEntry> Functions() =>
        FunctionReference.All.Select(row => new CompletionEntry(row.Name, CompletionKind.Function, row.Signature, row.Summary));

    private static IEnumerable<CompletionEntry> Losses(IEnumerable<string> losses) =>
        losses.Select(name => new CompletionEntry(name, CompletionKind.Loss, name + "(…)", "Another loss, which becomes part of this one."));

    private static int StartOfWord(string text, int position)
    {
        var start = Math.Max(0, Math.Min(position, text.Length));
        while (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '_'))
            start--;
        return start;
    }

    /// <summary>The language has no strings, so that two slashes begin a comment wherever they stand.</summary>
    private static bool IsInComment(string text, int start)
    {
        var line = start == 0 ? 0 : text.LastIndexOf('\n', start - 1) + 1;
        return text.IndexOf("//", line, start - line, StringComparison.Ordinal) >= 0;
    }

    private static bool BeginsStatement(List<Token> before, string text, int start) =>
        before is not [.., var last] || last.EndsStatement || text.IndexOf('\n', last.Span.End, start - last.Span.End) >= 0;

    private static bool FollowsNumberOrDot(string text, int start) => start > 0 && text[start - 1] == '.';

    /// <summary>The bracket that is open at the end of some tokens, if it is the innermost of all kinds and no guard has begun in it.</summary>
    private static (bool IsReduction, bool IsIndex)? OpenBracket(List<Token> tokens)
    {
        var depth = 0;
        for (var i = tokens.Count - 1; i >= 0; i--)
        {
            switch (tokens[i].Kind)
            {
                case TokenKind.CloseBracket or TokenKind.CloseParenthesis:
                    depth++;
                    break;
                case TokenKind.OpenBracket when depth == 0:
                    var owner = i > 0 && tokens[i - 1].Kind == TokenKind.Identifier ? tokens[i - 1].Text : "";
                    return BuiltInFunctions.IsReduction(owner) ? (true, false) : (false, true);
                case TokenKind.OpenParenthesis or TokenKind.Bar or TokenKind.Semicolon when depth == 0:
                    return null;
                case TokenKind.OpenBracket or TokenKind.OpenParenthesis:
                    depth--;
                    break;
            }
        }

        return null;
    }
}
