using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Binding;

/// <summary>Writes the reductions of the language in those of the IR.</summary>
/// <param name="factory">Makes the nodes.</param>
/// <param name="provenance">Told about the renaming of reduced axes.</param>
/// <param name="axes">What is reduced, outermost first.</param>
/// <param name="guard">Where; null means everywhere. Bodies and their gathers are evaluated only where it holds.</param>
internal sealed partial class ReductionBuilder(NodeFactory factory, Provenance provenance, IReadOnlyList<Axis> axes, Node? guard)
{
    public Node Sum(Node body)
    {
        body = Number(body);
        return Reduce(ReduceKind.Sum, body, body.Type == NodeType.Real ? factory.Real(0) : factory.Integer(0));
    }

    public Node Product(Node body) => Reduce(ReduceKind.Product, Real(body), factory.Real(1));

    public Node Max(Node body)
    {
        body = Number(body);
        return Reduce(
            ReduceKind.Max, body, body.Type == NodeType.Real ? factory.Real(double.NegativeInfinity) : factory.Integer(long.MinValue));
    }

    public Node Min(Node body)
    {
        body = Number(body);
        return Reduce(
            ReduceKind.Min, body, body.Type == NodeType.Real ? factory.Real(double.PositiveInfinity) : factory.Integer(long.MaxValue));
    }

    public Node LogSumExp(Node body) => Reduce(ReduceKind.LogSumExp, Real(body), factory.Real(double.NegativeInfinity));

    public Node Norm(Node body) => axes.Count == 0
        ? factory.Call(Operators.Abs, Real(body))
        : Reduce(ReduceKind.Norm, Real(body), factory.Real(0));

    /// <summary>At how many positions the condition holds.</summary>
    public Node Count(Node condition) => Sum(condition);

    /// <summary>The sum over the number of positions that the guard admits; 0 if it admits none.</summary>
    public Node Mean(Node body) => OverCount(Sum(Real(body)), count => count);

    /// <summary>The mean square of the deviation from the mean.</summary>
    public Node Variance(Node body) => Mean(factory.Call(Operators.Power, Deviation(body), factory.Real(2)));

    /// <summary>The root of <see cref="Variance"/>, by a norm that neither overflows nor underflows.</summary>
    public Node StandardDeviation(Node body) => OverCount(Norm(Deviation(body)), count => factory.Call(Operators.Sqrt, count));

    public Node Any(Node condition) => factory.Call(
        Operators.Greater,
        Reduce(ReduceKind.Max, Indicator(condition), factory.Integer(0)),
        factory.Integer(0));

    public Node All(Node condition) => factory.Call(
        Operators.Greater,
        Reduce(ReduceKind.Min, Indicator(condition), factory.Integer(1)),
        factory.Integer(0));

    /// <summary>The first position of the extreme value <paramref name="extreme"/>; 0 if there is none.</summary>
    public Node PositionOf(Node body, Node extreme)
    {
        var size = factory.Size(axes[0].Extent);
        body = Number(body);
        var position = factory.Select(factory.Call(Operators.Equal, body, extreme), factory.Position(axes[0]), size);
        var first = Reduce(ReduceKind.Min, position, size);
        return factory.Select(factory.Call(Operators.Less, first, size), first, factory.Integer(0));
    }

    /// <summary>exp(x − log Σ exp x), 0 outside the guard. The axes stay.</summary>
    public Node Softmax(Node body) =>
        Guarded(factory.Call(Operators.Softmax, Real(body), LogSumExp(body)), factory.Real(0));

    /// <summary>x − log Σ exp x, −∞ outside the guard. The axes stay.</summary>
    public Node LogSoftmax(Node body) =>
        Guarded(factory.Call(Operators.Subtract, Real(body), LogSumExp(body)), factory.Real(double.NegativeInfinity));

    private Node Real(Node node) => Converted(node, Conversions.ToReal(factory, node));

    private Node Number(Node node) => Converted(node, Conversions.ToNumber(factory, node));

    private Node Converted(Node from, Node to)
    {
        provenance.Inherit(from, to);
        return to;
    }

    private Node Indicator(Node condition) => factory.Select(condition, factory.Integer(1), factory.Integer(0));

    private Node Deviation(Node body) => factory.Call(Operators.Subtract, Real(body), Mean(body));

    private Node Guarded(Node body, Node otherwise) => guard is null ? body : factory.Select(guard, body, otherwise);

    private Node OverCount(Node sum, Func<Node, Node> denominator)
    {
        if (guard is not null)
        {
            var count = Reduce(ReduceKind.Sum, Number(guard));
            var quotient = factory.Call(Operators.Divide, sum, denominator(Real(count)));
            return factory.Select(factory.Call(Operators.Equal, count, factory.Integer(0)), factory.Real(0), quotient);
        }

        if (axes.Count == 0)
            return sum;
        var size = axes.Select(axis => factory.Size(axis.Extent)).Aggregate((left, right) => factory.Call(Operators.Multiply, left, right));
        return factory.Call(Operators.Divide, sum, denominator(Real(size)));
    }

    private Node Reduce(ReduceKind kind, Node body, Node identity) => Reduce(kind, Guarded(body, identity));

    private Node Reduce(ReduceKind kind, Node body)
    {
        for (var i = axes.Count - 1; i >= 0; i--)
        {
            var reduced = factory.Reduce(kind, axes[i], body);
            provenance.Transfer(body, ((Reduce)reduced).Body);
            body = reduced;
        }

        return body;
    }
}
