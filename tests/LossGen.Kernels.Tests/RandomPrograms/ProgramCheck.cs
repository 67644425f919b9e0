using LossGen.Compiler;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Signatures;
using LossGen.Kernels.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LossGen.Kernels.Tests.RandomPrograms;

/// <summary>Compares the kernels of a program with the interpreter.</summary>
/// <remarks>
/// A result may differ from the interpreter's by as much as rounding errors of a few units in the last place in every operation can change it,
/// which <see cref="RoundingInterpreter"/> measures at this very point. Where that says that no digit is certain, nothing is compared.
/// The interpreter evaluates gradients that the compiler's own rules of differentiation gave, so for some programs a few elements of the gradient are
/// compared with differences of values as well.
/// </remarks>
public sealed class ProgramCheck(KernelLibrary library)
{
    private const double SingleRoundoff = 4 * 5.96e-8; // functions are good to about 2 ulp, and there are a few roundings around each
    private const double DoubleRoundoff = 4 * 1.11e-16;

    /// <summary>The measured changes are samples: the largest possible one is larger.</summary>
    private const double Safety = 10;

    /// <summary>Above this relative uncertainty a comparison says nothing.</summary>
    private const double Certain = 0.01;

    /// <summary>One program of so many has its gradient compared with differences of values, in so many elements of a parameter.</summary>
    private const int ProgramsADifference = 4;
    private const int MostDifferences = 3;

    public int Compared { get; private set; }

    public int Uncertain { get; private set; }

    /// <summary>How many derivatives were compared with differences of values.</summary>
    public int Differences { get; private set; }

    /// <summary>How many could not be, because the value has a kink or a jump close by.</summary>
    public int Kinks { get; private set; }

    public static bool IsValid(RandomProgram program) =>
        LossCompiler.Analyze(program.Case(ElementType.Double).Signature, program.Text).All(found => found.Descriptor.Severity != LossSeverity.Error);

    /// <summary>What is wrong with a program's kernels; null if nothing is.</summary>
    public string? Run(RandomProgram program, int points = 2)
    {
        return Enumerable.Range(0, points).Select(number => Describe(program, new ProgramPoint(program, number))).FirstOrDefault(wrong => wrong is not null);
    }

    /// <summary>What is wrong at a shape; null if nothing is.</summary>
    public string? Run(RandomProgram program, Dictionary<char, int> extents) => Describe(program, new ProgramPoint(program, extents));

    private string? Describe(RandomProgram program, ProgramPoint point) => Run(program, point) is { } wrong
        ? $"seed {program.Seed}: {wrong}\n{program.Text}\n{string.Join(", ", program.Case(ElementType.Double).Parameters)}\n{point}"
        : null;

    private string? Run(RandomProgram program, ProgramPoint point)
    {
        point.Solve();
        IReadOnlyList<double[]>? exact = null;
        double[][] spread = [];
        if (!point.IsUndefined)
        {
            exact = point.Exact();
            var samples = new[] { point.Rounded(SingleRoundoff, 1), point.Rounded(SingleRoundoff, 2) };
            spread = [.. exact.Select((values, k) => values.Select((value, i) => samples.Max(sample => Math.Abs(sample[k][i] - value))).ToArray())];
        }

        foreach (var precision in new[] { ElementType.Double, ElementType.Single })
        {
            var test = program.Case(precision);
            try
            {
                var wrong = precision == ElementType.Double
                    ? Compare<double>(test, program.Seed, point, exact, spread, DoubleRoundoff)
                    : Compare<float>(test, program.Seed, point, exact, spread, SingleRoundoff);
                if (wrong is not null)
                    return $"{precision}: {wrong}";
            }
            catch (Exception exception) when (exception is not InvalidOperationException)
            {
                if (exact is not null || exception is not ArgumentException)
                    return $"{precision}: {exception.GetType().Name}: {exception.Message} {exception.StackTrace?.Split('\n').FirstOrDefault()}";
            }
        }

        return null;
    }

    private string? Compare<T>(KernelCase test, int seed, ProgramPoint point, IReadOnlyList<double[]>? exact, double[][] spread, double roundoff)
        where T : unmanaged
    {
        var memory = point.Memory(test.Precision);
        var value = library.Value(test.Name, memory);
        if (exact is null)
            return "no exception, although something undefined runs over nothing";
        var gradients = point.Differentiated
            .Select(parameter => new GuardedMemory<T>(parameter.IsArray ? point.Arguments.Arrays[parameter.Name].Length : 1)).ToArray();
        foreach (var gradient in gradients)
            gradient.Span.Fill((T)Convert.ChangeType(double.NaN, typeof(T), null));
        var valueAgain = library.Gradient(test.Name, memory, gradients);

        var wrong = Compare([value], exact[0], spread[0], roundoff, "value") ?? Compare([valueAgain], exact[0], spread[0], roundoff, "value with gradient");
        for (var k = 0; k < gradients.Length; k++)
        {
            double[] actual = [.. gradients[k].Span.ToArray().Select(element => Convert.ToDouble(element, null))];
            wrong ??= Compare(actual, exact[k + 1], spread[k + 1], roundoff, point.Differentiated[k].Name);
            if (test.Precision == ElementType.Double && seed % ProgramsADifference == 0)
                wrong ??= CompareWithDifferences(actual, spread[k + 1], point, point.Differentiated[k]);
            wrong ??= gradients[k].IsIntact ? null : "the memory before the gradient was written";
            gradients[k].Dispose();
        }

        foreach (var argument in memory.OfType<IDisposable>())
            argument.Dispose();
        return wrong;
    }

    private string? Compare(double[] actual, double[] exact, double[] spread, double roundoff, string what)
    {
        // Terms of the size of the inputs may cancel without a trace in the samples.
        var size = exact.Where(double.IsFinite).Select(Math.Abs).Append(1).Max();
        for (var i = 0; i < exact.Length; i++)
        {
            var tolerance = (Safety * roundoff / SingleRoundoff * spread[i]) + (roundoff * size);
            if (!double.IsFinite(exact[i]) || !(Safety * spread[i] <= Certain * Math.Max(Math.Abs(exact[i]), 1e-3)))
            {
                Uncertain++;
                continue;
            }

            Compared++;
            if (!(Math.Abs(actual[i] - exact[i]) <= tolerance))
                return $"{what}[{i}] is {actual[i]:R}, not {exact[i]:R} ± {tolerance:E1}";
        }

        return null;
    }

    private string? CompareWithDifferences(double[] actual, double[] spread, ProgramPoint point, ProgramParameter parameter)
    {
        // Elements with the same derivative are mostly derivatives of the same term.
        foreach (var i in Enumerable.Range(0, actual.Length).DistinctBy(i => actual[i]).Take(MostDifferences))
        {
            var tolerance = Safety * DoubleRoundoff / SingleRoundoff * spread[i];
            if (CentralDifference.Measure(offset => point.ValueMoved(parameter, i, offset)) is not { } measured || !(tolerance <= Certain))
            {
                Kinks++;
                continue;
            }

            Differences++;
            if (!(Math.Abs(actual[i] - measured.Derivative) <= tolerance + measured.Uncertainty))
                return $"{parameter.Name}[{i}] is {actual[i]:R}, but values differ by {measured.Derivative:R} ± {measured.Uncertainty:E1}";
        }

        return null;
    }
}
