using LossGen.Compiler.Signatures;
using LossGen.Kernels.Tests.Infrastructure;
using LossGen.Kernels.Tests.RandomPrograms;

namespace LossGen.Kernels.Tests;

/// <summary>Losses that compute arrays, at all lengths around vectors and their parts, in memory with guard pages, against the interpreter.</summary>
public sealed class RecurrenceTests
{
    private const int LongestVector = 40;

    private static readonly (int Rows, int Columns)[] Tables =
    [
        (1, 1), (1, 2), (2, 1), (2, 7), (3, 8), (3, 9), (5, 15), (2, 16), (3, 17), (1, 31), (2, 33), (7, 3), (8, 5), (9, 2), (17, 6), (40, 1), (1, 40),
    ];

    public static TheoryData<string, string, string> Vectors => new()
    {
        { "moving_average", "m[t] = t == 0 ? x[t] : a * m[t-1] + (1 - a) * x[t]\nsum[t]((m[t] - y[t])^2)", "x:I y:I a:" },
        { "discounted_return", "g[t] = r[t] + (t + 1 < size(t) ? gamma * g[t+1] : 0)\nmean[t | t >= 0](abs(v[t] - g[t]))", "r:I v:I gamma:" },
        { "second_order", "m[t] = t < 2 ? x[t] : a * m[t-1] - 0.3 * m[t-2] + x[t]\nsum[t](y[t] * m[t])", "x:I y:I a:" },
        { "cumulative_sum", "s[i] = cumsum[i](x[i])\nsum[i](tanh(s[i]) * y[i])", "x:I y:I" },
        { "cumulative_log_sum_exp", "s[i] = cumlogsumexp[i](x[i])\nsum[i](s[i] * y[i])", "x:I y:I" },
        { "sorted", "s[i] = sort[i](x[i])\nsum[i](s[i]^2 * y[i])", "x:I y:I" },
        { "quantile_distance", "sum[i](abs(sort[i](x[i]) - sort[i](y[i])))", "x:I y:I" },
        { "cox", "s[i] = cumlogsumexp[i](x[i])\nsum[i](s[i] - x[i])", "x:I" },
    };

    public static TheoryData<string, string, string> Arrays => new()
    {
        {
            "soft_dtw",
            "r[i,j] = (x[i] - y[j])^2 + (i == 0 && j == 0 ? 0 : -g * logaddexp(i > 0 ? -r[i-1,j] / g : -inf, j > 0 ? -r[i,j-1] / g : -inf, i > 0 && j > 0 ? -r[i-1,j-1] / g : -inf))\n"
                + "r[size(i) - 1, size(j) - 1]",
            "x:N y:C g:"
        },
        {
            "forward_algorithm",
            "alpha[t,s] = x[t,s] + (t == 0 ? 0 : logsumexp[u](alpha[t-1,u] + w[u,s]))\nlogsumexp[s](alpha[size(t) - 1, s])",
            "x:NC w:CC s:C="
        },
        {
            "neighbours",
            "h[t,s] = x[t,s] + (t == 0 ? 0 : 0.5 * tanh(h[t-1,s]) + (s > 1 ? 0.25 * h[t-1,s-2] : 0) + (s + 1 < size(s) ? 0.25 * h[t-1,s+1] : 0))\n"
                + "sum[t,s](h[t,s]^2 * y[s])",
            "x:NC y:C"
        },
        {
            "many_sequences",
            "m[n,t] = t == 0 ? x[n,t] : a * m[n,t-1] + x[n,t]\nmean[n](sum[t](y[t] * m[n,t]^2))",
            "x:NC y:C a:"
        },
        { "sequences_that_a_loop_would_repeat", "m[n,t] = t == 0 ? x[n,t] : a * m[n,t-1] + x[n,t]\nsum[t,n](y[t] * m[n,t]^2)", "x:NC y:C a:" },
        { "sequences_side_by_side", "m[t,n] = t == 0 ? x[t,n] : y[n] * tanh(m[t-1,n]) + x[t,n]\nsum[t,n](m[t,n]^2)", "x:NC y:C" },
        { "cumulative_rows", "s[n,c] = cumsum[c](x[n,c])\nsum[n,c](y[c] * s[n,c]^2)", "x:NC y:C" },
        { "sorted_rows", "s[n,c] = sort[c](x[n,c])\nsum[n,c](y[c] * s[n,c])", "x:NC y:C" },
        { "sorted_rows_that_a_loop_would_repeat", "s[n,c] = sort[c](x[n,c])\nsum[c,n](y[c] * s[n,c])", "x:NC y:C" },
        { "rows_of_a_recurrence_sorted", "m[n,c] = n == 0 ? x[n,c] : 0.5 * m[n-1,c] + x[n,c]\nsum[n,c](y[c] * sort[c](m[n,c]))", "x:NC y:C" },
    };

    /// <summary>CTC in shapes of batch, time, classes and labels, from one label and one step on.</summary>
    [Fact]
    public void Connectionist_temporal_classification_agrees_with_the_interpreter()
    {
        const string text = """
            axis s = 2 * size(label, 1) + 1
            lp[b,t,c] = logsoftmax[c](z[b,t,c])
            ext[b,s]  = mod(s, 2) == 0 ? 0 : label[b, div(s, 2)]
            skip[b,s] = s > 1 && mod(s, 2) == 1 && ext[b,s] != ext[b,s-2]
            alpha[b,t,s] = t == 0 ? (s < 2 ? lp[b,0,ext[b,s]] : -inf)
                : lp[b,t,ext[b,s]] + logaddexp(alpha[b,t-1,s], s > 0 ? alpha[b,t-1,s-1] : -inf, skip[b,s] ? alpha[b,t-1,s-2] : -inf)
            end[b] = 2 * labelLength[b]
            mean[b](-logaddexp(alpha[b,last[b],end[b]], end[b] > 0 ? alpha[b,last[b],end[b]-1] : -inf))
            """;
        (int Batch, int Steps, int Classes, int Labels)[] shapes = [(1, 1, 2, 1), (2, 9, 3, 3), (3, 24, 5, 7), (2, 30, 33, 4), (1, 40, 17, 13), (3, 17, 16, 8)];
        Check("ctc", text, "z:NIC label:ND>C last:N>I labelLength:N>D c:C=", shapes.Select(shape => new Dictionary<char, int>
        {
            ['N'] = shape.Batch,
            ['I'] = shape.Steps,
            ['C'] = shape.Classes,
            ['D'] = shape.Labels,
        }));
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Vectors_agree_with_the_interpreter_at_every_length(string name, string text, string shapes) =>
        Check(name, text, shapes, Enumerable.Range(0, LongestVector + 1).Select(length => new Dictionary<char, int> { ['I'] = length }));

    [Theory]
    [MemberData(nameof(Arrays))]
    public void Arrays_agree_with_the_interpreter_at_every_shape(string name, string text, string shapes) =>
        Check(name, text, shapes, Tables.Select(table => new Dictionary<char, int> { ['N'] = table.Rows, ['C'] = table.Columns }));

    private static void Check(string name, string text, string shapes, IEnumerable<Dictionary<char, int>> points)
    {
        var program = new RandomProgram(0, [], new Term(TermType.Real, text), ProgramParameter.Parse(shapes));
        var check = new ProgramCheck(KernelLibrary.Compile([program.Case(ElementType.Single), program.Case(ElementType.Double)]));
        foreach (var extents in points)
            Assert.Null(check.Run(program, extents) is { } wrong ? $"{name}: {wrong}" : null);
        Assert.True(check.Compared > 4 * check.Uncertain, $"{check.Uncertain} numbers were too uncertain to compare");
        Assert.True(check.Differences > 4 * check.Kinks, $"{check.Kinks} derivatives could not be measured");
    }
}
