using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Scheduling;

/// <summary>Replaces composite reductions by what loops compute: a log-sum-exp by a maximum and a sum of exponentials of differences.</summary>
/// <remarks>
/// With M the maximum and R = Σ exp(x − M) over all elements but one maximal one, logsumexp = M + log1p(R), and softmax = exp(x − M) / (1 + R).
/// A difference of a log-sum-exp and something of its size is taken before log1p(R) is added, so that neither a common offset nor a
/// dominant element costs digits: two equal elements at 1e8 give log 2, and one that leads by 20 gives 2.06e-9. What a softmax lacks of 1 is
/// ((1 − exp(x − M)) + R) / (1 + R), which forgets nothing either.
/// Softplus, log-sigmoid and sigmoid of one argument are written in terms of one exponential, which value and gradient then share.
/// </remarks>
internal sealed class Lowering(NodeFactory factory)
{
    private const int MaximumExpandedExponent = 16;
    private const int MaximumTerms = 64;

    /// <summary>From 2⁶⁰ on 1 + x² is x² to the last digit of <c>double</c>; its square is far within <c>float</c>.</summary>
    private const double LargestSquared = 1152921504606846976;

    private readonly Dictionary<Node, Node> _lowered = [];
    private readonly Dictionary<Node, bool> _hasLogSumExp = [];

    /// <summary>What the parts of composite reductions are called in generated code.</summary>
    public Dictionary<Node, string> Names { get; } = [];

    public Node Lower(Node node)
    {
        if (_lowered.TryGetValue(node, out var known))
            return known;
        var result = node switch
        {
            Reduce { Kind: ReduceKind.LogSumExp } reduce => Split(reduce).Whole(factory),
            Call { Operator: var op } call when op == Operators.Softmax && call.Operands[1] is Reduce { Kind: ReduceKind.LogSumExp } lse =>
                LowerSoftmax(call.Operands[0], Split(lse)),
            Call { Operator: var op } call when op == Operators.Softmax => LowerSoftmax(Lower(call.Operands[0]), Lower(call.Operands[1])),
            Call { Operator: var op } call when op == Operators.ExpM1 && ElementOfRow(call.Operands[0]) is var (element, lse) =>
                LowerSoftmaxMinusOne(element, Split(lse)),
            Call { Operator: var op } call when op == Operators.Power && call.Operands[1] is RealConstant { Value: var exponent }
                && exponent == Math.Round(exponent) && Math.Abs(exponent) is >= 1 and <= MaximumExpandedExponent =>
                LowerPower(Lower(call.Operands[0]), (int)exponent),
            Call { Operator: var op } call when op == Operators.RootMinusOne => LowerRootMinusOne(Lower(call.Operands[0])),
            Call { Operator: var op } call when op == Operators.DirectionCosine =>
                LowerDirectionCosine(Lower(call.Operands[0]), Lower(call.Operands[1])),
            Call { Operator: var op } call when op == Operators.Softplus => LowerSoftplus(Lower(call.Operands[0])),
            Call { Operator: var op } call when op == Operators.LogSigmoid =>
                factory.Call(Operators.Negate, LowerSoftplus(Negated(Lower(call.Operands[0])))),
            Call { Operator: var op } call when op == Operators.Sigmoid => LowerSigmoid(Lower(call.Operands[0])),
            Call call when IsAdditive(call) => LowerChain(call),
            _ => LowerOperands(node),
        };
        return _lowered[node] = result;
    }

    private Node LowerOperands(Node node) => factory.MapOperands(node, Lower);

    /// <summary>x and s of x − s, where s is the log-sum-exp of a row and x an element of that row; else null.</summary>
    private static (Node Element, Reduce LogSumExp)? ElementOfRow(Node difference) =>
        difference is Call { Operator: var op, Operands: [var element, Reduce { Kind: ReduceKind.LogSumExp } lse] } && op == Operators.Subtract
        && NodeMatching.FindSubstitution(lse.Body, lse.Axis, element) is not null
            ? (element, lse)
            : null;

    private Node LowerSoftmax(Node element, LogSumExpParts lse)
    {
        var (exponential, scale) = SoftmaxParts(element, lse);
        return factory.Call(Operators.Multiply, exponential, scale);
    }

    private Node LowerSoftmaxMinusOne(Node element, LogSumExpParts lse)
    {
        var (exponential, scale) = SoftmaxParts(element, lse);
        var missing = factory.Call(Operators.Add, factory.Call(Operators.Subtract, factory.Real(1), exponential), lse.Rest);
        return factory.Call(Operators.Negate, factory.Call(Operators.Multiply, missing, scale));
    }

    private (Node Exponential, Node Scale) SoftmaxParts(Node element, LogSumExpParts lse)
    {
        var shift = factory.Select(
            factory.Call(Operators.Equal, lse.Maximum, factory.Real(double.NegativeInfinity)), factory.Real(0), lse.Maximum);
        var exponential = factory.Call(Operators.Exp, factory.Call(Operators.Subtract, Lower(element), shift));
        var scale = factory.Call(Operators.Divide, factory.Real(1), factory.Call(Operators.Add, factory.Real(1), lse.Rest));
        Names[scale] = "scale";
        return (exponential, scale);
    }

    /// <summary>exp(x − s) for any s: 0 where nothing was summed.</summary>
    private Node LowerSoftmax(Node element, Node logSum) => factory.Select(
        factory.Call(Operators.Equal, logSum, factory.Real(double.NegativeInfinity)),
        factory.Real(0),
        factory.Call(Operators.Exp, factory.Call(Operators.Subtract, element, logSum)));

    /// <summary>A power with a small integer exponent, by squaring.</summary>
    private Node LowerPower(Node value, int exponent)
    {
        if (exponent < 0)
            return factory.Call(Operators.Divide, factory.Real(1), LowerPower(value, -exponent));
        if (exponent == 1)
            return value;
        var half = LowerPower(value, exponent / 2);
        var square = factory.Call(Operators.Multiply, half, half);
        return exponent % 2 == 0 ? square : factory.Call(Operators.Multiply, square, value);
    }

    /// <summary>x·(c/(1 + √(1 + c²))) with x limited to c, since from there on the quotient is its sign.</summary>
    private Node LowerRootMinusOne(Node x)
    {
        var limited = LimitedForSquare(x);
        var denominator = factory.Call(Operators.Add, factory.Real(1), RootOfOnePlusSquare(limited));
        return factory.Call(Operators.Multiply, x, factory.Call(Operators.Divide, limited, denominator));
    }

    /// <summary>x/√(x² + y²), 0 at the origin.</summary>
    private Node LowerDirectionCosine(Node x, Node y)
    {
        if (Algebra.IsConstant(y, 1))
        {
            var limited = LimitedForSquare(x);
            return factory.Call(Operators.Divide, limited, RootOfOnePlusSquare(limited));
        }

        var length = factory.Call(Operators.Hypot, x, y);
        var ratio = factory.Call(Operators.Divide, x, length);
        return factory.Select(factory.Call(Operators.Equal, length, factory.Real(0)), factory.Real(0), ratio);
    }

    /// <summary>x, cut off where only the size of 1 + x² still grows, so that it does not overflow.</summary>
    private Node LimitedForSquare(Node x) => factory.Call(
        Operators.Max, factory.Call(Operators.Min, x, factory.Real(LargestSquared)), factory.Real(-LargestSquared));

    private Node RootOfOnePlusSquare(Node x) =>
        factory.Call(Operators.Sqrt, factory.Call(Operators.Add, factory.Real(1), LowerPower(x, 2)));

    /// <summary>max(x, 0) + log1p(e), e = exp(−|x|): a sum of numbers that are not negative, and its derivatives need the same e.</summary>
    private Node LowerSoftplus(Node x) => factory.Call(
        Operators.Add, factory.Call(Operators.Max, x, factory.Real(0)), factory.Call(Operators.Log1P, DecayOf(x)));

    /// <summary>(x ≥ 0 ? 1 : e) / (1 + e), e = exp(−|x|).</summary>
    private Node LowerSigmoid(Node x)
    {
        var decay = DecayOf(x);
        var isPositive = factory.Call(Operators.GreaterOrEqual, x, factory.Real(0));
        return factory.Call(
            Operators.Divide, factory.Select(isPositive, factory.Real(1), decay), factory.Call(Operators.Add, factory.Real(1), decay));
    }

    /// <summary>exp(−|x|), the same node for x and −x.</summary>
    private Node DecayOf(Node x)
    {
        var magnitude = factory.Call(Operators.Abs, x is Call call && call.Operator == Operators.Negate ? call.Operands[0] : x);
        var decay = factory.Call(Operators.Exp, factory.Call(Operators.Negate, magnitude));
        Names[decay] = "decay";
        return decay;
    }

    private Node Negated(Node x) =>
        x is Call call && call.Operator == Operators.Negate ? call.Operands[0] : factory.Call(Operators.Negate, x);

    private LogSumExpParts Split(Reduce lse)
    {
        var axis = factory.NewAxis(lse.Axis.Name, lse.Axis.Extent);
        var element = Lower(factory.OpenBody(lse, axis));
        var maximum = factory.Reduce(ReduceKind.Max, axis, element);
        var shift = factory.Select(
            factory.Call(Operators.Equal, maximum, factory.Real(double.NegativeInfinity)), factory.Real(0), maximum);
        var isMaximal = factory.Call(Operators.Equal, element, maximum);
        var exponential = factory.Call(Operators.Exp, factory.Call(Operators.Subtract, element, shift));
        var others = factory.Reduce(ReduceKind.Sum, axis, factory.Select(isMaximal, factory.Real(0), exponential));
        var maximal = factory.Reduce(ReduceKind.Sum, axis, factory.Select(isMaximal, factory.Real(1), factory.Real(0)));
        var ties = factory.Call(Operators.Subtract, maximal, factory.Real(1));
        var rest = factory.Call(Operators.Add, others, ties);
        foreach (var (node, name) in new[] { (shift, "shift"), (isMaximal, "isMax"), (others, "others"), (maximal, "maximal"), (rest, "rest") })
            Names[node] = name;
        return new LogSumExpParts(maximum, rest);
    }

    /// <summary>Lowers a chain of additions and subtractions as a whole: see the remarks of the class.</summary>
    private Node LowerChain(Call chain)
    {
        if (!HasLogSumExp(chain))
            return LowerOperands(chain);
        var terms = new List<(bool IsNegative, Node Node)>();
        Flatten(chain, isNegative: false, terms);
        var index = terms.FindIndex(term => term.Node is Reduce { Kind: ReduceKind.LogSumExp });
        if (index < 0)
            return LowerOperands(chain);
        var lse = terms[index];
        var partner = terms.FindIndex(term => term.IsNegative != lse.IsNegative && term.Node is not RealConstant);
        if (partner < 0)
            return LowerOperands(chain);

        var parts = Split((Reduce)lse.Node);
        var other = Lower(terms[partner].Node);
        var logarithm = parts.Logarithm(factory);
        var sum = lse.IsNegative
            ? factory.Call(Operators.Subtract, factory.Call(Operators.Subtract, other, parts.Maximum), logarithm)
            : factory.Call(Operators.Add, factory.Call(Operators.Subtract, parts.Maximum, other), logarithm);
        for (var i = 0; i < terms.Count; i++)
        {
            if (i != index && i != partner)
                sum = factory.Call(terms[i].IsNegative ? Operators.Subtract : Operators.Add, sum, Lower(terms[i].Node));
        }

        return sum;
    }

    private static bool IsAdditive(Call call) =>
        call.Type == NodeType.Real
        && (call.Operator == Operators.Add || call.Operator == Operators.Subtract || call.Operator == Operators.Negate);

    /// <summary>Whether a log-sum-exp is a term of a chain. Parts of chains may be shared, so the answer is kept.</summary>
    private bool HasLogSumExp(Node node)
    {
        if (node is Reduce { Kind: ReduceKind.LogSumExp })
            return true;
        if (node is not Call call || !IsAdditive(call))
            return false;
        if (!_hasLogSumExp.TryGetValue(node, out var has))
            _hasLogSumExp[node] = has = call.Operands.Any(HasLogSumExp);
        return has;
    }

    /// <summary>The terms of a chain; after many the rest stays whole.</summary>
    private static void Flatten(Node node, bool isNegative, List<(bool IsNegative, Node Node)> terms)
    {
        if (node is not Call call || !IsAdditive(call) || terms.Count > MaximumTerms)
        {
            terms.Add((isNegative, node));
            return;
        }

        var isNegation = call.Operator == Operators.Negate;
        Flatten(call.Operands[0], isNegative ^ isNegation, terms);
        if (!isNegation)
            Flatten(call.Operands[1], isNegative ^ (call.Operator == Operators.Subtract), terms);
    }

    /// <summary>The maximum M, and R: the sum of the exponentials of all elements but one maximal one, relative to exp(M).</summary>
    private readonly record struct LogSumExpParts(Node Maximum, Node Rest)
    {
        public Node Logarithm(NodeFactory factory) => factory.Call(Operators.Log1P, Rest);

        public Node Whole(NodeFactory factory) => factory.Call(Operators.Add, Maximum, Logarithm(factory));
    }
}
