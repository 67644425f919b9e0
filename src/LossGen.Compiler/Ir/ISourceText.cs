namespace LossGen.Compiler.Ir;

/// <summary>The user's words for parts of an expression that is printed to stand in his text.</summary>
internal interface ISourceText
{
    /// <summary>The words for a node, and how tightly they bind; null if there are none that mean it here.</summary>
    /// <param name="node">The node.</param>
    /// <param name="names">The axes in scope.</param>
    (string Text, int Precedence)? Find(Node node, IReadOnlyDictionary<Axis, string> names);

    /// <summary>What the user calls an axis in an expression that depends on it.</summary>
    string NameOf(Axis axis, Node body);

    /// <summary>A reduction with its body over the axis for which the user's words are known.</summary>
    (Axis Axis, Node Body) Open(Reduce reduce);

    /// <summary>The brackets of a reduction as the user writes them: <c>[i | i > 0]</c>.</summary>
    /// <param name="axes">The names of the axes.</param>
    /// <param name="guard">The guard.</param>
    /// <param name="mayBeOmitted">Whether a reduction without brackets reduces the same axes.</param>
    string Brackets(IReadOnlyList<string> axes, string? guard, bool mayBeOmitted);
}
