using LossGen.Analyzers;
using LossGen.Analyzers.PlainCSharp;
using LossGen.Analyzers.PlainCSharp.Tensors;
using LossGen.Compiler.Diagnostics;
using LossGen.Generator.Tests.CodeFixes;
using LossGen.Generator.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossGen.Generator.Tests.Documentation;

/// <summary>What the analyzer says of an example.</summary>
internal static class RuleCheck
{
    private const string Head = "using System;\nusing LossGen;\npublic static partial class Losses" + Open;

    private const string PlainHead =
        "using System;\nusing System.Linq;\nusing System.Numerics.Tensors;\nusing LossGen;\nusing TorchSharp;\n\ninternal static class Program" + Open;

    private const string Open = "\n{\n";

    private const string End = "\n}\n";

    private static readonly LossAnalyzer Losses = new();

    /// <summary>One analyzer for numbers, one for tensors.</summary>
    private static readonly DiagnosticAnalyzer[] Plain = [new PlainCSharpAnalyzer(), new TensorAnalyzer()];

    public static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(RuleExample example, string members)
    {
        if (!example.IsPlain)
            return await Host.AnalyzeAsync(Host.Compile(Head + members + End), Losses);
        var compilation = Host.Compile(PlainHead + members + End).AddReferences(Host.TorchSharp);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(error => error.DefaultSeverity == DiagnosticSeverity.Error));
        var found = new List<Diagnostic>();
        foreach (var analyzer in Plain)
            found.AddRange(await Host.AnalyzeAsync(compilation, analyzer));
        return found;
    }

    /// <summary>The first finding.</summary>
    public static async Task<Diagnostic> FindAsync(RuleExample example) => (await AnalyzeAsync(example, example.Wrong))[0];

    /// <summary>The members after the fix of the finding; null if it has none.</summary>
    public static async Task<string?> FixAsync(RuleExample example, Diagnostic found)
    {
        if (FixProperties.TryRead(found.Properties) is not { } edit)
            return null;
        if (!example.IsPlain)
            return Replace(example.Wrong, TextOf(example.Wrong), edit);
        foreach (var analyzer in Plain)
        {
            if (await new StableFormHost(analyzer, Host.TorchSharp).FixFirstAsync(PlainHead + example.Wrong + End) is { } text)
                return text.ReplaceLineEndings("\n")[(text.IndexOf(Open, StringComparison.Ordinal) + Open.Length)..^End.Length];
        }

        return null;
    }

    /// <summary>What stands in place of the example: as it is given, or as the code fix writes it; null if there is neither.</summary>
    public static async Task<string?> RightAsync(RuleExample example, Diagnostic found) => example.Right ?? await FixAsync(example, found);

    /// <summary>The text of the only loss.</summary>
    public static string TextOf(string members)
    {
        var start = members.IndexOf("Loss(\"", StringComparison.Ordinal) + "Loss(\"".Length;
        return members[start..members.IndexOf('"', start)];
    }

    private static string Replace(string members, string text, TextEdit edit) =>
        members.Replace(text, text.Remove(edit.Span.Start, edit.Span.Length).Insert(edit.Span.Start, edit.NewText), StringComparison.Ordinal);
}
