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
        pass.Run(value, GuardedTerm.Of(seed ?? _algebra.One), (_, terms) => Include(adjoint, terms));
        return adjoint.ToNode(_algebra);
    }

    /// <summary>seed · ∂²value/∂array[k]² for every position k: the diagonal of the second derivative.</summary>
    public ArrayGradient HessianDiagonal(Node value, ArrayParameter array, Node seed)
    {
        var gradient = Gradient(value, array, seed);
        return Gradient(gradient.Expression, array, _algebra.One, gradient.OutputAxes);
    }

    /// <summary>The same for output axes of the caller's; the value may have them as free axes, and is then differentiated at its own position.</summary>
    internal ArrayGradient Gradient(Node value, ArrayParameter array, Node seed, IReadOnlyList<Axis> outputAxes)
    {
        var adjoint = new Adjoint();
        var kept = value.FreeAxes;
        var pass = new ReversePass(_algebra, node => node is ArrayRead read && read.Array == array, kept);
        pass.Run(value, GuardedTerm.Of(seed), (read, terms) =>
        {
            var transposition = new Transposition(_algebra, read.Operands, outputAxes, kept, solvesSteps: true);
            Include(adjoint, terms.Select(term => transposition.Apply(read.FreeAxes, term)));
        });
        return new ArrayGradient(outputAxes, adjoint.ToNode(_algebra));
    }

    private void Include(Adjoint adjoint, IEnumerable<GuardedTerm?> terms)
    {
        foreach (var term in terms)
            adjoint.Add(_algebra, term);
    }
}
