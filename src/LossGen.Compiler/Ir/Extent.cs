namespace LossGen.Compiler.Ir;

/// <summary>The length of one or several axes, known when the loss runs. Identity is equality: axes that must agree share one.</summary>
public sealed class Extent(string name, int index)
{
    /// <summary>The name in generated code: the axis as the user wrote it.</summary>
    public string Name { get; } = name;

    /// <summary>A number unique in the program, in order of first appearance.</summary>
    public int Index { get; } = index;

    public override string ToString() => $"|{Name}|";
}
