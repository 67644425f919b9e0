using LossGen.Losses.Tests.Catalogue;

namespace LossGen.Losses.Tests;

/// <summary>What is declared of losses, and documented, is so.</summary>
public sealed class LossTraitTests
{
    public static TheoryData<string, LossTraits> Declared
    {
        get
        {
            var data = new TheoryData<string, LossTraits>();
            foreach (var signature in TraitTable.All.Distinct())
            {
                foreach (var (trait, _) in TraitTable.Names.Where(name => TraitTable.Of(signature).HasFlag(name.Trait)))
                    data.Add(signature, trait);
            }

            return data;
        }
    }

    public static TheoryData<string> Bounded => [.. TraitTable.All.Distinct().Where(name => TraitTable.LowerBound(name) is not null || TraitTable.Of(name).HasFlag(LossTraits.NonNegative))];

    [Theory]
    [MemberData(nameof(Declared))]
    public void A_declared_property_holds(string signature, LossTraits trait)
    {
        var rows = LossTable.All.Where(row => row.Name == signature).ToArray();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Null(TraitCheck.Refute(row, trait)));
    }

    [Theory]
    [MemberData(nameof(Bounded))]
    public void No_value_is_below_the_bound(string signature)
    {
        foreach (var row in LossTable.All.Where(row => row.Name == signature))
        {
            Assert.True(TraitCheck.Least(row, typeof(float)) >= (TraitTable.LowerBound(signature) ?? 0));
            Assert.True(TraitCheck.Least(row, typeof(double)) >= (TraitTable.LowerBound(signature) ?? 0));
        }
    }
}
