using System.Runtime.CompilerServices;
using LossGen.Losses.Tests.Catalogue;

namespace LossGen.Losses.Tests;

/// <summary>docs/losses.md and docs/loss-selector.md are generated from the library: run with LOSSGEN_ACCEPT=1 to write them.</summary>
public sealed class LossesPageTests
{
    [Fact]
    public void The_page_of_losses_is_current() => AssertCurrent("losses.md", LossesPage.Write());

    [Fact]
    public void The_loss_selector_is_current() => AssertCurrent("loss-selector.md", LossSelector.Write());

    [Fact]
    public void Every_item_has_an_identifier_of_its_own_and_methods_that_exist()
    {
        Assert.Empty(CatalogueTable.All.GroupBy(item => item.Id).Where(group => group.Count() > 1).Select(group => group.Key));
        Assert.DoesNotContain(CatalogueTable.All.SelectMany(item => item.Methods), method => !CatalogueTable.Exists(method));
    }

    [Fact]
    public void Every_loss_says_its_mathematics_and_every_differentiable_one_its_gradient()
    {
        foreach (var loss in LossDocument.All(typeof(Regression).Assembly))
        {
            Assert.True(loss.Mathematics.Length > 0 && !loss.Mathematics.StartsWith("Gradient", StringComparison.Ordinal), loss.Signature);
            Assert.Equal(loss.Derived.Count > 0, loss.Gradient is not null);
        }
    }

    [Fact]
    public void Traits_are_declared_of_losses_that_exist()
    {
        var losses = LossDocument.All(typeof(Regression).Assembly).Select(loss => loss.Signature).ToHashSet();
        Assert.DoesNotContain(TraitTable.All, name => !losses.Contains(name));
    }

    private static void AssertCurrent(string name, string text, [CallerFilePath] string here = "")
    {
        var path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "docs", name));
        if (Environment.GetEnvironmentVariable("LOSSGEN_ACCEPT") == "1")
            File.WriteAllText(path, text);
        Assert.True(File.Exists(path), $"docs/{name} is missing: LOSSGEN_ACCEPT=1 writes it");
        var committed = File.ReadAllText(path).ReplaceLineEndings("\n");
        Assert.True(committed == text, $"docs/{name} is not current: LOSSGEN_ACCEPT=1 writes it");
    }
}
