using System.Reflection;
using LossGen.Compiler;
using LossGen.Compiler.Emission;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Kernels.Tests.Infrastructure;

/// <summary>Losses compiled together to machine code, which tests call with arrays.</summary>
public sealed class KernelLibrary
{
    private readonly Type _type;

    private KernelLibrary(Type type, string code)
    {
        _type = type;
        Code = code;
    }

    /// <summary>The generated file.</summary>
    public string Code { get; }

    /// <exception cref="InvalidOperationException">A loss has errors, or the generated code has errors or warnings.</exception>
    public static KernelLibrary Compile(IReadOnlyList<KernelCase> cases, bool stabilize = true)
    {
        var members = cases.Select(test => CodeOf(test, stabilize)).ToList();
        var method = cases[0].Method();
        var generated = SourceFile.Compose(method.Namespace, [.. method.ContainingTypes], members);
        var declared = SourceFile.Compose(method.Namespace, ["public static unsafe partial class Losses"], [.. cases.Select(test => test.Declaration + "\n" + Adapters(test))]);
        var parse = new CSharpParseOptions(LanguageVersion.CSharp9);
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            checkOverflow: true,
            allowUnsafe: true,
            nullableContextOptions: NullableContextOptions.Enable,
            generalDiagnosticOption: ReportDiagnostic.Error);
        var compilation = CSharpCompilation.Create(
            "Generated" + Guid.NewGuid().ToString("N"),
            [CSharpSyntaxTree.ParseText(generated, parse, "Losses.Loss.g.cs"), CSharpSyntaxTree.ParseText(declared, parse.WithLanguageVersion(LanguageVersion.CSharp9), "Losses.cs")],
            References(),
            options);
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        if (!result.Success)
            throw new InvalidOperationException(string.Join("\n", result.Diagnostics.Take(20)) + "\n" + generated);
        var assembly = Assembly.Load(stream.ToArray());
        return new KernelLibrary(assembly.GetType("LossGen.Kernels.Tests.Generated.Losses")!, generated);
    }

    /// <summary>The value. Arguments are boxed scalars and <see cref="GuardedMemory{T}"/>.</summary>
    public double Value(string name, params object[] arguments) => ValueMethod(name)(arguments);

    /// <summary>The value, and the gradients: <see cref="GuardedMemory{T}"/> of the arrays' lengths, of length 1 for scalars.</summary>
    public double Gradient(string name, object[] arguments, object[] gradients, double seed = 1) =>
        GradientMethod(name)(arguments, gradients, seed);

    /// <summary>What <see cref="Value"/> calls.</summary>
    public Func<object[], double> ValueMethod(string name) => _type.GetMethod("Call_" + name)!.CreateDelegate<Func<object[], double>>();

    /// <summary>What <see cref="Gradient"/> calls.</summary>
    public Func<object[], object[], double, double> GradientMethod(string name) =>
        _type.GetMethod("Call_" + name + "Gradient")!.CreateDelegate<Func<object[], object[], double, double>>();

    public static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Select(path => MetadataReference.CreateFromFile(path));

    private static string CodeOf(KernelCase test, bool stabilize)
    {
        var compiled = LossCompiler.Compile(test.Method(stabilize), TestContext.Current.CancellationToken);
        return compiled.Code ?? throw new InvalidOperationException($"{test.Name}: {string.Join("; ", compiled.Diagnostics)}");
    }

    private static string Adapters(KernelCase test)
    {
        var real = test.Precision == ElementType.Double ? "double" : "float";
        var arguments = test.Signature.Parameters.Select((parameter, i) =>
        {
            var type = parameter.IsReal ? real : "int";
            return parameter.IsArray
                ? $"((global::LossGen.Kernels.Tests.Infrastructure.GuardedMemory<{type}>)a[{i}]).Span"
                : $"({type})a[{i}]";
        }).ToList();
        var code = $"public static double Call_{test.Name}(object[] a) => {test.Name}({string.Join(", ", arguments)});\n";
        if (test.DifferentiatedBy.Count == 0)
            return code;
        var results = test.DifferentiatedBy.Select((part, i) =>
        {
            var memory = $"((global::LossGen.Kernels.Tests.Infrastructure.GuardedMemory<{real}>)g[{i}]).Span";
            return part.Kind == "f[]" ? memory : $"out {memory}[0]";
        });
        return code + $"public static double Call_{test.Name}Gradient(object[] a, object[] g, double seed) => {test.Name}Gradient({string.Join(", ", arguments.Concat(results))}, ({real})seed);\n";
    }
}
