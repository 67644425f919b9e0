using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Rewriting.Series;

/// <summary>Expressions of one variable part, as power series of it about a point.</summary>
internal sealed class SeriesExpansion
{
    /// <summary>Larger expressions are not expanded.</summary>
    private const int MaximumNodes = 40;

    private readonly Dictionary<Node, PowerSeries?> _known = [];
    private readonly int _length;

    /// <param name="variable">The part.</param>
    /// <param name="centre">The value of the part that the series are about.</param>
    /// <param name="length">How many coefficients are computed.</param>
    public SeriesExpansion(Node variable, double centre, int length)
    {
        _length = length;
        _known[variable] = PowerSeries.Variable(centre, length);
    }

    /// <summary>
    /// The parts that an expression is a function of, each alone, the largest first; none where there are none, it is too large, or what it does
    /// with them has no series.
    /// </summary>
    public static IEnumerable<Node> VariablesOf(Node root)
    {
        var nodes = new HashSet<Node>();
        return Reaches(root, null, nodes, _ => true)
            ? nodes.Where(node => node != root && !IsLimited(node) && Reaches(root, node, [], leaf => leaf == node)).OrderByDescending(node => node.Id).ToList()
            : [];
    }

    /// <summary>The series of an expression; null where it has none, or where all of it cancels.</summary>
    public PowerSeries? Of(Node node)
    {
        if (!_known.TryGetValue(node, out var series))
            _known[node] = series = Expand(node);
        return series;
    }

    private PowerSeries? Expand(Node node)
    {
        if (Algebra.TryGetConstant(node, out var constant))
            return PowerSeries.Constant(constant, _length);
        if (node is not Call call || !SeriesFunctions.Knows(call.Operator))
            return null;
        if (call.Operator == Operators.Power)
            return Algebra.TryGetConstant(call.Operands[1], out var exponent) && Of(call.Operands[0]) is { } x ? PowerSeries.Power(x, exponent) : null;
        var operands = new List<PowerSeries>();
        foreach (var operand in call.Operands)
        {
            if (Of(operand) is not { } expanded)
                return null;
            operands.Add(expanded);
        }

        return SeriesFunctions.Apply(call.Operator, operands);
    }

    /// <summary>
    /// Visits what an expression consists of, but for constants, down to the leaves that are not taken apart, of which <paramref name="variable"/> is one.
    /// </summary>
    /// <returns>Whether every leaf is as it should be, and there are not too many nodes.</returns>
    private static bool Reaches(Node root, Node? variable, HashSet<Node> nodes, Func<Node, bool> isLeaf)
    {
        var open = new Stack<Node>([root]);
        while (open.Count > 0)
        {
            var node = open.Pop();
            if (Algebra.TryGetConstant(node, out _) || !nodes.Add(node))
                continue;
            if (node != variable && node is Call call && SeriesFunctions.Knows(call.Operator))
            {
                foreach (var operand in call.Operands)
                    open.Push(operand);
            }
            else if (!isLeaf(node))
            {
                return false;
            }

            if (nodes.Count > MaximumNodes)
                return false;
        }

        return true;
    }

    /// <summary>What a rule limits, it has taken care of near the other points.</summary>
    private static bool IsLimited(Node node) => node is Call call
        && (call.Operator == Operators.Min || call.Operator == Operators.Max) && call.Operands.Any(operand => Algebra.TryGetConstant(operand, out _));
}
