using LossGen.Compiler.Interpretation;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Tests.Ir;

/// <summary>Makes expressions by hand, exactly as written (nothing is simplified), for tests of the stages behind the binder.</summary>
internal sealed class FormulaBuilder
{
    private readonly Dictionary<string, Extent> _extents = [];
    private readonly Dictionary<string, Axis> _axes = [];
    private readonly Dictionary<string, ArrayParameter> _arrays = [];

    public FormulaBuilder() => Algebra = new Algebra(Factory);

    public NodeFactory Factory { get; } = new();

    public Algebra Algebra { get; }

    public LossArguments Arguments { get; } = new();

    public Axis Axis(string name)
    {
        if (!_axes.TryGetValue(name, out var axis))
            _axes[name] = axis = Factory.NewAxis(name, Extent(name));
        return axis;
    }

    /// <summary>An axis of its own over the extent of another one.</summary>
    public Axis Axis(string name, string like)
    {
        _extents[name] = Extent(like);
        return Axis(name);
    }

    public Node Position(string axis) => Factory.Position(Axis(axis));

    public Node Real(double value) => Factory.Real(value);

    public Node Integer(long value) => Factory.Integer(value);

    public Node Scalar(string name, double value)
    {
        Arguments.Scalars[name] = value;
        return Factory.Scalar(new LossParameter(name, ParameterKind.Scalar, ElementType.Single, $"float {name}"));
    }

    /// <summary>Declares an array over named extents with its elements.</summary>
    public ArrayParameter Array(string name, string[] dimensions, int[] lengths, params double[] elements) =>
        Array(name, ElementType.Single, dimensions, lengths, elements);

    public ArrayParameter IntegerArray(string name, string[] dimensions, int[] lengths, params double[] elements) =>
        Array(name, ElementType.Int32, dimensions, lengths, elements);

    public Node Read(ArrayParameter array, params Node[] indices) => Factory.Read(array, indices);

    public Node Read(ArrayParameter array, params string[] axes) => Factory.Read(array, [.. axes.Select(Position)]);

    public Node Call(Operator op, params Node[] operands) => Factory.Call(op, operands);

    public Node Sum(string axis, Node body) => Factory.Reduce(ReduceKind.Sum, Axis(axis), body);

    public Node Reduce(ReduceKind kind, string axis, Node body) => Factory.Reduce(kind, Axis(axis), body);

    public double Evaluate(Node node) => new Interpreter(Arguments).Evaluate(node);

    private Extent Extent(string name)
    {
        if (!_extents.TryGetValue(name, out var extent))
            _extents[name] = extent = new Extent(name, _extents.Count);
        return extent;
    }

    private ArrayParameter Array(string name, ElementType element, string[] dimensions, int[] lengths, double[] elements)
    {
        for (var i = 0; i < dimensions.Length; i++)
            Arguments.Extents[Extent(dimensions[i])] = lengths[i];
        Arguments.Arrays[name] = elements;
        var parameter = new LossParameter(name, ParameterKind.Array, element, $"{element}[] {name}");
        return _arrays[name] = new ArrayParameter(parameter, [.. dimensions.Select(Extent)]);
    }
}
