using System.Globalization;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;

namespace LossGen.Analyzers.PlainCSharp;

/// <summary>Writes an expression that was read from C# in the loss language, over the parameters of the loss.</summary>
/// <param name="factory">Made the expression.</param>
/// <param name="format">The type that it is computed in.</param>
internal sealed class DraftText(NodeFactory factory, FloatFormat format)
{
    private readonly Dictionary<Node, Node> _scalars = [];
    private readonly Dictionary<ArrayParameter, ArrayParameter> _arrays = [];
    private readonly Dictionary<Extent, Extent> _extents = [];
    private readonly Dictionary<Node, Node> _renamed = [];
    private readonly List<(string Name, string Text)> _means = [];

    /// <summary>What is read from C# as a leaf is a parameter.</summary>
    public void Rename(Node leaf, LossParameter parameter) => _scalars[leaf] = factory.Scalar(parameter);

    /// <summary>The elements of a sequence are those of an array.</summary>
    public void Rename(ArrayRead leaf, LossParameter parameter)
    {
        var (old, extent) = (leaf.Array.Dimensions[0], new Extent(parameter.Name, _extents.Count));
        _extents[old] = extent;
        _arrays[leaf.Array] = new ArrayParameter(parameter, [extent]);
    }

    /// <summary>The text; null if a sum runs over something else than the elements of an array.</summary>
    public string? TryWrite(Node root)
    {
        if (!RunsOverArrays(root, []))
            return null;
        var text = NodePrinter.Print(Renamed(root));

        // The inner ones were met first.
        return Enumerable.Reverse(_means).Aggregate(text, (whole, mean) => whole.Replace(mean.Name, mean.Text));
    }

    private bool RunsOverArrays(Node node, HashSet<Node> visited) => !visited.Add(node)
        || ((node is not Reduce reduce || _extents.ContainsKey(reduce.Axis.Extent)) && (node is not ExtentRead size || _extents.ContainsKey(size.Extent))
            && node.Operands.All(operand => RunsOverArrays(operand, visited)));

    private Node Renamed(Node node)
    {
        if (_scalars.TryGetValue(node, out var scalar))
            return scalar;
        if (!_renamed.TryGetValue(node, out var renamed))
            _renamed[node] = renamed = Rebuilt(node);
        return renamed;
    }

    private Node Rebuilt(Node node) => node switch
    {
        // A float constant is written with its own digits: 0.1, and not the double that is nearest to the float.
        RealConstant { Value: var value } when format == FloatFormat.Single && !double.IsInfinity(value) =>
            factory.Real(double.Parse(((float)value).ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)),
        ArrayRead read when _arrays.TryGetValue(read.Array, out var array) => factory.Read(array, [.. read.Operands.Select(Renamed)]),
        ExtentRead size => factory.Size(_extents[size.Extent]),
        Call { Operands: [var sum, Call { Operands: [ExtentRead { Extent: var extent }] }] } quotient
            when quotient.Operator == Operators.Divide && SumOver(sum, extent) is { } mean =>
            sum is Reduce ? Mean(mean) : factory.Call(Operators.Negate, Mean(mean)),
        _ => factory.MapOperands(node, Renamed),
    };

    /// <summary>The sum over all of an axis that a node is, or is the negative of.</summary>
    private static Reduce? SumOver(Node node, Extent extent) => node switch
    {
        Reduce { Kind: ReduceKind.Sum } sum when sum.Axis.Extent == extent => sum,
        Call { Operands: [Reduce { Kind: ReduceKind.Sum } sum] } negated when negated.Operator == Operators.Negate && sum.Axis.Extent == extent => sum,
        _ => null,
    };

    /// <summary>The language has a word for it, which expressions have not: a name stands in for it until all is printed.</summary>
    private Node Mean(Reduce sum)
    {
        var axis = factory.NewAxis(sum.Axis.Name, sum.Axis.Extent);
        var body = NodePrinter.Print(Renamed(factory.OpenBody(sum, axis)));
        var name = $"mean#{_means.Count.ToString(CultureInfo.InvariantCulture)}#";
        _means.Add((name, $"mean[{axis.Name}]({body})"));
        return factory.Scalar(new LossParameter(name, ParameterKind.Scalar, ElementType.Double, ""));
    }
}
