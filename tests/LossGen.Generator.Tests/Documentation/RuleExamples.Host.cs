namespace LossGen.Generator.Tests.Documentation;

internal static partial class RuleExamples
{
    private const string Mean = "[Loss(\"mean(x)\")] public static partial float Mean(ReadOnlySpan<float> x);\n";

    /// <summary>What is wrong with the C# around a loss, and with calls between losses: several members, or a type.</summary>
    private static Dictionary<string, RuleExample> Host() => new()
    {
        ["LG0600"] = new(Mean + Caller("2 * Maen(x)"), Mean + Caller("2 * Mean(x)")),
        ["LG0601"] = new("public static float Half(float x) => x / 2;\n" + Caller("mean(x) + Half(x)"), Mean + Caller("2 * Mean(x)")),
        ["LG0602"] = new(
            "[Loss(\"Other.Hidden(x)\")] public static partial float Example(ReadOnlySpan<float> x);\n"
            + "public static partial class Other { [Loss(\"mean(x)\")] private static partial float Hidden(ReadOnlySpan<float> x); }",
            "[Loss(\"Other.Seen(x)\")] public static partial float Example(ReadOnlySpan<float> x);\n"
            + "public static partial class Other { [Loss(\"mean(x)\")] public static partial float Seen(ReadOnlySpan<float> x); }"),
        ["LG0603"] = new(Caller("Example(x) + 1"), Mean + Caller("Mean(x) + 1")),
        ["LG0605"] = new(
            "[Loss(\"rows = x; mean(x)\")] public static partial float Rows(ReadOnlySpan<float> x, Span<float> rows);\n" + Caller("Rows(x, x)"),
            Mean + Caller("Mean(x)")),
        ["LG0606"] = new(
            "[Loss(\"mean(x)\")] public static partial double Exact(ReadOnlySpan<double> x);\n" + Caller("Exact(x)"),
            Mean + Caller("Mean(x)")),
        ["LG0607"] = new(Mean + Caller("Mean(2) + mean(x)"), Mean + Caller("Mean(2 * x)")),
        ["LG0610"] = new(Mean + Caller("f(t) = Mean(t * x); f(2)"), Mean + Caller("m = Mean(x); f(t) = t * m; f(2)")),
        ["LG0611"] = new(Mean + Caller("mean[n](Mean(x[n]))"), Mean + Caller("mean[n](x[n] - Mean(x))")),
        ["LG0612"] = new(Mean + Caller("Mean'(x)"), Mean + Caller("Mean(x)")),
        ["LG0614"] = new(
            "[Loss(\"require tau > 0; mean(x) / tau\")] public static partial float Scaled(ReadOnlySpan<float> x, float tau);\n" + Caller("Scaled(x, 0)"),
            "[Loss(\"require tau > 0; mean(x) / tau\")] public static partial float Scaled(ReadOnlySpan<float> x, float tau);\n" + Caller("Scaled(x, 2)")),
        ["LG0901"] = new("[Loss(\"mean(x)\")]\npublic static float Example(ReadOnlySpan<float> x) => 0;", Caller("mean(x)")),
        ["LG0902"] = new(Caller("mean(x)") + "\npublic static partial float Example(ReadOnlySpan<float> x) => 0;", Caller("mean(x)")),
        ["LG0903"] = new("public class Losses\n{\n    " + Line("mean(x)") + "\n}", "public partial class Losses\n{\n    " + Line("mean(x)") + "\n}"),
        ["LG0905"] = new(
            "[Loss(\"mean(x)\")]\npublic static partial float Example<T>(ReadOnlySpan<float> x);",
            Caller("mean(x)")),
        ["LG0907"] = new("[Loss(null!)]\npublic static partial float Example(ReadOnlySpan<float> x);", Caller("mean(x)")),
        ["LG0908"] = new(
            "[Loss(\"mean(x)\", Parallel = true)]\npublic static partial float Example(ReadOnlySpan<float> x);",
            Caller("mean(x)")),
        ["LG0909"] = new(
            "public static float Example => One(1);\npublic static Func<float, float> One = [Loss(\"x\")] (x) => x;",
            "[Loss(\"x\")]\npublic static partial float One(float x);"),
    };

    /// <summary>Rules of which no page can show an example, and why.</summary>
    public static IReadOnlyDictionary<string, string> Without { get; } = new Dictionary<string, string>
    {
        ["LG0001"] = "A text of more than 16384 characters.",
        ["LG0007"] = "An expression of more than 200 levels.",
        ["LG0008"] = "A text of more than 256 statements.",
        ["LG0012"] = "Functions that call each other twice, 60 deep, are 2^60 calls when written out.",
        ["LG0013"] = "A text with more than 64 axes.",
        ["LG0604"] = "The called loss has its own message.",
        ["LG0608"] = "Several overloads, none of which takes the arguments.",
        ["LG0609"] = "Several overloads, each of which takes the arguments.",
        ["LG0613"] = "Losses that call each other twice, many deep.",
        ["LG0904"] = "A project with LangVersion 8.",
        ["LG0906"] = "A loss in a type with the modifier 'file'.",
        ["LG9001"] = "There is none that is known: please report it.",
    };

    private static string Caller(string text) => $"[Loss(\"{text}\")]\npublic static partial float Example(ReadOnlySpan<float> x);";

    private static string Line(string text) => $"[Loss(\"{text}\")] public static partial float Example(ReadOnlySpan<float> x);";
}
