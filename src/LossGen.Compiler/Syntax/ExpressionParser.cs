using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Syntax;

/// <summary>Reads one expression by precedence climbing.</summary>
internal sealed class ExpressionParser(TokenCursor cursor)
{
    private const int RelationalPrecedence = 4;
    private const int EqualityPrecedence = 3;

    private int _recursion;

    /// <summary>Reads an expression; a <see cref="MissingExpressionSyntax"/> after an error.</summary>
    public ExpressionSyntax Expression()
    {
        if (!Enter())
            return Missing();
        var result = Binary(1);
        if (cursor.Current.Kind == TokenKind.Question)
        {
            cursor.Take();
            var ifTrue = Expression();
            cursor.Expect(TokenKind.Colon, "':' and the value where the condition does not hold");
            result = Limited(new ConditionalSyntax(result, ifTrue, Expression()));
        }

        _recursion--;
        return result;
    }

    private static int Precedence(TokenKind kind) => kind switch
    {
        TokenKind.BarBar => 1,
        TokenKind.AmpersandAmpersand => 2,
        TokenKind.EqualEqual or TokenKind.BangEqual => EqualityPrecedence,
        TokenKind.Less or TokenKind.LessEqual or TokenKind.Greater or TokenKind.GreaterEqual => RelationalPrecedence,
        TokenKind.Plus or TokenKind.Minus => 5,
        TokenKind.Star or TokenKind.Slash => 6,
        _ => 0,
    };

    private ExpressionSyntax Binary(int minimum)
    {
        var left = Unary();
        while (Precedence(cursor.Current.Kind) is var precedence && precedence >= minimum)
        {
            left = precedence is RelationalPrecedence or EqualityPrecedence
                ? Comparison(left, precedence)
                : Limited(new BinarySyntax(left, cursor.Take(), Binary(precedence + 1)));
        }

        return left;
    }

    /// <summary><c>a &lt; b &lt; c</c> is a chain. <c>a == b == c</c> means one thing in a paper and another in C#, and is refused.</summary>
    private ExpressionSyntax Comparison(ExpressionSyntax first, int precedence)
    {
        List<ExpressionSyntax> operands = [first];
        List<Token> operators = [];
        while (Precedence(cursor.Current.Kind) == precedence)
        {
            if (precedence == EqualityPrecedence && operators.Count > 0)
            {
                cursor.Fail(LanguageErrors.ChainedEquality);
                break;
            }

            if (operators.Count == LossParser.MaximumDepth)
            {
                cursor.Fail(LanguageErrors.TooDeep, LanguageErrors.Format(LossParser.MaximumDepth));
                break;
            }

            operators.Add(cursor.Take());
            operands.Add(Binary(precedence + 1));
        }

        return Limited(new ComparisonSyntax(operands, operators));
    }

    private ExpressionSyntax Unary()
    {
        if (cursor.Current.Kind is TokenKind.Minus or TokenKind.Bang)
            return Limited(new UnarySyntax(cursor.Take(), NestedUnary()));
        var operand = Primary();
        return cursor.Current.Kind == TokenKind.Caret
            ? Limited(new BinarySyntax(operand, cursor.Take(), NestedUnary()))
            : operand;
    }

    private ExpressionSyntax NestedUnary()
    {
        if (!Enter())
            return Missing();
        var result = Unary();
        _recursion--;
        return result;
    }

    private ExpressionSyntax Primary()
    {
        switch (cursor.Current.Kind)
        {
            case TokenKind.Integer or TokenKind.Real:
                return new LiteralSyntax(cursor.Take());
            case TokenKind.OpenParenthesis:
                var open = cursor.Take();
                var inner = Expression();
                var close = cursor.Expect(TokenKind.CloseParenthesis, "')'") ?? cursor.Current;
                return Limited(new ParenthesizedSyntax(open.Span.Union(close.Span), inner));
            case TokenKind.Identifier:
                return Named(cursor.Take());
            default:
                cursor.FailExpected("a value");
                return Missing();
        }
    }

    private ExpressionSyntax Named(Token identifier)
    {
        if (cursor.Current.Kind == TokenKind.Dot)
            return Qualified(identifier);
        var primes = 0;
        for (; cursor.Current.Kind == TokenKind.Prime; primes++)
            cursor.Take();
        switch (cursor.Current.Kind)
        {
            case TokenKind.OpenBracket when primes == 0:
                return Bracketed(identifier);
            case TokenKind.OpenParenthesis:
                return Call(identifier, primes, null, null);
            default:
                if (primes > 0)
                    cursor.FailExpected("'(' and the argument of the derivative");
                return new NameSyntax(identifier);
        }
    }

    /// <summary><c>Regression.Huber(…)</c>: only other losses have names with dots.</summary>
    private ExpressionSyntax Qualified(Token first)
    {
        var (name, span) = (first.Text, first.Span);
        while (cursor.Current.Kind == TokenKind.Dot)
        {
            cursor.Take();
            if (cursor.Expect(TokenKind.Identifier, "the name of a loss") is not { } part)
                return Missing();
            name += "." + part.Text;
            span = span.Union(part.Span);
        }

        if (cursor.Current.Kind == TokenKind.OpenParenthesis)
            return Call(new Token(TokenKind.Identifier, span, name), 0, null, null);
        cursor.FailExpected("'(' and the arguments of the loss");
        return Missing();
    }

    /// <summary><c>z[n,c]</c>, or <c>sum[j | j != i](…)</c>.</summary>
    private ExpressionSyntax Bracketed(Token identifier)
    {
        var indices = List();
        var guard = default(ExpressionSyntax);
        if (cursor.Current.Kind == TokenKind.Bar)
        {
            cursor.Take();
            guard = Expression();
        }

        var close = cursor.Expect(TokenKind.CloseBracket, guard is null ? "',' or ']'" : "']'") ?? cursor.Current;
        if (cursor.Current.Kind == TokenKind.OpenParenthesis)
        {
            if (indices.FirstOrDefault(index => index is not NameSyntax) is { } other)
                cursor.Fail(new LossDiagnostic(LanguageErrors.AxisNameExpected, other.Span, new EquatableArray<string>(identifier.Text)));
            return Call(identifier, 0, [.. indices.OfType<NameSyntax>()], guard);
        }

        if (guard is not null)
            cursor.FailExpected("'(' and what is reduced");
        return Limited(new IndexSyntax(identifier.Span.Union(close.Span), identifier, indices));
    }

    private ExpressionSyntax Call(Token identifier, int primes, IReadOnlyList<NameSyntax>? axes, ExpressionSyntax? guard)
    {
        var arguments = cursor.Peek(1).Kind == TokenKind.CloseParenthesis ? [] : List();
        if (arguments.Count == 0)
            cursor.Take();
        var close = cursor.Expect(TokenKind.CloseParenthesis, "',' or ')'") ?? cursor.Current;
        return Limited(new CallSyntax(identifier.Span.Union(close.Span), identifier, primes, axes, guard, arguments));
    }

    /// <summary>Expressions between commas; the current token is the opening bracket.</summary>
    private List<ExpressionSyntax> List()
    {
        var items = new List<ExpressionSyntax>();
        do
        {
            cursor.Take();
            items.Add(Expression());
        }
        while (cursor.Current.Kind == TokenKind.Comma);
        return items;
    }

    private MissingExpressionSyntax Missing() => new(new TextSpan(cursor.Current.Span.Start, 0));

    private bool Enter()
    {
        if (_recursion++ < LossParser.MaximumDepth)
            return true;
        _recursion--;
        cursor.Fail(LanguageErrors.TooDeep, LanguageErrors.Format(LossParser.MaximumDepth));
        return false;
    }

    /// <summary>Refuses a tree that is too deep, which a chain of operators makes without any recursion here.</summary>
    private ExpressionSyntax Limited(ExpressionSyntax expression)
    {
        if (expression.Depth <= LossParser.MaximumDepth)
            return expression;
        cursor.Fail(new LossDiagnostic(
            LanguageErrors.TooDeep, expression.Span, new EquatableArray<string>(LanguageErrors.Format(LossParser.MaximumDepth))));
        return Missing();
    }
}
