using System.Globalization;
using LossGen.Compiler.Interpretation;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;

namespace LossGen.Analyzers.PlainCSharp;

/// <summary>An input at which a form as it is written goes wrong.</summary>
/// <param name="Variables">The values of the variables that the rule names, in order.</param>
/// <param name="Leaves">The values of the leaves, in order.</param>
/// <param name="Written">What the form yields.</param>
/// <param name="Exact">What it should.</param>
/// <param name="IsFinite">Whether the whole expression yields a number there, though a wrong one.</param>
internal sealed record Witness(
    IReadOnlyList<double> Variables, IReadOnlyList<double> Leaves, double Written, double Exact, bool IsFinite);

/// <summary>Searches an input at which an expression goes wrong because of a form in it, and would not with the stable form.</summary>
/// <remarks>
/// The whole expression is evaluated: an error that does not reach its value is none. Inputs are corner values of the type, each alone among
/// ordinary ones and at random together; those that contradict what is known are left out.
/// </remarks>
internal sealed class Breakdown
{
    /// <summary>An error above this is a breakdown; see the definition of instability in <c>docs/language.md</c>.</summary>
    private const double Unstable = 1e-2;

    /// <summary>An error below this is none.</summary>
    private const double Stable = 1e-3;

    private const int RandomPoints = 160;

    /// <summary>How many operations a search may evaluate: some hundredths of a second.</summary>
    private const int MaximumWork = 200_000;

    /// <summary>The fewest points that say something about an expression of any size.</summary>
    private const int FewestPoints = 48;

    private static readonly double[] Ordinary = [1, 0, 0.5, -1, 2];

    private static readonly double[] SingleCorners =
    [
        1, 0, 0.5, -0.5, -1, 2, 5, -5, 12, -12, 18, -18, 25, 89, -89, 100, -100, 104, -104, 110, -110, 0.1, 1e-4, -1e-4, 1e-8, -1e-8,
        1e-12, 1e-25, -1e-25, 1e12, 1e25, -1e25, 4096, 4097,
    ];

    private static readonly double[] DoubleCorners =
    [
        1, 0, 0.5, -0.5, -1, 2, 5, -5, 12, -12, 37, -37, 40, -40, 710, -710, 715, 745, -745, 760, -760, 0.1, 1e-4, -1e-4, 1e-8, -1e-8, 1e-17,
        -1e-17, 1e-100, 1e-200, -1e-200, 1e100, 1e200, -1e200, 1e8, 100_000_001,
    ];

    private static readonly double[] Integers = [1, 0, 2, 3, 10, 100, 1000, 65536];

    private static readonly double[] RandomNumbers = [0.5, 1.0 / (1 << 24), 1 - (1.0 / (1 << 24)), 0.25, 0.75];

    private static readonly double[] Booleans = [0, 1];

    private readonly TranslatedExpression _expression;
    private readonly IsolatedForm _form;
    private readonly Precision _precision;

    /// <param name="expression">The expression.</param>
    /// <param name="form">The form, alone in it.</param>
    /// <param name="precision">How the expression is computed.</param>
    public Breakdown(TranslatedExpression expression, IsolatedForm form, Precision precision) =>
        (_expression, _form, _precision) = (expression, form, precision);

    /// <summary>The first input at which the result is no number, or else the first at which it is wrong; null if there is none.</summary>
    public Witness? Find()
    {
        var (form, found) = (_form, default(Witness));
        var size = SizeOf([form.RootAsWritten, form.StableRoot, .. _expression.Facts]);
        var values = _expression.Leaves.Select(leaf => ValuesOf(leaf.Domain)).ToArray();
        foreach (var point in Points(values, LeavesByRelevance()).Take(Math.Max(FewestPoints, MaximumWork / size)))
        {
            var (exact, rounded) = (At(point, Precision.Double), At(point, _precision));
            if (!_expression.Facts.All(fact => ValueOf(fact, rounded) != 0))
                continue;
            var truth = ValueOf(form.StableRoot, exact);
            var value = ValueOf(form.RootAsWritten, rounded);
            if (!IsFinite(truth) || Math.Abs(truth) > Largest || !IsWrong(value, truth, Unstable)
                || IsWrong(ValueOf(form.StableRoot, rounded), truth, Stable))
                continue;
            var witness = new Witness(
                [.. form.Variables.Select(variable => variable.FreeAxes.Count > 0 ? double.NaN : ValueOf(variable, rounded))],
                point,
                ValueOf(form.Written, rounded),
                ValueOf(form.Stable, exact),
                IsFinite(value));
            if (!witness.IsFinite)
                return witness;
            found ??= witness;
        }

        return found;
    }

    /// <summary>
    /// Whether a form yields no number somewhere if its variables may be anything. Where it does, and the whole expression is nowhere broken so
    /// badly, the code around it guards against the worst.
    /// </summary>
    public bool FailsUnguarded()
    {
        var factory = _expression.Factory;
        var (form, stableForm, variables) = (_form.Written, _form.Stable, _form.Variables);
        var names = variables.Select((_, i) => "free" + i.ToString(CultureInfo.InvariantCulture)).ToArray();
        for (var i = 0; i < names.Length; i++)
        {
            if (variables[i].Type != NodeType.Real || variables[i].FreeAxes.Count > 0)
                return true;
            var variable = factory.Scalar(new LossParameter(names[i], ParameterKind.Scalar, ElementType.Double, ""));
            var freed = factory.Replace(form, variables[i], variable);
            if (ReferenceEquals(freed, form))
                return false;
            (form, stableForm) = (freed, factory.Replace(stableForm, variables[i], variable));
        }

        return Points([.. names.Select(_ => ValuesOf(LeafDomain.Real))], Enumerable.Range(0, names.Length)).Any(point =>
        {
            var arguments = Arguments([.. _expression.Leaves.Select(_ => 1.0)]);
            for (var i = 0; i < names.Length; i++)
                arguments.Scalars[names[i]] = point[i];
            return IsFinite(ValueOf(stableForm, new Interpreter(arguments))) && !IsFinite(ValueOf(form, new Interpreter(arguments, _precision)));
        });
    }

    private static int SizeOf(IEnumerable<Node> nodes)
    {
        var (visited, pending) = (new HashSet<Node>(), new Stack<Node>(nodes));
        while (pending.Count > 0)
        {
            var node = pending.Pop();
            if (!visited.Add(node))
                continue;
            foreach (var operand in node.Operands)
                pending.Push(operand);
        }

        return visited.Count;
    }

    private double Largest => _precision == Precision.Single ? float.MaxValue : double.MaxValue;

    private static bool IsWrong(double value, double truth, double tolerance) =>
        !IsFinite(value) || Math.Abs(value - truth) > tolerance * Math.Max(Math.Abs(truth), 1e-300);

    /// <summary>The value; the first one along axes that are free.</summary>
    private static double ValueOf(Node node, Interpreter interpreter) =>
        node.FreeAxes.Count == 0 ? interpreter.Evaluate(node) : interpreter.Evaluate(node, [.. node.FreeAxes])[0];

    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);

    private Interpreter At(double[] point, Precision precision) => new(Arguments(point), precision);

    private LossArguments Arguments(double[] point)
    {
        var arguments = new LossArguments();
        foreach (var extent in _expression.Extents)
            arguments.Extents[extent] = 2;
        for (var i = 0; i < point.Length; i++)
        {
            var value = _precision == Precision.Single ? (float)point[i] : point[i];
            if (_expression.Leaves[i].Node is ArrayRead read)
            {
                arguments.Arrays[read.Array.Name] = [value, value + 1];
            }
            else
            {
                arguments.Scalars[((ScalarRead)_expression.Leaves[i].Node).Parameter.Name] = value;
            }
        }

        return arguments;
    }

    /// <summary>The numbers of the leaves, first of those that the form is made of: an input that it breaks at is found with them.</summary>
    private IEnumerable<int> LeavesByRelevance() =>
        Enumerable.Range(0, _expression.Leaves.Count).OrderBy(i => NodeMatching.Contains(_form.Written, _expression.Leaves[i].Node) ? 0 : 1);

    private static IEnumerable<double[]> Points(double[][] values, IEnumerable<int> order)
    {
        var count = values.Length;

        // Each leaf takes all of its values while the others have one and the same ordinary value.
        var ordinary = (count == 1 ? [1.0] : Ordinary).Select(other => values.Select(candidates => Nearest(candidates, other)).ToArray()).ToList();
        foreach (var leaf in order)
        {
            foreach (var value in values[leaf])
            {
                foreach (var others in ordinary)
                {
                    var point = (double[])others.Clone();
                    point[leaf] = value;
                    yield return point;
                }
            }
        }

        if (count < 2)
            yield break;
        foreach (var value in values.OrderByDescending(candidates => candidates.Length).First())
            yield return [.. Enumerable.Range(0, count).Select(i => Nearest(values[i], value))];
        var state = 12345u;
        for (var i = 0; i < RandomPoints; i++)
            yield return [.. values.Select(candidates => candidates[Next(ref state) % candidates.Length])];
    }

    private static double Nearest(double[] values, double wanted) => values.OrderBy(value => Math.Abs(value - wanted)).First();

    /// <summary>A linear congruential generator, so that a finding is the same on every run.</summary>
    private static int Next(ref uint state)
    {
        state = unchecked((state * 1664525) + 1013904223);
        return (int)(state >> 8);
    }

    private double[] ValuesOf(LeafDomain domain) => domain switch
    {
        LeafDomain.Integer => Integers,
        LeafDomain.Boolean => Booleans,
        LeafDomain.Random => RandomNumbers,
        _ => _precision == Precision.Double ? DoubleCorners : SingleCorners,
    };
}
