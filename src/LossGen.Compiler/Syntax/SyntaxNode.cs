using LossGen.Compiler.Text;

namespace LossGen.Compiler.Syntax;

/// <summary>A piece of the immutable syntax tree.</summary>
public abstract class SyntaxNode(TextSpan span)
{
    /// <summary>From its first token's start to its last token's end.</summary>
    public TextSpan Span { get; } = span;

    /// <summary>The expressions directly inside, in the order of the text.</summary>
    public abstract IEnumerable<ExpressionSyntax> Expressions { get; }
}

/// <summary>An expression.</summary>
public abstract class ExpressionSyntax(TextSpan span, params ExpressionSyntax[] operands) : SyntaxNode(span)
{
    public override IEnumerable<ExpressionSyntax> Expressions => operands;

    /// <summary>How deeply expressions nest here, a chain of operators included; at most <see cref="LossParser.MaximumDepth"/>.</summary>
    public int Depth { get; } = operands.Length == 0 ? 1 : 1 + operands.Max(operand => operand.Depth);
}

/// <summary>What stands where an expression is missing. Only a program with errors has one.</summary>
public sealed class MissingExpressionSyntax(TextSpan span, params ExpressionSyntax[] operands) : ExpressionSyntax(span, operands);

/// <summary><c>2</c>, <c>0.5</c>, <c>1e-6</c></summary>
public sealed class LiteralSyntax(Token token) : ExpressionSyntax(token.Span)
{
    public Token Token { get; } = token;
}

/// <summary><c>yhat</c></summary>
public sealed class NameSyntax(Token identifier) : ExpressionSyntax(identifier.Span)
{
    public string Name => Identifier.Text;

    public Token Identifier { get; } = identifier;
}

/// <summary><c>pi</c> in another loss: the constant, whatever the name means to the caller.</summary>
public sealed class ConstantSyntax(Token identifier) : ExpressionSyntax(identifier.Span)
{
    public string Name { get; } = identifier.Text;
}

/// <summary><c>(x)</c></summary>
public sealed class ParenthesizedSyntax(TextSpan span, ExpressionSyntax inner) : ExpressionSyntax(span, inner)
{
    public ExpressionSyntax Inner { get; } = inner;
}

/// <summary><c>-x</c>, <c>!m</c></summary>
public sealed class UnarySyntax(Token op, ExpressionSyntax operand) : ExpressionSyntax(op.Span.Union(operand.Span), operand)
{
    public Token Operator { get; } = op;

    public ExpressionSyntax Operand { get; } = operand;
}

/// <summary><c>a + b</c>; comparisons are <see cref="ComparisonSyntax"/>.</summary>
public sealed class BinarySyntax(ExpressionSyntax left, Token op, ExpressionSyntax right)
    : ExpressionSyntax(left.Span.Union(right.Span), left, right)
{
    public ExpressionSyntax Left { get; } = left;

    public Token Operator { get; } = op;

    public ExpressionSyntax Right { get; } = right;
}

/// <summary><c>a &lt; b</c>, <c>0 &lt; x &lt; 1</c>: one operand more than operators.</summary>
public sealed class ComparisonSyntax(IReadOnlyList<ExpressionSyntax> operands, IReadOnlyList<Token> operators)
    : ExpressionSyntax(operands[0].Span.Union(operands[operands.Count - 1].Span), [.. operands])
{
    public IReadOnlyList<ExpressionSyntax> Operands { get; } = operands;

    public IReadOnlyList<Token> Operators { get; } = operators;
}

/// <summary><c>condition ? ifTrue : ifFalse</c></summary>
public sealed class ConditionalSyntax(ExpressionSyntax condition, ExpressionSyntax ifTrue, ExpressionSyntax ifFalse)
    : ExpressionSyntax(condition.Span.Union(ifFalse.Span), condition, ifTrue, ifFalse)
{
    public ExpressionSyntax Condition { get; } = condition;

    public ExpressionSyntax IfTrue { get; } = ifTrue;

    public ExpressionSyntax IfFalse { get; } = ifFalse;
}

/// <summary><c>z[n, label[n]]</c></summary>
public sealed class IndexSyntax(TextSpan span, Token identifier, IReadOnlyList<ExpressionSyntax> indices)
    : ExpressionSyntax(span, [.. indices])
{
    public string Name => Identifier.Text;

    public Token Identifier { get; } = identifier;

    public IReadOnlyList<ExpressionSyntax> Indices { get; } = indices;
}

/// <summary><c>exp(x)</c>, <c>f'(x)</c>, <c>sum[j | j != i](x)</c>, <c>Regression.Huber(yhat, y, delta)</c></summary>
public sealed class CallSyntax(
    TextSpan span,
    Token identifier,
    int primes,
    IReadOnlyList<NameSyntax>? axes,
    ExpressionSyntax? guard,
    IReadOnlyList<ExpressionSyntax> arguments)
    : ExpressionSyntax(span, [.. guard is null ? arguments : [guard, .. arguments]])
{
    public string Name => Identifier.Text;

    public Token Identifier { get; } = identifier;

    /// <summary>The order of the derivative: 0 for a plain call.</summary>
    public int Primes { get; } = primes;

    /// <summary>The axes in brackets, or null if there are no brackets.</summary>
    public IReadOnlyList<NameSyntax>? Axes { get; } = axes;

    /// <summary>What stands after the bar in the brackets.</summary>
    public ExpressionSyntax? Guard { get; } = guard;

    public IReadOnlyList<ExpressionSyntax> Arguments { get; } = arguments;
}
