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
    public static readonly Variable D = new("d");
    public static readonly Variable L = new("l");
    public static readonly Variable L2 = new("l2");
    public static readonly Variable Condition = new("condition");

    /// <summary>The number of elements that a mean divides by.</summary>
    public static readonly Variable Count = new("count");

    /// <summary>All the other terms of a sum.</summary>
    public static readonly RemainingTerms Rest = new("rest");

    /// <summary>A number that is written out.</summary>
    public static readonly NumberVariable Number = new("number", _ => true);

    public static readonly NumberVariable PositiveNumber = new("positive", value => value > 0);

    public static readonly NumberVariable EvenNumber = new("even", value => value != 0 && value % 2 == 0);

    public static readonly IReadOnlyList<Operator> Additive = [Operators.Add, Operators.Subtract];

    public static readonly IReadOnlyList<Operator> Multiplicative = [Operators.Multiply, Operators.Divide, Operators.Negate];

    public static Pattern Abs(Pattern x) => new CallPattern(Operators.Abs, x);

    public static Pattern Min(Pattern x, Pattern y) => new CallPattern(Operators.Min, x, y);

    public static Pattern Max(Pattern x, Pattern y) => new CallPattern(Operators.Max, x, y);

    public static Pattern Sqrt(Pattern x) => new CallPattern(Operators.Sqrt, x);

    public static Pattern Exp(Pattern x) => new CallPattern(Operators.Exp, x);

    public static Pattern ExpM1(Pattern x) => new CallPattern(Operators.ExpM1, x);

    public static Pattern Log(Pattern x) => new CallPattern(Operators.Log, x);

    public static Pattern Log1P(Pattern x) => new CallPattern(Operators.Log1P, x);

    public static Pattern Log1MExp(Pattern x) => new CallPattern(Operators.Log1MExp, x);

    public static Pattern Sinh(Pattern x) => new CallPattern(Operators.Sinh, x);

    public static Pattern Sin(Pattern x) => new CallPattern(Operators.Sin, x);

    public static Pattern Cos(Pattern x) => new CallPattern(Operators.Cos, x);

    public static Pattern Tan(Pattern x) => new CallPattern(Operators.Tan, x);

    public static Pattern Asin(Pattern x) => new CallPattern(Operators.Asin, x);

    public static Pattern Acos(Pattern x) => new CallPattern(Operators.Acos, x);

    public static Pattern Atan(Pattern x) => new CallPattern(Operators.Atan, x);

    public static Pattern DirectionCosine(Pattern x, Pattern y) => new CallPattern(Operators.DirectionCosine, x, y);

    public static Pattern KlDivergence(Pattern x, Pattern y) => new CallPattern(Operators.KlDivergence, x, y);

    public static Pattern Less(Pattern x, Pattern y) => new CallPattern(Operators.Less, x, y);

    public static Pattern LessOrEqual(Pattern x, Pattern y) => new CallPattern(Operators.LessOrEqual, x, y);

    public static Pattern Cosh(Pattern x) => new CallPattern(Operators.Cosh, x);

    public static Pattern Tanh(Pattern x) => new CallPattern(Operators.Tanh, x);

    public static Pattern Erf(Pattern x) => new CallPattern(Operators.Erf, x);

    public static Pattern Erfc(Pattern x) => new CallPattern(Operators.Erfc, x);

    public static Pattern Sigmoid(Pattern x) => new CallPattern(Operators.Sigmoid, x);

    public static Pattern LogSigmoid(Pattern x) => new CallPattern(Operators.LogSigmoid, x);

    public static Pattern Softplus(Pattern x) => new CallPattern(Operators.Softplus, x);

    public static Pattern LogCosh(Pattern x) => new CallPattern(Operators.LogCosh, x);

    public static Pattern Softmax(Pattern x, Pattern logSumExp) => new CallPattern(Operators.Softmax, x, logSumExp);

    public static Pattern LogGamma(Pattern x) => new CallPattern(Operators.LogGamma, x);

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

    /// <summary>A choice by a condition that is a pattern of its own. Only ever built.</summary>
    public static Pattern Choose(Pattern condition, Pattern ifTrue, Pattern ifFalse) => new ChoicePattern(condition, ifTrue, ifFalse);

    /// <summary>What is an exponential in another form, without a weight; the variable is the logarithm. See <see cref="LogSpace"/>.</summary>
    public static Pattern PureInLogSpace(Variable log) => new DerivedPattern(log, null, (node, context) => context.Logarithms.OfPure(node));

    /// <summary>The same of a whole operand of <c>log</c>, which must be positive whatever is in it.</summary>
    public static Pattern WholeInLogSpace(Variable log) => new DerivedPattern(log, null, (node, context) => context.Logarithms.OfWhole(node));

    public static Pattern Sum(Pattern body) => new ReducePattern(ReduceKind.Sum, "axes", body);

    public static Pattern Product(Pattern body) => new ReducePattern(ReduceKind.Product, "axes", body);

    /// <summary>The greatest of the elements.</summary>
    public static Pattern Maximum(Pattern body) => new ReducePattern(ReduceKind.Max, "axes", body);

    /// <summary>A sum over axes of its own.</summary>
    public static Pattern OtherSum(Pattern body) => new ReducePattern(ReduceKind.Sum, "otherAxes", body);

    public static Pattern OtherNorm(Pattern body) => new ReducePattern(ReduceKind.Norm, "otherAxes", body);

    public static Pattern LogSumExp(Pattern body) => new ReducePattern(ReduceKind.LogSumExp, "axes", body);

    public static Pattern Norm(Pattern body) => new ReducePattern(ReduceKind.Norm, "axes", body);

    /// <summary>The same of what is known to be no negative number, nor a probability, whose logarithm is no gain beside a 1.</summary>
    public static Pattern PositiveInLogSpace(Variable log) => new DerivedPattern(log, null, (node, context) =>
        !IsProbability(node) && context.Signs.IsNonNegative(node) ? context.Logarithms.Of(node) : null);

    /// <summary>The same of an exponential or a probability alone: its logarithm is finite wherever its operand is.</summary>
    public static Pattern ProbabilityInLogSpace(Variable log) => new DerivedPattern(log, null, (node, context) =>
        IsProbability(node) || node is Call { Operator: var op } && op == Operators.Exp ? context.Logarithms.Of(node) : null);

    /// <summary>The same of a sum of exponentials.</summary>
    public static Pattern SumInLogSpace(Variable log) => new DerivedPattern(log, null, (node, context) =>
        IsSum(node) ? context.Logarithms.Of(node) : null);

    private static bool IsSum(Node node) => node is Reduce || (node is Call call && Additive.Contains(call.Operator));

    private static bool IsProbability(Node node) =>
        node is Call call && (call.Operator == Operators.Sigmoid || call.Operator == Operators.Softmax);

    public static Pattern Mean(Pattern body) => new MeanPattern(Sum(body), Count);

    private sealed class ChoicePattern(Pattern condition, Pattern ifTrue, Pattern ifFalse) : Pattern
    {
        public override bool MayMatch(Node node) => false;

        public override IEnumerable<Match> Matches(Node node, Match match, MatchContext context) => [];

        public override Node Build(Match match, Algebra algebra) =>
            algebra.Select(condition.Build(match, algebra), ifTrue.Build(match, algebra), ifFalse.Build(match, algebra));
    }
}
