using LossGen.Compiler.Ir;
using LossGen.Compiler.Rewriting;

namespace LossGen.Compiler.Analysis.Design;

/// <summary>Losses of probabilities that should be losses of logits.</summary>
internal static class ProbabilitySmells
{
    /// <summary>Squared, absolute and like errors whose residual is a probability of the prediction less something else.</summary>
    public static IEnumerable<Sighting> ErrorsOf(Activation activation, DesignContext context) =>
        from term in context.Terms
        where term.Sign != TermSign.Negative && ResidualOf(term.Node) is { } residual && IsResidualOf(residual, activation, context)
        select new Sighting(term.Node);

    /// <summary>
    /// The logarithm of 1 − sigmoid(x) minimised, be it written log(1 − sigmoid(x)), logsigmoid(−x) or −softplus(x). A logit that a row has been
    /// reduced to makes a bound on information of it, which is there to be maximised.
    /// </summary>
    public static IEnumerable<Sighting> SaturatingTerms(DesignContext context)
    {
        var terms = context.Terms.Where(term => IsSaturating(term, context)).ToList();
        return context.Program.ReturnValue is not null && context.Terms.All(term => terms.Contains(term) || ResidualOf(term.Node) is not null)
            ? terms.Select(term => new Sighting(term.Node))
            : [];
    }

    /// <summary>Softmaxes, their logarithms and logsumexps of what a softmax or a sigmoid has made a probability.</summary>
    public static IEnumerable<Sighting> SoftmaxesOfProbabilities(DesignContext context) =>
        from found in Normalizations(context)
        where Probabilities.IsProbability(found.Logit, context)
        select new Sighting(found.Node);

    /// <summary>Softmaxes, their logarithms and logsumexps of what a logsoftmax has normalised.</summary>
    public static IEnumerable<Sighting> SoftmaxesOfLogSoftmaxes(DesignContext context) =>
        from found in Normalizations(context)
        where Probabilities.Of(found.Logit, context) is { Activation: Activation.LogSoftmax }
        select new Sighting(found.Node);

    /// <summary>Sigmoids and the functions that have one in them, of what a sigmoid or a softmax has made a probability.</summary>
    public static IEnumerable<Sighting> SigmoidsOfProbabilities(DesignContext context)
    {
        foreach (var call in context.Calls)
        {
            var logit = call.Operator == Operators.Softplus || call.Operator == Operators.LogSigmoid ? call.Operands[0]
                : Probabilities.Of(call, context) is { Activation: Activation.Sigmoid } sigmoid ? sigmoid.Logit
                : null;
            if (logit is not null && Probabilities.IsProbability(WithoutSign(logit), context))
                yield return new Sighting(call);
        }
    }

    /// <summary>What is normalised over a row, with the expression that does it.</summary>
    private static IEnumerable<(Node Node, Node Logit)> Normalizations(DesignContext context)
    {
        foreach (var node in context.Nodes)
        {
            if (node is Reduce { Kind: ReduceKind.LogSumExp } row)
                yield return (row, InnermostOf(row));
            else if (node is Call { Operator: var op } && op != Operators.Log && Probabilities.Of(node, context) is { Activation: Activation.Softmax or Activation.LogSoftmax } softmax)
                yield return (node, softmax.Logit);
        }
    }

    /// <summary>What a logsumexp over several axes, and under a guard, is of.</summary>
    private static Node InnermostOf(Node node) => node switch
    {
        Reduce { Kind: ReduceKind.LogSumExp } row => InnermostOf(row.Body),
        Select select when Algebra.IsConstant(select.IfFalse, double.NegativeInfinity) => select.IfTrue,
        _ => node,
    };

    private static bool IsSaturating(LossTerm term, DesignContext context)
    {
        if (term.Sign == TermSign.Unknown || term.Node is not Call call || call.Operands[0].BinderHeight > 0)
            return false;
        return term.Sign == TermSign.Negative
            ? call.Operator == Operators.Softplus
            : call.Operator == Operators.LogSigmoid
                || ((call.Operator == Operators.Log || call.Operator == Operators.Log1P || call.Operator == Operators.Negate) && IsLogSigmoid(context.Stable(call)));
    }

    private static bool IsLogSigmoid(Node node) => node is Call call
        && (call.Operator == Operators.LogSigmoid
            || (call.Operator == Operators.Negate && call.Operands[0] is Call { Operator: var op } && op == Operators.Softplus));

    /// <summary>What an error measures the size of; null for any other expression.</summary>
    private static Node? ResidualOf(Node node) => node switch
    {
        Call call when call.Operator == Operators.Abs || call.Operator == Operators.LogCosh => call.Operands[0],
        Call call when call.Operator == Operators.Power && Algebra.TryGetConstant(call.Operands[1], out var exponent) && exponent > 0 =>
            exponent == 2 ? call.Operands[0]
            : call.Operands[0] is Call { Operator: var op } magnitude && op == Operators.Abs ? magnitude.Operands[0]
            : null,
        Call call when call.Operator == Operators.Multiply && ReferenceEquals(call.Operands[0], call.Operands[1]) => call.Operands[0],
        Reduce { Kind: ReduceKind.Norm } norm => ResidualOf(norm.Body) ?? norm.Body,
        _ => null,
    };

    /// <summary>
    /// Whether one term, times a number at most, is a probability of the prediction, and the others are not: probabilities of two models are compared as such.
    /// </summary>
    private static bool IsResidualOf(Node residual, Activation activation, DesignContext context)
    {
        var terms = TermChain.Of(residual).Select(term => WithoutNumbers(term.Node)).ToList();
        var activations = terms.Select(term => Probabilities.Of(term, context)).Where(found => found is not null).ToList();
        return terms.Count > 1 && activations is [{ } only] && only.Activation == activation && context.ReadsPrediction(only.Logit);
    }

    private static Node WithoutNumbers(Node node)
    {
        var chain = FactorChain.Of(node);
        var factors = chain.Factors.Where(factor => !Algebra.TryGetConstant(factor, out _)).ToList();
        return factors.Count == 1 && chain.Divisors.All(divisor => Algebra.TryGetConstant(divisor, out _)) ? factors[0] : node;
    }

    private static Node WithoutSign(Node node) =>
        node is Call { Operator: var op } negated && op == Operators.Negate ? negated.Operands[0] : node;
}
