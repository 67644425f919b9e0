using System.Text.RegularExpressions;
using LossGen.CodeFixes;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Text;
using LossGen.Generator.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LossGen.Generator.Tests.CodeFixes;

public sealed class LossTextCodeFixProviderTests
{
    [Theory]
    [InlineData("\"slow(x)\"", "fast", "\"fast(x)\"")]
    [InlineData("\"\\u0061 + slow(x) \\\"\"", "fast", "\"\\u0061 + fast(x) \\\"\"")]
    [InlineData("\"sl\\u006fw\"", "fast", "\"fast\"")]
    [InlineData("\"slow\"", "a\"\\\n\t\u0001b", "\"a\\\"\\\\\\n\\t\\u0001b\"")]
    [InlineData("@\"a \"\" slow\"", "\"fast\\\"", "@\"a \"\" \"\"fast\\\"\"\"")]
    [InlineData("@\"a\r\nslow\"", "f\ng", "@\"a\r\nf\r\ng\"")]
    [InlineData("@\"slow\"", "f\ng", "@\"f\ng\"")]
    [InlineData("\"\"\"a slow b\"\"\"", "f\"g\\", "\"\"\"a f\"g\\ b\"\"\"")]
    [InlineData("\"\"\"\n    a\n      slow\n    \"\"\"", "fast", "\"\"\"\n    a\n      fast\n    \"\"\"")]
    [InlineData("\"\"\"\n    a\n    slow\n    \"\"\"", "f\ng", "\"\"\"\n    a\n    f\n    g\n    \"\"\"")]
    [InlineData("\"\"\"\r\n\t a\r\n\t slow\r\n\t \"\"\"", "f\ng", "\"\"\"\r\n\t a\r\n\t f\r\n\t g\r\n\t \"\"\"")]
    [InlineData("(\"a + \" + @\"slow\")", "\"", "(\"a + \" + @\"\"\"\")")]
    [InlineData("\"slow\" + \"\"", "fast", "\"fast\" + \"\"")]
    public async Task The_edit_is_spelled_as_the_literal_wants_it(string literal, string newText, string expected) =>
        Assert.Equal(expected, await FixAsync(literal, text => Replace(text, "slow", newText)));

    [Theory]
    [InlineData("\"\"\"a slow b\"\"\"", "f\ng")]
    [InlineData("\"\"\"a slow\"\"\"", "f\"")]
    [InlineData("\"\"\"a slow b\"\"\"", "\"\"\"")]
    [InlineData("\"sl\" + \"ow\"", "fast")]
    public async Task What_the_literal_cannot_spell_is_not_offered(string literal, string newText) =>
        Assert.Null(await FixAsync(literal, text => Replace(text, "slow", newText)));

    [Fact]
    public async Task Half_of_an_escape_is_not_replaced() =>
        Assert.Null(await FixAsync("\"\\U0001F600 x\"", _ => [new TextEdit(new TextSpan(0, 1), "y")]));

    [Theory]
    [InlineData("\"ab\"", 0, "\"xab\"")]
    [InlineData("\"ab\"", 1, "\"axb\"")]
    [InlineData("\"ab\"", 2, "\"abx\"")]
    [InlineData("\"a\" + \"b\"", 1, "\"a\" + \"xb\"")]
    [InlineData("\"a\" + \"\" + @\"b\"", 1, "\"a\" + \"\" + @\"xb\"")]
    [InlineData("\"\"", 0, "\"x\"")]
    [InlineData("\"\"\"\n  ab\n  \"\"\"", 2, "\"\"\"\n  abx\n  \"\"\"")]
    public async Task Insertions_have_a_place_everywhere(string literal, int position, string expected) =>
        Assert.Equal(expected, await FixAsync(literal, _ => [new TextEdit(new TextSpan(position, 0), "x")]));

    [Theory]
    [InlineData(FixAllScope.Document, "fast", "slow", "slow")]
    [InlineData(FixAllScope.Project, "fast", "fast", "slow")]
    [InlineData(FixAllScope.Solution, "fast", "fast", "fast")]
    public async Task Fix_all_reaches_its_scope(FixAllScope scope, params string[] expected)
    {
        using var host = new FixHost(
            text => Replace(text, "slow", "fast"),
            [Source("\"slow + slow\""), Source("@\"slow\"")],
            [Source("\"\"\"slow\"\"\"")]);
        var fixedTexts = await host.FixAllAsync(scope);
        Assert.Equal(
            [$"\"{expected[0]} + {expected[0]}\"", $"@\"{expected[1]}\"", $"\"\"\"{expected[2]}\"\"\""],
            fixedTexts.Select(Literal));
    }

    [Fact]
    public async Task An_editor_asks_for_all_rules_and_names_one_by_the_key()
    {
        var rules = new LossTextCodeFixProvider().FixableDiagnosticIds;
        using var meant = new FixHost(text => Replace(text, "slow", "fast"), [Source("\"slow\"")]);
        Assert.Equal("\"fast\"", Literal((await meant.FixAllAsync(FixAllScope.Solution, StubCompiler.Slow.Id, rules))[0]));
        using var other = new FixHost(text => Replace(text, "slow", "fast"), [Source("\"slow\"")]);
        Assert.Equal("\"slow\"", Literal((await other.FixAllAsync(FixAllScope.Solution, StubCompiler.Bad.Id, rules))[0]));
    }

    [Fact]
    public async Task The_formatter_asks_for_one_rule_with_the_key_of_another()
    {
        using var host = new FixHost(text => Replace(text, "slow", "fast"), [Source("\"slow\"")]);
        Assert.Equal("\"fast\"", Literal((await host.FixAllAsync(FixAllScope.Solution, StubCompiler.Bad.Id))[0]));
    }

    [Fact]
    public async Task Of_overlapping_edits_the_outermost_wins_whatever_their_order()
    {
        TextEdit[] edits =
        [
            new(new TextSpan(4, 6), "inner"),
            new(new TextSpan(0, 11), "outer"),
            new(new TextSpan(0, 3), "head"),
            new(new TextSpan(11, 0), "!"),
            new(new TextSpan(14, 1), "tail"),
        ];
        foreach (var order in new[] { edits, [.. edits.Reverse()] })
        {
            using var host = new FixHost(_ => order, [Source("\"log(exp(x)) + x\"")]);
            Assert.Equal("\"outer! + tail\"", Literal((await host.FixAllAsync(FixAllScope.Document))[0]));
        }
    }

    private static async Task<string?> FixAsync(string literal, Func<string, IEnumerable<TextEdit>> edits)
    {
        using var host = new FixHost(edits, [Source(literal)]);
        return await host.FixFirstAsync() is { } text ? Literal(text) : null;
    }

    private static IEnumerable<TextEdit> Replace(string text, string word, string newText) =>
        Regex.Matches(text, word).Select(match => new TextEdit(new TextSpan(match.Index, word.Length), newText));

    private static string Source(string literal) =>
        $"partial class C {{ [LossGen.Loss({literal}, Stabilize = true)] public static partial float F(float x); }}";

    private static string Literal(string source)
    {
        var start = source.IndexOf("Loss(", StringComparison.Ordinal) + "Loss(".Length;
        return source[start..source.IndexOf(", Stabilize", StringComparison.Ordinal)];
    }
}
