using LossGen.Compiler.Signatures;
using LossGen.Compiler.Text;

namespace LossGen.Benchmarks;

/// <summary>Losses of one kind and of any size, to see how the time of an analysis grows.</summary>
/// <param name="Name">What grows.</param>
/// <param name="Sizes">The sizes to look at, up to what the language permits.</param>
/// <param name="Text">The loss of a size.</param>
internal sealed record GrowingLosses(string Name, int[] Sizes, Func<int, string> Text)
{
    private static readonly int[] Doubling = [8, 16, 32, 64, 128];

    /// <summary>The arguments that all of them have.</summary>
    public static LossSignature Signature { get; } = new(
        "growing",
        ElementType.Single,
        new EquatableArray<LossParameter>(Array("x"), Array("y")),
        new EquatableArray<string>("x"));

    public static IReadOnlyList<GrowingLosses> All { get; } =
    [
        new("statements", Doubling, size => Lines(size, i => $"a{i}[i] = tanh(x[i] - {i}) * y[i]") + $"mean[i]({Joined(size, " + ", i => $"a{i}[i]")})"),
        new("statements, each with a finding", Doubling, size => Lines(size, i => $"a{i}[i] = log(1 + exp(x[i] - {i}))") + $"mean[i]({Joined(size, " + ", i => $"a{i}[i]")})"),
        new("statements, each using the last twice", Doubling, size => "a0 = mean(x)\n" + Lines(size, i => $"a{i + 1} = a{i} * sin(a{i})") + $"a{size}"),
        new("terms", Doubling, size => $"mean[i]({Joined(size, " + ", i => $"sin(x[i] * {i + 1})")})"),
        new("terms with exponentials", Doubling, size => $"mean[i]({Joined(size, " + ", i => $"exp(x[i] * {i + 1})")})"),
        new("factors", Doubling, size => $"mean[i]({Joined(size, " * ", i => $"cos(x[i] * {i + 1})")})"),
        new("sums over an array", Doubling, size => Joined(size, " + ", i => $"mean[i]((x[i] * {i + 1} - y[i])^2)")),
        new("choices", Doubling, size => $"mean[i]({Joined(size, "", i => $"x[i] < {i} ? x[i] * {i + 1} : ")}y[i])"),
        new("functions nested", Doubling, size => $"mean[i]({Joined(size, "", _ => "tanh(")}x[i]{new string(')', size)})"),
    ];

    private static LossParameter Array(string name) => new(name, ParameterKind.Array, ElementType.Single, $"global::System.ReadOnlySpan<float> {name}");

    private static string Lines(int count, Func<int, string> line) => Joined(count, "", i => line(i) + "\n");

    private static string Joined(int count, string separator, Func<int, string> part) => string.Join(separator, Enumerable.Range(0, count).Select(part));
}
