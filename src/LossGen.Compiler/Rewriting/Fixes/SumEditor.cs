using LossGen.Compiler.Binding;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Syntax;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Rewriting;

/// <summary>Replaces some terms of a written sum by the stable form and leaves the others, and all that stands between them, as they are.</summary>
internal static class SumEditor
{
    /// <summary>The new text of the sum; null if its terms do not stand one by one in the text.</summary>
    public static string? TryReplace(PartOfSum part, ExpressionSyntax place, UserWords words, BoundProgram program, ProgramSyntax syntax)
    {
        var written = Terms(place, syntax);
        var rest = part.Rest.ToList();
        var replaced = written.Where(term => rest.FindIndex(other => IsWritten(other, term, program)) is not (>= 0 and var i) || !Take(rest, i)).ToList();
        if (rest.Count > 0 || replaced.Count == 0)
            return null;
        var (stable, isNegative) = (part.Build(), false);
        if (stable is Call { Operands: [var positive] } call && call.Operator == Operators.Negate)
            (stable, isNegative) = (positive, true);
        if (NodePrinter.Print(stable, words, Operators.Multiply.Precedence) is not { } text)
            return null;
        var result = "";
        foreach (var term in written)
        {
            var isFirst = result.Length == 0;
            if (term == replaced[0])
                result += isFirst ? (isNegative ? "-" : "") + text : Joint(term, isNegative) + text;
            else if (!replaced.Contains(term))
                result += isFirst ? (term.IsNegative ? "-" : "") + TextOf(term.Expression.Span, syntax) : Joint(term, term.IsNegative) + TextOf(term.Expression.Span, syntax);
        }

        return result;
    }

    private static bool Take(List<SignedTerm> rest, int index)
    {
        rest.RemoveAt(index);
        return true;
    }

    private static bool IsWritten(SignedTerm term, Term written, BoundProgram program) =>
        term.IsNegative == written.IsNegative && program.Mentions.TryGetValue(term.Node, out var spans) && spans.Contains(written.Expression.Span);

    /// <summary>The operator before a term, with the space that the user leaves around it.</summary>
    private static string Joint(Term term, bool isNegative)
    {
        var (before, after) = term.Joint ?? (" ", " ");
        return before + (isNegative ? '-' : '+') + after;
    }

    private static List<Term> Terms(ExpressionSyntax expression, ProgramSyntax syntax)
    {
        if (expression is not BinarySyntax { Operator.Kind: TokenKind.Plus or TokenKind.Minus } sum)
        {
            return expression is UnarySyntax { Operator.Kind: TokenKind.Minus } negated
                ? [new Term(negated.Operand, true, null)]
                : [new Term(expression, false, null)];
        }

        var before = TextOf(TextSpan.FromBounds(sum.Left.Span.End, sum.Operator.Span.Start), syntax);
        var after = TextOf(TextSpan.FromBounds(sum.Operator.Span.End, sum.Right.Span.Start), syntax);
        return [.. Terms(sum.Left, syntax), new Term(sum.Right, sum.Operator.Kind == TokenKind.Minus, (before, after))];
    }

    private static string TextOf(TextSpan span, ProgramSyntax syntax) => syntax.Text.Substring(span.Start, span.Length);

    /// <param name="Expression">The term without its sign.</param>
    /// <param name="IsNegative">Its sign.</param>
    /// <param name="Joint">The space before and after the operator in front of it; null for the first term.</param>
    private sealed record Term(ExpressionSyntax Expression, bool IsNegative, (string Before, string After)? Joint);
}
