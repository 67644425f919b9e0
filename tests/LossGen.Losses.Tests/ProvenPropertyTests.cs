using LossGen.Losses.Tests.Catalogue;

namespace LossGen.Losses.Tests;

/// <summary>What the compiler proved of the library's losses agrees with what is declared of them, and with their values.</summary>
public sealed class ProvenPropertyTests
{
    private static readonly IReadOnlyDictionary<string, LossDocument> Losses =
        LossDocument.All(typeof(Regression).Assembly).ToDictionary(loss => loss.Signature, StringComparer.Ordinal);

    public static TheoryData<string> Bounded => [.. LossTable.All.Select(row => row.Name).Distinct().Where(name =>
        Losses.TryGetValue(name, out var loss) && loss.Proven.Any(text => ProvenCounts.IsNonNegative(text) || ProvenCounts.LowerBound(text) is not null))];

    [Theory]
    [MemberData(nameof(Bounded))]
    public void No_value_is_below_a_proven_bound(string signature)
    {
        var bound = Losses[signature].Proven.Max(text => ProvenCounts.LowerBound(text) ?? (ProvenCounts.IsNonNegative(text) ? 0 : double.NegativeInfinity));
        foreach (var row in LossTable.All.Where(row => row.Name == signature))
            Assert.True(TraitCheck.Least(row, typeof(double)) >= bound - (1e-9 * (1 + Math.Abs(bound))), signature);
    }

    [Fact]
    public void Nothing_that_is_declared_contradicts_what_is_proven()
    {
        foreach (var (signature, loss) in Losses)
        {
            var least = TraitTable.LowerBound(signature) ?? (TraitTable.Of(signature).HasFlag(LossTraits.NonNegative) ? 0 : double.NegativeInfinity);
            Assert.DoesNotContain(loss.Proven, text => ProvenCounts.UpperBound(text) < least);
        }
    }

    [Fact]
    public void Most_of_what_is_declared_is_proven()
    {
        var declared = Losses.Values.Where(loss => loss.Derived.Count > 0 && TraitTable.Of(loss.Signature).HasFlag(LossTraits.NonNegative)).ToArray();
        Assert.True(declared.Count(loss => loss.Proven.Any(ProvenCounts.IsNonNegative)) > declared.Length * 3 / 4);
    }
}
