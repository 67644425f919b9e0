using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Differentiation;

/// <summary>
/// A summand of an adjoint: a value that counts where all its guards hold, and is not even evaluated elsewhere. Guards stand in the
/// order in which they must be asked: a later one may be meaningless (an index out of range) where an earlier one does not hold.
/// </summary>
/// <remarks>
/// Guards are kept apart from the value so that factors multiply the value inside of them. A mask that multiplies would turn an
/// infinite factor under the mask into a NaN.
/// </remarks>
internal sealed record GuardedTerm(IReadOnlyList<Guard> Guards, Node Value)
{
    public static GuardedTerm Of(Node value) => new([], value);

    /// <summary>The term under one more guard; null if it can never count.</summary>
    public GuardedTerm? When(Guard guard)
    {
        if (guard.Condition is BooleanConstant constant)
            return constant.Value == guard.Holds ? this : null;
        if (Guards.Contains(guard.Opposite))
            return null;
        return Guards.Contains(guard) ? this : this with { Guards = [.. Guards, guard] };
    }

    /// <summary>The term times a factor; a factor that is 0 under a condition becomes a guard. Null if nothing is left.</summary>
    public GuardedTerm? Times(Algebra algebra, Node factor)
    {
        if (factor is Select select && Algebra.IsConstant(select.IfFalse, 0))
            return When(Guard.Of(algebra, select.Condition, true))?.Times(algebra, select.IfTrue);
        if (factor is Select opposite && Algebra.IsConstant(opposite.IfTrue, 0))
            return Unless(algebra, opposite.Condition)?.Times(algebra, opposite.IfFalse);
        if (Algebra.IsConstant(factor, 0))
            return null;
        return this with { Value = Product.Of(Value, factor).ToNode(algebra) };
    }

    /// <summary>
    /// The term where a condition does not hold. A choice between a value and a constant is not that constant where the value is chosen and is not the constant either; both
    /// are then known to what follows.
    /// </summary>
    private GuardedTerm? Unless(Algebra algebra, Node condition)
    {
        if (condition is Call { Operands: [Select choice, var constant] } call && call.Operator == Operators.Equal && ReferenceEquals(choice.IfFalse, constant))
            return When(Guard.Of(algebra, choice.Condition, true))?.Unless(algebra, algebra.Equal(choice.IfTrue, constant));
        return When(Guard.Of(algebra, condition, false));
    }

    /// <summary>The term summed over an axis. Guards that do not depend on it stay outside, as far as their order permits.</summary>
    public GuardedTerm SumOver(Algebra algebra, Axis axis)
    {
        var outside = new List<Guard>();
        var inside = new List<Guard>();
        foreach (var guard in Guards)
        {
            var free = !guard.Condition.FreeAxes.Contains(axis);
            (free && (inside.Count == 0 || NodeMatching.IsAlwaysMeaningful(guard.Condition)) ? outside : inside).Add(guard);
        }

        var body = Enumerable.Reverse(inside).Aggregate(Value, (value, guard) => guard.Choose(algebra, value));
        return new GuardedTerm(outside, algebra.Sum(axis, body));
    }

    public GuardedTerm Map(Func<Node, Node> map) => new([.. Guards.Select(guard => guard.Map(map))], map(Value));
}
