using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using LossGen.Losses.Tests.Catalogue;
using static LossGen.Losses.Tests.Infrastructure.WrittenLosses;

namespace LossGen.Losses.Tests;

/// <summary>Statements of the guide that are wrong, shown to be; docs/errata.md has them all.</summary>
public sealed partial class ErrataTests
{
    [Fact]
    public void A_contrastive_pair_pulls_what_belongs_together()
    {
        var (first, second) = (new double[2], new double[2]);
        Assert.Equal(12.5, ContrastivePairGradient([3, 4], [0, 0], [true], 1, first, second));
        Assert.Equal([3, 4], first);
        Assert.Equal([-3, -4], second);
        Assert.Equal(12.5, ContrastivePairGradient([3, 4], [0, 0], [false], 10, first, second));
        Assert.Equal([-3, -4], first);
        Assert.Equal(0, ContrastivePairGradient([3, 4], [0, 0], [false], 4, first, second));
        Assert.Equal([0, 0], first);
    }

    [Fact]
    public void The_gradients_of_a_triplet_sum_to_nothing()
    {
        var (a, p, q) = (new double[2], new double[2], new double[2]);
        SquaredTripletGradient([1, 2], [0.5, 0], [2, 3], 2, 5, a, p, q);
        Assert.Equal([-2, -2], q);
        AssertBalanced();
        TripletGradient([1, 2], [0.5, 0], [2, 3], 2, 5, a, p, q);
        Assert.Equal(-Math.Sqrt(0.5), q[0], 1e-15);
        AssertBalanced();

        void AssertBalanced() => Assert.All(a.Select((slope, k) => slope + p[k] + q[k]), sum => Assert.Equal(0, sum, 1e-15));
    }

    /// <summary>By logits the gradient is p − 1 at the label; by free log-probabilities it is −1.</summary>
    [Fact]
    public void The_gradient_by_log_probabilities_has_no_softmax_in_it()
    {
        var slope = new double[2];
        NegativeLogLikelihoodGradient([Math.Log(0.25), Math.Log(0.75)], [0], slope);
        Assert.Equal([-1, 0], slope);
        Classification.CrossEntropyGradient([Math.Log(0.25), Math.Log(0.75)], [0], slope);
        Assert.Equal(-0.75, slope[0], 1e-15);
        Assert.Equal(0.75, slope[1], 1e-15);
    }

    [Fact]
    public void A_Bregman_divergence_need_not_be_convex_in_its_second_argument()
    {
        static double Divergence(double y, double x) => Bregman.ItakuraSaito([x], [y]);
        Assert.True(Divergence(1, 5) > (Divergence(1, 2) + Divergence(1, 8)) / 2);
        Assert.True(Divergence(5, 1) < (Divergence(2, 1) + Divergence(8, 1)) / 2);
    }

    /// <summary>Two samples that are each other's pair: nothing else is in the denominator, so there is nothing to learn.</summary>
    [Fact]
    public void NT_Xent_leaves_out_the_sample_itself() => Assert.Equal(0, NtXent([1, 0, 0.6f, 0.8f], [1, 0], 0.5f), 1e-7);

    [Fact]
    public void The_pinball_loss_of_the_median_is_half_the_absolute_error()
    {
        double[] x = [1, -2, 0.25];
        double[] y = [0.5, 3, 0.25];
        Assert.Equal(Regression.MeanAbsoluteError(x, y) / 2, Regression.Quantile(x, y, 0.5), 1e-15);
    }

    [Fact]
    public void Logistic_regression_is_convex_on_separable_data_too()
    {
        double[] features = [-2, -1, 1, 3];
        double[] targets = [0, 0, 1, 1];
        double Loss(double w) => Classification.LogisticRegression([w], 0, features, targets);
        for (var w = -5.0; w < 20; w += 0.5)
            Assert.True((Loss(w - 0.5) + Loss(w + 0.5)) / 2 > Loss(w));
        Assert.True(Loss(20) < Loss(10), "and it has no minimum");
    }

    /// <summary>The squared loss of w·x with x = 1: λ_max(XᵀX) = 1, and a step of 1 goes from w to −w.</summary>
    [Fact]
    public void Gradient_descent_with_the_step_of_the_guide_does_not_converge()
    {
        var (w, half) = (new[] { 1.0 }, new[] { 1.0 });
        var slope = new double[1];
        for (var k = 0; k < 100; k++)
        {
            Regression.SumOfSquaredErrorsGradient(w, [0.0], slope);
            w[0] -= slope[0];
            Regression.SumOfSquaredErrorsGradient(half, [0.0], slope);
            half[0] -= slope[0] / 2;
        }

        Assert.Equal(1, Math.Abs(w[0]));
        Assert.Equal(0, half[0]);
    }

    [Fact]
    public void A_temperature_above_1_lowers_confidence()
    {
        static double Confidence(double p, double temperature) =>
            Math.Exp(-Scoring.TemperatureScaledLogScore([Math.Log(p / (1 - p)), 0], [0], temperature));
        Assert.Equal(0.581, Confidence(0.62, 1.5), 5e-4);
        Assert.Equal(0.78, Confidence(0.62, 0.387), 5e-4);
        Assert.Equal(0.58, Confidence(0.51, 0.124), 5e-4);
    }

    [Fact]
    public void At_collapse_the_contrastive_loss_is_that_of_a_guess()
    {
        float[] same = [.. Enumerable.Repeat(new[] { 0.6f, 0.8f }, 6).SelectMany(x => x)];
        Assert.Equal(Math.Log(5), NtXent(same, [1, 0, 3, 2, 5, 4], 0.1f), 1e-6);
    }

    [Fact]
    public void A_reflection_turns_a_quantile_into_its_complement()
    {
        double[] y = [3, -1, 4, 1, 5, -9, 2, 6, -5];
        double[] reflected = [.. y.Select(x => -x)];
        foreach (var q in new[] { -4.0, 0.5, 2 })
        {
            Assert.Equal(
                Regression.Quantile([.. y.Select(_ => q)], y, 0.25),
                Regression.Quantile([.. y.Select(_ => -q)], reflected, 0.75),
                1e-15);
        }
    }

    [Fact]
    public void The_squared_loss_of_a_softmax_stalls_where_it_is_wrong()
    {
        var (squared, cross) = (new double[4], new double[4]);
        Scoring.BrierWithLogitsGradient([-5.0, -5, -5, 1], [2], squared);
        Classification.CrossEntropyGradient([-5.0, -5, -5, 1], [2], cross);
        Assert.Equal(0.0024605 - 1, cross[2], 1e-7);
        Assert.Equal(-0.00975, squared[2], 2e-5);
    }

    [Fact]
    public void The_bias_of_a_support_vector_machine_has_no_penalty()
    {
        // No sample is in the margin for any bias between: the objective is flat there, and so not strongly convex.
        double Objective(double bias) => Margin.SupportVectorPrimal([1.0], bias, [-4.0, 4], [-1.0, 1], 0.5);
        Assert.Equal(Objective(0), Objective(2));
    }

    [Fact]
    public void Every_median_minimises_the_absolute_error()
    {
        double[] y = [1, 2, 5, 9];
        double Error(double x) => Regression.MeanAbsoluteError([.. y.Select(_ => x)], y);
        Assert.Equal(Error(2), Error(5));
        Assert.Equal(Error(2), Error(3.25));
        Assert.True(Error(1.9) > Error(2));
    }

    /// <summary>The page: all 48, in order, with links that lead somewhere and tests that exist.</summary>
    [Fact]
    public void The_page_of_errata_is_complete_and_its_references_exist()
    {
        var text = File.ReadAllText(Document("errata.md"));
        Assert.Equal(Enumerable.Range(1, 48).Select(k => $"E{k}"), Heading().Matches(text).Select(match => match.Groups[1].Value));
        var tests = typeof(ErrataTests).Assembly.GetTypes().Where(type => type.Name.EndsWith("Tests", StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance).Select(method => $"{type.Name}.{method.Name}")).ToHashSet();
        Assert.DoesNotContain(Test().Matches(text).Select(match => match.Groups[1].Value), name => !tests.Contains(name));
        var anchors = LossesPage.Anchors(File.ReadAllText(Document("losses.md")));
        Assert.DoesNotContain(Link().Matches(text).Select(match => match.Groups[1].Value), anchor => !anchors.Contains(anchor));
        foreach (var section in text.Split("\n## ").Skip(1))
            Assert.All(["**Where**", "**The guide**", "**Right**", "**In LossGen**"], part => Assert.Contains(part, section, StringComparison.Ordinal));
    }

    private static string Document(string name, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "docs", name));

    [GeneratedRegex(@"^## (E\d+) · [ABCD] · \S", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex Test();

    [GeneratedRegex(@"\(losses\.md#([^)]+)\)")]
    private static partial Regex Link();
}
