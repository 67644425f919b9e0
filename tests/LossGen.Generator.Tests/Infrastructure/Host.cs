using System.Collections.Immutable;
using System.Reflection;
using LossGen.Compiler;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossGen.Generator.Tests.Infrastructure;

/// <summary>Stands in for csc: parses, generates, compiles, analyses.</summary>
internal static class Host
{
    /// <summary>The framework that runs the tests, and the runtime library.</summary>
    public static ImmutableArray<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)
                || Path.GetFileName(path) is "mscorlib.dll" or "netstandard.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(LossAttribute).Assembly.Location),
    ];

    /// <summary>The tensor library, whose native part no test needs.</summary>
    public static MetadataReference TorchSharp { get; } = MetadataReference.CreateFromFile(
        typeof(Host).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "TorchSharp").Value!);

    public static LossGenerator StubGenerator { get; } = new(StubCompiler.Compile);

    public static CSharpCompilation Compile(string source, LanguageVersion version = LanguageVersion.Latest) =>
        Compile([("Losses.cs", source)], version);

    /// <summary>Nullable, checked arithmetic and all warnings: the strictest project that generated code may land in.</summary>
    public static CSharpCompilation Compile(IEnumerable<(string Path, string Source)> files, LanguageVersion version = LanguageVersion.Latest) =>
        CSharpCompilation.Create(
            "Test",
            files.Select(file => Parse(file.Source, version, file.Path)),
            References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                checkOverflow: true,
                allowUnsafe: false,
                warningLevel: 9999,
                generalDiagnosticOption: ReportDiagnostic.Error,
                deterministic: true));

    public static SyntaxTree Parse(string source, LanguageVersion version = LanguageVersion.Latest, string path = "Losses.cs") =>
        CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(version, DocumentationMode.Diagnose), path);

    public static GeneratorDriver Driver(LossGenerator generator, CSharpCompilation compilation, bool track = false) =>
        CSharpGeneratorDriver.Create(
            [generator.AsSourceGenerator()],
            parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: track));

    /// <summary>Runs the generator with a stub for the compiler, for all that does not depend on what it emits.</summary>
    public static GeneratorDriver Run(string source, LanguageVersion version = LanguageVersion.Latest) =>
        Run(Compile(source, version), StubGenerator);

    public static GeneratorDriver Run(CSharpCompilation compilation, LossGenerator generator) =>
        Driver(generator, compilation).RunGenerators(compilation, TestContext.Current.CancellationToken);

    public static IReadOnlyList<(string Name, string Text)> Files(this GeneratorDriver driver)
    {
        var result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);
        return [.. result.GeneratedSources.Select(file => (file.HintName, file.SourceText.ToString()))];
    }

    /// <summary>The compilation with the generated files.</summary>
    public static CSharpCompilation Generate(CSharpCompilation compilation, LossGenerator generator)
    {
        Driver(generator, compilation).RunGeneratorsAndUpdateCompilation(
            compilation, out var updated, out var diagnostics, TestContext.Current.CancellationToken);
        Assert.Empty(diagnostics);
        return (CSharpCompilation)updated;
    }

    /// <summary>No warning anywhere; only the documentation that C# wants of public members is left out in the tests' own source.</summary>
    public static void AssertCompiles(Compilation compilation)
    {
        var warnings = compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Where(diagnostic => diagnostic.Id != "CS1591" || IsGenerated(diagnostic));
        Assert.Equal([], warnings.Select(diagnostic => diagnostic.ToString()));
    }

    private static bool IsGenerated(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) is true;

    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Compilation compilation, DiagnosticAnalyzer analyzer)
    {
        var failures = new List<Exception>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), (exception, _, _) => failures.Add(exception), concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        var found = await new CompilationWithAnalyzers(compilation, [analyzer], options)
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Empty(failures);
        return [.. found.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }
}
