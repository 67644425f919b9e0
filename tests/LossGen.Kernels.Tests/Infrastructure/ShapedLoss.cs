using LossGen.Compiler.Signatures;
using LossGen.Kernels.Tests.RandomPrograms;

namespace LossGen.Kernels.Tests.Infrastructure;

/// <summary>A loss with the shapes of its parameters, which may be results.</summary>
/// <param name="Name">A C# identifier.</param>
/// <param name="Text">The loss.</param>
/// <param name="Shapes">Inputs as <see cref="ProgramParameter.Parse"/> reads them, and results with their shapes: <c>losses=N</c>, <c>parts=3</c>.</param>
/// <param name="IsVoid">Whether the method returns nothing.</param>
/// <param name="Wrt">The parameters to differentiate by, separated by spaces.</param>
public sealed record ShapedLoss(string Name, string Text, string Shapes, bool IsVoid, string Wrt)
{
    public IReadOnlyList<ProgramParameter> Inputs { get; } =
        ProgramParameter.Parse(string.Join(" ", Shapes.Split(' ').Where(shape => !IsResult(shape))));

    /// <summary>The results and their shapes, a letter or a digit a dimension.</summary>
    public IReadOnlyList<(string Name, string Shape)> Results { get; } =
        [.. Shapes.Split(' ').Where(IsResult).Select(shape => shape.Split('=')).Select(parts => (parts[0], parts[1]))];

    public IReadOnlyList<ProgramParameter> Differentiated => [.. Wrt.Split(' ').Select(name => Inputs.Single(input => input.Name == name))];

    public KernelCase Case(ElementType precision) => new(
        Name + (precision == ElementType.Double ? "_double" : "_float"), Text, precision, [.. Shapes.Split(' ').Select(Parameter)], Wrt.Split(' '))
    {
        IsVoid = IsVoid,
    };

    public override string ToString() => Name;

    private (string Name, string Kind) Parameter(string shape) => IsResult(shape)
        ? (shape.Split('=')[0], "f=")
        : Inputs.Where(input => input.Name == shape.Split(':')[0]).Select(input => (input.Name, input.Kind)).Single();

    private static bool IsResult(string shape) => shape.Contains('=', StringComparison.Ordinal) && !shape.Contains(':', StringComparison.Ordinal);
}
