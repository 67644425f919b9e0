namespace LossGen.Generator.Tests.Documentation;

/// <summary>What a page shows of a rule: C# that the rule reports and nothing else, and C# that is right.</summary>
/// <param name="Wrong">Members of a partial class.</param>
/// <param name="Right">The same, repaired; null where a code fix does it.</param>
internal sealed record RuleExample(string Wrong, string? Right)
{
    /// <summary>Where the written form breaks, for losses of scalars and arrays: <c>x=1,2 tau=0.5</c>.</summary>
    public string? Input { get; init; }

    /// <summary>The loss as text and its parameters in shorthand; empty for what is no single loss.</summary>
    public string Text { get; init; } = "";

    /// <inheritdoc cref="Text"/>
    public string Parameters { get; init; } = "";

    /// <summary>Whether it is about ordinary C#, in which no loss stands.</summary>
    public bool IsPlain { get; init; }

    /// <summary>
    /// A method of ordinary C# that is one expression of numbers <c>x</c>, <c>y</c>, <c>p</c> and <c>n</c>, as far as it has them.
    /// </summary>
    public static RuleExample CSharp(string wrong, string? right = null)
    {
        var parameters = string.Join(", ", "xypn".Where(name => HasName(wrong, name)).Select(name => $"double {name}"));
        return Plain($"static double F({parameters}) => ", wrong, right);
    }

    /// <summary>A method of ordinary C# that begins in one way, wrong or right.</summary>
    public static RuleExample Plain(string head, string wrong, string? right = null) =>
        new($"{head}{wrong};", right is null ? null : $"{head}{right};") { IsPlain = true };

    /// <summary>An expression of TorchSharp's tensors <c>x</c> and <c>y</c>.</summary>
    public static RuleExample Torch(string wrong, string? right = null) => Plain(
        HasName(wrong, 'y') ? "static torch.Tensor F(torch.Tensor x, torch.Tensor y) => " : "static torch.Tensor F(torch.Tensor x) => ", wrong, right);

    private static bool HasName(string expression, char name) =>
        System.Text.RegularExpressions.Regex.IsMatch(expression, $@"\b{name}\b");

    /// <summary>
    /// A loss of one line. Parameters are written <c>z:f[] label:i[] tau:f</c>: <c>f</c> float, <c>d</c> double, <c>i</c> int, <c>l</c> long, each
    /// with <c>[]</c> for an array, <c>f=</c> for a result, <c>s</c> a string; the word <c>void</c> in front where the method returns nothing.
    /// </summary>
    public static RuleExample Loss(string parameters, string wrong, string? right = null, string? rightParameters = null, string? input = null) =>
        new(Method(parameters, wrong), right is null ? null : Method(rightParameters ?? parameters, right))
        {
            Input = input,
            Text = wrong,
            Parameters = parameters,
        };

    public static string Method(string parameters, string text)
    {
        var words = parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var isVoid = words is ["void", ..];
        var list = string.Join(", ", words.Skip(isVoid ? 1 : 0).Select(Declaration));
        return $"[Loss(\"{text}\")]\npublic static partial {(isVoid ? "void" : "float")} Example({list});";
    }

    private static string Declaration(string word)
    {
        var (name, kind) = (word.Split(':')[0], word.Split(':')[1]);
        var type = kind[0] switch
        {
            'f' => "float",
            'd' => "double",
            'i' => "int",
            'l' => "long",
            'b' => "bool",
            _ => "string",
        };
        return kind[1..] switch
        {
            "[]" => $"ReadOnlySpan<{type}> {name}",
            "=" => $"Span<{type}> {name}",
            _ => $"{type} {name}",
        };
    }
}
