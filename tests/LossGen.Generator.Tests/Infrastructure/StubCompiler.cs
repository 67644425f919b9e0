using LossGen.Analyzers;
using LossGen.Compiler;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Emission;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Generator.Tests.Infrastructure;

/// <summary>
/// A compiler of a language with one word: it implements the method by returning 0, adds or implements a companion, and finds fault
/// with the words <c>bad</c> (an error) and <c>slow</c> (a warning, which <c>fast</c> repairs).
/// Tests of the host do not have to know what real code looks like.
/// </summary>
internal static class StubCompiler
{
    public static readonly LossDiagnosticDescriptor Bad = LanguageErrors.UnexpectedCharacter;

    public static readonly LossDiagnosticDescriptor Slow = StabilityWarnings.LogSoftmax;

    public static LossAnalyzer Analyzer { get; } = new(Analyze, Compile);

    public static CompiledLoss Compile(LossMethod method, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var findings = Analyze(method.Signature, method.Text, method.Calls, cancellationToken);
        return new CompiledLoss(findings, method.Text.Contains("bad", StringComparison.Ordinal) ? null : Code(method));
    }

    public static IReadOnlyList<LossDiagnostic> Analyze(LossSignature signature, string text, LossCalls calls, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var findings = new List<LossDiagnostic>();
        foreach (var (word, rule, repair) in new[] { ("bad", Bad, null), ("slow", Slow, "fast") })
        {
            for (var i = text.IndexOf(word, StringComparison.Ordinal); i >= 0; i = text.IndexOf(word, i + 1, StringComparison.Ordinal))
            {
                var span = new TextSpan(i, word.Length);
                var edit = repair is null ? null : new TextEdit(span, repair);
                findings.Add(new LossDiagnostic(rule, span, new EquatableArray<string>(word, "."), edit));
            }
        }

        return findings;
    }

    private static string Code(LossMethod method)
    {
        var writer = new IndentedWriter();
        var signature = method.Signature;
        var parameters = string.Join(", ", signature.Parameters.Select(parameter => parameter.Declaration));
        var inputs = parameters.Replace("params ", "", StringComparison.Ordinal);
        var name = Escape(signature.MethodName);
        var wrt = string.Join(",", signature.Wrt ?? new EquatableArray<string>("default"));
        writer.WriteLine($"// {method.Text.Replace('\n', ' ')}; wrt {wrt}; stabilize {method.Stabilize}");
        writer.WriteLine(SourceFile.GeneratedCodeAttribute);
        using (writer.Braces($"{method.Declaration} {name}({parameters})"))
            writer.WriteLine("return 0;");
        writer.WriteLine();

        if (method.DeclaredCompanions is [{ } declared, ..])
        {
            using (writer.Braces($"{declared.Declaration} {declared.Name}({declared.Parameters})"))
                writer.WriteLine("return 0;");
        }
        else
        {
            writer.WriteLine("/// <summary>The value.</summary>");
            var header = $"{method.CompanionModifiers} float {signature.MethodName}Gradient({inputs}, global::System.Span<float> gradient)";
            using (writer.Braces(header))
                writer.WriteLine("return 0;");
        }

        return writer.ToString();
    }

    private static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
