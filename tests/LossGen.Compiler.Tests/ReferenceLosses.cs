using System.Globalization;
using System.Text.Json;
using LossGen.Compiler.Interpretation;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Tests;

/// <summary>The losses of <c>tests/Data/losses.json</c>.</summary>
internal static class ReferenceLosses
{
    public static IReadOnlyList<ReferenceLoss> All { get; } = Read();

    public static ReferenceLoss Get(string name) => All.Single(loss => loss.Name == name);

    private static List<ReferenceLoss> Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "losses.json")));
        return [.. document.RootElement.EnumerateArray().Select(loss => Read(loss.Clone()))];
    }

    private static ReferenceLoss Read(JsonElement loss)
    {
        var parameters = loss.GetProperty("signature").EnumerateArray().Select(part => $"{part[0].GetString()}:{part[1].GetString()}");
        var wrt = loss.GetProperty("wrt").EnumerateArray().Select(name => name.GetString()!).ToArray();
        return new ReferenceLoss(
            loss.GetProperty("name").GetString()!,
            loss.GetProperty("text").GetString()!,
            LossSignatures.Parse(string.Join(" ", parameters), wrt: wrt),
            ReferenceLoss.Number(loss.GetProperty("value")),
            loss.GetProperty("inputs"),
            loss.GetProperty("gradients"));
    }
}

/// <summary>A loss at one point. Numbers come as strings of 25 digits.</summary>
internal sealed record ReferenceLoss(string Name, string Text, LossSignature Signature, double Value, JsonElement Inputs, JsonElement Gradients)
{
    public static double Number(JsonElement number) => number.ValueKind == JsonValueKind.String
        ? double.Parse(number.GetString()!, CultureInfo.InvariantCulture)
        : number.GetDouble();

    public LossArguments Arguments()
    {
        var arguments = new LossArguments();
        foreach (var input in Inputs.EnumerateObject())
        {
            if (input.Value.ValueKind == JsonValueKind.Object)
                arguments.Arrays[input.Name] = [.. input.Value.GetProperty("data").EnumerateArray().Select(Number)];
            else
                arguments.Scalars[input.Name] = Number(input.Value);
        }

        return arguments;
    }
}
