using System.Runtime.CompilerServices;
using LossGen.Analyzers;
using LossGen.Compiler;
using LossGen.Generator.Tests.Infrastructure;

namespace LossGen.Generator.Tests.Analysis;

/// <summary>The library's losses are written with care: whatever the analysis says of one of them is a false alarm, or a defect of the loss.</summary>
public sealed class LibraryTests
{
    [Fact]
    public async Task No_loss_of_the_library_has_a_finding()
    {
        var folder = Path.Combine(Path.GetDirectoryName(SourceFile())!, "..", "..", "..", "src", "LossGen.Losses");
        var usings = ("Usings.cs", "global using System; global using System.Collections.Generic; global using System.Linq;");
        var sources = Directory.GetFiles(folder, "*.cs").Select(file => (file, File.ReadAllText(file))).Append(usings);

        var findings = await Host.AnalyzeAsync(Host.Compile(sources), new LossAnalyzer(LossCompiler.Analyze, (_, _) => new CompiledLoss([], "")));

        Assert.Empty(findings.Where(finding => finding.Id[2] is '1' or '2').Select(finding => $"{finding.Location.GetLineSpan()}: {finding.GetMessage(null)}"));
    }

    private static string SourceFile([CallerFilePath] string file = "") => file;
}
