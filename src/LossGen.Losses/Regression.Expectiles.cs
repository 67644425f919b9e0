namespace LossGen.Losses;

/// <content>The loss of expectiles.</content>
public static partial class Regression
{
    private const string ExpectileFormula = """
        require 0 < tau && tau < 1
        u = targets - predictions
        mean(tau * relu(u)^2 + (1 - tau) * relu(-u)^2)
        """;

    /// <summary>The asymmetric squared error; what minimises it is the conditional τ-expectile.</summary>
    /// <remarks>
    /// <para>(1/n) Σ |τ − [u &lt; 0]| u², with u = y − ŷ. τ = ½ is half the mean squared error.</para>
    /// <para>Gradient: −2τu/n where u &gt; 0, −2(1 − τ)u/n where u &lt; 0.</para>
    /// <para>W. K. Newey, J. L. Powell, Asymmetric least squares estimation and testing (1987).</para>
    /// </remarks>
    /// <param name="predictions">ŷ, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; any numbers.</param>
    /// <param name="tau">τ in (0, 1), the level of the expectile.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tau"/> is outside (0, 1).</exception>
    [Loss(ExpectileFormula)]
    public static partial float Expectile(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, float tau);

    /// <inheritdoc cref="Expectile(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(ExpectileFormula)]
    public static partial double Expectile(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets, double tau);
}
