using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Binding;

/// <summary>Words for messages.</summary>
internal static class Phrase
{
    /// <summary><c>1 index</c>, <c>2 indices</c></summary>
    public static string Count(int count, string one, string? several = null) =>
        LanguageErrors.Format(count) + " " + (count == 1 ? one : several ?? one + "s");

    public static string CSharpName(ElementType element) => element switch
    {
        ElementType.Single => "float",
        ElementType.Double => "double",
        ElementType.Int32 => "int",
        ElementType.Int64 => "long",
        _ => "bool",
    };

    public static string Type(NodeType type) => type switch
    {
        NodeType.Real => "a real number",
        NodeType.Integer => "an integer",
        _ => "a truth value",
    };

    /// <summary><c>the axis 'n'</c>, <c>the axes 'n' and 'c'</c></summary>
    public static string Axes(IReadOnlyList<Axis> axes)
    {
        var names = axes.Select(axis => $"'{axis.Name}'").ToList();
        return names.Count == 1
            ? "the axis " + names[0]
            : $"the axes {string.Join(", ", names.Take(names.Count - 1))} and {names[names.Count - 1]}";
    }
}
