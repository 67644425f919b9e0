using LossGen.Compiler.Syntax;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Rewriting;

/// <summary>
/// Makes the stable text for a written form, or null where it is written otherwise. Parts of it are copied character by character.
/// </summary>
internal delegate string? SyntaxFix(ExpressionSyntax expression, ProgramSyntax program);

/// <summary>The fixes that <see cref="RuleTable"/> names.</summary>
internal static class SyntaxFixes
{
    /// <summary><c>log(softmax[c](z))</c>, <c>log(sigmoid(x))</c>: the name grows.</summary>
    public static string? LogOfProbability(ExpressionSyntax expression, ProgramSyntax program) =>
        Argument(expression, "log") is CallSyntax { Primes: 0, Name: "softmax" or "sigmoid" } call ? "log" + program.TextOf(call.Span) : null;

    public static string? LogOneMinusSigmoid(ExpressionSyntax expression, ProgramSyntax program) =>
        Argument(expression, "log") is BinarySyntax { Operator.Kind: TokenKind.Minus } difference
        && IsOne(difference.Left) && Argument(Inner(difference.Right), "sigmoid") is { } x
            ? $"logsigmoid({Negated(x, program)})"
            : null;

    public static string? OneMinusSigmoid(ExpressionSyntax expression, ProgramSyntax program) =>
        SubtractedFromOne(expression, "sigmoid") is { } x ? $"sigmoid({Negated(x, program)})" : null;

    public static string? OneMinusErf(ExpressionSyntax expression, ProgramSyntax program) =>
        SubtractedFromOne(expression, "erf") is { } x ? $"erfc({program.TextOf(x.Span)})" : null;

    public static string? LogOnePlus(ExpressionSyntax expression, ProgramSyntax program) => Argument(expression, "log") switch
    {
        BinarySyntax { Operator.Kind: TokenKind.Plus } sum when IsOne(sum.Left) => $"log1p({program.TextOf(sum.Right.Span)})",
        BinarySyntax { Operator.Kind: TokenKind.Plus } sum when IsOne(sum.Right) => $"log1p({program.TextOf(sum.Left.Span)})",
        BinarySyntax { Operator.Kind: TokenKind.Minus } difference when IsOne(difference.Left) => $"log1p({Negated(difference.Right, program)})",
        _ => null,
    };

    public static string? LogOnePlusExp(ExpressionSyntax expression, ProgramSyntax program)
    {
        var exponential = Argument(expression, "log1p") ?? Argument(expression, "log") switch
        {
            BinarySyntax { Operator.Kind: TokenKind.Plus } sum when IsOne(sum.Left) => Inner(sum.Right),
            BinarySyntax { Operator.Kind: TokenKind.Plus } sum when IsOne(sum.Right) => Inner(sum.Left),
            _ => null,
        };
        return exponential is not null && Argument(exponential, "exp") is { } x ? $"softplus({program.TextOf(x.Span)})" : null;
    }

    public static string? LogOneMinusExp(ExpressionSyntax expression, ProgramSyntax program) =>
        Argument(expression, "log") is BinarySyntax { Operator.Kind: TokenKind.Minus } difference
        && IsOne(difference.Left) && Argument(Inner(difference.Right), "exp") is { } x
            ? $"log1mexp({program.TextOf(x.Span)})"
            : null;

    public static string? ExpMinusOne(ExpressionSyntax expression, ProgramSyntax program) => Inner(expression) switch
    {
        BinarySyntax { Operator.Kind: TokenKind.Minus } difference
            when IsOne(difference.Right) && Argument(Inner(difference.Left), "exp") is { } x =>
            $"expm1({program.TextOf(x.Span)})",
        BinarySyntax { Operator.Kind: TokenKind.Minus } difference
            when IsOne(difference.Left) && Argument(Inner(difference.Right), "exp") is { } x =>
            $"-expm1({program.TextOf(x.Span)})",
        _ => null,
    };

    public static string? LogSumExp(ExpressionSyntax expression, ProgramSyntax program) =>
        ReductionOf(Argument(expression, "log"), "sum", body => Argument(body, "exp"), "logsumexp", program);

    public static string? LogAddExp(ExpressionSyntax expression, ProgramSyntax program) =>
        Argument(expression, "log") is BinarySyntax { Operator.Kind: TokenKind.Plus } sum
        && Argument(Inner(sum.Left), "exp") is { } x && Argument(Inner(sum.Right), "exp") is { } y
            ? $"logaddexp({program.TextOf(x.Span)}, {program.TextOf(y.Span)})"
            : null;

    public static string? LogCosh(ExpressionSyntax expression, ProgramSyntax program) =>
        Argument(expression, "log") is { } cosh && Argument(cosh, "cosh") is { } x ? $"logcosh({program.TextOf(x.Span)})" : null;

    public static string? ZeroTimesLog(ExpressionSyntax expression, ProgramSyntax program) =>
        Inner(expression) is BinarySyntax { Operator.Kind: TokenKind.Star } product && Argument(Inner(product.Right), "log") is { } x
            ? $"xlogy({program.TextOf(Inner(product.Left).Span)}, {program.TextOf(x.Span)})"
            : null;

    public static string? RootOfSquare(ExpressionSyntax expression, ProgramSyntax program) =>
        Argument(expression, "sqrt") is { } square && Squared(square) is { } x ? $"abs({program.TextOf(x.Span)})" : null;

    public static string? Hypotenuse(ExpressionSyntax expression, ProgramSyntax program) =>
        Argument(expression, "sqrt") is BinarySyntax { Operator.Kind: TokenKind.Plus } sum
        && Squared(Inner(sum.Left)) is { } x && Squared(Inner(sum.Right)) is { } y
            ? $"hypot({program.TextOf(x.Span)}, {program.TextOf(y.Span)})"
            : null;

    public static string? RootOfSumOfSquares(ExpressionSyntax expression, ProgramSyntax program) =>
        ReductionOf(Argument(expression, "sqrt"), "sum", Squared, "norm", program);

    /// <summary>A reduction under another name and over another body; its brackets stay as they are.</summary>
    private static string? ReductionOf(
        ExpressionSyntax? reduction, string name, Func<ExpressionSyntax, ExpressionSyntax?> bodyOf, string newName, ProgramSyntax program)
    {
        if (reduction is not CallSyntax { Primes: 0, Arguments: [var argument] } call || call.Name != name
            || bodyOf(Inner(argument)) is not { } body)
            return null;
        var head = program.TextOf(TextSpan.FromBounds(call.Identifier.Span.End, argument.Span.Start));
        var tail = program.TextOf(TextSpan.FromBounds(argument.Span.End, call.Span.End));
        return newName + head + program.TextOf(body.Span) + tail;
    }

    private static ExpressionSyntax? SubtractedFromOne(ExpressionSyntax expression, string function) =>
        Inner(expression) is BinarySyntax { Operator.Kind: TokenKind.Minus } difference && IsOne(difference.Left)
            ? Argument(Inner(difference.Right), function)
            : null;

    /// <summary>The argument of a plain call of a function, without parentheses around it.</summary>
    private static ExpressionSyntax? Argument(ExpressionSyntax expression, string function) =>
        Inner(expression) is CallSyntax { Primes: 0, Axes: null, Arguments: [var argument] } call && call.Name == function
            ? Inner(argument)
            : null;

    private static ExpressionSyntax? Squared(ExpressionSyntax expression) =>
        expression is BinarySyntax { Operator.Kind: TokenKind.Caret, Right: LiteralSyntax { Token.Text: "2" } } power
            ? Inner(power.Left)
            : null;

    private static string Negated(ExpressionSyntax expression, ProgramSyntax program)
    {
        var text = program.TextOf(Inner(expression).Span);
        return Inner(expression) is NameSyntax or CallSyntax or IndexSyntax or LiteralSyntax ? "-" + text : $"-({text})";
    }

    private static bool IsOne(ExpressionSyntax expression) => Inner(expression) is LiteralSyntax { Token.Text: "1" or "1.0" };

    private static ExpressionSyntax Inner(ExpressionSyntax expression) =>
        expression is ParenthesizedSyntax parenthesized ? Inner(parenthesized.Inner) : expression;
}
