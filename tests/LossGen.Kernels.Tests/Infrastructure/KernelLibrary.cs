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
    private const string WithOutputs = "object[] a, object[] g, double seed";

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

    /// <summary>The value; 0 if the method returns nothing. Arguments are boxed scalars and <see cref="GuardedMemory{T}"/>.</summary>
    public double Value(string name, params object[] arguments) => ValueMethod(name)(arguments);

    /// <summary>The value, and the gradients. Arguments are the inputs and the seeds of results; gradients are <see cref="GuardedMemory{T}"/> of the arrays' lengths, of length 1 for scalars.</summary>
    public double Gradient(string name, object[] arguments, object[] gradients, double seed = 1) =>
        GradientMethod(name)(arguments, gradients, seed);

    /// <summary>The value, the gradients and after them the Hessians, in memory as of <see cref="Gradient"/>.</summary>
    public double Hessian(string name, object[] arguments, object[] derivatives, double seed = 1) =>
        HessianMethod(name)(arguments, derivatives, seed);

    /// <summary>What <see cref="Value"/> calls.</summary>
    public Func<object[], double> ValueMethod(string name) => _type.GetMethod("Call_" + name)!.CreateDelegate<Func<object[], double>>();

    /// <summary>What <see cref="Gradient"/> calls.</summary>
    public Func<object[], object[], double, double> GradientMethod(string name) =>
        _type.GetMethod("Call_" + name + "Gradient")!.CreateDelegate<Func<object[], object[], double, double>>();

    /// <summary>What <see cref="Hessian"/> calls.</summary>
    public Func<object[], object[], double, double> HessianMethod(string name) =>
        _type.GetMethod("Call_" + name + "Hessian")!.CreateDelegate<Func<object[], object[], double, double>>();

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
        var signature = test.Signature;
        var code = Adapter(test, test.Name, "object[] a", signature.Parameters.Select((parameter, i) => Argument(parameter, i, real)));
        if (test.DifferentiatedBy.Count == 0)
            return code;
        var inputs = signature.Parameters.Where(parameter => parameter.Kind != ParameterKind.Result).Concat(signature.Results.Select(result => result.ToSeed()));
        var arguments = inputs.Select((parameter, i) => Argument(parameter, i, real)).ToList();
        code += Adapter(test, test.Name + "Gradient", WithOutputs, [.. arguments, .. Outputs(test, real, 1), $"({real})seed"]);
        return test.Hessian is null
            ? code
            : code + Adapter(test, test.Name + "Hessian", WithOutputs, [.. arguments, .. Outputs(test, real, 2), $"({real})seed"]);
    }

    /// <summary>Memory for so many derivatives by each parameter.</summary>
    private static IEnumerable<string> Outputs(KernelCase test, string real, int orders) =>
        Enumerable.Repeat(test.DifferentiatedBy, orders).SelectMany(parts => parts).Select((part, i) =>
        {
            var memory = $"((global::LossGen.Kernels.Tests.Infrastructure.GuardedMemory<{real}>)g[{i}]).Span";
            return part.Kind == "f[]" ? memory : $"out {memory}[0]";
        });

    private static string Adapter(KernelCase test, string method, string parameters, IEnumerable<string> arguments)
    {
        var call = $"{method}({string.Join(", ", arguments)})";
        return $"public static double Call_{method}({parameters}) " + (test.IsVoid ? $"{{ {call}; return 0; }}\n" : $"=> {call};\n");
    }

    private static string Argument(LossParameter parameter, int position, string real)
    {
        var type = parameter.IsReal ? real : "int";
        return parameter.Kind == ParameterKind.Scalar
            ? $"({type})a[{position}]"
            : $"((global::LossGen.Kernels.Tests.Infrastructure.GuardedMemory<{type}>)a[{position}]).Span";
    }
}
