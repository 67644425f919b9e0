namespace LossGen.Losses;

/// <summary>Formulas that lack a function: put its definition before them, and the compiler differentiates it.</summary>
/// <remarks>
/// <example>
/// <code>
/// [Loss("f(t) = xlogy(t, t)\n" + FormulaTemplates.FDivergence)]
/// public static partial float MyDivergence(ReadOnlySpan&lt;float&gt; probabilities, ReadOnlySpan&lt;float&gt; targets, int classes);
/// </code>
/// </example>
/// </remarks>
public static class FormulaTemplates
{
    /// <summary>The f-divergence D_f(p‖q) = Σ q f(p/q) of a convex function <c>f(t)</c> with f(1) = 0, the mean over rows.</summary>
    /// <remarks>
    /// <para>Parameters: <c>probabilities</c> (q, shape [n, c]), <c>targets</c> (p, shape [n, c]), <c>classes</c> (c, an <see cref="int"/>).</para>
    /// <para>Gradient by q: f(t) − t f′(t), by p: f′(t), with t = p/q.</para>
    /// <para>q has to be positive where p is; an outcome that both exclude counts 0. Near p = q a closed form such as those of
    /// <see cref="Divergence"/> keeps more digits.</para>
    /// <para>I. Csiszár, Information-type measures of difference of probability distributions (1967).</para>
    /// </remarks>
    public const string FDivergence = """
        axis c = classes
        assume probabilities[n,c] >= 0
        assume targets[n,c] >= 0
        mean[n](sum[c](probabilities[n,c] == 0 && targets[n,c] == 0 ? 0 : probabilities[n,c] * f(targets[n,c] / probabilities[n,c])))
        """;

    /// <summary>The Bregman divergence D(y‖ŷ) = φ(y) − φ(ŷ) − φ′(ŷ)(y − ŷ) of a strictly convex function <c>phi(t)</c>, the mean over elements.</summary>
    /// <remarks>
    /// <para>Parameters: <c>predictions</c> (ŷ) and <c>targets</c> (y), of one length.</para>
    /// <para>Gradient by ŷ: φ″(ŷ)(ŷ − y), by y: φ′(y) − φ′(ŷ).</para>
    /// <para>The three terms cancel near y = ŷ; the closed forms of <see cref="Losses.Bregman"/> do not.</para>
    /// <para>L. M. Bregman, The relaxation method of finding the common point of convex sets (1967).</para>
    /// </remarks>
    public const string Bregman = "mean(phi(targets) - phi(predictions) - phi'(predictions) * (targets - predictions))";

    /// <summary>The proper score of two outcomes that a convex function <c>G(p)</c> generates; strictly proper if it is strictly convex.</summary>
    /// <remarks>
    /// <para>S(p, y) = −G(p) − (y − p) G′(p): −G − (1 − p) G′ for the outcome 1, −G + p G′ for the outcome 0; the mean over samples.</para>
    /// <para>Parameters: <c>probabilities</c> (p) and <c>targets</c> (y, 0 or 1), of one length.</para>
    /// <para>Gradient by p: (p − y) G″(p).</para>
    /// <para>L. J. Savage, Elicitation of personal probabilities and expectations (1971).</para>
    /// </remarks>
    public const string ProperScore = "mean(-G(probabilities) - (targets - probabilities) * G'(probabilities))";
}
