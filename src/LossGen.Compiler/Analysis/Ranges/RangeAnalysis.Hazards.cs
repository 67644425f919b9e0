using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Analysis.Ranges;

/// <content>What can go wrong in an element type.</content>
public sealed partial class RangeAnalysis
{
    /// <summary>Data of which nothing is known are taken to be of this size at most: a logit of 100 must not surprise, one of 10³⁸ may.</summary>
    private const double ModerateDatum = 1e6;

    /// <summary>The same for the lengths of axes.</summary>
    private const double ModerateLength = 1e9;

    private RangeAnalysis? _moderate;

    /// <summary>The ranges in real arithmetic for data of moderate size.</summary>
    private RangeAnalysis Moderate
    {
        get
        {
            Learn();
            if (_moderate is null && _outer is not null)
                _moderate = new RangeAnalysis(_outer.Moderate, _facts);
            else if (_moderate is null)
                _moderate = new RangeAnalysis([], Arithmetic.Exact, _nonEmpty, ModerateDatum, _facts);
            return _moderate;
        }
    }

    /// <summary>
    /// What can happen to a value that is computed in an element type. Data without a range are taken to be at most a million in size, else every square
    /// might overflow.
    /// </summary>
    public Hazards HazardsOf(Node node, ElementType type)
    {
        var range = Moderate.Of(node);
        var (largest, smallest) = type == ElementType.Double ? (double.MaxValue, 2.2250738585072014E-308) : (float.MaxValue, SmallestNormal);
        var hazards = range.MayBeNaN ? Hazards.NaN : Hazards.None;
        if (range.HasInfinity)
            hazards |= Hazards.Infinite;
        if (range.Low < -largest || range.High > largest)
            hazards |= Hazards.Overflow;
        if (range.ContainsZero)
            hazards |= Hazards.Zero;
        if ((range.IsPositive && range.Low < smallest) || (range.IsNegative && range.High > -smallest))
            hazards |= Hazards.Underflow;
        return Moderate.HasSingularSlope(node) ? hazards | Hazards.SingularSlope : hazards;
    }

    private bool HasSingularSlope(Node node)
    {
        if (node is Reduce { Kind: ReduceKind.Norm } norm)
            return Of(norm.Body).ContainsZero;
        if (node is not Call { Operator: var op } call)
            return false;
        var x = Of(call.Operands[0]);
        if (op == Operators.Sqrt)
            return x.ContainsZero;
        if (op == Operators.Asin || op == Operators.Acos)
            return x.Contains(1) || x.Contains(-1);
        if (op == Operators.Hypot)
            return x.ContainsZero && Of(call.Operands[1]).ContainsZero;
        return op == Operators.Power && x.ContainsZero && !Of(call.Operands[1]).Restrict(new Interval(0, 1, true, true)).IsEmpty;
    }
}
