using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Scheduling;

/// <summary>A computed index that must be checked: what it indexes and how the message names it.</summary>
/// <param name="Extent">The extent that it must be below.</param>
/// <param name="Parameter">The parameter that the exception names.</param>
/// <param name="Text">The index as loss text.</param>
/// <param name="Labels">The name of the array whose element is the whole index, or null.</param>
/// <param name="Target">What is indexed.</param>
internal sealed record GatherCheck(Extent Extent, string Parameter, string Text, string? Labels, string Target)
{
    /// <summary>The check at given positions.</summary>
    public CheckIndex ToStatement(LoopExpression? condition, LoopExpression index, Local extent, IReadOnlyList<Local> positions) =>
        new(condition, index, extent, Parameter, Describe(positions), Target);

    /// <summary>The inside of a C# interpolated string: <c>label[{n}]</c>, or <c>label[n] - 1 at [{n}]</c>.</summary>
    private string Describe(IReadOnlyList<Local> positions)
    {
        if (positions.Count == 0)
            return Text;
        var places = string.Join(", ", positions.Select(position => "{" + position.Name + "}"));
        return Labels is null ? $"{Text} at [{places}]" : $"{Labels}[{places}]";
    }
}
