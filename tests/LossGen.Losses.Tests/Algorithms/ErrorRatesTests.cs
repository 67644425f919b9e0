namespace LossGen.Losses.Tests.Algorithms;

public sealed class ErrorRatesTests
{
    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("flaw", "lawn", 2)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "", 3)]
    [InlineData("same", "same", 0)]
    public void Known_distances(string first, string second, int expected)
    {
        Assert.Equal(expected, ErrorRates.EditDistance<char>(first, second));
        Assert.Equal(expected, ErrorRates.EditDistance<char>(second, first));
    }

    [Fact]
    public void The_distance_is_that_of_its_recursive_definition()
    {
        var random = new Random(1);
        for (var trial = 0; trial < 200; trial++)
        {
            int[] first = [.. Enumerable.Range(0, random.Next(6)).Select(_ => random.Next(3))];
            int[] second = [.. Enumerable.Range(0, random.Next(6)).Select(_ => random.Next(3))];
            Assert.Equal(Definition(first, second), ErrorRates.EditDistance<int>(first, second));
        }
    }

    [Fact]
    public void Rates_of_words_and_characters()
    {
        Assert.Equal(2 / 4.0, ErrorRates.WordErrorRate("the cat sat down", "the  hat sat"));
        Assert.Equal(1 / 3.0, ErrorRates.CharacterErrorRate("a\U0001F600b", "a\U0001F601b"));
        Assert.Equal(3, ErrorRates.WordErrorRate("a", "b c d"));
    }

    [Fact]
    public void An_empty_reference_has_a_rate()
    {
        Assert.Equal(0, ErrorRates.WordErrorRate(" ", ""));
        Assert.Equal(double.PositiveInfinity, ErrorRates.WordErrorRate("", "a"));
    }

    private static int Definition(ReadOnlySpan<int> first, ReadOnlySpan<int> second) =>
        first.IsEmpty ? second.Length
        : second.IsEmpty ? first.Length
        : first[0] == second[0] ? Definition(first[1..], second[1..])
        : 1 + Math.Min(Definition(first[1..], second[1..]), Math.Min(Definition(first[1..], second), Definition(first, second[1..])));
}
