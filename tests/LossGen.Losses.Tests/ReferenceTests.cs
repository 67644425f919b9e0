using System.Globalization;
using System.Text.Json;

namespace LossGen.Losses.Tests;

/// <summary>The library against values and gradients that were computed with 60 digits.</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, JsonElement> References = Read();

    public static TheoryData<string, Type> Rows => LossTable.InBothPrecisions(row => row.Reference is not null);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Value_and_gradient_agree_with_60_digits(string name, Type real)
    {
        var row = LossTable.Row(name);
        var reference = References[row.Reference!.Split(": ")[0]];
        var inputs = row.ParameterNames.Zip(row.Reference.Split(": ")[1].Split(' ')).ToDictionary(pair => pair.First, pair => pair.Second);
        var point = new Point();
        foreach (var (parameter, input) in inputs)
            point[parameter] = int.TryParse(input, CultureInfo.InvariantCulture, out var size) ? [size] : Numbers(reference.GetProperty("inputs").GetProperty(input));

        var loss = row.Compile(real);
        var agreement = Agreement.Of(real);
        using var call = new LossCall(loss, point);
        var value = Numbers(reference.GetProperty("value"));
        agreement.Check(value, [call.Value()], "value");
        agreement.Check(value, [call.Gradient()], "value beside the gradient");
        for (var i = 0; i < loss.Outputs.Count; i++)
            agreement.Check(Numbers(reference.GetProperty("gradients").GetProperty(inputs[loss.Outputs[i]])), call.Written(i), loss.Outputs[i], row.ReferenceMagnitude);
    }

    private static double[] Numbers(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Numbers(element.GetProperty("data")),
        JsonValueKind.Array => [.. element.EnumerateArray().SelectMany(Numbers)],
        JsonValueKind.String => [double.Parse(element.GetString()!, CultureInfo.InvariantCulture)],
        _ => [element.GetDouble()],
    };

    private static Dictionary<string, JsonElement> Read()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "losses.json"));
        return JsonDocument.Parse(text).RootElement.EnumerateArray().ToDictionary(loss => loss.GetProperty("name").GetString()!);
    }
}
