using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LossGen.Compiler.Signatures;
using LossGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Benchmarks;

/// <summary>A project with fifty losses in one file and other code in another, open in an editor.</summary>
internal sealed class EditedProject
{
    private const int Losses = 50;
    private const string LossFile = "Losses.cs";
    private const string OtherFile = "Other.cs";

    /// <summary>What a project references that has losses.</summary>
    public static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(LossAttribute).Assembly.Location),
    ];

    private readonly CSharpCompilation _compilation = Compilation();

    private readonly GeneratorDriver _driver;
    private int _edits;

    public EditedProject() => _driver = Driver().RunGenerators(_compilation);

    /// <summary>The project is opened: all losses are compiled.</summary>
    public static GeneratorDriver Open() => Driver().RunGenerators(Compilation());

    /// <summary>A key is pressed in a file without losses: it is parsed again, and the generator runs.</summary>
    public GeneratorDriver EditOther() => Edit(OtherFile, OtherSource(++_edits));

    /// <summary>A key is pressed in the text of the first loss.</summary>
    public GeneratorDriver EditLoss() => Edit(LossFile, Source((++_edits).ToString(CultureInfo.InvariantCulture)));

    private GeneratorDriver Edit(string file, string source)
    {
        var old = _compilation.SyntaxTrees.First(tree => tree.FilePath == file);
        return _driver.RunGenerators(_compilation.ReplaceSyntaxTree(old, Parse(source, file)));
    }

    private static CSharpCompilation Compilation() => CSharpCompilation.Create(
        "Edited",
        [Parse(Source(""), LossFile), Parse(OtherSource(0), OtherFile)],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static CSharpGeneratorDriver Driver() => CSharpGeneratorDriver.Create(new LossGenerator());

    private static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, path: path);

    /// <summary>The losses' file; <paramref name="remark"/> becomes part of the first text.</summary>
    private static string Source(string remark)
    {
        var source = new StringBuilder("using LossGen;\npublic static partial class Losses\n{\n");
        foreach (var (method, index) in CompilerCases.Compilable.Take(Losses).Select((method, index) => (method, index)))
        {
            var text = index == 0 ? $"{method.Text} // {remark}" : method.Text;
            var literal = SymbolDisplay.FormatLiteral(text, quote: true);
            source.Append(CultureInfo.InvariantCulture, $"    [Loss({literal}{Wrt(method.Signature)})]\n");
            source.Append(CultureInfo.InvariantCulture, $"    public static partial float {method.Signature.MethodName}(");
            source.AppendJoin(", ", method.Signature.Parameters.Select(parameter => parameter.Declaration)).Append(");\n");
        }

        return source.Append("}\n").ToString();
    }

    private static string Wrt(LossSignature signature) =>
        signature.Wrt is { } names ? $", Wrt = new[] {{ {string.Join(", ", names.Select(name => $"\"{name}\""))} }}" : "";

    private static string OtherSource(int edits) =>
        $$"""
        public static class Other
        {
            public static int Edits() => {{edits}};
        }
        """;
}
