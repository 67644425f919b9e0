using System.Globalization;
using System.Runtime.CompilerServices;
using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Binding;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Properties;

/// <summary>The part of a loss that a proof fails at.</summary>
/// <param name="Node">The smallest part that breaks it; it stands in the text.</param>
/// <param name="Reason">Why, as the rest of a sentence that begins with the part.</param>
public sealed record PropertyBreak(Node Node, string Reason);

/// <summary>
/// Finds what breaks a proof: the smallest part of the program as it is written for which it fails, though it holds of the part's operands.
/// </summary>
internal sealed class Breaks(BoundProgram program, PropertyAnalysis analysis)
{
    private readonly ShapeAnalysis _shapes = analysis.ShapesBy(analysis.Predictions);

    private string Prediction => string.Join(" and ", analysis.Predictions.Select(parameter => $"'{parameter.Name}'"));

    public PropertyBreak OfNonNegativity()
    {
        var part = Smallest(node => node.Type == NodeType.Real && !analysis.IsNonNegative(analysis.FormOf(node)), IsSumOfParts);
        var range = analysis.Ranges.Of(analysis.FormOf(part));
        return new(part, double.IsInfinity(range.Low) || double.IsNaN(range.Low)
            ? "may be negative"
            : string.Format(CultureInfo.InvariantCulture, "may be as low as {0:G4}", range.Low));
    }

    public PropertyBreak OfConvexity() => WhyNotConvex(program.Value, Convexity.Convex) ?? new(program.Value, "is not known to be convex");

    public PropertyBreak OfLipschitz()
    {
        var bounds = new Bounds(new Algebra(program.Factory), analysis.Ranges);
        var part = Smallest(node => bounds.WithoutData(ShapeOf(node).Lipschitz) is null, _ => true);
        return new(part, Conditional(part) ?? "has slopes without a bound for what is known of its operands");
    }

    public PropertyBreak OfSmoothness()
    {
        var part = Smallest(node => ShapeOf(node).Smoothness < Smoothness.C1, _ => true);
        var isContinuous = ShapeOf(part).Smoothness == Smoothness.C0;
        return new(part, Conditional(part) ?? (isContinuous ? "may have a corner or a vertical slope" : "may jump, or have no value"));
    }

    public PropertyBreak OfMonotonicity()
    {
        var part = Smallest(node => ShapeOf(node).Monotonicity == Monotonicity.Unknown, _ => true);
        return new(part, Conditional(part) ?? $"may rise and fall with {Prediction}");
    }

    public PropertyBreak OfFiniteness()
    {
        var ranges = Finiteness.RangesOf(program);
        var part = Smallest(node => node.Type == NodeType.Real && !Finiteness.IsFinite(ranges, analysis.FormOf(node)), _ => true);
        var range = ranges.Of(analysis.FormOf(part));
        return new(part, range.MayBeNaN ? "may be NaN"
            : range.HasInfinity ? "may be infinite, or exceed the largest number"
            : "has a gradient that may be infinite or NaN");
    }

    public PropertyBreak OfPerfectPrediction() => new(program.Value, PerfectPrediction.PairOf(program) is var (prediction, target)
        ? $"does not cancel where '{prediction.Name}' is '{target.Name}'"
        : $"has no target: another array of real numbers with the shape of {Prediction}");

    public PropertyBreak OfCalibration() =>
        new(program.Value, "is not known as the mean or sum of a convex, at 0 falling function of label · score, with labels -1 and 1 or 0 and 1");

    public PropertyBreak OfTranslation() => new(program.Value, $"may change when a number is added to {Prediction}, along any axis or together with a target");

    /// <summary>Descends to what bends the wrong way: through sums with the sign that a part has in them, elsewhere to what bends no known way.</summary>
    private PropertyBreak? WhyNotConvex(Node node, Convexity wanted)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var convexity = ShapeOf(node).Convexity;
        if ((convexity & wanted) == wanted && wanted != Convexity.Unknown)
            return null;
        if (wanted == Convexity.Unknown && convexity != Convexity.Unknown)
            return null;
        for (var i = 0; i < node.Operands.Count; i++)
        {
            // What bends a known way as a whole is not looked into, but for a sum.
            var (operand, part) = (node.Operands[i], WantedOf(node, i, wanted));
            if (operand.Type == NodeType.Real && (part != Convexity.Unknown || convexity == Convexity.Unknown) && WhyNotConvex(operand, part) is { } inner)
                return program.Origins.ContainsKey(inner.Node) ? inner : inner with { Node = Standing(node, inner.Node) };
        }

        return new(node, convexity == Convexity.Unknown ? Conditional(node) ?? WhyUnknown(node)
            : convexity == Convexity.Concave ? "is concave there"
            : "is convex there");
    }

    /// <summary>How an operand should bend; unknown where any way that is known would do.</summary>
    private Convexity WantedOf(Node node, int operand, Convexity wanted)
    {
        switch (node)
        {
            case Reduce { Kind: ReduceKind.Sum } or Select:
                return wanted;
            case Call { Operator: var op } when op == Operators.Add || (op == Operators.Subtract && operand == 0):
                return wanted;
            case Call { Operator: var op } when op == Operators.Subtract || op == Operators.Negate:
                return NodeShape.Turned(wanted);
            case Call { Operator: var op } call when op == Operators.Multiply || op == Operators.Divide:
                var factor = analysis.Ranges.Of(analysis.FormOf(call.Operands[1 - operand]));
                return factor.IsNonNegative ? wanted : factor.IsNonPositive ? NodeShape.Turned(wanted) : Convexity.Unknown;
            default:
                return Convexity.Unknown;
        }
    }

    private string WhyUnknown(Node node)
    {
        if (node is not Call call)
            return "is neither known as convex nor as concave";
        var moving = call.Operands.Where(_shapes.Moves).ToList();
        if (moving.Count > 1 && (call.Operator == Operators.Multiply || call.Operator == Operators.Divide))
            return $"combines two parts that both depend on {Prediction} by {(call.Operator == Operators.Multiply ? "a product" : "a quotient")}";
        if (moving.Count == 1 && ShapeOf(moving[0]).IsAffine)
            return $"is neither convex nor concave where '{Short(moving[0])}' may have either sign";
        return moving.Count == 1 ? $"bends as it rises and falls with '{Short(moving[0])}', which is not affine" : "is neither known as convex nor as concave";
    }

    private string? Conditional(Node node) =>
        node is Select select && _shapes.Moves(select.Condition) ? $"has another formula where '{Short(select.Condition)}' changes" : null;

    private NodeShape ShapeOf(Node node) => _shapes.Of(analysis.FormOf(node));

    /// <summary>The smallest part that fails, reached through parts that fail.</summary>
    private Node Smallest(Func<Node, bool> fails, Func<Node, bool> entersParts)
    {
        var node = program.Value;
        var standing = node;
        while (true)
        {
            if (program.Origins.ContainsKey(node))
                standing = node;
            if (!entersParts(node) || node.Operands.FirstOrDefault(operand => operand.Type == NodeType.Real && fails(operand)) is not { } next)
                return standing;
            node = next;
        }
    }

    /// <summary>Whether something follows of the whole if it holds of all parts.</summary>
    private static bool IsSumOfParts(Node node) => node switch
    {
        Reduce reduce => reduce.Kind is ReduceKind.Sum or ReduceKind.Product or ReduceKind.Min or ReduceKind.Max,
        Select => true,
        Call { Operator: var op } => op == Operators.Add || op == Operators.Multiply || op == Operators.Divide || op == Operators.Min || op == Operators.Max,
        _ => false,
    };

    private Node Standing(Node node, Node inner) => program.Origins.ContainsKey(inner) ? inner : node;

    /// <summary>A part as the language writes it, shortened.</summary>
    public static string Short(Node node)
    {
        const int Longest = 60;
        var text = node.ToString();
        return text.Length <= Longest ? text : text[..(Longest - 1)] + "…";
    }
}
