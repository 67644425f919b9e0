using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Rewriting;
using LossGen.Compiler.Syntax;

namespace LossGen.Compiler.Tests.Rewriting;

/// <summary>Losses after the fixes of their findings.</summary>
internal static class Fixed
{
    /// <summary>More rounds than any loss of a test needs; a fix that brings another back would need them all.</summary>
    private const int MaximumRounds = 20;

    public static IReadOnlyList<LossDiagnostic> Findings(string parameters, string text) =>
        StabilityFindings.In(TestLoss.Bind(parameters, text), LossParser.Parse(text, new DiagnosticBag()), TestContext.Current.CancellationToken);

    /// <summary>The text after its first fix; the text itself if none is offered.</summary>
    public static string Once(string parameters, string text) =>
        Findings(parameters, text).Select(finding => finding.Fix).OfType<TextEdit>().FirstOrDefault() is { } edit ? Apply(text, edit) : text;

    /// <summary>The text after one fix after the other, until none is offered.</summary>
    public static string Text(string parameters, string text)
    {
        for (var round = 0; round < MaximumRounds; round++)
        {
            var next = Once(parameters, text);
            if (next == text)
                return text;
            text = next;
        }

        throw new InvalidOperationException($"The fixes do not come to an end: {text}");
    }

    /// <summary>The text after the fix of the shortest sum that has an unstable form among other terms.</summary>
    public static string Sum(string parameters, string text)
    {
        var program = TestLoss.Bind(parameters, text);
        var context = FixCheck.ContextOf(program);
        var fixes = new FixMaker(program, LossParser.Parse(text, new DiagnosticBag()), changed => TestLoss.Analyze(parameters, changed).Program);
        var (rule, node, span) = program.Origins
            .SelectMany(entry => entry.Value.Select(span => (Node: entry.Key, Span: span)))
            .OrderBy(place => place.Span.Length)
            .SelectMany(place => RuleTable.All.Where(rule => rule.TryApply(place.Node, context)?.Part is not null).Select(rule => (rule, place.Node, place.Span)))
            .First();
        return Apply(text, fixes.TryMake(rule, node, span)!);
    }

    private static string Apply(string text, TextEdit edit) => text.Remove(edit.Span.Start, edit.Span.Length).Insert(edit.Span.Start, edit.NewText);
}
