namespace LossGen.Losses;

/// <content>The reparametrisation of a normal distribution.</content>
public static partial class Generative
{
    private const string ReparametrizeFormula = "samples = means + exp(logVariances / 2) * noise";

    /// <summary>Draws from normal distributions in a way that gradients flow through.</summary>
    /// <remarks>
    /// <para>z = μ + e^(s/2) ε.</para>
    /// <para>Gradient, by the seeds of z: by μ: the seed; by s: ½ e^(s/2) ε times the seed.</para>
    /// <para>D. P. Kingma, M. Welling, Auto-encoding variational Bayes (2014).</para>
    /// </remarks>
    /// <param name="means">μ, shape [n]; any numbers.</param>
    /// <param name="logVariances">s = log σ², shape [n]; any numbers.</param>
    /// <param name="noise">ε, shape [n]; drawn from the standard normal distribution.</param>
    /// <param name="samples">Receives z, shape [n].</param>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    [Loss(ReparametrizeFormula, Wrt = ["means", "logVariances"])]
    public static partial void Reparametrize(
        ReadOnlySpan<float> means, ReadOnlySpan<float> logVariances, ReadOnlySpan<float> noise, Span<float> samples);

    /// <inheritdoc cref="Reparametrize(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float})"/>
    [Loss(ReparametrizeFormula, Wrt = ["means", "logVariances"])]
    public static partial void Reparametrize(
        ReadOnlySpan<double> means, ReadOnlySpan<double> logVariances, ReadOnlySpan<double> noise, Span<double> samples);
}
