using System.Collections.Immutable;
using LossGen.CodeFixes;
using LossGen.Generator.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.Generator.Tests.CodeFixes;

/// <summary>Stands in for the editor: a file of ordinary C#, an analyzer's findings in it, and the fix that writes the stable form.</summary>
internal sealed class StableFormHost(DiagnosticAnalyzer analyzer, params MetadataReference[] references)
{
    private static readonly StableFormCodeFixProvider Provider = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The source after the fix of its first finding; null if there is none, or no fix of it is offered.</summary>
    public async Task<string?> FixFirstAsync(string source)
    {
        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, source);
        if (await FindAsync(document) is not [var finding, ..])
            return null;
        var actions = new List<CodeAction>();
        await Provider.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => actions.Add(action), Token));
        return actions.Count == 0 ? null : await ApplyAsync(actions[0], document.Id);
    }

    /// <summary>The source after the fix of all findings of the first one's rule.</summary>
    public async Task<string> FixAllAsync(string source)
    {
        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, source);
        var findings = await FindAsync(document);
        var context = new FixAllContext(
            document, Provider, FixAllScope.Document, findings[0].Id, [findings[0].Id], new Findings(findings), Token);
        var action = await Provider.GetFixAllProvider().GetFixAsync(context);
        return await ApplyAsync(action!, document.Id);
    }

    private Document Open(AdhocWorkspace workspace, string source)
    {
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "P",
            "P",
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary),
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest),
            metadataReferences: Host.References.AddRange(references)));
        return workspace.AddDocument(project.Id, "C.cs", SourceText.From(source));
    }

    private async Task<ImmutableArray<Diagnostic>> FindAsync(Document document) =>
        await Host.AnalyzeAsync((await document.Project.GetCompilationAsync(Token))!, analyzer);

    private static async Task<string> ApplyAsync(CodeAction action, DocumentId id)
    {
        var operations = await action.GetOperationsAsync(Token);
        var solution = Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution;
        return (await solution.GetDocument(id)!.GetTextAsync(Token)).ToString();
    }

    private sealed class Findings(ImmutableArray<Diagnostic> findings) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(findings);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(findings);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
