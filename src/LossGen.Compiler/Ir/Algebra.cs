namespace LossGen.Compiler.Ir;

/// <summary>Makes nodes and simplifies them: the constructor that differentiation and rewriting use.</summary>
public sealed class Algebra(NodeFactory factory)
{
    public NodeFactory Factory { get; } = factory;
}
