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
    private readonly Precision _precision;
    private readonly List<double[]> _points;

    public Breakdown(TranslatedExpression expression, Precision precision)
    {
        (_expression, _precision) = (expression, precision);
        _points = [.. Points([.. expression.Leaves.Select(leaf => ValuesOf(leaf.Domain))])];
    }

    /// <summary>The first input at which the result is no number, or else the first at which it is wrong; null if there is none.</summary>
    public Witness? Find(IsolatedForm form)
    {
        var found = default(Witness);
        foreach (var point in _points)
        {
            var (exact, rounded) = (At(point, Precision.Double), At(point, _precision));
            if (!_expression.Facts.All(fact => rounded.Evaluate(fact) != 0))
                continue;
            var truth = exact.Evaluate(form.StableRoot);
            var value = rounded.Evaluate(form.RootAsWritten);
            if (!IsFinite(truth) || Math.Abs(truth) > Largest || !IsWrong(value, truth, Unstable) || IsWrong(rounded.Evaluate(form.StableRoot), truth, Stable))
                continue;
            var witness = new Witness(
                [.. form.Variables.Select(rounded.Evaluate)], point, rounded.Evaluate(form.Written), exact.Evaluate(form.Stable), IsFinite(value));
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
    public bool FailsUnguarded(IsolatedForm isolated)
    {
        var factory = _expression.Factory;
        var (form, stableForm, variables) = (isolated.Written, isolated.Stable, isolated.Variables);
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

        return Points([.. names.Select(_ => ValuesOf(LeafDomain.Real))]).Any(point =>
        {
            var arguments = Arguments([.. _expression.Leaves.Select(_ => 1.0)]);
            for (var i = 0; i < names.Length; i++)
                arguments.Scalars[names[i]] = point[i];
            return IsFinite(new Interpreter(arguments).Evaluate(stableForm)) && !IsFinite(new Interpreter(arguments, _precision).Evaluate(form));
        });
    }

    private double Largest => _precision == Precision.Single ? float.MaxValue : double.MaxValue;

    private static bool IsWrong(double value, double truth, double tolerance) =>
        !IsFinite(value) || Math.Abs(value - truth) > tolerance * Math.Max(Math.Abs(truth), 1e-300);

    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);

    private Interpreter At(double[] point, Precision precision) => new(Arguments(point), precision);

    private LossArguments Arguments(double[] point)
    {
        var arguments = new LossArguments();
        for (var i = 0; i < point.Length; i++)
        {
            var value = _precision == Precision.Single ? (float)point[i] : point[i];
            if (_expression.Leaves[i].Node is ArrayRead read)
            {
                arguments.Arrays[read.Array.Name] = [value];
                arguments.Extents[read.Array.Dimensions[0]] = 1;
            }
            else
            {
                arguments.Scalars[((ScalarRead)_expression.Leaves[i].Node).Parameter.Name] = value;
            }
        }

        return arguments;
    }

    private static IEnumerable<double[]> Points(double[][] values)
    {
        var count = values.Length;

        // Each leaf takes all of its values while the others have one and the same ordinary value.
        for (var leaf = 0; leaf < count; leaf++)
        {
            foreach (var value in values[leaf])
            {
                foreach (var other in count == 1 ? [1.0] : Ordinary)
                    yield return [.. Enumerable.Range(0, count).Select(i => i == leaf ? value : Nearest(values[i], other))];
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
