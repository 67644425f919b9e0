using LossGen.Compiler.Binding;
using LossGen.Compiler.Interpretation;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Probing;

/// <summary>The values that an argument, or every element of it, may have, as far as plain bounds say: <c>0 &lt;= p[i]</c>, <c>abs(x) &lt; 8</c>.</summary>
/// <param name="Low">The lower bound.</param>
/// <param name="High">The upper bound.</param>
/// <param name="ExcludesLow">Whether the lower bound is outside.</param>
/// <param name="ExcludesHigh">Whether the upper bound is outside.</param>
internal sealed record InputDomain(double Low, double High, bool ExcludesLow, bool ExcludesHigh)
{
    public static InputDomain Everything { get; } = new(double.NegativeInfinity, double.PositiveInfinity, false, false);

    /// <summary>The only values that there are, where <c>y == 0 || y == 1</c> says so; null for an interval.</summary>
    public IReadOnlyList<double>? Values { get; init; }

    public bool Contains(double value) =>
        (ExcludesLow ? value > Low : value >= Low) && (ExcludesHigh ? value < High : value <= High) && Values?.Contains(value) != false;

    public static InputDomain Of(ProbeInput input, IReadOnlyDictionary<object, InputDomain> domains) =>
        domains.TryGetValue((object?)input.Array ?? input.Parameter, out var domain) ? domain : Everything;

    /// <summary>The bounds in conditions that hold together, by scalar parameter or array.</summary>
    public static Dictionary<object, InputDomain> Read(IEnumerable<Node> conditions, ProbeShape shape)
    {
        var domains = new Dictionary<object, InputDomain>();
        foreach (var condition in conditions)
            Read(condition, shape, domains);
        return domains;
    }

    private static void Read(Node condition, ProbeShape shape, Dictionary<object, InputDomain> domains)
    {
        if (condition is not Call call)
            return;
        var op = call.Operator;
        if (op == Operators.And)
        {
            Read(call.Operands[0], shape, domains);
            Read(call.Operands[1], shape, domains);
        }
        else if (op == Operators.Less || op == Operators.LessOrEqual)
        {
            Order(call.Operands[0], call.Operands[1], op == Operators.Less);
        }
        else if (op == Operators.Greater || op == Operators.GreaterOrEqual)
        {
            Order(call.Operands[1], call.Operands[0], op == Operators.Greater);
        }
        else if ((op == Operators.Or || op == Operators.Equal) && Alternatives(call, shape) is { } values)
        {
            domains[values.Subject] = DomainOf(values.Subject) with { Values = values.Values };
        }

        InputDomain DomainOf(object subject) => domains.TryGetValue(subject, out var known) ? known : Everything;

        void Order(Node less, Node greater, bool isStrict)
        {
            if (TryEvaluate(greater, shape) is { } high)
            {
                if (less is Call { Operator: var function } magnitude && function == Operators.Abs && SubjectOf(magnitude.Operands[0]) is { } centred)
                {
                    Above(centred, -high, isStrict);
                    Below(centred, high, isStrict);
                }
                else if (SubjectOf(less) is { } subject)
                {
                    Below(subject, high, isStrict);
                }
            }
            else if (SubjectOf(greater) is { } subject && TryEvaluate(less, shape) is { } low)
            {
                Above(subject, low, isStrict);
            }
        }

        void Above(object subject, double low, bool isStrict)
        {
            var domain = DomainOf(subject);
            if (low > domain.Low || (low == domain.Low && isStrict))
                domains[subject] = domain with { Low = low, ExcludesLow = isStrict };
        }

        void Below(object subject, double high, bool isStrict)
        {
            var domain = DomainOf(subject);
            if (high < domain.High || (high == domain.High && isStrict))
                domains[subject] = domain with { High = high, ExcludesHigh = isStrict };
        }
    }

    /// <summary>The values of <c>y == 0 || y == 1</c>.</summary>
    private static (object Subject, List<double> Values)? Alternatives(Call call, ProbeShape shape)
    {
        if (call.Operator == Operators.Or)
        {
            return call.Operands[0] is Call left && Alternatives(left, shape) is { } first
                   && call.Operands[1] is Call right && Alternatives(right, shape) is { } second && first.Subject == second.Subject
                ? (first.Subject, [.. first.Values, .. second.Values])
                : null;
        }

        return call.Operator == Operators.Equal && SubjectOf(call.Operands[0]) is { } subject && TryEvaluate(call.Operands[1], shape) is { } value
            ? (subject, [value])
            : null;
    }

    /// <summary>A scalar argument, or an array that stands for all its elements.</summary>
    private static object? SubjectOf(Node node) => node switch
    {
        ScalarRead scalar => scalar.Parameter,
        ArrayRead read when read.Operands.All(index => index is Position) => read.Array,
        Call { Operator: var op } conversion when op == Operators.ToReal => SubjectOf(conversion.Operands[0]),
        _ => null,
    };

    /// <summary>The value of an expression of numbers, lengths and integer arguments; null for others.</summary>
    private static double? TryEvaluate(Node node, ProbeShape shape)
    {
        if (Algebra.TryGetConstant(node, out var constant))
            return constant;
        return node.FreeAxes.Count == 0 && NodeWalk.All(node).All(IsKnown) ? new Interpreter(shape.Arguments).Evaluate(node) : null;

        static bool IsKnown(Node part) => part is IntegerConstant or RealConstant or ExtentRead or ScalarRead { Type: NodeType.Integer }
            || part is Call call && call.Operator.Typing is not OperatorTyping.Integer;
    }
}
