namespace LossGen.Losses.Tests;

public sealed class SequenceTests
{
    private static readonly double[] Logits = [.. Enumerable.Range(0, 24).Select(k => Math.Sin(k * 1.7))];
    private static readonly int[] Tokens = [2, 0, 1, -100, 1, -1, 99, 7];
    private static readonly int[] Lengths = [3, 1];

    [Fact]
    public void The_mean_over_tokens_and_that_over_sequences_differ_as_they_should()
    {
        var first = Classification.CrossEntropy(Logits.AsSpan(0, 9), Tokens.AsSpan(0, 3));
        var second = Classification.CrossEntropy(Logits.AsSpan(12, 3), Tokens.AsSpan(4, 1));
        Assert.Equal(((3 * first) + second) / 4, Sequence.TokenCrossEntropy(Logits, Tokens, Lengths), 1e-15);
        Assert.Equal((first + second) / 2, Sequence.SequenceCrossEntropy(Logits, Tokens, Lengths), 1e-15);
        Assert.Equal(Math.Exp(((3 * first) + second) / 4), Sequence.Perplexity(Logits, Tokens, Lengths), 1e-14);
    }

    [Fact]
    public void Padding_may_hold_anything_and_has_no_gradient()
    {
        double[] wild = [.. Logits];
        wild.AsSpan(9, 3).Fill(double.NaN);
        wild.AsSpan(15, 9).Fill(double.PositiveInfinity);
        var gradient = new double[24];
        Assert.Equal(Sequence.TokenCrossEntropy(Logits, Tokens, Lengths), Sequence.TokenCrossEntropyGradient(wild, Tokens, Lengths, gradient));
        Assert.All(gradient[9..12].Concat(gradient[15..]), slope => Assert.Equal(0, slope));
        Assert.All(gradient[..9].Concat(gradient[12..15]), slope => Assert.NotEqual(0, slope));
    }

    [Fact]
    public void Padding_alone_costs_nothing()
    {
        var gradient = new double[24];
        Array.Fill(gradient, 1);
        Assert.Equal(0, Sequence.TokenCrossEntropyGradient(Logits, Tokens, [0, 0], gradient));
        Assert.All(gradient, slope => Assert.Equal(0, slope));
        Array.Fill(gradient, 1);
        Assert.Equal(0, Sequence.SequenceCrossEntropyGradient(Logits, Tokens, [0, 0], gradient));
        Assert.All(gradient, slope => Assert.Equal(0, slope));
        Assert.Equal(1, Sequence.Perplexity(Logits, Tokens, [0, 0]));
    }

    [Fact]
    public void The_perplexity_of_a_uniform_guess_is_the_size_of_the_vocabulary() =>
        Assert.Equal(3, Sequence.Perplexity(new double[12], [0, 1, 2, 0], [2, 2]), 1e-14);

    [Fact]
    public void A_token_outside_of_the_vocabulary_is_named()
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => Sequence.TokenCrossEntropy(Logits, Tokens, [3, 2]));
        Assert.Equal("tokens", exception.ParamName);
        Assert.Contains("tokens[1, 1]", exception.Message, StringComparison.Ordinal);
    }
}
