using System.Runtime.CompilerServices;
using LossGen.Compiler.Binding;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Analysis.Ranges;

/// <summary>The ranges of expressions, from their form and from what the program assumes and requires.</summary>
/// <remarks>
/// <para>
/// Data are finite numbers, in the ranges that facts give them; axes that are free stand for all their positions. A range is derived once for each
/// node from the ranges of its operands (<see cref="Operator.Range"/>), and made sharper by what the form says: a row minus its maximum
/// is not positive, a mean is within the range of what it is the mean of, and the branch of a choice knows its condition.
/// </para>
/// <para>The work is linear in the size of the expression: what is derived anew under conditions, and what is tried with inequalities, is bounded.</para>
/// </remarks>
public sealed partial class RangeAnalysis
{
    /// <summary>How many nodes are derived anew under conditions; the rest have the ranges that they have everywhere.</summary>
    private const int MaximumRefinements = 20_000;

    /// <summary>How many conditions around a node are used.</summary>
    private const int MaximumConditions = 8;

    private readonly RangeAnalysis? _outer;
    private readonly Facts _facts;
    private readonly int _level;
    private readonly RefinementBudget _budget;
    private readonly IReadOnlyCollection<Extent> _nonEmpty;
    private readonly double _largestDatum;
    private readonly Dictionary<Node, Interval> _ranges = [];
    private readonly Dictionary<Node, bool> _isTouched = [];
    private readonly Dictionary<(Node Condition, bool Holds), RangeAnalysis> _inner = [];
    private readonly Dictionary<Node, bool> _readsData = [];
    private readonly HashSet<Node> _underway = [];
    private IReadOnlyList<Node> _pending;

    /// <summary>The ranges where some conditions hold everywhere.</summary>
    /// <param name="facts">The conditions: <c>0 &lt;= p[i]</c> says it of every element of p.</param>
    /// <param name="arithmetic">Which values the ranges contain.</param>
    public RangeAnalysis(IEnumerable<Node> facts, Arithmetic arithmetic = Arithmetic.Rounded)
        : this([.. facts], arithmetic, [], double.PositiveInfinity, new Facts(isEverywhere: true))
    {
    }

    private RangeAnalysis(IReadOnlyList<Node> pending, Arithmetic arithmetic, IReadOnlyCollection<Extent> nonEmpty, double largestDatum, Facts facts)
    {
        (Arithmetic, _nonEmpty, _largestDatum) = (arithmetic, nonEmpty, largestDatum);
        (_facts, _budget, _pending) = (facts, new RefinementBudget(MaximumRefinements), pending);
    }

    private RangeAnalysis(RangeAnalysis outer, Facts facts)
    {
        (_outer, _facts, _level) = (outer, facts, outer._level + 1);
        (Arithmetic, _nonEmpty, _largestDatum) = (outer.Arithmetic, outer._nonEmpty, outer._largestDatum);
        (_budget, _pending) = (outer._budget, []);
    }

    /// <summary>Which values the ranges contain.</summary>
    public Arithmetic Arithmetic { get; }

    /// <summary>How much has been done beyond deriving each node once.</summary>
    internal int Refinements => MaximumRefinements - _budget.Left;

    /// <summary>The ranges in a program: where its assumptions and requirements hold, and what must not be empty is not.</summary>
    public static RangeAnalysis Of(BoundProgram program, Arithmetic arithmetic = Arithmetic.Rounded) => new(
        [.. program.Assumptions, .. program.Requirements.Select(requirement => requirement.Condition)],
        arithmetic,
        [.. program.NonEmpty.Select(nonEmpty => nonEmpty.Extent)],
        double.PositiveInfinity,
        new Facts(isEverywhere: true));

    /// <summary>The range of an expression; a condition is 1 where it holds and 0 where it does not.</summary>
    public Interval Of(Node node)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Learn();
        if (_ranges.TryGetValue(node, out var known))
            return known;
        if (_outer is not null && (!IsTouched(node) || !_budget.TryTake()))
            return _ranges[node] = _outer.Of(node);
        if (!_underway.Add(node))
            return AnyOf(node);
        var range = Derive(node);
        _underway.Remove(node);
        return _ranges[node] = range;
    }

    /// <summary>
    /// What is known where a condition holds, or where it does not, beyond what is known everywhere. The axes of the condition stand for
    /// themselves: it speaks of the branches of the choice that it stands in.
    /// </summary>
    public RangeAnalysis Under(Node condition, bool holds)
    {
        if (_inner.TryGetValue((condition, holds), out var known))
            return known;
        var facts = new Facts(isEverywhere: false);
        facts.Learn(condition, holds);
        var isWorthwhile = !facts.IsEmpty && _level < MaximumConditions && _budget.IsLeft;
        return _inner[(condition, holds)] = isWorthwhile ? new RangeAnalysis(this, facts) : this;
    }

    /// <summary>Whether the value is above 0, in <see cref="Arithmetic.Rounded"/> even after rounding: an exponential may become 0, one plus a square cannot.</summary>
    public bool IsPositive(Node node) => Of(node).IsPositive;

    public bool IsNonNegative(Node node) => Of(node).IsNonNegative;

    /// <summary>Whether the value is at most 0, as the logarithm of a probability is.</summary>
    public bool IsNonPositive(Node node) => Of(node).IsNonPositive;

    /// <summary>Whether the value is certainly not 0, as behind <c>x == 0 ? … :</c>.</summary>
    public bool IsNonZero(Node node)
    {
        if (!Of(node).ContainsZero)
            return true;
        for (var level = this; level is not null; level = level._outer)
        {
            if (level._facts.IsExcluded(node, 0))
                return true;
        }

        if (node is not Call { Operator: var op } call)
            return false;
        return op == Operators.Abs || op == Operators.Negate || op == Operators.ToReal ? IsNonZero(call.Operands[0])
            : op == Operators.Multiply && Arithmetic == Arithmetic.Exact && call.Operands.All(IsNonZero);
    }

    /// <summary>Whether the value depends on an array, be it by an index or a condition.</summary>
    public bool ReadsData(Node node)
    {
        if (!_readsData.TryGetValue(node, out var reads))
            _readsData[node] = reads = node is ArrayRead or CarriedRead || node.Operands.Any(ReadsData);
        return reads;
    }

    /// <summary>Whether the second expression is the logsumexp of a row that the first one is an element of.</summary>
    public static bool IsLogSoftmax(Node element, Node logSumExp) =>
        logSumExp is Reduce { Kind: ReduceKind.LogSumExp } row && NodeMatching.FindSubstitution(row.Body, row.Axis, element) is not null;

    /// <summary>Whether the facts of this analysis speak of a part of the expression.</summary>
    private bool IsTouched(Node node)
    {
        if (!_isTouched.TryGetValue(node, out var isTouched))
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            isTouched = _budget.TryTake() && (_facts.Subjects.Contains(node) || _carried.Keys.Any(node.FreeSymbols.Contains) || node.Operands.Any(IsTouched));
            _isTouched[node] = isTouched;
        }

        return isTouched;
    }

    private Interval Derive(Node node)
    {
        var range = node switch
        {
            Call call => OfCall(call),
            Select select => OfSelect(select),
            Reduce reduce => OfReduce(reduce),
            Element element => OfElement(element),
            CarriedRead carried => OfCarried(carried),
            Position position => OfPosition(position.Axis.Extent),
            ExtentRead size => LengthOf(size.Extent),
            ArrayRead or ScalarRead => AnyOf(node),
            _ => Algebra.TryGetConstant(node, out var value) ? Interval.Point(value) : AnyOf(node),
        };
        for (var level = this; level is not null; level = level._outer)
            range = level._facts.Restrict(node, range);
        if (IsSubjectOfInequality(node))
            range = Sharpened(range, LinearForm.Of(Monomial.Of(node)));
        return node.Type == NodeType.Integer ? ToIntegers(range) : range;
    }

    /// <summary>What an expression can be if nothing is known of it but its type, and that data are finite.</summary>
    private Interval AnyOf(Node node) => node.Type switch
    {
        NodeType.Boolean => OperatorRanges.Truth,
        NodeType.Integer when node is ScalarRead { Parameter.Element: ElementType.Int32 } or ArrayRead { Array.Parameter.Element: ElementType.Int32 } =>
            Interval.Closed(int.MinValue, int.MaxValue),
        NodeType.Integer => Interval.Closed(long.MinValue, long.MaxValue),
        _ when node is not (ArrayRead or ScalarRead) => Interval.Whole,
        _ when double.IsInfinity(_largestDatum) => Interval.Finite,
        _ => Interval.Closed(-_largestDatum, _largestDatum),
    };

    private Interval OfSelect(Select select)
    {
        var condition = Of(select.Condition);
        var ifTrue = condition.High > 0 ? Under(select.Condition, true).Of(select.IfTrue) : Interval.Empty;
        var ifFalse = condition.Low < 1 ? Under(select.Condition, false).Of(select.IfFalse) : Interval.Empty;
        return ifTrue.Union(ifFalse);
    }

    private Interval LengthOf(Extent extent)
    {
        var longest = double.IsInfinity(_largestDatum) ? double.PositiveInfinity : ModerateLength;
        var length = new Interval(_nonEmpty.Contains(extent) ? 1 : 0, longest, false, HighOpen: true);
        for (var level = this; level is not null; level = level._outer)
        {
            if (level._facts.Lengths.TryGetValue(extent, out var known))
                length = length.Intersect(known);
        }

        return ToIntegers(length);
    }

    private Interval OfPosition(Extent extent) => new(0, Math.Max(0, LengthOf(extent).High - 1), false, double.IsInfinity(LengthOf(extent).High));

    private static Interval ToIntegers(Interval range)
    {
        if (range.IsEmpty)
            return range;
        var low = range.LowOpen && range.Low == Math.Floor(range.Low) ? range.Low + 1 : Math.Ceiling(range.Low);
        var high = range.HighOpen && range.High == Math.Floor(range.High) ? range.High - 1 : Math.Floor(range.High);
        return low > high
            ? Interval.Empty
            : new Interval(low, high, double.IsInfinity(low) && range.LowOpen, double.IsInfinity(high) && range.HighOpen);
    }

    /// <summary>Reads the facts on first use.</summary>
    private void Learn()
    {
        var pending = _pending;
        _pending = [];
        foreach (var fact in pending)
            _facts.Learn(fact, holds: true);
    }

    private sealed class RefinementBudget(int left)
    {
        public int Left { get; private set; } = left;

        public bool IsLeft => Left > 0;

        public bool TryTake()
        {
            if (Left == 0)
                return false;
            Left--;
            return true;
        }
    }
}
