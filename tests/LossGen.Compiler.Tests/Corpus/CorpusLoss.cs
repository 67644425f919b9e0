using System.Globalization;
using System.Text.Json;

namespace LossGen.Testing.Corpus;

/// <summary>A loss of <c>tests/Data/Corpus/corpus.json</c>: an expression of a peer's test suite, labelled by a program that shares no code with the compiler.</summary>
/// <param name="Suite">Whose it is.</param>
/// <param name="Test">The test or the benchmark.</param>
/// <param name="Text">The loss; what it assumes is the declared domain.</param>
/// <param name="Parameters">Names and kinds: <c>f[]</c>, <c>i[]</c>, <c>f</c>, <c>i</c>.</param>
/// <param name="IsUnstable">Whether some float input of the domain makes the naive float form wrong by more than 1 %.</param>
/// <param name="IsElementwise">Whether it is a mean over one axis, so that repeated elements do not change it.</param>
/// <param name="Breaking">Inputs where the naive form fails.</param>
/// <param name="Benign">Inputs where it does not.</param>
public sealed record CorpusLoss(
    string Suite,
    string Test,
    string Text,
    IReadOnlyList<(string Name, string Kind)> Parameters,
    bool IsUnstable,
    bool IsElementwise,
    IReadOnlyList<CorpusPoint> Breaking,
    IReadOnlyList<CorpusPoint> Benign)
{
    public static IReadOnlyList<CorpusLoss> All { get; } = Read();

    public override string ToString() => $"{Suite}, {Test}: {Text}";

    private static List<CorpusLoss> Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "corpus.json")));
        return [.. document.RootElement.EnumerateArray().Select(Read)];
    }

    private static CorpusLoss Read(JsonElement loss) => new(
        loss.GetProperty("suite").GetString()!,
        loss.GetProperty("test").GetString()!,
        loss.GetProperty("text").GetString()!,
        [.. loss.GetProperty("signature").EnumerateArray().Select(part => (part[0].GetString()!, part[1].GetString()!))],
        loss.GetProperty("unstable").GetBoolean(),
        loss.GetProperty("elementwise").GetBoolean(),
        [.. loss.GetProperty("breaking").EnumerateArray().Select(Point)],
        [.. loss.GetProperty("benign").EnumerateArray().Select(Point)]);

    private static CorpusPoint Point(JsonElement point) => new(
        point.GetProperty("inputs").EnumerateObject().ToDictionary(input => input.Name, input => Numbers(input.Value)),
        double.Parse(point.GetProperty("exact").GetString()!, CultureInfo.InvariantCulture),
        point.GetProperty("naive").GetString()!);

    private static double[] Numbers(JsonElement element) => element.ValueKind == JsonValueKind.Array
        ? [.. element.EnumerateArray().Select(number => number.GetDouble())]
        : [element.GetDouble()];
}

/// <summary>A point of a domain.</summary>
/// <param name="Inputs">By parameter; a scalar is one number. All are floats.</param>
/// <param name="Exact">The value in real arithmetic.</param>
/// <param name="Naive">What float arithmetic makes of it.</param>
public sealed record CorpusPoint(IReadOnlyDictionary<string, double[]> Inputs, double Exact, string Naive)
{
    public override string ToString() =>
        string.Join(" ", Inputs.Select(input => string.Create(CultureInfo.InvariantCulture, $"{input.Key}=[{string.Join(",", input.Value.Select(Shortest))}]")))
        + string.Create(CultureInfo.InvariantCulture, $" is {Exact:G9}");

    private static string Shortest(double number) => ((float)number).ToString("R", CultureInfo.InvariantCulture);
}
