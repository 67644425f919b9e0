using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;

namespace LossGen.Editor.Tests;

/// <summary>The provider as an editor finds it: in an assembly that the project references as an analyzer.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("[Loss(\"mean((yhat - y)^2) + e‸\")]")]
    [InlineData("[Loss(@\"mean((yhat - y)^2) + e‸\")]")]
    [InlineData("[Loss(\"mean((yhat - y)^2)\" + \" + e‸\")]")]
    [InlineData("[Loss(\"\"\"\r\n        r = yhat - y\r\n        mean(r^2) + e‸\r\n        \"\"\")]")]
    [InlineData("[LossAttribute(expression: \"e‸\", Stabilize = false)]")]
    public async Task All_kinds_of_literals_get_the_names_of_the_language(string attribute)
    {
        var names = await NamesAsync(attribute);
        Assert.Contains("expm1", names);
        Assert.Contains("logsumexp", names);
        Assert.Contains("yhat", names);
        Assert.Contains("Other", names);
        Assert.DoesNotContain("Loss", names);
        Assert.DoesNotContain("System", names);
    }

    [Fact]
    public async Task A_name_of_the_program_is_known_after_its_statement()
    {
        Assert.Contains("r", await NamesAsync("[Loss(\"r = yhat - y; mean(r‸\")]"));
        Assert.DoesNotContain("r", await NamesAsync("[Loss(\"yhat‸; r = y\")]"));
    }

    [Fact]
    public async Task Behind_a_reductions_bracket_stand_axes() =>
        Assert.Equal(["n", "c"], await NamesAsync("[Loss(\"lp[n,c] = yhat[n,c]; mean[‸](lp[n,c])\")]"));

    [Theory]
    [InlineData("[Loss(Text + \"e‸\")]")]
    [InlineData("[System.Obsolete(\"e‸\")]")]
    [InlineData("[Loss(\"mean(y)\", Wrt = new[] { \"e‸\" })]")]
    public async Task Other_strings_are_left_alone(string attribute) => Assert.DoesNotContain("expm1", await NamesAsync(attribute));

    [Fact]
    public async Task An_item_says_what_it_is()
    {
        var (document, list) = await CompleteAsync("[Loss(\"log1p‸\")]");
        var item = Assert.Single(list.ItemsList, item => item.DisplayText == "log1p");
        var service = CompletionService.GetService(document)!;
        var description = await service.GetDescriptionAsync(document, item, TestContext.Current.CancellationToken);
        Assert.Contains("log(1 + x) without losing a small x", description!.Text, StringComparison.Ordinal);
        Assert.Equal("log1p(x)", item.InlineDescription);
    }

    [Fact]
    public async Task The_word_under_the_cursor_is_replaced()
    {
        var (document, list) = await CompleteAsync("[Loss(\"mean(soft‸)\")]");
        var item = Assert.Single(list.ItemsList, item => item.DisplayText == "softplus");
        var change = await CompletionService.GetService(document)!.GetChangeAsync(document, item, cancellationToken: TestContext.Current.CancellationToken);
        var text = await document.GetTextAsync(TestContext.Current.CancellationToken);
        Assert.Contains("[Loss(\"mean(softplus)\")]", text.WithChanges(change.TextChange).ToString(), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(string attribute) =>
        [.. (await CompleteAsync(attribute)).List.ItemsList.Select(item => item.DisplayText)];

    private static Task<(Document Document, CompletionList List)> CompleteAsync(string attribute) => EditorHost.CompleteAsync($$"""
        using System;
        using LossGen;
        static partial class Losses
        {
            private const string Text = "mean(y) + ";
            [Loss("mean(y)")] public static partial float Other(ReadOnlySpan<float> y);
            {{attribute}}
            public static partial float Mse(ReadOnlySpan<float> yhat, ReadOnlySpan<float> y);
        }
        """);
}
