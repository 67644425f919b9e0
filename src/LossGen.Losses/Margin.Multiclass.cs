namespace LossGen.Losses;

/// <content>Several classes.</content>
public static partial class Margin
{
    private const string MulticlassHingeFormula = """
        require margin > 0
        own[n] = scores[n, labels[n]]
        mean[n](sum[c | c != labels[n]](relu(scores[n,c] - own[n] + margin)))
        """;

    /// <summary>The multiclass hinge loss of Weston and Watkins: every class that comes too close counts.</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ Σ_{c≠y} max(0, z_c − z_y + Δ).</para>
    /// <para>Gradient: 1/n on z_c, c ≠ y, where the class comes too close, and minus their number over n on z_y.</para>
    /// <para>J. Weston, C. Watkins, Support vector machines for multi-class pattern recognition (1999).</para>
    /// </remarks>
    /// <param name="scores">z, shape [n, c], row-major; any numbers.</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1.</param>
    /// <param name="margin">Δ &gt; 0, by how much the own class has to lead.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="margin"/> is not positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    [Loss(MulticlassHingeFormula)]
    public static partial float MulticlassHinge(ReadOnlySpan<float> scores, ReadOnlySpan<int> labels, float margin);

    /// <inheritdoc cref="MulticlassHinge(ReadOnlySpan{float}, ReadOnlySpan{int}, float)"/>
    [Loss(MulticlassHingeFormula)]
    public static partial double MulticlassHinge(ReadOnlySpan<double> scores, ReadOnlySpan<int> labels, double margin);

    private const string MaximumMulticlassHingeFormula = """
        require margin > 0
        rival[n] = max[c | c != labels[n]](scores[n,c])
        mean[n](relu(rival[n] - scores[n, labels[n]] + margin))
        """;

    /// <summary>The multiclass hinge loss of Crammer and Singer: only the best of the other classes counts.</summary>
    /// <remarks>
    /// <para>(1/n) Σₙ max(0, max_{c≠y} z_c − z_y + Δ).</para>
    /// <para>Gradient: 1/n on the best other class (shared equally by ties) and −1/n on z_y, where it comes too close.</para>
    /// <para>K. Crammer, Y. Singer, On the algorithmic implementation of multiclass kernel-based vector machines (2001).</para>
    /// </remarks>
    /// <param name="scores">z, shape [n, c], row-major; any numbers.</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1.</param>
    /// <param name="margin">Δ &gt; 0, by how much the own class has to lead.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="margin"/> is not positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    [Loss(MaximumMulticlassHingeFormula)]
    public static partial float CrammerSingerHinge(ReadOnlySpan<float> scores, ReadOnlySpan<int> labels, float margin);

    /// <inheritdoc cref="CrammerSingerHinge(ReadOnlySpan{float}, ReadOnlySpan{int}, float)"/>
    [Loss(MaximumMulticlassHingeFormula)]
    public static partial double CrammerSingerHinge(ReadOnlySpan<double> scores, ReadOnlySpan<int> labels, double margin);
}
