using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Ranges;

/// <summary>What conditions say: ranges of expressions, and differences that are never negative.</summary>
/// <remarks>
/// Facts that hold everywhere speak of all positions: their free axes are variables. The condition of a choice speaks of the position at
/// which it is read, so its axes stand for themselves.
/// </remarks>
internal sealed class Facts
{
    /// <summary>A condition of which more could be learned says enough: shared parts can stand for more conditions than there are nodes.</summary>
    private const int MaximumLessons = 1000;

    private readonly bool _isEverywhere;
    private readonly Dictionary<Node, Interval> _ranges = [];
    private readonly Dictionary<ArrayParameter, Interval> _arrays = [];
    private readonly List<(Node Pattern, Interval Range)> _patterns = [];
    private readonly List<(Node Subject, double Value)> _excluded = [];

    private int _lessons;

    public Facts(bool isEverywhere) => _isEverywhere = isEverywhere;

    /// <summary>The extents whose lengths are spoken of.</summary>
    public Dictionary<Extent, Interval> Lengths { get; } = [];

    /// <summary>What is never negative.</summary>
    public List<Inequality> Inequalities { get; } = [];

    public bool IsEmpty => _ranges.Count == 0 && _excluded.Count == 0 && Inequalities.Count == 0;

    /// <summary>The expressions that are spoken of.</summary>
    public HashSet<Node> Subjects { get; } = [];

    /// <summary>Notes that a condition holds, or that it does not.</summary>
    public void Learn(Node condition, bool holds)
    {
        if (condition.Type == NodeType.Boolean && !_isEverywhere)
            Note(condition, Interval.Point(holds ? 1 : 0));
        if (condition is not Call { Operator: var op } call || _lessons++ >= MaximumLessons)
            return;
        if (op == Operators.Not)
        {
            Learn(call.Operands[0], !holds);
        }
        else if (op == Operators.And || op == Operators.Or)
        {
            if (op == Operators.And == holds)
            {
                Learn(call.Operands[0], holds);
                Learn(call.Operands[1], holds);
            }
            else
            {
                LearnEither(call.Operands[0], call.Operands[1], holds);
            }
        }
        else if (op.Typing == OperatorTyping.Comparison)
        {
            LearnComparison(op, call.Operands[0], call.Operands[1], holds);
        }
    }

    /// <summary>The part of a range that the facts leave of an expression's values.</summary>
    public Interval Restrict(Node node, Interval range)
    {
        if (_ranges.TryGetValue(node, out var known))
            range = range.Intersect(known);
        if (node is ArrayRead read && _arrays.TryGetValue(read.Array, out known))
            range = range.Intersect(known);
        foreach (var (pattern, knownOfPattern) in _patterns)
        {
            if (Unification.TryMatch(pattern, node, []))
                range = range.Intersect(knownOfPattern);
        }

        foreach (var (subject, value) in _excluded)
        {
            if (ReferenceEquals(subject, node) || (_isEverywhere && Unification.TryMatch(subject, node, [])))
                range = Without(range, value);
        }

        return range;
    }

    /// <summary>Whether an expression does not have a value.</summary>
    public bool IsExcluded(Node node, double value) => _excluded.Any(excluded =>
        excluded.Value == value && (ReferenceEquals(excluded.Subject, node) || (_isEverywhere && Unification.TryMatch(excluded.Subject, node, []))));

    private static Interval Without(Interval range, double value) => range with
    {
        LowOpen = range.LowOpen || range.Low == value,
        HighOpen = range.HighOpen || range.High == value,
    };

    private void LearnComparison(Operator op, Node left, Node right, bool holds)
    {
        // Of a comparison that fails because an operand is NaN nothing follows about numbers.
        if (op == Operators.Greater || op == Operators.GreaterOrEqual)
        {
            (left, right) = (right, left);
            op = op == Operators.Greater ? Operators.Less : Operators.LessOrEqual;
        }

        if (op == Operators.Equal || op == Operators.NotEqual)
        {
            if (op == Operators.Equal == holds)
            {
                NoteOrder(left, right, isStrict: false, holds && op == Operators.Equal);
                NoteOrder(right, left, isStrict: false, holds && op == Operators.Equal);
            }
            else
            {
                NoteDifferent(left, right);
            }
        }
        else if (holds)
        {
            NoteOrder(left, right, isStrict: op == Operators.Less, excludesNaN: true);
        }
        else
        {
            NoteOrder(right, left, isStrict: op == Operators.LessOrEqual, excludesNaN: false);
        }
    }

    /// <summary>Notes that the lesser one is at most the greater one.</summary>
    private void NoteOrder(Node lesser, Node greater, bool isStrict, bool excludesNaN)
    {
        if (Algebra.TryGetConstant(lesser, out var low))
            NoteRange(greater, new Interval(low, double.PositiveInfinity, isStrict, false, !excludesNaN));
        else if (Algebra.TryGetConstant(greater, out var high))
            NoteRange(lesser, new Interval(double.NegativeInfinity, high, false, isStrict, !excludesNaN));

        var form = LinearForm.Of(greater).Plus(LinearForm.Of(lesser), -1);
        if (form.Terms.Count == 1 && form.Terms.First() is { Key.Single: { } single } term)
        {
            var bound = -form.Constant / term.Value;
            NoteRange(single, term.Value > 0
                ? new Interval(bound, double.PositiveInfinity, isStrict, false, !excludesNaN)
                : new Interval(double.NegativeInfinity, bound, false, isStrict, !excludesNaN));
        }

        if (form.Terms.Count > 1 || form.Terms.Any(term => term.Key.Single is null))
        {
            Inequalities.Add(new Inequality(form, isStrict, IsOfComputed: true));
            foreach (var factor in form.Terms.Keys.SelectMany(product => product.Factors))
                Subjects.Add(factor.Key);
        }
    }

    private void NoteDifferent(Node left, Node right)
    {
        if (Algebra.TryGetConstant(left, out var value))
            (left, right) = (right, left);
        else if (!Algebra.TryGetConstant(right, out value))
            return;
        _excluded.Add((left, value));
        Subjects.Add(left);
    }

    /// <summary>A range of an expression, and what follows for the operands of an absolute value, a minimum and a maximum.</summary>
    private void NoteRange(Node subject, Interval range)
    {
        Note(subject, range);
        if (subject is not Call { Operator: var op } call || _lessons++ >= MaximumLessons)
            return;
        var above = new Interval(range.Low, double.PositiveInfinity, range.LowOpen, false, range.MayBeNaN);
        var below = new Interval(double.NegativeInfinity, range.High, false, range.HighOpen, range.MayBeNaN);
        if (op == Operators.Abs && !double.IsPositiveInfinity(range.High))
            NoteRange(call.Operands[0], below with { Low = -range.High, LowOpen = range.HighOpen });
        else if (op == Operators.Negate)
            NoteRange(call.Operands[0], -range);
        else if (op == Operators.ToReal)
            NoteRange(call.Operands[0], range);
        else if ((op == Operators.Min && !double.IsInfinity(range.Low)) || (op == Operators.Max && !double.IsInfinity(range.High)))
        {
            foreach (var operand in call.Operands)
                NoteRange(operand, op == Operators.Min ? above : below);
        }
    }

    private void Note(Node subject, Interval range)
    {
        Subjects.Add(subject);
        if (subject is ExtentRead size)
            Lengths[size.Extent] = Lengths.TryGetValue(size.Extent, out var length) ? length.Intersect(range) : range;
        if (_isEverywhere && subject is ArrayRead read && IsEveryElement(read))
            _arrays[read.Array] = _arrays.TryGetValue(read.Array, out var known) ? known.Intersect(range) : range;
        else if (_isEverywhere && subject.FreeAxes.Count > 0)
            _patterns.Add((subject, range));
        else
            _ranges[subject] = _ranges.TryGetValue(subject, out var earlier) ? earlier.Intersect(range) : range;
    }

    /// <summary>Of a choice between facts remains what both say: y is 0 or 1, so it is in [0, 1].</summary>
    private void LearnEither(Node left, Node right, bool holds)
    {
        var first = new Facts(_isEverywhere) { _lessons = _lessons };
        first.Learn(left, holds);
        var second = new Facts(_isEverywhere) { _lessons = first._lessons };
        second.Learn(right, holds);
        _lessons = second._lessons;
        foreach (var pair in first._ranges)
        {
            if (second._ranges.TryGetValue(pair.Key, out var other))
                Note(pair.Key, pair.Value.Union(other));
        }

        foreach (var pair in first._arrays)
        {
            if (second._arrays.TryGetValue(pair.Key, out var other))
                _arrays[pair.Key] = _arrays.TryGetValue(pair.Key, out var known) ? known.Intersect(pair.Value.Union(other)) : pair.Value.Union(other);
        }

        foreach (var (pattern, range) in first._patterns)
        {
            foreach (var (_, other) in second._patterns.Where(candidate => ReferenceEquals(candidate.Pattern, pattern)))
                Note(pattern, range.Union(other));
        }
    }

    private static bool IsEveryElement(ArrayRead read) =>
        read.Operands.All(index => index is Position) && read.Operands.Distinct().Count() == read.Operands.Count;
}
