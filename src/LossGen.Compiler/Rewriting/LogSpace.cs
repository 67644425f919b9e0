using System.Runtime.CompilerServices;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Rewriting;

/// <summary>
/// The logarithm of an expression that exponentials are in, without computing them: of products and powers a sum, of sums of positive terms a
/// <c>logaddexp</c> or a <c>logsumexp</c>. Where the sign of a term is not known the largest exponential is taken out first.
/// </summary>
internal sealed class LogSpace(MatchContext context)
{
    private const int MaximumTerms = 8;

    private readonly Algebra _algebra = context.Algebra;
    private readonly Dictionary<Node, Node?> _known = [];
    private readonly Dictionary<Node, bool> _pure = [];

    /// <summary>The logarithm of a whole expression in another form, or null if nothing is gained. Unlike <see cref="Of"/> it takes sums of any signs.</summary>
    public Node? OfWhole(Node node) => Of(node) ?? OfShifted(node)
        ?? (node is Call quotient && quotient.Operator == Operators.Divide && OfShifted(quotient.Operands[0]) is { } numerator
            ? _algebra.Subtract(numerator, Of(quotient.Operands[1]) ?? _algebra.Log(quotient.Operands[1]))
            : null);

    /// <summary>log(node) for what exponentials make positive; null if nothing is gained.</summary>
    public Node? Of(Node node)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!_known.TryGetValue(node, out var log))
            _known[node] = log = Derive(node);
        return log;
    }

    /// <summary>The logarithm of what is made of exponentials alone, so that no logarithm has to be taken; null for anything else.</summary>
    public Node? OfPure(Node node) => IsPure(node) && context.Signs.IsNonNegative(node) ? Of(node) : null;

    private bool IsPure(Node node)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!_pure.TryGetValue(node, out var isPure))
            _pure[node] = isPure = IsMadeOfPure(node);
        return isPure;
    }

    private bool IsMadeOfPure(Node node) => node switch
    {
        Call call when call.Operator == Operators.Power || call.Operator == Operators.Sqrt => IsPure(call.Operands[0]),
        Call call when call.Operator == Operators.Multiply || call.Operator == Operators.Divide || call.Operator == Operators.Add =>
            call.Operands.All(operand => Algebra.TryGetConstant(operand, out _) || IsPure(operand)),
        Call => Of(node) is not null,
        Select select => IsPure(select.IfTrue) && IsPure(select.IfFalse),
        Reduce { Kind: ReduceKind.Sum } sum => IsPure(Opened(sum, 0).Body),
        _ => false,
    };

    private Node? Derive(Node node) => node switch
    {
        Call call => Of(call),
        Select select => OfSelect(select),
        Reduce { Kind: ReduceKind.Sum } sum => OfSum(sum),
        Reduce { Kind: ReduceKind.Product } product => OfProduct(product),
        _ => null,
    };

    private Node? Of(Call call) => call switch
    {
        _ when call.Operator == Operators.Exp => call.Operands[0],
        _ when call.Operator == Operators.Softmax => _algebra.Subtract(call.Operands[0], call.Operands[1]),
        _ when call.Operator == Operators.Sigmoid => _algebra.Call(Operators.LogSigmoid, call.Operands[0]),
        _ when call.Operator == Operators.Cosh => _algebra.Call(Operators.LogCosh, call.Operands[0]),
        _ when call.Operator == Operators.Sqrt && Of(call.Operands[0]) is { } inside => _algebra.Multiply(_algebra.Real(0.5), inside),
        _ when call.Operator == Operators.Power && Of(call.Operands[0]) is { } inside && context.Signs.IsNonNegative(call.Operands[0]) => _algebra.Multiply(call.Operands[1], inside),
        _ when call.Operator == Operators.Multiply || call.Operator == Operators.Divide || call.Operator == Operators.Negate => OfFactors(call),
        _ when call.Operator == Operators.Add || call.Operator == Operators.Subtract => OfTerms(call),
        _ => null,
    };

    private Node? OfSelect(Select select)
    {
        var (ifTrue, ifFalse) = (Of(select.IfTrue), Of(select.IfFalse));
        return ifTrue is null && ifFalse is null
            ? null
            : _algebra.Select(select.Condition, ifTrue ?? _algebra.Log(select.IfTrue), ifFalse ?? _algebra.Log(select.IfFalse));
    }

    /// <summary>The logarithms of what has one in log space; everything else stays together in one logarithm, whose sign is then the product's.</summary>
    private Node? OfFactors(Node node)
    {
        if (Split(node) is not { } split)
            return OfManyFactors(node);
        return LogOf(split.Weight) is { } weight ? Plus(split.Log, weight) : split.Log;
    }

    /// <summary>Three factors or more may over- or underflow where their logarithms do not; see <see cref="OfProduct"/> for the signs.</summary>
    private Node? OfManyFactors(Node node)
    {
        var chain = context.FactorsOf(node);
        if (chain.IsNegative || chain.Divisors.Count > 0 || chain.Factors.Count(factor => !Algebra.TryGetConstant(factor, out _)) < 3)
            return null;
        return chain.Factors.Select(LogOfSize).Aggregate(_algebra.Add);
    }

    private Node LogOfSize(Node node) => _algebra.Log(context.Signs.IsNonNegative(node) ? node : _algebra.Call(Operators.Abs, node));

    private Node Plus(Node log, Node weight) => Algebra.TryGetConstant(weight, out var value) && value < 0
        ? _algebra.Subtract(log, _algebra.Real(-value))
        : _algebra.Add(log, weight);

    /// <summary>Null for 1.</summary>
    private Node? LogOf(Node weight) => Algebra.IsConstant(weight, 1) ? null
        : weight is Call call && call.Operator == Operators.Divide && Algebra.IsConstant(call.Operands[0], 1)
            ? _algebra.Negate(_algebra.Log(call.Operands[1]))
            : _algebra.Log(weight);

    /// <summary>A product as exp(log)·weight; null if nothing in it has a logarithm of its own.</summary>
    private (Node Log, Node Weight)? Split(Node node)
    {
        var chain = context.FactorsOf(node);
        if (chain.Factors.Count + chain.Divisors.Count == 1)
            return !chain.IsNegative && Of(node) is { } single ? (single, _algebra.One) : null;
        var (log, isGained) = (_algebra.Zero, false);
        var (factors, divisors) = (new List<Node>(), new List<Node>());
        foreach (var factor in chain.Factors)
        {
            if (Of(factor) is { } inside)
                (log, isGained) = (_algebra.Add(log, inside), true);
            else
                factors.Add(factor);
        }

        foreach (var divisor in chain.Divisors)
        {
            if (Of(divisor) is { } inside)
                (log, isGained) = (_algebra.Subtract(log, inside), true);
            else
                divisors.Add(divisor);
        }

        return isGained ? (log, FactorChain.ToNode(chain.IsNegative, factors, divisors, _algebra)) : null;
    }

    private Node? OfTerms(Call sum)
    {
        var parts = PartsOf(sum);
        if (parts.All(part => part.Split is null))
            return null;
        if (parts.All(part => !part.IsNegative && context.Signs.IsPositive(part.Split?.Weight ?? part.Node) && context.Signs.IsNonNegative(part.Node)))
        {
            var logs = parts.Select(part => part.Split is null ? _algebra.Log(part.Node) : OfFactors(part.Node)!).ToList();
            if (logs.Count == 2 && logs.FindIndex(log => Algebra.IsConstant(log, 0)) is var unit and >= 0)
                return _algebra.Call(Operators.Softplus, logs[1 - unit]);
            return logs.Aggregate((left, right) => _algebra.Call(Operators.LogAddExp, left, right));
        }

        return null;
    }

    /// <summary>The terms of a sum as exp(log)·weight; none if there are too many.</summary>
    private List<(bool IsNegative, Node Node, (Node Log, Node Weight)? Split)> PartsOf(Call sum)
    {
        var terms = context.TermsOf(sum);
        return terms.Count is < 2 or > MaximumTerms ? [] : [.. terms.Select(term => (term.IsNegative, term.Node, Split(term.Node)))];
    }

    /// <summary>A sum of terms of any signs, with its largest exponential taken out; once is enough.</summary>
    private Node? OfShifted(Node node) => node switch
    {
        Call call when call.Operator == Operators.Add || call.Operator == Operators.Subtract => OfShiftedTerms(call),
        Reduce { Kind: ReduceKind.Sum } sum => OfShiftedSum(sum),
        _ => null,
    };

    private Node? OfShiftedTerms(Call sum)
    {
        var parts = PartsOf(sum);

        // 1 + y·exp(x) is log1p's matter, which is accurate where y·exp(x) is small.
        if (parts.All(part => part.Split is null))
            return null;
        if (parts.Any(part => part.Node is Select || Algebra.IsConstant(part.Node, 1) || IsShifted(part.Split?.Log)))
            return null;
        var largest = parts.Select(part => Exponent(part.Split?.Log ?? _algebra.Zero, part.Split?.Weight ?? part.Node))
            .Distinct()
            .Aggregate((left, right) => _algebra.Call(Operators.Max, left, right));
        var shifted = parts.Select(part => new SignedTerm(
            part.IsNegative, Shifted(part.Split?.Log ?? _algebra.Zero, part.Split?.Weight ?? part.Node, largest)));
        return _algebra.Add(largest, _algebra.Log(TermChain.ToNode(shifted, _algebra)));
    }

    /// <summary>An exponent that is to be shifted; that of a term whose weight is 0 is none of those whose largest is taken.</summary>
    private Node Exponent(Node log, Node weight) => IsNeverZero(weight)
        ? log
        : _algebra.Select(_algebra.Equal(weight, _algebra.Zero), _algebra.Real(double.NegativeInfinity), log);

    /// <summary>weight · exp(log − largest), which only where the weight is 0 would be more than the weight.</summary>
    private Node Shifted(Node log, Node weight, Node largest)
    {
        var term = _algebra.Multiply(weight, _algebra.Exp(_algebra.Subtract(log, largest)));
        return IsNeverZero(weight) ? term : _algebra.Select(_algebra.LessOrEqual(log, largest), term, _algebra.Zero);
    }

    private bool IsNeverZero(Node weight) => (Algebra.TryGetConstant(weight, out var value) && value != 0) || context.Signs.IsPositive(weight);

    /// <summary>Whether an exponent has had the largest of its kind taken away.</summary>
    private static bool IsShifted(Node? exponent) => exponent is Call call && call.Operator == Operators.Subtract
        && (call.Operands[1] is Reduce { Kind: ReduceKind.Max } || (call.Operands[1] is Call { Operator: var op } && op == Operators.Max));

    private Node? OfSum(Reduce sum)
    {
        var (axis, guard, body) = Opened(sum, 0);
        if (Split(body) is not { } split || !context.Signs.IsPositive(split.Weight) || !context.Signs.IsNonNegative(body))
            return null;
        var log = LogOf(split.Weight) is { } weight ? Plus(split.Log, weight) : split.Log;
        return _algebra.Reduce(ReduceKind.LogSumExp, axis, Guarded(guard, log, double.NegativeInfinity));
    }

    private Node? OfShiftedSum(Reduce sum)
    {
        var (axis, guard, body) = Opened(sum, 0);
        if (Split(body) is not { } split || IsShifted(split.Log))
            return null;
        var exponent = Guarded(guard, Exponent(split.Log, split.Weight), double.NegativeInfinity);
        var largest = _algebra.Reduce(ReduceKind.Max, axis, exponent);
        var shifted = Shifted(split.Log, split.Weight, largest);
        return _algebra.Add(largest, _algebra.Log(_algebra.Factory.Reduce(ReduceKind.Sum, axis, Guarded(guard, shifted, 0))));
    }

    private (Axis Axis, Node? Guard, Node Body) Opened(Reduce reduce, double identity)
    {
        var (axis, body) = context.Open(reduce);
        return body is Select select && Algebra.IsConstant(select.IfFalse, identity)
            ? (axis, select.Condition, select.IfTrue)
            : (axis, null, body);
    }

    /// <summary>A product that is not negative has an even number of negative factors, so that the logarithms of their sizes may be added.</summary>
    private Node? OfProduct(Reduce product)
    {
        var (axis, guard, body) = Opened(product, 1);
        var log = Of(body) ?? LogOfSize(body);
        return _algebra.Factory.Reduce(ReduceKind.Sum, axis, Guarded(guard, log, 0));
    }

    private Node Guarded(Node? guard, Node value, double otherwise) =>
        guard is null ? value : _algebra.Select(guard, value, _algebra.Real(otherwise));
}
