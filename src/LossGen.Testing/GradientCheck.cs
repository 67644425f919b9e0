using System.Globalization;
using System.Numerics;

namespace LossGen.Testing;

/// <summary>Compares gradients with extrapolated central differences of the value.</summary>
/// <remarks>
/// The loss is called some two dozen times for every element. It must be smooth at the point: at a kink differences give the mean of the slopes of
/// both sides, and the loss any subgradient.
/// </remarks>
public static class GradientCheck
{
    /// <summary>Compares a gradient with differences of the value, in the same precision.</summary>
    /// <example>
    /// <code>
    /// GradientCheck.Compare(
    ///     logits,
    ///     z =&gt; MyLosses.CrossEntropy(z, labels),
    ///     (z, gradient) =&gt; MyLosses.CrossEntropyGradient(z, labels, gradient)).ThrowIfFailed();
    /// </code>
    /// </example>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">The point.</param>
    /// <param name="value">The loss.</param>
    /// <param name="gradient">The loss and its gradient.</param>
    /// <param name="tolerance">
    /// The error allowed, as a share of an element; by default 1e-7 in <see cref="double"/> and 1e-2 in <see cref="float"/>, where differences see
    /// no more (<see cref="CompareInDouble"/> does).
    /// </param>
    /// <param name="step">
    /// The largest step, for elements that are about 1 or less; in proportion for larger ones. By default 0.01, and 0.1 in <see cref="float"/>. To
    /// be smaller than the distance to the next kink.
    /// </param>
    /// <returns>The report; <see cref="GradientReport.ThrowIfFailed"/> makes a test of it.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tolerance"/> or <paramref name="step"/> is not positive.</exception>
    public static GradientReport Compare<T>(ReadOnlySpan<T> x, LossValue<T> value, LossGradient<T> gradient, double? tolerance = null, double? step = null)
        where T : IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(gradient);
        var isDouble = typeof(T) == typeof(double);
        return Compare(x, x.ToArray(), value, gradient, tolerance ?? (isDouble ? 1e-7 : 1e-2), step ?? (isDouble ? 0.01 : 0.1));
    }

    /// <summary>Compares a gradient in <see cref="float"/> with differences of the same loss in <see cref="double"/>.</summary>
    /// <param name="x">The point.</param>
    /// <param name="value">The loss in <see cref="double"/>.</param>
    /// <param name="gradient">The loss and its gradient in <see cref="float"/>.</param>
    /// <param name="tolerance">The error allowed, as a share of an element.</param>
    /// <param name="step">The largest step, for elements that are about 1 or less; in proportion for larger ones.</param>
    /// <returns>The report; <see cref="GradientReport.ThrowIfFailed"/> makes a test of it.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tolerance"/> or <paramref name="step"/> is not positive.</exception>
    public static GradientReport CompareInDouble(
        ReadOnlySpan<float> x, LossValue<double> value, LossGradient<float> gradient, double tolerance = 1e-5, double step = 0.01)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(gradient);
        var wide = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
            wide[i] = x[i];
        return Compare(x, wide, value, gradient, tolerance, step);
    }

    /// <param name="x">The point for the gradient.</param>
    /// <param name="point">The same for the value; scratch memory.</param>
    /// <param name="value">The loss.</param>
    /// <param name="gradient">The loss and its gradient.</param>
    /// <param name="tolerance">The error allowed.</param>
    /// <param name="step">The largest step.</param>
    private static GradientReport Compare<TGradient, TValue>(
        ReadOnlySpan<TGradient> x, TValue[] point, LossValue<TValue> value, LossGradient<TGradient> gradient, double tolerance, double step)
        where TGradient : IBinaryFloatingPointIeee754<TGradient>
        where TValue : IBinaryFloatingPointIeee754<TValue>
    {
        CheckPositive(tolerance, nameof(tolerance));
        CheckPositive(step, nameof(step));

        // What is not written shows: no gradient is NaN by chance.
        var written = new TGradient[x.Length];
        Array.Fill(written, TGradient.NaN);
        var beside = gradient(x, written);
        var elements = new GradientElement[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            var (derivative, uncertainty) = Differentiate(point, i, value, step);
            elements[i] = new(i, double.CreateChecked(written[i]), derivative, uncertainty);
        }

        return new(elements, tolerance, value(point), beside);
    }

    private static (double Derivative, double Uncertainty) Differentiate<T>(T[] point, int index, LossValue<T> value, double step)
        where T : IBinaryFloatingPointIeee754<T>
    {
        var center = point[index];
        var at = double.CreateChecked(center);
        var epsilon = double.CreateChecked(T.BitIncrement(T.One) - T.One);
        var result = Ridders.Derivative(
            size =>
            {
                // The step is what is left of it in this precision.
                var (above, below) = (T.CreateChecked(at + size), T.CreateChecked(at - size));
                var width = double.CreateChecked(above) - double.CreateChecked(below);
                point[index] = above;
                var upper = value(point);
                point[index] = below;
                var lower = value(point);
                return new((upper - lower) / width, epsilon * Math.Max(Math.Abs(upper), Math.Abs(lower)) / width);
            },
            step * Math.Max(1, Math.Abs(at)));
        point[index] = center;
        return result;
    }

    private static void CheckPositive(double value, string parameter)
    {
        if (!(value > 0 && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(parameter, value, string.Create(CultureInfo.InvariantCulture, $"'{parameter}' is {value}, not a positive number."));
    }
}
