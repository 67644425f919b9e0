using System.Numerics;

namespace LossGen.Losses;

/// <summary>Decisions on finite distributions: what the best action costs, and what another costs beyond that.</summary>
/// <remarks>Which action a loss calls best says what it estimates: squared error the mean, absolute error the median, the quantile loss a quantile.</remarks>
public static class DecisionTheory
{
    /// <summary>The expected cost of an action.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="probabilities">The probability of every outcome, shape [y]; not negative.</param>
    /// <param name="costs">The cost of every outcome under the action, shape [y].</param>
    /// <returns>Σ p(y) ℓ(y); an outcome of probability 0 costs nothing, even ∞.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A probability is negative.</exception>
    public static double Risk<T>(ReadOnlySpan<T> probabilities, ReadOnlySpan<T> costs)
        where T : IBinaryFloatingPointIeee754<T>
    {
        Arguments.HasLength(costs.Length, probabilities.Length, nameof(costs), "one for every outcome");
        Arguments.AreNotNegative(probabilities, nameof(probabilities));
        var risk = 0.0;
        for (var y = 0; y < costs.Length; y++)
            risk += probabilities[y] == T.Zero ? 0 : double.CreateChecked(probabilities[y]) * double.CreateChecked(costs[y]);
        return risk;
    }

    /// <summary>The action of the least expected cost (Bayes act).</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="probabilities">The probability of every outcome, shape [y]; not negative.</param>
    /// <param name="costs">The cost of every outcome under every action, shape [a, y], row-major.</param>
    /// <returns>The first of the best actions, and what it costs (Bayes risk).</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no outcomes or actions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A probability is negative.</exception>
    public static (int Action, double Risk) BayesAct<T>(ReadOnlySpan<T> probabilities, ReadOnlySpan<T> costs)
        where T : IBinaryFloatingPointIeee754<T>
    {
        Arguments.IsNotEmpty(probabilities.Length, nameof(probabilities));
        Arguments.IsNotEmpty(costs.Length, nameof(costs));
        var actions = costs.Length / probabilities.Length;
        Arguments.HasLength(costs.Length, Math.Max(actions, 1) * probabilities.Length, nameof(costs), "a row of outcomes for every action");
        var best = (Action: 0, Risk: Risk(probabilities, costs[..probabilities.Length]));
        for (var action = 1; action < actions; action++)
        {
            var risk = Risk(probabilities, costs.Slice(action * probabilities.Length, probabilities.Length));
            if (risk < best.Risk)
                best = (action, risk);
        }

        return best;
    }

    /// <summary>What a rule of decision costs beyond the best one, on a joint distribution of observations and outcomes.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="joint">The probability of every observation and outcome, shape [x, y], row-major; not negative.</param>
    /// <param name="costs">The cost of every outcome under every action, shape [a, y], row-major.</param>
    /// <param name="decisions">The action for every observation, shape [x]; 0 to a − 1.</param>
    /// <returns>R(δ) − R*, the excess risk; not negative.</returns>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no observations, outcomes or actions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A probability is negative, or a decision is not an action.</exception>
    public static double ExcessRisk<T>(ReadOnlySpan<T> joint, ReadOnlySpan<T> costs, ReadOnlySpan<int> decisions)
        where T : IBinaryFloatingPointIeee754<T>
    {
        Arguments.IsNotEmpty(joint.Length, nameof(joint));
        Arguments.IsNotEmpty(decisions.Length, nameof(decisions));
        var outcomes = joint.Length / decisions.Length;
        Arguments.HasLength(joint.Length, Math.Max(outcomes, 1) * decisions.Length, nameof(joint), "a row of outcomes for every decision");
        Arguments.AreLabels(decisions, Arguments.Rows(costs.Length, outcomes, nameof(costs), nameof(joint)), nameof(decisions));
        var excess = 0.0;
        for (var x = 0; x < decisions.Length; x++)
        {
            var row = joint.Slice(x * outcomes, outcomes);
            excess += Risk(row, costs.Slice(decisions[x] * outcomes, outcomes)) - BayesAct(row, costs).Risk;
        }

        return excess;
    }
}
