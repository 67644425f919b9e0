using LossGen.Compiler.Signatures;
using LossGen.Kernels.Tests.Infrastructure;

namespace LossGen.Kernels.Tests.RandomPrograms;

/// <summary>A parameter of a random program.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">As in <see cref="KernelCase"/>: <c>f[]</c>, <c>i[]</c>, <c>f</c>, <c>i</c>.</param>
/// <param name="Shape">One letter a dimension, the class of extents that the dimension belongs to; for an extent given as a number, its class.</param>
/// <param name="Target">For labels, the class of extents that they index; '\0' else.</param>
/// <param name="MayBeIgnored">For labels, whether −1 occurs.</param>
public sealed record ProgramParameter(string Name, string Kind, string Shape, char Target = '\0', bool MayBeIgnored = false)
{
    public bool IsReal => Kind[0] == 'f';

    public bool IsArray => Kind.EndsWith("[]", StringComparison.Ordinal);

    /// <summary>Reads <c>x:NC label:N&gt;C tau: c:C=</c>: arrays by their dimensions, labels with what they index, scalars, and extents given as numbers.</summary>
    public static IReadOnlyList<ProgramParameter> Parse(string shapes) =>
    [
        .. from shape in shapes.Split(' ')
           let parts = shape.Split(':', '>')
           select parts.Length == 3 ? new ProgramParameter(parts[0], "i[]", parts[1], parts[2][0])
               : parts[1].Length == 0 ? new ProgramParameter(parts[0], "f", "")
               : parts[1][^1] == '=' ? new ProgramParameter(parts[0], "i", parts[1][..^1])
               : new ProgramParameter(parts[0], "f[]", parts[1]),
    ];
}

/// <summary>A well-typed program, with the classes of extents of its arrays.</summary>
/// <param name="Seed">What it was generated from.</param>
/// <param name="Definitions">The statements before the value, each a head (<c>s[n,m] = </c>) and a body.</param>
/// <param name="Value">The value of the loss.</param>
/// <param name="Parameters">The parameters.</param>
public sealed record RandomProgram(
    int Seed, IReadOnlyList<(string Head, Term Body)> Definitions, Term Value, IReadOnlyList<ProgramParameter> Parameters)
{
    public string Text => string.Join("\n", [.. Definitions.Select(definition => definition.Head + definition.Body), Value.ToString()]);

    /// <summary>The case that differentiates by every real parameter.</summary>
    public KernelCase Case(ElementType precision) => new(
        $"Program{Seed}_{(precision == ElementType.Double ? "double" : "float")}",
        Text,
        precision,
        [.. Parameters.Select(parameter => (parameter.Name, parameter.Kind))],
        [.. Parameters.Where(parameter => parameter.IsReal).Select(parameter => parameter.Name)]);

    /// <summary>Programs with one term made smaller, or a definition left out.</summary>
    public IEnumerable<RandomProgram> Smaller()
    {
        for (var i = 0; i < Definitions.Count; i++)
            yield return this with { Definitions = [.. Definitions.Where((_, k) => k != i)] };
        foreach (var value in Value.Smaller())
            yield return this with { Value = value };
        for (var i = 0; i < Definitions.Count; i++)
        {
            foreach (var body in Definitions[i].Body.Smaller())
                yield return this with { Definitions = [.. Definitions.Select((definition, k) => k == i ? (definition.Head, body) : definition)] };
        }
    }
}
