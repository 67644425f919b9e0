using LossGen.Compiler.Diagnostics;

namespace LossGen.Compiler.Tests;

/// <summary>
/// The work of an analysis grows in proportion to the loss. What a thread allocates stands for it: unlike time it is the same on every machine,
/// and whatever is tried, matched or bound again allocates.
/// </summary>
public sealed class AnalysisWorkTests
{
    private const int Size = 32;

    /// <summary>A loss of twice the size takes twice the work and a little; four times would be a search of every part for every part.</summary>
    private const double LargestGrowth = 3;

    /// <summary>What the largest loss with a finding in every line may allocate: a thousandth of what checking each fix against all others would.</summary>
    private const long MostBytes = 1L << 30;

    [Theory]
    [InlineData("tanh(x[i] - {0}) * y[i]", " + ")]
    [InlineData("exp(x[i] * {0}.5)", " + ")]
    [InlineData("cos(x[i] * {0}.5)", " * ")]
    [InlineData("exp(x[i] * {0}.5)", " * ")]
    [InlineData("log(y[i] + {0}.5)", " * ")]
    [InlineData("(x[i] + {0})^2", " - ")]
    [InlineData("1 / (x[i]^2 + {0})", " - ")]
    [InlineData("x[i] < {0} ? y[i] * {0}.5 : ", "")]
    [InlineData("x[i] * sum[j]((x[j] * {0}.5 - y[j])^2)", " + ")]
    public void A_loss_of_twice_the_size_takes_about_twice_the_work(string part, string separator)
    {
        Analyze(Size);

        var (once, twice) = (Work(Size), Work(2 * Size));

        Assert.True(twice < LargestGrowth * once, $"{once:N0} bytes of {Size} parts, {twice:N0} of {2 * Size}");

        long Work(int size) => AllocatedBy(() => Analyze(size));

        void Analyze(int size)
        {
            var parts = string.Join(separator, Enumerable.Range(1, size).Select(i => string.Format(null, part, i)));
            var findings = AnalysisWorkTests.Analyze($"mean[i]({parts}{(separator.Length == 0 ? "x[i]" : "")})");
            Assert.DoesNotContain(findings, finding => finding.Descriptor.Severity == LossSeverity.Error);
        }
    }

    [Theory]
    [InlineData("a{0}[i] = log(1 + exp(x[i] - {0}))", 128)]
    [InlineData("a{0}[i] = exp(x[i] - {0}) / (1 + exp(x[i] - {0}))", 128)]
    [InlineData("a{0}[i] = sqrt(x[i] + {0}) - sqrt(x[i])", 128)]
    public void A_finding_in_every_line_takes_bounded_work(string line, int lines)
    {
        var text = string.Join("\n", Enumerable.Range(1, lines).Select(i => string.Format(null, line, i)))
            + $"\nmean[i]({string.Join(" + ", Enumerable.Range(1, lines).Select(i => $"a{i}[i]"))})";
        var findings = (IReadOnlyList<LossDiagnostic>)[];

        var work = AllocatedBy(() => findings = Analyze(text));

        Assert.True(findings.Count(finding => finding.Fix is not null) > 1);
        Assert.True(work < MostBytes, $"{work:N0} bytes");
    }

    private static IReadOnlyList<LossDiagnostic> Analyze(string text) => LossCompiler.Analyze(LossSignatures.Parse("x:f[] y:f[]"), text);

    private static long AllocatedBy(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
