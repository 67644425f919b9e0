using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Analysis.Properties;

/// <summary>
/// Proves classification calibration: minimising the expected loss classifies as well as any rule can. By Bartlett, Jordan and McAuliffe,
/// Convexity, classification, and risk bounds (2006), theorem 2, a convex φ of the margin is calibrated exactly if φ′(0) &lt; 0. The labels may be −1 and 1, or 0 and 1.
/// </summary>
internal sealed class MarginLoss(Normalizer normalizer, RangeAnalysis ranges)
{
    private static readonly LossParameter Margin = new("margin", ParameterKind.Scalar, ElementType.Double, "double margin");

    private readonly Algebra _algebra = normalizer.Algebra;

    /// <summary>Whether the value is a mean or a sum of a calibrated φ of the margin.</summary>
    /// <param name="value">The value.</param>
    /// <param name="scores">The scores.</param>
    public bool IsCalibrated(Node value, ArrayParameter scores)
    {
        if (TermOf(normalizer.Canonical(value)) is not { } term || new Variables([scores.Parameter]).OnlyRead(term) is not { } score)
            return false;
        var margin = (ScalarRead)_algebra.Factory.Scalar(Margin);
        var labelled = _algebra.Replace(term, score, margin);
        return LabelIn(labelled) is { } label && (IsCalibrated(labelled, label, -1, margin) || IsCalibrated(labelled, label, 0, margin));
    }

    private bool IsCalibrated(Node term, Node label, double negative, ScalarRead margin)
    {
        var (positive, other) = (Labelled(1), Labelled(negative));
        if (!normalizer.AreEqual(other, normalizer.Canonical(_algebra.Replace(positive, margin, _algebra.Negate(margin)))))
            return false;
        return new PieceSplitter(margin, normalizer).Split(positive, ranges) is { } split
            && PieceAnalysis.Of(split, normalizer) is { Shape.IsConvex: true } phi
            && phi.SlopeAt(_algebra.Zero) is { } slope
            && ranges.Of(slope).IsNegative;

        Node Labelled(double value) => normalizer.Canonical(_algebra.Replace(
            term, label, label.Type == NodeType.Integer ? _algebra.Factory.Integer((long)value) : _algebra.Real(value)));
    }

    /// <summary>The one datum that a term depends on beside the margin.</summary>
    private static Node? LabelIn(Node term)
    {
        var (labels, visited) = (new HashSet<Node>(), new HashSet<Node>());
        Collect(term);
        return labels.Count == 1 && labels.First() is { Type: not NodeType.Boolean } label ? label : null;

        void Collect(Node node)
        {
            if (!visited.Add(node))
                return;
            if (node is ArrayRead or CarriedRead)
                labels.Add(node);
            foreach (var operand in node.Operands)
                Collect(operand);
        }
    }

    /// <summary>What the terms of a sum are, with positive factors and guards left out; null if the sum has several parts.</summary>
    private Node? TermOf(Node node) => node switch
    {
        Reduce { Kind: ReduceKind.Sum } reduce => TermOf(_algebra.Factory.OpenBody(reduce, _algebra.Factory.NewAxis(reduce.Axis.Name, reduce.Axis.Extent))),
        Select { IfFalse: var otherwise } select when Algebra.IsConstant(otherwise, 0) && !ranges.ReadsData(select.Condition) => TermOf(select.IfTrue),
        Call { Operator: var op, Operands: [var sum, var factor] } when (op == Operators.Divide || op == Operators.Multiply) && IsScale(factor) => TermOf(sum),
        Call { Operator: var op, Operands: [var factor, var sum] } when op == Operators.Multiply && IsScale(factor) => TermOf(sum),
        Call or Select => node,
        _ => null,
    };

    /// <summary>A positive number that no datum decides; a length is positive where there is a mean.</summary>
    private bool IsScale(Node node) => !ranges.ReadsData(node)
        && ranges.Of(node) is { IsNonNegative: true } range
        && (range.IsPositive || node is Call { Operator.Typing: OperatorTyping.ToReal });
}
