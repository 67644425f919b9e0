namespace LossGen.Losses.Tests.Algorithms;

public sealed class DecisionTheoryTests
{
    /// <summary>Outcomes 0 to 4, and their probabilities: mean 1.75, median 2, mode 0, 0.9-quantile 4.</summary>
    private static readonly double[] Probabilities = [0.4, 0.05, 0.25, 0.15, 0.15];

    private static readonly double[] Actions = [.. Enumerable.Range(0, 401).Select(k => k / 100.0)];

    [Fact]
    public void Every_loss_elicits_what_it_is_said_to()
    {
        var mean = Probabilities.Select((p, y) => p * y).Sum();
        Assert.Equal(mean, Best((a, y) => Regression.MeanSquaredError([a], [y])), 0.006);
        Assert.Equal(2, Best((a, y) => Regression.MeanAbsoluteError([a], [y])));
        Assert.Equal(0, Best((a, y) => a == y ? 0 : 1));
        Assert.Equal(4, Best((a, y) => Regression.Quantile([a], [y], 0.9)));
        Assert.Equal(0, Best((a, y) => Regression.Quantile([a], [y], 0.3)));
        var expectile = Best((a, y) => Regression.Expectile([a], [y], 0.8));
        Assert.Equal(0, Probabilities.Select((p, y) => p * (y > expectile ? 0.8 : 0.2) * (y - expectile)).Sum(), 0.01);
    }

    [Fact]
    public void The_excess_risk_of_a_rule_is_its_risk_less_that_of_the_best()
    {
        // Two observations, two outcomes; a miss costs 1, a false alarm 0.2.
        double[] joint = [0.3, 0.1, 0.2, 0.4];
        double[] costs = [0, 1, 0.2, 0];
        double Risk(int first, int second) =>
            DecisionTheory.Risk(joint.AsSpan(0, 2), costs.AsSpan(2 * first, 2)) + DecisionTheory.Risk(joint.AsSpan(2, 2), costs.AsSpan(2 * second, 2));
        var least = new[] { Risk(0, 0), Risk(0, 1), Risk(1, 0), Risk(1, 1) }.Min();
        Assert.Equal(Risk(1, 1), least);
        foreach (var first in new[] { 0, 1 })
        {
            foreach (var second in new[] { 0, 1 })
                Assert.Equal(Risk(first, second) - least, DecisionTheory.ExcessRisk<double>(joint, costs, [first, second]), 1e-15);
        }
    }

    [Fact]
    public void What_cannot_happen_costs_nothing() =>
        Assert.Equal(2, DecisionTheory.Risk<double>([0, 1], [double.PositiveInfinity, 2]));

    [Fact]
    public void What_is_wrong_is_named()
    {
        Assert.Equal("costs", Assert.Throws<ArgumentException>(() => DecisionTheory.BayesAct<float>([0.5f, 0.5f], [1, 2, 3])).ParamName);
        Assert.Equal("probabilities", Assert.Throws<ArgumentOutOfRangeException>(() => DecisionTheory.Risk<float>([-1], [1])).ParamName);
        Assert.Equal("decisions", Assert.Throws<ArgumentOutOfRangeException>(() => DecisionTheory.ExcessRisk<float>([1, 0], [1, 2], [1])).ParamName);
    }

    private static double Best(Func<double, double, double> loss) =>
        Actions[DecisionTheory.BayesAct<double>(Probabilities, [.. Actions.SelectMany(a => Probabilities.Select((_, y) => loss(a, y)))]).Action];
}
