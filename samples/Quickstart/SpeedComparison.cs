using System.Diagnostics;
using Spectre.Console;

namespace Quickstart;

/// <summary>Sets the generated gradients beside the loops by hand: the same numbers, and how long each takes.</summary>
internal static class SpeedComparison
{
    private const int Rows = 64;

    /// <summary>
    /// An entry is at most about 1 / <see cref="Rows"/>. By hand, exp(x - logsumexp) carries the rounding of a difference of size 10 into it,
    /// a millionth of the entry, and the focal loss does so in three places.
    /// </summary>
    private const double Tolerance = 3e-6 / Rows;

    public static bool Run()
    {
        Report.Heading("Time of one gradient, generated and by hand");
        var table = Report.Table("loss", "classes", "generated", "by hand", "ratio", "difference");
        var passed = true;
        foreach (var loss in ClassificationLoss.All)
        {
            foreach (var classes in (int[])[10, 1000])
            {
                var (generated, byHand, difference) = Compare(loss, classes);
                passed &= difference <= Tolerance;
                table.AddRow(
                    loss.Name,
                    Report.Number(classes, "F0"),
                    Report.Number(generated, "F2") + " µs",
                    Report.Number(byHand, "F2") + " µs",
                    Report.Number(byHand / generated, "F1"),
                    Report.Number(difference, "0.0E+0"));
            }
        }

        AnsiConsole.Write(table);
        return Report.Verdict(
            passed, "The generated gradients and the loops by hand agree.", "A generated gradient and its loop by hand disagree.");
    }

    private static (double Generated, double ByHand, double Difference) Compare(ClassificationLoss loss, int classes)
    {
        var random = new Random(3);
        var z = Enumerable.Range(0, Rows * classes).Select(_ => 4 * random.NextSingle() - 2).ToArray();
        var label = Enumerable.Range(0, Rows).Select(_ => random.Next(classes)).ToArray();
        var gradient = new float[z.Length];
        var gradientByHand = new float[z.Length];
        var (generated, byHand) = Time(() => loss.Generated(z, label, gradient), () => loss.ByHand(z, label, gradientByHand));
        return (generated, byHand, gradient.Zip(gradientByHand, (a, b) => Math.Abs((double)a - b)).Max());
    }

    /// <summary>Microseconds a call.</summary>
    private static (double First, double Second) Time(Action first, Action second)
    {
        // Tiered compilation replaces a method while it runs; what counts is the code that stays.
        var warmUp = Stopwatch.StartNew();
        while (warmUp.ElapsedMilliseconds < 500)
        {
            first();
            second();
        }

        // The fastest of many short runs, taken in turns: other programs on the machine can only slow a run down.
        var (best1, best2) = (double.PositiveInfinity, double.PositiveInfinity);
        for (var run = 0; run < 40; run++)
            (best1, best2) = (Math.Min(best1, Microseconds(first)), Math.Min(best2, Microseconds(second)));

        return (best1, best2);
    }

    private static double Microseconds(Action action)
    {
        const int Calls = 20;
        var start = Stopwatch.GetTimestamp();
        for (var call = 0; call < Calls; call++)
            action();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / Calls;
    }
}
