using LossGen.Compiler.Ir;
using LossGen.Compiler.Syntax;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Rewriting;

/// <summary>How tightly written expressions bind, in the numbers of <see cref="Operator.Precedence"/>.</summary>
internal static class SyntaxPrecedence
{
    public static int Of(ExpressionSyntax expression) => expression switch
    {
        ConditionalSyntax => 0,
        ComparisonSyntax comparison => OfOperator(comparison.Operators[0].Kind),
        BinarySyntax binary => OfOperator(binary.Operator.Kind),
        UnarySyntax => Operators.Negate.Precedence,
        _ => Operators.CallPrecedence,
    };

    /// <summary>How tightly an expression must bind to stand at a place of the text without parentheses.</summary>
    public static int NeededAt(ProgramSyntax program, TextSpan place)
    {
        SyntaxNode node = program;
        var needed = 0;
        while (node.Expressions.FirstOrDefault(inner => inner.Span.Start <= place.Start && place.End <= inner.Span.End) is { } inner)
        {
            needed = NeededBy(node, inner);
            if (inner.Span == place)
                break;
            node = inner;
        }

        return needed;
    }

    private static int NeededBy(SyntaxNode parent, ExpressionSyntax operand) => parent switch
    {
        BinarySyntax { Operator.Kind: TokenKind.Caret } power => operand == power.Left ? Operators.CallPrecedence : Operators.Negate.Precedence,
        BinarySyntax binary => OfOperator(binary.Operator.Kind) + (operand == binary.Right ? 1 : 0),
        ComparisonSyntax comparison => OfOperator(comparison.Operators[0].Kind) + 1,
        UnarySyntax => Operators.Negate.Precedence,
        ConditionalSyntax conditional when operand == conditional.Condition => Operators.Or.Precedence,
        _ => 0,
    };

    private static int OfOperator(TokenKind kind) => kind switch
    {
        TokenKind.BarBar => Operators.Or.Precedence,
        TokenKind.AmpersandAmpersand => Operators.And.Precedence,
        TokenKind.EqualEqual or TokenKind.BangEqual => Operators.Equal.Precedence,
        TokenKind.Plus or TokenKind.Minus => Operators.Add.Precedence,
        TokenKind.Star or TokenKind.Slash => Operators.Multiply.Precedence,
        TokenKind.Caret => Operators.Power.Precedence,
        _ => Operators.Less.Precedence,
    };
}
