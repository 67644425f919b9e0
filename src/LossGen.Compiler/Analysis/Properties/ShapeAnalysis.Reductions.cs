using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Properties;

/// <content>Reductions.</content>
internal sealed partial class ShapeAnalysis
{
    private NodeShape ComposeReduction(Reduce reduce, Func<Node, NodeShape> of)
    {
        var (axis, body) = Open(reduce);
        var shape = of(body);
        var range = _ranges.Of(body);
        return reduce.Kind switch
        {
            ReduceKind.Sum => shape with
            {
                Lipschitz = _bounds.Sum(axis, shape.Lipschitz),
                GradientLipschitz = _bounds.Sum(axis, shape.GradientLipschitz),
            },
            ReduceKind.Max or ReduceKind.Min => new(
                shape.Convexity & (reduce.Kind == ReduceKind.Max ? Convexity.Convex : Convexity.Concave),
                shape.Monotonicity,
                _bounds.Largest(axis, shape.Lipschitz),
                null,
                Least(shape.Smoothness, Smoothness.C0)),
            ReduceKind.LogSumExp => LogSumExp(axis, shape),
            ReduceKind.Norm => new(
                shape.IsAffine || (shape.IsConvex && range.IsNonNegative) || (shape.IsConcave && range.IsNonPositive) ? Convexity.Convex : Convexity.Unknown,
                range.IsNonNegative ? shape.Monotonicity : range.IsNonPositive ? NodeShape.Turned(shape.Monotonicity) : Monotonicity.Unknown,
                _bounds.Norm(axis, shape.Lipschitz),
                null,
                Least(shape.Smoothness, _ranges.Of(reduce).IsPositive ? Smoothness.Analytic : Smoothness.C0)),
            _ => NodeShape.Unknown with
            {
                Monotonicity = range.IsNonNegative ? shape.Monotonicity : Monotonicity.Unknown,
                Smoothness = shape.Smoothness,
            },
        };
    }

    /// <summary>Its gradient is a mean of the bodies' ones, and its bend the variance of their changes.</summary>
    private NodeShape LogSumExp(Axis axis, NodeShape body)
    {
        var lipschitz = _bounds.Largest(axis, body.Lipschitz);
        return new(
            body.Convexity & Convexity.Convex,
            body.Monotonicity,
            lipschitz,
            _bounds.Plus(_bounds.Largest(axis, body.GradientLipschitz), _bounds.Times(lipschitz, lipschitz)),
            body.Smoothness);
    }

    /// <summary>
    /// What a mean is taken of, and along which axes, so that its terms bound it: Σ (guard ? f : 0) over the number of positions where the guard holds. Null
    /// if the expression is none such.
    /// </summary>
    private (IReadOnlyList<Axis> Axes, Node Term)? MeanOf(Call call)
    {
        if (call.Operator != Operators.Divide || call.Operands[1] is not Call { Operator: var real } count || real != Operators.ToReal)
            return null;
        var axes = new List<Axis>();
        var (sum, number) = (call.Operands[0], count.Operands[0]);
        while (sum is Reduce { Kind: ReduceKind.Sum } outer && number is Reduce { Kind: ReduceKind.Sum } inner && outer.Axis.Extent == inner.Axis.Extent)
        {
            var (axis, body) = Open(outer);
            (sum, number) = (body, _factory.OpenBody(inner, axis));
            axes.Add(axis);
        }

        if (axes.Count == 0 || sum is not Select { IfFalse: var otherwise } select || !Algebra.IsConstant(otherwise, 0))
            return null;
        return IsIndicator(number, select.Condition) && !_variables.Move(select.Condition) ? (axes, select.IfTrue) : null;
    }

    /// <summary>What holds of a mean or an extremum along an axis.</summary>
    private NodeShape Along(NodeShape shape, Axis axis) => shape with
    {
        Lipschitz = _bounds.Largest(axis, shape.Lipschitz),
        GradientLipschitz = _bounds.Largest(axis, shape.GradientLipschitz),
    };

    private static bool IsIndicator(Node number, Node condition) => number switch
    {
        Select { Condition: var tested, IfTrue: var one, IfFalse: var zero } =>
            ReferenceEquals(tested, condition) && Algebra.IsConstant(zero, 0)
            && (Algebra.IsConstant(one, 1) || (one is Call { Operator: var op } call && op == Operators.ToInteger && ReferenceEquals(call.Operands[0], condition))),
        Call { Operator: var op } call => op == Operators.ToInteger && ReferenceEquals(call.Operands[0], condition),
        _ => false,
    };

    /// <summary>A reduction with an axis of its own, always the same one.</summary>
    private (Axis Axis, Node Body) Open(Reduce reduce)
    {
        if (!_open.TryGetValue(reduce, out var open))
        {
            var axis = _factory.NewAxis(reduce.Axis.Name, reduce.Axis.Extent);
            _open[reduce] = open = (axis, _factory.OpenBody(reduce, axis));
        }

        return open;
    }
}
