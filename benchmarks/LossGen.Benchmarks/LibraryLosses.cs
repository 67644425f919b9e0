using System.Collections.Concurrent;
using LossGen.Analyzers;
using LossGen.Compiler;
using LossGen.Compiler.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossGen.Benchmarks;

/// <summary>All losses of <c>LossGen.Losses</c>, with the losses that they call, as the compiler takes them.</summary>
internal static class LibraryLosses
{
    /// <summary>The namespaces that the library's project imports without saying so in its files.</summary>
    private const string ImplicitUsings = "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading;";

    /// <summary>Reads them from the library's source, which is copied beside the benchmarks.</summary>
    public static async Task<IReadOnlyList<LossMethod>> ReadAsync()
    {
        var trees = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Data", "Library"), "*.cs")
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file))
            .Append(CSharpSyntaxTree.ParseText(ImplicitUsings));
        var compilation = CSharpCompilation.Create("Library", trees, EditedProject.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

        // The analyzer compiles what it has found no fault in and no generated part of: each loss of a library that no generator has run over.
        var losses = new ConcurrentBag<LossMethod>();
        var analyzer = new LossAnalyzer((_, _, _, _) => [], (method, _) =>
        {
            losses.Add(method);
            return new CompiledLoss([], "");
        });
        await compilation.WithAnalyzers([analyzer]).GetAnalyzerDiagnosticsAsync().ConfigureAwait(false);
        return [.. losses.OrderBy(method => method.Signature.MethodName, StringComparer.Ordinal).ThenBy(method => method.Text, StringComparer.Ordinal)];
    }
}
