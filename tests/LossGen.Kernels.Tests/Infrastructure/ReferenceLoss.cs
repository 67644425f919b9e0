using System.Globalization;
using System.Text.Json;
using LossGen.Compiler.Signatures;

namespace LossGen.Kernels.Tests.Infrastructure;

/// <summary>A row of <c>tests/Data/losses.json</c>: a loss with its value and gradients at one point, to 25 digits.</summary>
public sealed record ReferenceLoss(
    string Name,
    string Text,
    IReadOnlyList<(string Name, string Kind)> Parameters,
    IReadOnlyList<string> Wrt,
    IReadOnlyDictionary<string, double[]> Inputs,
    double Value,
    IReadOnlyDictionary<string, double[]> Gradients)
{
    public static IReadOnlyList<ReferenceLoss> All { get; } = Read();

    public KernelCase Case(ElementType precision) => new(Name + (precision == ElementType.Double ? "_double" : "_float"), Text, precision, Parameters, Wrt);

    /// <summary>The arguments in order, in memory of their own.</summary>
    public object[] Arguments(ElementType precision) => [.. Parameters.Select(part => Box(Inputs[part.Name], part.Kind, precision))];

    private static object Box(double[] values, string kind, ElementType precision) => kind switch
    {
        "f[]" when precision == ElementType.Double => new GuardedMemory<double>(values),
        "f[]" => new GuardedMemory<float>([.. values.Select(value => (float)value)]),
        "i[]" => new GuardedMemory<int>([.. values.Select(value => (int)value)]),
        "f" when precision == ElementType.Double => values[0],
        "f" => (float)values[0],
        _ => (int)values[0],
    };

    private static List<ReferenceLoss> Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "losses.json")));
        return
        [
            .. from loss in document.RootElement.EnumerateArray()
               select new ReferenceLoss(
                   loss.GetProperty("name").GetString()!,
                   loss.GetProperty("text").GetString()!,
                   [.. loss.GetProperty("signature").EnumerateArray().Select(part => (part[0].GetString()!, part[1].GetString()!))],
                   [.. loss.GetProperty("wrt").EnumerateArray().Select(name => name.GetString()!)],
                   loss.GetProperty("inputs").EnumerateObject().ToDictionary(input => input.Name, input => Numbers(input.Value)),
                   Number(loss.GetProperty("value")),
                   loss.GetProperty("gradients").EnumerateObject().ToDictionary(gradient => gradient.Name, gradient => Numbers(gradient.Value))),
        ];
    }

    private static double[] Numbers(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Numbers(element.GetProperty("data")),
        JsonValueKind.Array => [.. element.EnumerateArray().SelectMany(Numbers)],
        _ => [Number(element)],
    };

    private static double Number(JsonElement element) => element.ValueKind == JsonValueKind.String
        ? double.Parse(element.GetString()!, CultureInfo.InvariantCulture)
        : element.GetDouble();
}
