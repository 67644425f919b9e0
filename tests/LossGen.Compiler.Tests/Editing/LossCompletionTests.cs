using LossGen.Compiler.Binding;
using LossGen.Compiler.Editing;

namespace LossGen.Compiler.Tests.Editing;

public sealed class LossCompletionTests
{
    [Fact]
    public void Every_function_of_the_language_is_documented() => Assert.Equal(
        BuiltInFunctions.Names.Distinct().Order(StringComparer.Ordinal), FunctionReference.All.Select(row => row.Name));

    [Fact]
    public void Every_signature_begins_with_the_name_and_every_summary_is_a_sentence() => Assert.All(FunctionReference.All, row =>
    {
        Assert.Matches($@"^{row.Name}(\[\w+\])?\(.+\)$", row.Signature);
        Assert.EndsWith(".", row.Summary, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("mean[n](logsumexp[|](z[n,c]))", "n c")]
    [InlineData("mean[n,|](z[n,c])", "n c")]
    [InlineData("axis b = 3; sum[|](b)", "b")]
    [InlineData("sum[|", "i")]
    [InlineData("z[n, |", "n label k")]
    [InlineData("p[n,c] = z[n,c]; p[n, |", "n c label k p")]
    public void Between_brackets_stand_axes_and_integers(string text, string expected) =>
        Assert.Equal(expected.Split(' '), NamesAt(text));

    [Theory]
    [InlineData("|", true)]
    [InlineData("r = z; |", true)]
    [InlineData("r = z\n|", true)]
    [InlineData("r = |", false)]
    public void A_statement_may_begin_with_a_keyword(string text, bool expected) =>
        Assert.Equal(expected, NamesAt(text).Contains("require"));

    [Theory]
    [InlineData("mean(z) // so|")]
    [InlineData("1e|")]
    [InlineData("0.|")]
    public void Comments_and_numbers_have_no_names(string text) => Assert.Empty(NamesAt(text));

    [Theory]
    [InlineData("sum[j | |", "logsumexp")]
    [InlineData("z[n, max(|", "label")]
    [InlineData("f(t) = t * log(t); f|", "f")]
    [InlineData("r[i = z; |", "exp")]
    [InlineData("((((|", "tau")]
    public void Unfinished_text_gets_names(string text, string expected) => Assert.Contains(expected, NamesAt(text));

    [Fact]
    public void A_name_is_offered_once_and_not_before_its_statement()
    {
        var names = NamesAt("tau2 = tau; |; later = 1");
        Assert.Contains("tau2", names);
        Assert.DoesNotContain("later", names);
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public void No_text_breaks_it()
    {
        var random = new Random(1);
        const string Alphabet = "az[](),;|= \n/?:'1.e+-";
        for (var round = 0; round < 2000; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(24)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            for (var position = -1; position <= text.Length + 1; position++)
                Assert.NotNull(LossCompletion.At(LossSignatures.Parse("z:f[]"), text, position, []));
        }
    }

    private static IReadOnlyList<string> NamesAt(string marked)
    {
        var position = marked.LastIndexOf('|');
        var signature = LossSignatures.Parse("z:f[] label:i[] tau:f k:i");
        return [.. LossCompletion.At(signature, marked.Remove(position, 1), position, ["Other"]).Select(entry => entry.Name)];
    }
}
