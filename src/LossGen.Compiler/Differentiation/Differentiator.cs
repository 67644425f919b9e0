using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Differentiation;

/// <summary>
/// Reverse mode in index notation: derivatives are closed formulas in the same IR, so they are simplified, scheduled, printed and
/// differentiated again like any value.
/// </summary>
/// <remarks>
/// If the value has free axes of its own, the result has them as well: the derivative of every element of the value.
/// </remarks>
public sealed class Differentiator(NodeFactory factory)
{
    private readonly Algebra _algebra = new(factory);

    /// <summary>seed · ∂value/∂array.</summary>
    /// <param name="value">A real expression.</param>
    /// <param name="array">The array to differentiate by; one that the value does not read has gradient 0.</param>
    /// <param name="seed">A real expression that multiplies the derivative; free axes must be those of the value.</param>
    public ArrayGradient Gradient(Node value, ArrayParameter array, Node seed) =>
        Gradient(value, array, seed, [.. array.Dimensions.Select(extent => factory.NewAxis(extent.Name, extent))]);

    /// <summary>seed · ∂value/∂variable.</summary>
    public Node Derivative(Node value, ScalarRead variable, Node? seed = null)
    {
        var adjoint = new Adjoint();
        var pass = new ReversePass(_algebra, node => ReferenceEquals(node, variable), value.FreeAxes);
        pass.Run(value, seed ?? _algebra.One, (_, terms) => Include(adjoint, terms));
        return adjoint.ToNode(_algebra);
    }

    /// <summary>seed · ∂²value/∂array[k]² for every position k: the diagonal of the second derivative.</summary>
    public ArrayGradient HessianDiagonal(Node value, ArrayParameter array, Node seed)
    {
        var gradient = Gradient(value, array, seed);
        return Gradient(gradient.Expression, array, _algebra.One, gradient.OutputAxes);
    }

    private ArrayGradient Gradient(Node value, ArrayParameter array, Node seed, IReadOnlyList<Axis> outputAxes)
    {
        var adjoint = new Adjoint();
        var kept = value.FreeAxes;
        var pass = new ReversePass(_algebra, node => node is ArrayRead read && read.Array == array, kept);
        pass.Run(value, seed, (node, terms) => Include(adjoint, terms.Select(term => AtOutput((ArrayRead)node, term, outputAxes, kept))));
        return new ArrayGradient(outputAxes, adjoint.ToNode(_algebra));
    }

    private void Include(Adjoint adjoint, IEnumerable<GuardedTerm?> terms)
    {
        foreach (var term in terms)
            adjoint.Add(_algebra, term);
    }

    /// <summary>
    /// What one read contributes to the element at the output axes: Σ over the axes of the read of its adjoint where all indices are
    /// those of the element. An index that is a plain axis is that axis renamed, and its sum is gone; any other stays as a condition.
    /// </summary>
    private GuardedTerm? AtOutput(ArrayRead read, GuardedTerm term, IReadOnlyList<Axis> outputAxes, AxisSet kept)
    {
        var renamed = new Dictionary<Axis, Axis>();
        var conditions = new List<(Axis Output, Node Index)>();
        for (var i = 0; i < outputAxes.Count; i++)
        {
            if (read.Operands[i] is Position { Axis: var axis } && axis.Extent == outputAxes[i].Extent
                && !kept.Contains(axis) && !renamed.ContainsKey(axis))
                renamed.Add(axis, outputAxes[i]);
            else
                conditions.Add((outputAxes[i], read.Operands[i]));
        }

        var result = term.Map(Rename);
        foreach (var (output, index) in conditions)
            result = result?.When(Guard.Of(_algebra, _algebra.Equal(factory.Position(output), Rename(index)), true));
        foreach (var axis in read.FreeAxes.Reverse())
        {
            if (!kept.Contains(axis) && !renamed.ContainsKey(axis))
                result = result?.SumOver(_algebra, axis);
        }

        return result;

        Node Rename(Node node) =>
            renamed.Aggregate(node, (current, pair) => factory.Substitute(current, pair.Key, factory.Position(pair.Value)));
    }
}
