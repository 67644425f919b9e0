using System.Collections.Immutable;
using LossGen.Analyzers;
using LossGen.CodeFixes;
using LossGen.Compiler;
using LossGen.Compiler.Diagnostics;
using LossGen.Generator.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.Generator.Tests.CodeFixes;

/// <summary>Stands in for the editor: a workspace, the analyzer's findings, and the code fix applied to one or to all.</summary>
internal sealed class FixHost : IDisposable
{
    private readonly AdhocWorkspace _workspace = new();
    private readonly LossAnalyzer _analyzer;
    private readonly ImmutableArray<string> _rules;
    private readonly LossTextCodeFixProvider _provider = new();

    /// <param name="edits">What the compiler proposes for a text.</param>
    /// <param name="sources">The files of each project.</param>
    public FixHost(Func<string, IEnumerable<TextEdit>> edits, params string[][] sources)
        : this(
            new LossAnalyzer(
                (_, text, _, _) => [.. edits(text).Select(edit => new LossDiagnostic(StubCompiler.Slow, edit.Span, new("x"), edit))],
                (_, _) => new CompiledLoss([], "")),
            [StubCompiler.Slow.Id],
            sources)
    {
    }

    /// <param name="analyzer">What finds.</param>
    /// <param name="rules">The rules whose findings are looked at.</param>
    /// <param name="sources">The files of each project.</param>
    public FixHost(LossAnalyzer analyzer, ImmutableArray<string> rules, params string[][] sources)
    {
        (_analyzer, _rules) = (analyzer, rules);
        foreach (var (project, files) in sources.Index())
        {
            var id = ProjectId.CreateNewId();
            var solution = _workspace.CurrentSolution
                .AddProject(ProjectInfo.Create(
                    id,
                    VersionStamp.Default,
                    $"P{project}",
                    $"P{project}",
                    LanguageNames.CSharp,
                    compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary),
                    parseOptions: new CSharpParseOptions(LanguageVersion.Latest),
                    metadataReferences: Host.References));
            foreach (var (i, file) in files.Index())
                solution = solution.AddDocument(DocumentId.CreateNewId(id), $"F{i}.cs", SourceText.From(file), filePath: $"P{project}/F{i}.cs");
            Assert.True(_workspace.TryApplyChanges(solution));
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _workspace.Dispose();

    /// <summary>The first document after the fix of its first finding; null if none is offered.</summary>
    public async Task<string?> FixFirstAsync()
    {
        var document = Documents().First();
        var finding = (await FindingsAsync(document))[0];
        var actions = new List<CodeAction>();
        await _provider.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => actions.Add(action), Token));
        return actions.Count == 0 ? null : (await ApplyAsync(Assert.Single(actions)))[0];
    }

    /// <summary>All documents after Fix All.</summary>
    /// <param name="scope">What to fix.</param>
    /// <param name="key">The key of the fix that is to be made everywhere; that of the finding if null.</param>
    /// <param name="rules">The rules that the client asks for; that of the finding if null.</param>
    public async Task<IReadOnlyList<string>> FixAllAsync(FixAllScope scope, string? key = null, IEnumerable<string>? rules = null)
    {
        var context = new FixAllContext(
            Documents().First(), _provider, scope, key ?? StubCompiler.Slow.Id, rules ?? [StubCompiler.Slow.Id], new Findings(this), Token);
        var action = await _provider.GetFixAllProvider().GetFixAsync(context);
        return await ApplyAsync(action ?? throw new InvalidOperationException("No fix for all."));
    }

    private IEnumerable<Document> Documents() => _workspace.CurrentSolution.Projects.SelectMany(project => project.Documents);

    private async Task<ImmutableArray<Diagnostic>> FindingsAsync(Document document)
    {
        var tree = await document.GetSyntaxTreeAsync(Token);
        return [.. (await FindingsAsync(document.Project)).Where(finding => finding.Location.SourceTree == tree)];
    }

    private async Task<ImmutableArray<Diagnostic>> FindingsAsync(Project project) =>
        [.. (await Host.AnalyzeAsync((await project.GetCompilationAsync(Token))!, _analyzer)).Where(finding => _rules.Contains(finding.Id))];

    private static async Task<IReadOnlyList<string>> ApplyAsync(CodeAction action)
    {
        var operations = await action.GetOperationsAsync(Token);
        var solution = Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution;
        var texts = new List<string>();
        foreach (var document in solution.Projects.SelectMany(project => project.Documents))
            texts.Add((await document.GetTextAsync(Token)).ToString());
        return texts;
    }

    private sealed class Findings(FixHost host) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await host.FindingsAsync(project);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            await host.FindingsAsync(document);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
