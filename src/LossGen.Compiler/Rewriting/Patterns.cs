using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Rewriting;

/// <summary>The vocabulary of <see cref="RuleTable"/>: variables and functions, so that a rule reads as the mathematics it is.</summary>
internal static class Patterns
{
    public static readonly Variable X = new("x");
    public static readonly Variable Y = new("y");
    public static readonly Variable S = new("s");
    public static readonly Variable N = new("n");
    public static readonly Variable P = new("p");
    public static readonly Variable Condition = new("condition");

    /// <summary>All the other terms of a sum.</summary>
    public static readonly RemainingTerms Rest = new("rest");

    /// <summary>A number that is written out.</summary>
    public static readonly NumberVariable Number = new("number", _ => true);

    public static readonly NumberVariable PositiveNumber = new("positive", value => value > 0);

    public static readonly NumberVariable EvenNumber = new("even", value => value != 0 && value % 2 == 0);

    public static Pattern Abs(Pattern x) => new CallPattern(Operators.Abs, x);

    public static Pattern Sqrt(Pattern x) => new CallPattern(Operators.Sqrt, x);

    public static Pattern Exp(Pattern x) => new CallPattern(Operators.Exp, x);

    public static Pattern ExpM1(Pattern x) => new CallPattern(Operators.ExpM1, x);

    public static Pattern Log(Pattern x) => new CallPattern(Operators.Log, x);

    public static Pattern Log1P(Pattern x) => new CallPattern(Operators.Log1P, x);

    public static Pattern Log1MExp(Pattern x) => new CallPattern(Operators.Log1MExp, x);

    public static Pattern Cosh(Pattern x) => new CallPattern(Operators.Cosh, x);

    public static Pattern Tanh(Pattern x) => new CallPattern(Operators.Tanh, x);

    public static Pattern Erf(Pattern x) => new CallPattern(Operators.Erf, x);

    public static Pattern Erfc(Pattern x) => new CallPattern(Operators.Erfc, x);

    public static Pattern Sigmoid(Pattern x) => new CallPattern(Operators.Sigmoid, x);

    public static Pattern LogSigmoid(Pattern x) => new CallPattern(Operators.LogSigmoid, x);

    public static Pattern Softplus(Pattern x) => new CallPattern(Operators.Softplus, x);

    public static Pattern LogCosh(Pattern x) => new CallPattern(Operators.LogCosh, x);

    public static Pattern Softmax(Pattern x, Pattern logSumExp) => new CallPattern(Operators.Softmax, x, logSumExp);

    public static Pattern Hypot(Pattern x, Pattern y) => new CallPattern(Operators.Hypot, x, y);

    public static Pattern RootMinusOne(Pattern x) => new CallPattern(Operators.RootMinusOne, x);

    public static Pattern LogAddExp(Pattern x, Pattern y) => new CallPattern(Operators.LogAddExp, x, y);

    public static Pattern XLogY(Pattern x, Pattern y) => new CallPattern(Operators.XLogY, x, y);

    public static Pattern XLog1PY(Pattern x, Pattern y) => new CallPattern(Operators.XLog1PY, x, y);

    public static Pattern RelEntropy(Pattern x, Pattern y) => new CallPattern(Operators.RelEntropy, x, y);

    public static Pattern Power(Pattern x, Pattern exponent) => new CallPattern(Operators.Power, x, exponent);

    public static Pattern Equal(Pattern x, Pattern y) => new CallPattern(Operators.Equal, x, y);

    public static Pattern Square(Pattern x) => new SquarePattern(x);

    public static Pattern Select(Variable condition, Pattern ifTrue, Pattern ifFalse) => new SelectPattern(condition, ifTrue, ifFalse);

    /// <summary>The value where the condition, a pattern of its own, does not hold; 1 where it does.</summary>
    public static Pattern OneWhere(Pattern condition, Pattern otherwise) => new OneWherePattern(condition, otherwise);

    public static Pattern Sum(Pattern body) => new ReducePattern(ReduceKind.Sum, "axes", body);

    public static Pattern LogSumExp(Pattern body) => new ReducePattern(ReduceKind.LogSumExp, "axes", body);

    public static Pattern Norm(Pattern body) => new ReducePattern(ReduceKind.Norm, "axes", body);

    /// <summary>Only ever built.</summary>
    private sealed class OneWherePattern(Pattern condition, Pattern otherwise) : Pattern
    {
        public override IEnumerable<Match> Matches(Node node, Match match, MatchContext context) => [];

        public override Node Build(Match match, Algebra algebra) =>
            algebra.Select(condition.Build(match, algebra), algebra.One, otherwise.Build(match, algebra));
    }
}
