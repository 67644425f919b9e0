namespace LossGen.Compiler.Ir;

/// <summary>The types of values.</summary>
public enum NodeType
{
    Real,
    Integer,
    Boolean,
}
