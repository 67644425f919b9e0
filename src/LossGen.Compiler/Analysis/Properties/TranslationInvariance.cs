using System.Runtime.CompilerServices;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Analysis.Properties;

/// <summary>
/// Follows a number that is added to elements through an expression: a logsumexp moves by it, an element less the logsumexp of its row not at all.
/// </summary>
/// <param name="normalizer">Makes and compares the shifts.</param>
/// <param name="shiftOf">By how much an element is moved; null for one that stays.</param>
internal sealed class TranslationInvariance(Normalizer normalizer, Func<ArrayRead, Node?> shiftOf)
{
    private static readonly LossParameter Number = new("shift", ParameterKind.Scalar, ElementType.Double, "double shift");

    private readonly Algebra _algebra = normalizer.Algebra;
    private readonly Dictionary<Node, Node?> _shifts = [];
    private bool _moved;

    /// <summary>Whether the value stays the same when one number is added to every element of some arrays.</summary>
    public static bool HoldsFor(Node value, IReadOnlyCollection<ArrayParameter> arrays, Normalizer normalizer)
    {
        var shift = normalizer.Algebra.Factory.Scalar(Number);
        return new TranslationInvariance(normalizer, read => arrays.Contains(read.Array) ? shift : null).Holds(value);
    }

    /// <summary>Whether the value stays the same when a number is added to the elements along one dimension of an array, another one for each row.</summary>
    public static bool HoldsAlong(Node value, ArrayParameter array, int dimension, Normalizer normalizer)
    {
        var shifts = new ArrayParameter(Number with { Kind = ParameterKind.Array }, [.. array.Dimensions.Where((_, i) => i != dimension)]);
        var factory = normalizer.Algebra.Factory;
        return new TranslationInvariance(normalizer, read => read.Array == array ? ShiftOf(read) : null).Holds(value);

        Node ShiftOf(ArrayRead read) =>
            shifts.Rank == 0 ? factory.Scalar(Number) : factory.Read(shifts, [.. read.Operands.Where((_, i) => i != dimension)]);
    }

    private bool Holds(Node value) => Shift(value) is { } shift && normalizer.IsZero(shift) && _moved;

    /// <summary>By how much an expression moves; null if that is not one number.</summary>
    private Node? Shift(Node node)
    {
        if (_shifts.TryGetValue(node, out var known))
            return known;
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return _shifts[node] = node switch
        {
            ArrayRead read when read.Operands.All(IsFixed) => Moved(shiftOf(read)),
            Call call => OfCall(call),
            Select select => IsFixed(select.Condition) ? Common(Shift(select.IfTrue), Shift(select.IfFalse), select.Condition) : null,
            Reduce reduce => OfReduction(reduce),
            _ => node.Operands.All(IsFixed) && node.FreeSymbols.Count == 0 ? _algebra.Zero : null,
        };
    }

    private Node Moved(Node? shift)
    {
        _moved |= shift is not null;
        return shift ?? _algebra.Zero;
    }

    private bool IsFixed(Node node) => Shift(node) is { } shift && normalizer.IsZero(shift);

    private Node? OfCall(Call call)
    {
        var shifts = call.Operands.Select(Shift).ToArray();
        if (shifts.Any(shift => shift is null))
            return null;
        if (shifts.All(shift => normalizer.IsZero(shift!)))
            return _algebra.Zero;
        var (op, first, second) = (call.Operator, shifts[0]!, shifts[shifts.Length - 1]!);
        if (op == Operators.Add || op == Operators.Subtract || op == Operators.Negate)
            return _algebra.Call(op, [.. shifts!]);
        if (op == Operators.Multiply)
            return normalizer.IsZero(second) ? _algebra.Multiply(first, call.Operands[1])
                : normalizer.IsZero(first) ? _algebra.Multiply(call.Operands[0], second) : null;
        if (op == Operators.Divide || op == Operators.Quotient)
            return normalizer.IsZero(second) ? _algebra.Divide(first, call.Operands[1]) : null;
        if (op == Operators.Max || op == Operators.Min || op == Operators.LogAddExp)
            return normalizer.AreEqual(first, second) ? first : null;
        return (op == Operators.Softmax || op.Typing == OperatorTyping.Comparison) && normalizer.AreEqual(first, second) ? _algebra.Zero : null;
    }

    /// <summary>A choice moves as both branches do; what is infinite moves with the other branch.</summary>
    private Node? Common(Node? left, Node? right, Node condition)
    {
        if (left is null || right is null)
            return null;
        return normalizer.AreEqual(left, right) ? left : _algebra.Select(condition, left, right);
    }

    private Node? OfReduction(Reduce reduce)
    {
        var axis = _algebra.Factory.NewAxis(reduce.Axis.Name, reduce.Axis.Extent);
        var body = _algebra.Factory.OpenBody(reduce, axis);
        var isExtremum = reduce.Kind is ReduceKind.Max or ReduceKind.Min or ReduceKind.LogSumExp;
        var shift = isExtremum && body is Select { IfFalse: RealConstant { Value: var identity } } guarded && double.IsInfinity(identity) && IsFixed(guarded.Condition)
            ? Shift(guarded.IfTrue)
            : Shift(body);
        if (shift is null || normalizer.IsZero(shift))
            return shift is null ? null : _algebra.Zero;
        return reduce.Kind switch
        {
            ReduceKind.Sum => _algebra.Sum(axis, shift),
            ReduceKind.Max or ReduceKind.Min or ReduceKind.LogSumExp when !shift.FreeAxes.Contains(axis) => shift,
            _ => null,
        };
    }
}
