using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossGen.CompilerServices;

/// <summary>The checks that generated methods make on entry, before anything is read by position or written.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LossArguments
{
    /// <summary>The extent that makes <paramref name="length"/> a multiple of <paramref name="known"/>; 0 if that is 0.</summary>
    /// <param name="length">The length of the array.</param>
    /// <param name="known">The product of its other extents.</param>
    /// <param name="array">The array's name.</param>
    /// <param name="shape">Its shape as the loss reads it: <c>[n,c]</c>.</param>
    /// <exception cref="ArgumentException">The length is no multiple.</exception>
    public static int Divide(int length, long known, string array, string shape)
    {
        if (known == 0 ? length != 0 : length % known != 0)
            ThrowDivision(length, known, array, shape);
        return known == 0 ? 0 : (int)(length / known);
    }

    /// <summary>Checks that an array is as long as its extents say.</summary>
    /// <param name="length">The length of the array.</param>
    /// <param name="expected">The product of the extents.</param>
    /// <param name="array">The array's name.</param>
    /// <param name="shape">Its shape and where the extents come from: <c>[n], where n is the length of 'label'</c>.</param>
    /// <exception cref="ArgumentException">It is not.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Length(int length, long expected, string array, string shape)
    {
        if (length != expected)
            ThrowLength(length, expected, array, shape);
    }

    /// <summary>Checks that a result has the length of the input that it belongs to.</summary>
    /// <exception cref="ArgumentException">It has not.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SameLength(int length, int expected, string result, string input)
    {
        if (length != expected)
            ThrowResultLength(length, expected, result, input);
    }

    /// <summary>Checks that something runs over at least one position.</summary>
    /// <exception cref="ArgumentException">It does not.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void NotEmpty(int extent, string reduction, string axis, string source)
    {
        if (extent == 0)
            ThrowEmpty(reduction, axis, source);
    }

    /// <summary>An extent given as a number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or too large for an array.</exception>
    public static int Extent(long value, string parameter)
    {
        if (value is < 0 or > int.MaxValue)
            throw new ArgumentOutOfRangeException(parameter, value, $"'{parameter}' is the extent of an axis: it must not be negative.");
        return (int)value;
    }

    /// <summary>An extent computed by an <c>axis</c> statement.</summary>
    /// <exception cref="ArgumentException">It is negative or too large for an array.</exception>
    public static int ExtentOf(long value, string axis, string expression)
    {
        if (value is < 0 or > int.MaxValue)
            throw new ArgumentException($"The extent of axis '{axis}', {expression}, is {Text(value)}: it must not be negative.");
        return (int)value;
    }

    /// <summary>Checks a <c>require</c> statement.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not hold.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Require<T>(bool holds, string parameter, T value, string condition)
        where T : notnull
    {
        if (!holds)
            ThrowRequirement(parameter, value, condition);
    }

    /// <summary>Checks that a result shares no memory with an input, so that no input changes while it is still read.</summary>
    /// <exception cref="ArgumentException">It does.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void NoOverlap<TResult, TInput>(ReadOnlySpan<TResult> result, ReadOnlySpan<TInput> input, string resultName, string inputName)
        where TResult : unmanaged
        where TInput : unmanaged
    {
        if (MemoryMarshal.AsBytes(result).Overlaps(MemoryMarshal.AsBytes(input)))
            ThrowOverlap(resultName, inputName);
    }

    /// <summary>Checks that all labels are positions of a dimension.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="extent">The dimension's extent.</param>
    /// <param name="name">The labels' name.</param>
    /// <param name="target">What they index: <c>dimension 1 of 'z'</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is not; names the first.</exception>
    public static void Labels(ReadOnlySpan<int> labels, int extent, string name, string target)
    {
        // As unsigned numbers negative labels are large: one maximum finds any fault, and the position is sought only then.
        var largest = 0u;
        foreach (var label in MemoryMarshal.Cast<int, uint>(labels))
            largest = Math.Max(largest, label);
        if (labels.Length > 0 && largest >= (uint)extent)
            ThrowLabel(labels, extent, name, target);
    }

    /// <inheritdoc cref="Labels(ReadOnlySpan{int}, int, string, string)"/>
    public static void Labels(ReadOnlySpan<long> labels, int extent, string name, string target)
    {
        for (var position = 0; position < labels.Length; position++)
        {
            if ((ulong)labels[position] >= (ulong)extent)
                ThrowIndex(labels[position], extent, name, $"{name}[{Text(position)}]", target);
        }
    }

    /// <summary>Checks that 64-bit integers fit the 32-bit lanes in which a <c>float</c> loss computes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One does not; names the first.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void InRangeOfInt32(ReadOnlySpan<long> values, string name)
    {
        for (var position = 0; position < values.Length; position++)
        {
            if (values[position] != (int)values[position])
                ThrowRange(values[position], position, name);
        }
    }

    /// <summary>Reports a computed index that is outside.</summary>
    /// <param name="index">The index.</param>
    /// <param name="extent">The dimension's extent.</param>
    /// <param name="parameter">The parameter that the exception names.</param>
    /// <param name="expression">The index as the user wrote it, with its position: <c>label[3] - 1</c>.</param>
    /// <param name="target">What it indexes: <c>dimension 1 of 'z'</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Always.</exception>
    [DoesNotReturn]
    public static void ThrowIndex(long index, int extent, string parameter, string expression, string target) =>
        throw new ArgumentOutOfRangeException(
            parameter, index, $"{expression} is {Text(index)}, but {target} has {Text(extent)} positions.");

    /// <summary>The length of scratch memory.</summary>
    /// <exception cref="ArgumentException">It would not fit an array.</exception>
    public static int ScratchLength(long length)
    {
        if (length > Array.MaxLength)
            throw new ArgumentException($"The loss needs an intermediate array of {Text(length)} elements, which is more than an array can hold.");
        return (int)length;
    }

    // Messages are made here, out of line, so that a check costs its caller a comparison and none of the JIT's inlining budget.
    [DoesNotReturn]
    private static void ThrowDivision(int length, long known, string array, string shape) => throw new ArgumentException(
        $"'{array}' has {Text(length)} elements, which its shape {shape} cannot have: its other extents multiply to {Text(known)}.", array);

    [DoesNotReturn]
    private static void ThrowLength(int length, long expected, string array, string shape) => throw new ArgumentException(
        $"'{array}' has {Text(length)} elements, but its shape {shape}, asks for {Text(expected)}.", array);

    [DoesNotReturn]
    private static void ThrowResultLength(int length, int expected, string result, string input) => throw new ArgumentException(
        $"'{result}' has {Text(length)} elements, but '{input}' has {Text(expected)}.", result);

    [DoesNotReturn]
    private static void ThrowEmpty(string reduction, string axis, string source) => throw new ArgumentException(
        $"The loss takes a {reduction} over '{axis}', which is empty: '{source}' gives it no positions.", source);

    [DoesNotReturn]
    private static void ThrowOverlap(string result, string input) => throw new ArgumentException(
        $"'{result}' overlaps '{input}': a result needs memory of its own.", result);

    [DoesNotReturn]
    private static void ThrowRequirement<T>(string parameter, T value, string condition) =>
        throw new ArgumentOutOfRangeException(parameter, value, $"The loss requires {condition}.");

    [DoesNotReturn]
    private static void ThrowRange(long value, int position, string name) => throw new ArgumentOutOfRangeException(
        name, value, $"{name}[{Text(position)}] is {Text(value)}, which is beyond the 32-bit integers that a loss in float computes with.");

    [DoesNotReturn]
    private static void ThrowLabel(ReadOnlySpan<int> labels, int extent, string name, string target)
    {
        var position = 0;
        while ((uint)labels[position] < (uint)extent)
            position++;
        ThrowIndex(labels[position], extent, name, $"{name}[{Text(position)}]", target);
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
