using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Ir;

/// <summary>An array parameter together with what its use says of its shape: one extent a dimension, row-major.</summary>
public sealed class ArrayParameter(LossParameter parameter, IReadOnlyList<Extent> dimensions)
{
    public LossParameter Parameter { get; } = parameter;

    public string Name => Parameter.Name;

    public IReadOnlyList<Extent> Dimensions { get; } = dimensions;

    public int Rank => Dimensions.Count;

    public NodeType ElementType => Parameter.Element switch
    {
        Signatures.ElementType.Single or Signatures.ElementType.Double => NodeType.Real,
        Signatures.ElementType.Boolean => NodeType.Boolean,
        _ => NodeType.Integer,
    };

    public override string ToString() => Name;
}
