namespace LossGen.Losses;

/// <content>Alignments of two sequences, and hidden states.</content>
public static partial class Sequence
{
    private const string SoftDtwFormula = """
        require gamma > 0
        r[i,j] = (x[i] - y[j])^2 + (i == 0 && j == 0 ? 0 : -gamma * logaddexp(
            i > 0 ? -r[i-1,j] / gamma : -inf,
            j > 0 ? -r[i,j-1] / gamma : -inf,
            i > 0 && j > 0 ? -r[i-1,j-1] / gamma : -inf))
        r[size(i) - 1, size(j) - 1]
        """;

    /// <summary>Soft dynamic time warping: a smooth minimum over all alignments of two series of the sum of squared differences.</summary>
    /// <remarks>
    /// <para>r_{ij} = (x_i − y_j)² + min_γ(r_{i−1,j}, r_{i,j−1}, r_{i−1,j−1}), with min_γ(a…) = −γ log Σ exp(−a/γ); the value is the last
    /// r. It may be negative.</para>
    /// <para>Gradient: Σ_j e_{ij} · 2(x_i − y_j), with e the expected alignment.</para>
    /// <para>M. Cuturi, M. Blondel, Soft-DTW: a differentiable loss function for time-series (2017).</para>
    /// </remarks>
    /// <param name="x">The one series, shape [i]; not empty.</param>
    /// <param name="y">The other series, shape [j]; not empty.</param>
    /// <param name="gamma">γ, above 0; towards 0 the minimum becomes hard.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A series is empty, or γ is not above 0.</exception>
    [Loss(SoftDtwFormula, Wrt = ["x", "y"])]
    public static partial float SoftDtw(ReadOnlySpan<float> x, ReadOnlySpan<float> y, float gamma);

    /// <inheritdoc cref="SoftDtw(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(SoftDtwFormula, Wrt = ["x", "y"])]
    public static partial double SoftDtw(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double gamma);

    private const string HiddenMarkovFormula = """
        alpha[t,s] = emissions[t,s] + (t == 0 ? initial[s] : logsumexp[k](alpha[t-1,k] + transitions[k,s]));
        -logsumexp[s](alpha[size(t) - 1, s])
        """;

    /// <summary>The negative log-likelihood of a hidden Markov model, by the forward algorithm.</summary>
    /// <remarks>
    /// <para>−log Σ over all paths s of π(s₀) Π_t A(s_{t−1}, s_t) Π_t b_t(s_t), all in logarithms.</para>
    /// <para>Gradient: minus the posterior probabilities of starts, transitions and states.</para>
    /// <para>L. R. Rabiner, A tutorial on hidden Markov models and selected applications in speech recognition (1989).</para>
    /// </remarks>
    /// <param name="emissions">log b, shape [t, s]: what a state says of the observation at t; −∞ for never.</param>
    /// <param name="transitions">log A, shape [k, s], from k to s; −∞ for never.</param>
    /// <param name="initial">log π, shape [s]; −∞ for never.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no step.</exception>
    [Loss(HiddenMarkovFormula, Wrt = ["emissions", "transitions", "initial"])]
    public static partial float HiddenMarkov(ReadOnlySpan<float> emissions, ReadOnlySpan<float> transitions, ReadOnlySpan<float> initial);

    /// <inheritdoc cref="HiddenMarkov(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(HiddenMarkovFormula, Wrt = ["emissions", "transitions", "initial"])]
    public static partial double HiddenMarkov(ReadOnlySpan<double> emissions, ReadOnlySpan<double> transitions, ReadOnlySpan<double> initial);
}
