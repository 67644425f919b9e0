using LossGen.Compiler.Signatures;
using LossGen.Kernels.Tests.Infrastructure;
using LossGen.Kernels.Tests.RandomPrograms;

namespace LossGen.Kernels.Tests;

/// <summary>Representative losses at all lengths around vectors and their parts, in memory with guard pages, against the interpreter.</summary>
public sealed class LengthTests
{
    private const int LongestVector = 100;
    private const string Labels = "z:NC label:N>C";

    private static readonly (int Rows, int Columns)[] Tables =
    [
        (0, 3), (1, 0), (0, 0), (1, 1), (1, 2), (2, 1), (2, 7), (3, 8), (3, 9), (5, 15), (2, 16), (3, 17), (1, 31), (2, 32), (3, 33), (1, 63),
        (2, 64), (1, 65), (7, 3), (8, 5), (9, 2), (15, 4), (16, 3), (17, 6), (33, 2), (40, 1), (1, 100),
    ];

    public static TheoryData<string, string, string> Losses => new()
    {
        { "mse", "mean((z - y)^2)", "z:I y:I" },
        { "rmse", "sqrt(mean((z - y)^2))", "z:I y:I" },
        { "bce_logits", "mean(softplus(z) - y * z)", "z:I y:I" },
        { "guarded_mean", "mean[i | y[i] > 0](z[i] * y[i])", "z:I y:I" },
        { "cross_entropy", "mean[n](logsumexp[c](z[n,c]) - z[n, label[n]])", Labels },
        { "label_smoothing", "t[n,c] = 0.9 * (c == label[n]) + 0.1 / size(c)\nmean[n](-sum[c](t[n,c] * logsoftmax[c](z[n,c])))", Labels },
        { "multiclass_hinge", "mean[n](sum[j | j != label[n]](max(0, z[n,j] - z[n, label[n]] + 1)))", Labels },
        { "weighted", "nll[n] = logsumexp[c](z[n,c]) - z[n, label[n]]\nsum[n](w[label[n]] * nll[n]) / sum[n](w[label[n]])", Labels + " w:C" },
        {
            "triplet_batch_hard",
            "dist[i,j] = sum[d]((u[i,d] - u[j,d])^2)\n"
                + "mean[i](max(0, max[j | label[j] == label[i] && j != i](dist[i,j]) - min[k | label[k] != label[i]](dist[i,k]) + 1))",
            "u:NC label:N>C"
        },
        { "info_nce", "s[i,j] = sum[d](u[i,d] * v[j,d]) / 4\nmean[i](logsumexp[j](s[i,j]) - s[i,i])", "u:NC v:NC d:C=" },
        {
            "nt_xent",
            "w[i,d] = u[i,d] / norm[d](u[i,d])\ns[i,j] = sum[d](w[i,d] * w[j,d]) / 0.5\nmean[i](logsumexp[j | j != i](s[i,j]) - s[i, pair[i]])",
            "u:NC pair:N>N"
        },
        { "gaussian_kl", "-0.5 * mean[n](sum[k](1 + v[n,k] - m[n,k]^2 - exp(v[n,k])))", "m:NC v:NC k:C=" },
    };

    [Theory]
    [MemberData(nameof(Losses))]
    public void Values_and_gradients_agree_with_the_interpreter_at_every_length(string name, string text, string shapes)
    {
        var program = new RandomProgram(0, [], new Term(TermType.Real, text), ProgramParameter.Parse(shapes));
        var check = new ProgramCheck(KernelLibrary.Compile([program.Case(ElementType.Single), program.Case(ElementType.Double)]));
        foreach (var extents in Extents(program))
            Assert.Null(check.Run(program, extents) is { } wrong ? $"{name}: {wrong}" : null);
        Assert.True(check.Compared > 4 * check.Uncertain, $"{check.Uncertain} numbers were too uncertain to compare");
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_wrong_length_throws_before_anything_is_written(string name, string text, string shapes)
    {
        var program = new RandomProgram(0, [], new Term(TermType.Real, text), ProgramParameter.Parse(shapes));
        var test = program.Case(ElementType.Single);
        var library = KernelLibrary.Compile([test]);
        var point = new ProgramPoint(program, new Dictionary<char, int> { ['N'] = 6, ['C'] = 5, ['I'] = 19 });
        var lengths = point.Differentiated.Select(parameter => point.Arguments.Arrays[parameter.Name].Length).ToList();
        for (var wrong = 0; wrong < lengths.Count; wrong++)
        {
            foreach (var change in new[] { -1, 1 })
            {
                var gradients = lengths.Select((length, i) => new GuardedMemory<float>(i == wrong ? length + change : length)).ToArray();
                foreach (var gradient in gradients)
                    gradient.Span.Fill(-77);
                Assert.Throws<ArgumentException>(() => library.Gradient(test.Name, point.Memory(ElementType.Single), gradients));
                Assert.All(gradients, gradient => Assert.False(gradient.Span.ContainsAnyExcept(-77), $"{name} wrote a gradient"));

                if (point.Differentiated[wrong].Name == "w")
                    continue; // weights that are read at labels only may have any length that the labels permit
                var shortened = point.Memory(ElementType.Single);
                var k = program.Parameters.ToList().IndexOf(point.Differentiated[wrong]);
                shortened[k] = new GuardedMemory<float>(lengths[wrong] + change);
                var fitting = lengths.Select((length, i) => new GuardedMemory<float>(i == wrong ? length + change : length)).ToArray();
                foreach (var gradient in fitting)
                    gradient.Span.Fill(-77);
                Assert.Throws<ArgumentException>(() => library.Gradient(test.Name, shortened, fitting));
                Assert.All(fitting, gradient => Assert.False(gradient.Span.ContainsAnyExcept(-77), $"{name} wrote a gradient"));
            }
        }
    }

    private static IEnumerable<Dictionary<char, int>> Extents(RandomProgram program)
    {
        if (program.Parameters.All(parameter => parameter.Shape == "I"))
            return Enumerable.Range(0, LongestVector + 1).Select(length => new Dictionary<char, int> { ['I'] = length });
        var targets = program.Parameters.Select(parameter => parameter.Target).ToList();
        return Tables.Where(table => (table.Columns > 0 || !targets.Contains('C')) && (table.Rows > 0 || !targets.Contains('N')))
            .Select(table => new Dictionary<char, int> { ['N'] = table.Rows, ['C'] = table.Columns });
    }
}
