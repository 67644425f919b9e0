using LossGen.Compiler.Signatures;
using LossGen.Kernels.Tests.Infrastructure;
using LossGen.Kernels.Tests.RandomPrograms;

namespace LossGen.Kernels.Tests;

/// <summary>Sums by bin, class or cluster, which kernels compute as tables, against the interpreter, which computes each sum by itself.</summary>
public sealed class SegmentedSumTests
{
    private const string Bins = "p:N hit:N bin:N>C bins:C=";
    private const string Rows = "x:NC label:N>D classes:D=";

    private static readonly (int Members, int Segments)[] Shapes = [(0, 3), (1, 1), (3, 2), (5, 17), (16, 3), (17, 16), (33, 5), (20, 33)];

    public static TheoryData<string, string, string> Losses => new()
    {
        { "calibration", "axis b = bins\nsum[b](abs(sum[n | bin[n] == b](p[n] - hit[n]))) / (1 + size(n))", Bins },
        { "means", "axis b = bins\nsum[b](mean[n | bin[n] == b](p[n])^2 + count[n](bin[n] == b) * mean[n | b == bin[n]](hit[n]))", Bins },
        { "some_are_outside", "axis b = bins\nsum[b](sum[n | bin[n] - 1 == b](p[n])^2 + sum[n | bin[n] + 1 == b](hit[n])^3)", Bins },
        { "guards", "axis b = bins\nsum[b](sum[n | hit[n] > 0 && bin[n] == b && n > 1](p[n])^2 + (sum[n | bin[n] == b && hit[n] < 1](p[n]) > 1 ? b : 0))", Bins },
        { "weights_of_the_bin", "axis b = bins\nsum[b](tanh(sum[n | bin[n] == b](p[n] * w[b] + b)))", Bins + " w:C" },
        { "sums_of_sums", "axis b = bins\nm[b] = sum[n | bin[n] == b](p[n])\nsum[b](sum[n | bin[n] == b](hit[n] * tanh(m[bin[n]]))^2)", Bins },
        { "distance_to_the_class_mean", "axis k = classes\nm[k,c] = mean[n | label[n] == k](x[n,c])\nsum[n,c]((x[n,c] - m[label[n],c])^2)", Rows },
        { "logits_of_the_class", "axis k = classes\nsum[k](sum[n | label[n] == k](logsumexp[c](x[n,c]))^2)", Rows },
        { "histograms_of_rows", "axis k = classes\nsum[n,k](sum[c | label[n] + c - 1 == k](x[n,c])^2)", Rows },
        { "sums_over_pairs", "axis b = bins\nsum[b](sum[i,j | abs(bin[i] - bin[j]) == b](p[i] * hit[j])^2)", "p:D hit:D bin:D>C bins:C=" },
        { "one_hot", "sum[n](sum[c | c == label[n] - 1](x[n,c]^2) + max[c | c == label[n]](x[n,c]))", "x:NC label:N>C" },
    };

    [Theory]
    [MemberData(nameof(Losses))]
    public void Values_and_gradients_agree_with_the_interpreter(string name, string text, string shapes)
    {
        var program = new RandomProgram(0, [], new Term(TermType.Real, text), ProgramParameter.Parse(shapes));
        var check = new ProgramCheck(KernelLibrary.Compile([program.Case(ElementType.Single), program.Case(ElementType.Double)]));
        foreach (var (members, segments) in Shapes)
            Assert.Null(check.Run(program, new Dictionary<char, int> { ['N'] = members, ['C'] = segments, ['D'] = 5 }) is { } wrong ? $"{name}: {wrong}" : null);

        Assert.True(check.Compared > 4 * check.Uncertain, $"{check.Uncertain} numbers were too uncertain to compare");
        Assert.True(check.Differences > 4 * check.Kinks, $"{check.Kinks} derivatives could not be compared with differences");
    }

    [Fact]
    public void Bins_may_be_computed_from_the_values()
    {
        const string text = "axis b = bins\nbin[n] = min(bins - 1, floor(p[n] * bins))\nsum[b](sum[n | bin[n] == b](p[n])^2)";
        var test = new KernelCase("Computed", text, ElementType.Single, [("p", "f[]"), ("bins", "i")], ["p"]);
        float[] p = [.. Enumerable.Range(0, 37).Select(i => i % 36 / 36f), 1];
        var sums = new double[9];
        int[] bins = [.. p.Select(element => Math.Min(8, (int)(element * 9 + 1e-5f)))];
        for (var i = 0; i < p.Length; i++)
            sums[bins[i]] += p[i];
        p = [.. p.Select(element => element + (element < 1 ? 1e-6f : 0))]; // away from the edges, where rounding would decide
        var gradient = new GuardedMemory<float>(p.Length);
        var value = KernelLibrary.Compile([test]).Gradient(test.Name, [new GuardedMemory<float>(p), 9], [gradient]);
        Assert.Equal(sums.Sum(sum => sum * sum), value, 1e-3);
        for (var i = 0; i < p.Length; i++)
            Assert.Equal(2 * sums[bins[i]], gradient.Span[i], 1e-4);
    }

    [Theory]
    [InlineData("bin[n]", "i[]")]
    [InlineData("bin[n]", "f[]")]
    public void What_is_outside_or_no_position_belongs_to_no_segment(string segment, string kind)
    {
        var test = new KernelCase(
            "Outside" + kind[0], $"axis b = bins\nsum[b](sum[n | {segment} == b](x[n])^2)", ElementType.Single, [("x", "f[]"), ("bin", kind), ("bins", "i")], ["x"]);
        var library = KernelLibrary.Compile([test]);
        double[] bins = [0, 1, -1, 2, int.MaxValue, int.MinValue, 1, 0, 3, -7, 1, 2, 0, -1, 9, 1, 0, 2];
        if (kind == "f[]")
            bins = [.. bins, 0.5, double.NaN, double.PositiveInfinity, 1e20];
        float[] x = [.. bins.Select((bin, i) => bin is 0 or 1 ? i + 1 : float.NaN)];
        object memory = kind == "f[]" ? new GuardedMemory<float>([.. bins.Select(bin => (float)bin)]) : new GuardedMemory<int>([.. bins.Select(bin => (int)bin)]);
        var gradient = new GuardedMemory<float>(x.Length);
        var sums = new[] { 0.0, 1.0 }.Select(bin => x.Where((_, i) => bins[i] == bin).Sum(element => (double)element)).ToArray();
        Assert.Equal(sums.Sum(sum => sum * sum), library.Gradient(test.Name, [new GuardedMemory<float>(x), memory, 2], [gradient]));
        Assert.Equal(bins.Select(bin => bin is 0 or 1 ? (float)(2 * sums[(int)bin]) : 0), gradient.Span.ToArray());
        Assert.Equal(0, library.Gradient(test.Name, [new GuardedMemory<float>(x), memory, 0], [gradient]));
    }
}
