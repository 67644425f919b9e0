using System.Reflection;
using LossGen.Completion;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.Editor.Tests;

/// <summary>Stands in for an IDE: a workspace with the editor's own services and a project that references the package's assemblies.</summary>
internal static class EditorHost
{
    /// <summary>Marks the cursor in a source.</summary>
    public const char Caret = '‸';

    /// <summary>One object for all projects: an editor remembers the providers by it.</summary>
    private static readonly AnalyzerFileReference Package = new(typeof(LossCompletionProvider).Assembly.Location, new Loader());

    private static readonly Lazy<Task> Loaded = new(LoadAsync);

    /// <summary>What the editor offers at the cursor.</summary>
    public static async Task<(Document Document, CompletionList List)> CompleteAsync(string source)
    {
        await Loaded.Value;
        var (document, caret) = Open(source);
        return (document, await CompleteAsync(document, caret));
    }

    /// <summary>A document of a project, and where the cursor stands.</summary>
    public static (Document Document, int Caret) Open(string source)
    {
        var caret = source.IndexOf(Caret, StringComparison.Ordinal);
        var workspace = new AdhocWorkspace(
            MefHostServices.Create([.. MefHostServices.DefaultAssemblies, Assembly.Load("Microsoft.CodeAnalysis.CSharp.Features")]));
        var project = workspace.AddProject("Losses", LanguageNames.CSharp)
            .WithParseOptions(new CSharpParseOptions(LanguageVersion.Latest))
            .AddMetadataReferences(References())
            .AddAnalyzerReference(Package);
        return (project.AddDocument("Losses.cs", SourceText.From(source.Remove(caret, 1))), caret);
    }

    private static async Task<CompletionList> CompleteAsync(Document document, int caret) => await CompletionService.GetService(document)!
        .GetCompletionsAsync(document, caret, cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>An editor loads the providers of a project in the background and goes on without them, so that the first lists lack them.</summary>
    private static async Task LoadAsync()
    {
        var (document, caret) = Open("static partial class L { [LossGen.Loss(\"‸\")] public static partial float M(float x); }");
        while ((await CompleteAsync(document, caret)).ItemsList.Count == 0)
            await Task.Delay(20, TestContext.Current.CancellationToken);
    }

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "System.Runtime.dll" or "System.Private.CoreLib.dll" or "netstandard.dll")
            .Append(typeof(LossAttribute).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path));

    /// <summary>Loads what an analyzer reference names into the test's own context.</summary>
    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
