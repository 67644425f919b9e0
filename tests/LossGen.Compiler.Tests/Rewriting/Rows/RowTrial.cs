using LossGen.Compiler.Analysis.Probing;
using LossGen.Compiler.Binding;

namespace LossGen.Compiler.Tests.Rewriting.Rows;

/// <summary>A loss at points where arithmetic breaks if it does: as it is written, in its stable form, and exactly.</summary>
internal sealed class RowTrial
{
    /// <summary>What the exact values of both forms, which have 31 digits, may differ by: constants are folded in <c>double</c>.</summary>
    private const double ExactError = 1e-6;

    private const int MostPoints = 800;

    private RowTrial(BoundProgram program, bool isNearEquality)
    {
        var tape = new OutputTape(program);
        var written = tape.Add(program, stabilize: false, stabilizeGradient: false);
        var stable = tape.Add(program, stabilize: true, stabilizeGradient: true);
        var breaks = new List<Break>();
        foreach (var point in tape.Points(MostPoints, isNearEquality))
        {
            var all = tape.Exact(point);
            double[] exact = [.. written.Zip(stable, (old, other) => Agreed(all[old], all[other]))];
            var at = new Break(tape.Named(point), exact, tape.Single(point, written), tape.Single(point, stable));
            if (at.IsBroken)
                breaks.Add(at);
        }

        Breaks = breaks.Any(at => at.IsValueBroken) ? [.. breaks.Where(at => at.IsValueBroken)] : breaks;
    }

    /// <summary>The inputs at which the written form has a wrong value; where there are none, those with a wrong gradient.</summary>
    public IReadOnlyList<Break> Breaks { get; }

    /// <param name="parameters">The parameters of the loss.</param>
    /// <param name="text">The loss.</param>
    /// <param name="isNearEquality">Whether it breaks where its operands are nearly equal, so that such points are among those tried.</param>
    public static RowTrial Of(string parameters, string text, bool isNearEquality) => new(TestLoss.Bind(parameters, text), isNearEquality);

    /// <summary>Where the written form has no value at all, that of the stable one is its limit; where both differ, 31 digits are too few.</summary>
    private static double Agreed(double written, double stable) =>
        double.IsNaN(written) || Math.Abs(written - stable) <= ExactError * Math.Abs(stable) ? stable : double.NaN;
}

/// <summary>An input, and what a loss computes there: its value, then the elements of its gradients.</summary>
/// <param name="Inputs">The arguments by name.</param>
/// <param name="Exact">Right results; NaN where there is nothing to compare with.</param>
/// <param name="Written">The results in <c>float</c>, as the loss is written.</param>
/// <param name="Stable">The results in <c>float</c>, in the stable form.</param>
internal sealed record Break(IReadOnlyDictionary<string, double[]> Inputs, double[] Exact, double[] Written, double[] Stable)
{
    /// <summary>A form is unstable if its relative error in <c>float</c> exceeds this somewhere in its domain.</summary>
    private const double UnstableError = 1e-2;

    public bool IsValueBroken => IsBrokenAt(0);

    public bool IsBroken => Enumerable.Range(0, Exact.Length).Any(IsBrokenAt);

    /// <summary>The largest relative error of those results that are wrong as the loss is written.</summary>
    public double ErrorOf(double[] results) => Enumerable.Range(0, Exact.Length).Where(IsBrokenAt).Max(i => Error(results[i], Exact[i]));

    public override string ToString() => string.Join(", ", Inputs.Select(input => $"{input.Key} = {string.Join(" ", input.Value)}"))
        + $": exactly {string.Join(" ", Exact)}, written {string.Join(" ", Written)}, stable {string.Join(" ", Stable)}";

    private bool IsBrokenAt(int result) => Error(Written[result], Exact[result]) > UnstableError;

    /// <summary>The relative error; 0 where the right result is none that <c>float</c> has.</summary>
    private static double Error(double computed, double exact)
    {
        const double SmallestNormal = 1.1754944e-38;
        if (!double.IsFinite(exact) || Math.Abs(exact) > float.MaxValue || (exact != 0 && Math.Abs(exact) < SmallestNormal))
            return 0;
        return !double.IsFinite(computed) ? double.PositiveInfinity : exact == 0 ? Math.Abs(computed) : Math.Abs(computed - exact) / Math.Abs(exact);
    }
}
