using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace LossGen.Losses;

/// <summary>Checks of the arguments of what is no formula: every exception names the argument, the position and the value.</summary>
internal static class Arguments
{
    public static void HasLength(int actual, int expected, string parameter, string meaning)
    {
        if (actual != expected)
            throw new ArgumentException(Text($"'{parameter}' has {actual} elements, not {expected}: {meaning}."), parameter);
    }

    public static void HasRoom(int actual, int needed, string parameter)
    {
        if (actual < needed)
            throw new ArgumentException(Text($"'{parameter}' has room for {actual} elements, and {needed} are needed."), parameter);
    }

    public static void IsNotEmpty(int length, string parameter)
    {
        if (length == 0)
            throw new ArgumentException($"'{parameter}' has no elements.", parameter);
    }

    public static void IsPositive(int value, string parameter)
    {
        if (value <= 0)
            Throw(parameter, value, $"'{parameter}' is {value}, not positive.");
    }

    public static void IsNotNegative(int value, string parameter)
    {
        if (value < 0)
            Throw(parameter, value, $"'{parameter}' is {value}, which is negative.");
    }

    public static void IsPositive(double value, string parameter)
    {
        if (!(value > 0 && double.IsFinite(value)))
            Throw(parameter, value, $"'{parameter}' is {value}, not a positive number.");
    }

    public static void IsNotNegative(double value, string parameter)
    {
        if (!(value >= 0 && double.IsFinite(value)))
            Throw(parameter, value, $"'{parameter}' is {value}, not a number from 0.");
    }

    public static void IsInOpenUnitInterval(double value, string parameter)
    {
        if (!(value > 0 && value < 1))
            Throw(parameter, value, $"'{parameter}' is {value}, not between 0 and 1.");
    }

    /// <summary>The number of rows of a matrix of so many columns.</summary>
    public static int Rows(int length, int columns, string parameter, string columnsParameter)
    {
        IsPositive(columns, columnsParameter);
        return length % columns == 0
            ? length / columns
            : throw new ArgumentException(Text($"'{parameter}' has {length} elements, which are no rows of {columns}, '{columnsParameter}'."), parameter);
    }

    public static void AreLabels(ReadOnlySpan<int> labels, int classes, string parameter)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
                Throw(parameter, labels[i], $"{parameter}[{i}] is {labels[i]}, but there are {classes} classes.");
        }
    }

    public static void AreProbabilities<T>(ReadOnlySpan<T> values, string parameter)
        where T : IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!(values[i] >= T.Zero && values[i] <= T.One))
                Throw(parameter, values[i], $"{parameter}[{i}] is {values[i]}, not a probability.");
        }
    }

    public static void AreNotNegative<T>(ReadOnlySpan<T> values, string parameter)
        where T : IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!(values[i] >= T.Zero && T.IsFinite(values[i])))
                Throw(parameter, values[i], $"{parameter}[{i}] is {values[i]}, not a number from 0.");
        }
    }

    public static void ArePositive<T>(ReadOnlySpan<T> values, string parameter)
        where T : IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!(values[i] > T.Zero && T.IsFinite(values[i])))
                Throw(parameter, values[i], $"{parameter}[{i}] is {values[i]}, not a positive number.");
        }
    }

    public static void AreFinite<T>(ReadOnlySpan<T> values, string parameter)
        where T : IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!T.IsFinite(values[i]))
                Throw(parameter, values[i], $"{parameter}[{i}] is {values[i]}, not a finite number.");
        }
    }

    public static void AreNumbers<T>(ReadOnlySpan<T> values, string parameter)
        where T : IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (T.IsNaN(values[i]))
                Throw(parameter, values[i], $"{parameter}[{i}] is NaN.");
        }
    }

    [DoesNotReturn]
    public static void Throw(string parameter, object value, FormattableString message) =>
        throw new ArgumentOutOfRangeException(parameter, value, Text(message));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
