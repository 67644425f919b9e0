namespace LossGen.Losses;

/// <content>Applying a temperature.</content>
public static partial class Calibration
{
    private const string ApplyTemperatureFormula = """
        require temperature > 0
        axis c = classes
        probabilities[n,c] = softmax[c](logits[n,c] / temperature)
        """;

    /// <summary>The probabilities of logits divided by a temperature, such as <see cref="FitTemperature(ReadOnlySpan{float},
    /// ReadOnlySpan{int})"/> finds; above 1 it lowers confidence, and it changes no order.</summary>
    /// <remarks>
    /// <para>softmax(z/T).</para>
    /// <para>Gradient, by the seeds s of the probabilities: p_c (s_c − Σ_k s_k p_k)/T.</para>
    /// <para>C. Guo et al., On calibration of modern neural networks (2017).</para>
    /// </remarks>
    /// <param name="logits">z, shape [n, c], row-major; any numbers, −∞ for an excluded class.</param>
    /// <param name="classes">c, the number of classes.</param>
    /// <param name="temperature">T &gt; 0.</param>
    /// <param name="probabilities">Receives the probabilities, shape [n, c].</param>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no classes.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is not positive.</exception>
    [Loss(ApplyTemperatureFormula)]
    public static partial void ApplyTemperature(
        ReadOnlySpan<float> logits, int classes, float temperature, Span<float> probabilities);

    /// <inheritdoc cref="ApplyTemperature(ReadOnlySpan{float}, int, float, Span{float})"/>
    [Loss(ApplyTemperatureFormula)]
    public static partial void ApplyTemperature(
        ReadOnlySpan<double> logits, int classes, double temperature, Span<double> probabilities);
}
