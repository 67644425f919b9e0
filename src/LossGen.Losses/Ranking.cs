namespace LossGen.Losses;

/// <summary>Learning to rank: scores that put items in the right order.</summary>
/// <remarks>
/// Every loss has overloads for <see cref="float"/> and <see cref="double"/>, and beside it a generated method <c>{Name}Gradient</c> that returns the
/// same value and writes its gradient.
/// </remarks>
public static partial class Ranking
{
    private const string MarginRankingFormula = """
        require margin >= 0
        mean(relu(margin - targets * (first - second)))
        """;

    /// <summary>The hinge of pairs of scores.</summary>
    /// <remarks>
    /// <para>(1/n) Σ max(0, m − y(s₁ − s₂)).</para>
    /// <para>Gradient by s₁: −y/n where a pair is active, by s₂ its negative.</para>
    /// <para>R. Herbrich, T. Graepel, K. Obermayer, Large margin rank boundaries for ordinal regression (2000).</para>
    /// </remarks>
    /// <param name="first">s₁, shape [n]; any numbers.</param>
    /// <param name="second">s₂, shape [n]; any numbers.</param>
    /// <param name="targets">y, shape [n]; 1 where the first should be higher, −1 where the second should.</param>
    /// <param name="margin">m ≥ 0, by how much.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="margin"/> is negative.</exception>
    [Loss(MarginRankingFormula, Wrt = ["first", "second"])]
    public static partial float MarginRanking(
        ReadOnlySpan<float> first, ReadOnlySpan<float> second, ReadOnlySpan<float> targets, float margin);

    /// <inheritdoc cref="MarginRanking(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(MarginRankingFormula, Wrt = ["first", "second"])]
    public static partial double MarginRanking(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, ReadOnlySpan<double> targets, double margin);

    private const string BayesianPersonalizedRankingFormula = "mean(softplus(negatives - positives))";

    /// <summary>Bayesian personalised ranking: the logistic loss of pairs of a chosen item and one that was not.</summary>
    /// <remarks>
    /// <para>−(1/n) Σ log σ(s₊ − s₋).</para>
    /// <para>Gradient by s₊: −σ(s₋ − s₊)/n, by s₋ its negative.</para>
    /// <para>S. Rendle et al., BPR: Bayesian personalized ranking from implicit feedback (2009).</para>
    /// </remarks>
    /// <param name="positives">s₊, shape [n]; the scores of items that were chosen.</param>
    /// <param name="negatives">s₋, shape [n]; the scores of items that were not.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no elements.</exception>
    [Loss(BayesianPersonalizedRankingFormula, Wrt = ["positives", "negatives"])]
    public static partial float BayesianPersonalizedRanking(ReadOnlySpan<float> positives, ReadOnlySpan<float> negatives);

    /// <inheritdoc cref="BayesianPersonalizedRanking(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss(BayesianPersonalizedRankingFormula, Wrt = ["positives", "negatives"])]
    public static partial double BayesianPersonalizedRanking(ReadOnlySpan<double> positives, ReadOnlySpan<double> negatives);

    private const string RankNetFormula = """
        require scale > 0
        mean[i,j | relevances[i] > relevances[j]](softplus(-scale * (scores[i] - scores[j])))
        """;

    /// <summary>RankNet: the logistic loss of all pairs of one list with different relevances.</summary>
    /// <remarks>
    /// <para>The mean over the pairs with rᵢ &gt; rⱼ of log(1 + exp(−σ(sᵢ − sⱼ))); 0 if there are none.</para>
    /// <para>Gradient by sᵢ: −σ/(1 + exp(σ(sᵢ − sⱼ))) over the number of pairs, by sⱼ its negative.</para>
    /// <para>C. Burges et al., Learning to rank using gradient descent (2005).</para>
    /// </remarks>
    /// <param name="scores">s, shape [n]; any numbers, one for every item of a list.</param>
    /// <param name="relevances">r, shape [n]; the more, the better.</param>
    /// <param name="scale">σ &gt; 0, the steepness.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not positive.</exception>
    [Loss(RankNetFormula)]
    public static partial float RankNet(ReadOnlySpan<float> scores, ReadOnlySpan<float> relevances, float scale);

    /// <inheritdoc cref="RankNet(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(RankNetFormula)]
    public static partial double RankNet(ReadOnlySpan<double> scores, ReadOnlySpan<double> relevances, double scale);

    private const string RankNetOfQueriesFormula = """
        require scale > 0
        mean[i,j | queries[i] == queries[j] && relevances[i] > relevances[j]](softplus(-scale * (scores[i] - scores[j])))
        """;

    /// <summary>RankNet of several lists: the logistic loss of all pairs within a list with different relevances.</summary>
    /// <remarks>
    /// <para>The mean over the pairs of one list with rᵢ &gt; rⱼ of log(1 + exp(−σ(sᵢ − sⱼ))); 0 if there are none.</para>
    /// <para>Gradient by sᵢ: −σ/(1 + exp(σ(sᵢ − sⱼ))) over the number of pairs, by sⱼ its negative.</para>
    /// <para>C. Burges et al., Learning to rank using gradient descent (2005).</para>
    /// </remarks>
    /// <param name="scores">s, shape [n]; any numbers, one for every item of a list.</param>
    /// <param name="relevances">r, shape [n]; the more, the better.</param>
    /// <param name="queries">The list that an item belongs to, shape [n]; any integers.</param>
    /// <param name="scale">σ &gt; 0, the steepness.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not positive.</exception>
    [Loss(RankNetOfQueriesFormula)]
    public static partial float RankNet(ReadOnlySpan<float> scores, ReadOnlySpan<float> relevances, ReadOnlySpan<int> queries, float scale);

    /// <inheritdoc cref="RankNet(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{int}, float)"/>
    [Loss(RankNetOfQueriesFormula)]
    public static partial double RankNet(
        ReadOnlySpan<double> scores, ReadOnlySpan<double> relevances, ReadOnlySpan<int> queries, double scale);

    private const string LambdaRankFormula = """
        require scale > 0
        assume relevances[i] >= 0
        gain[i] = expm1(relevances[i] * log(2))
        discount(rank) = 1 / log(2 + rank)
        place[i] = discount(count[k](scores[k] > scores[i] || scores[k] == scores[i] && k < i))
        ideal[i] = discount(count[k](relevances[k] > relevances[i] || relevances[k] == relevances[i] && k < i))
        best = sum[i](gain[i] * ideal[i])
        swap[i,j] = abs((gain[i] - gain[j]) * (place[i] - place[j]))
        costs = sum[i,j | relevances[i] > relevances[j]](swap[i,j] * softplus(-scale * (scores[i] - scores[j])))
        best == 0 ? 0 : costs / best
        """;

    /// <summary>LambdaRank: RankNet, every pair weighted by what its exchange would change in NDCG.</summary>
    /// <remarks>
    /// <para>Σ |ΔNDCGᵢⱼ| log(1 + exp(−σ(sᵢ − sⱼ))) over the pairs with rᵢ &gt; rⱼ, with ΔNDCG = (2^rᵢ − 2^rⱼ)(Dᵢ − Dⱼ)/maxDCG and D =
    /// 1/log₂(1 + rank). Ties keep the order of the items. 0 if nothing is relevant.</para>
    /// <para>Gradient: the lambdas. Ranks are steps of the scores, so that their derivative is 0, and the weights are constants.</para>
    /// <para>C. Burges, From RankNet to LambdaRank to LambdaMART: an overview (2010).</para>
    /// </remarks>
    /// <param name="scores">s, shape [n]; any numbers, one for every item of a list.</param>
    /// <param name="relevances">r ≥ 0, shape [n]; grades, with a gain of 2ʳ − 1.</param>
    /// <param name="scale">σ &gt; 0, the steepness.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not positive.</exception>
    [Loss(LambdaRankFormula)]
    public static partial float LambdaRank(ReadOnlySpan<float> scores, ReadOnlySpan<float> relevances, float scale);

    /// <inheritdoc cref="LambdaRank(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(LambdaRankFormula)]
    public static partial double LambdaRank(ReadOnlySpan<double> scores, ReadOnlySpan<double> relevances, double scale);

    private const string ApproximateNdcgFormula = """
        require temperature > 0
        gain[i] = expm1(relevances[i] * log(2))
        rank[i] = 1 + sum[j | j != i](sigmoid((scores[j] - scores[i]) / temperature))
        ideal[i] = 1 / log(2 + count[k](relevances[k] > relevances[i] || relevances[k] == relevances[i] && k < i))
        best = sum[i](gain[i] * ideal[i])
        best == 0 ? 0 : 1 - sum[i](gain[i] / log1p(rank[i])) / best
        """;

    /// <summary>One minus NDCG with ranks that are smooth in the scores.</summary>
    /// <remarks>
    /// <para>1 − Σ (2^rᵢ − 1)/log₂(1 + ρᵢ)/maxDCG, with ρᵢ = 1 + Σ_{j≠i} σ((sⱼ − sᵢ)/T). 0 if nothing is relevant.</para>
    /// <para>Gradient: by ρᵢ: (2^rᵢ − 1) log 2/((1 + ρᵢ) log²(1 + ρᵢ) maxDCG), and from ρ to s by the slopes of the sigmoids.</para>
    /// <para>T. Qin, T.-Y. Liu, H. Li, A general approximation framework for direct optimization of information retrieval measures
    /// (2010).</para>
    /// </remarks>
    /// <param name="scores">s, shape [n]; any numbers, one for every item of a list.</param>
    /// <param name="relevances">r ≥ 0, shape [n]; grades, with a gain of 2ʳ − 1.</param>
    /// <param name="temperature">T &gt; 0; the smaller, the closer to the real ranks.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is not positive.</exception>
    [Loss(ApproximateNdcgFormula)]
    public static partial float ApproximateNdcg(ReadOnlySpan<float> scores, ReadOnlySpan<float> relevances, float temperature);

    /// <inheritdoc cref="ApproximateNdcg(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss(ApproximateNdcgFormula)]
    public static partial double ApproximateNdcg(ReadOnlySpan<double> scores, ReadOnlySpan<double> relevances, double temperature);
}
