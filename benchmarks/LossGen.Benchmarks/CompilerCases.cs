using System.Text.Json;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Text;

namespace LossGen.Benchmarks;

/// <summary>The reference losses, as the compiler takes them.</summary>
internal static class CompilerCases
{
    /// <summary>Every reference loss that the compiler compiles without an error.</summary>
    public static IReadOnlyList<LossMethod> Compilable { get; } =
        [.. Read().Where(method => Compiler.LossCompiler.Compile(method).Code is not null)];

    /// <summary>Cross-entropy, and those of whose text the generator makes the most code.</summary>
    public static IEnumerable<LossMethod> Selected => Compilable
        .Where(method => method.Signature.MethodName == "cross_entropy")
        .Concat(Compilable.OrderByDescending(method => Compiler.LossCompiler.Compile(method).Code!.Length).Take(3));

    private static IEnumerable<LossMethod> Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "losses.json")));
        foreach (var loss in document.RootElement.EnumerateArray().ToList())
        {
            var parameters = loss.GetProperty("signature").EnumerateArray().Select(ReadParameter).ToArray();
            var wrt = loss.GetProperty("wrt").EnumerateArray().Select(name => name.GetString()!).ToArray();
            var name = loss.GetProperty("name").GetString()!;
            yield return new LossMethod(
                "Losses",
                new EquatableArray<string>("partial class Losses"),
                "public static partial float",
                "public static",
                new LossSignature(name, ElementType.Single, new EquatableArray<LossParameter>(parameters), new EquatableArray<string>(wrt)),
                loss.GetProperty("text").GetString()!,
                Stabilize: true,
                IsDocumented: false,
                DeclaredCompanions: default);
        }
    }

    private static LossParameter ReadParameter(JsonElement pair)
    {
        var (name, kind) = (pair[0].GetString()!, pair[1].GetString()!);
        var (element, type) = kind[0] switch
        {
            'f' => (ElementType.Single, "float"),
            'b' => (ElementType.Boolean, "bool"),
            _ => (ElementType.Int32, "int"),
        };
        return kind.EndsWith("[]", StringComparison.Ordinal)
            ? new LossParameter(name, ParameterKind.Array, element, $"global::System.ReadOnlySpan<{type}> {name}")
            : new LossParameter(name, ParameterKind.Scalar, element, $"{type} {name}");
    }
}
