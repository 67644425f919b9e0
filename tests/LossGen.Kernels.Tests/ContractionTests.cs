using LossGen.Compiler.Signatures;
using LossGen.Kernels.Tests.Infrastructure;
using LossGen.Kernels.Tests.RandomPrograms;

namespace LossGen.Kernels.Tests;

/// <summary>Losses over pairs of rows, which kernels compute a block of rows at a time, against the interpreter.</summary>
public sealed class ContractionTests
{
    /// <summary>Below and above the rows of a block, the lanes of vectors and the columns of panels.</summary>
    private static readonly (int Rows, int Others, int Columns)[] Shapes = [(1, 1, 1), (3, 5, 2), (2, 3, 33), (17, 16, 3), (9, 40, 2), (35, 4, 5)];

    public static TheoryData<string, string, string> Losses => new()
    {
        { "rectangular_info_nce", "s[i,j] = sum[d](u[i,d] * v[j,d])\nmean[i](logsumexp[j](s[i,j]) - s[i, 0])", "u:NC v:IC d:C=" },
        { "columns_have_weights", "s[i,j] = sum[d](u[i,d] * w[d] * v[j,d] / 3)\nsum[i,j](tanh(s[i,j]))", "u:NC v:IC w:C" },
        { "differences", "s[i,j] = sum[d]((v[j,d] - u[i,d])^2)\nmean[i](sum[j](exp(-s[i,j])) * max[j](u[i,0] - s[i,j]))", "u:NC v:IC d:C=" },
        { "uniformity", "log(1 + mean[i,j | i != j](exp(-2 * sum[d]((u[i,d] - u[j,d])^2))))", "u:NC d:C=" },
        { "soft_neighbours", "p[i,j] = softmax[j](sum[d](u[i,d] * v[j,d]))\nsum[i,d]((u[i,d] - sum[j](p[i,j] * v[j,d]))^2)", "u:NC v:IC d:C=" },
        {
            "cosine_with_guards",
            "w[i,d] = u[i,d] / norm[d](u[i,d])\ns[i,j] = sum[d](w[i,d] * w[j,d])\nmean[i](sum[j | label[j] == label[i] && j != i](log(2 - s[i,j]) * y[j]))",
            "u:NC label:N>I y:N"
        },
        { "centred_rows", "m[d] = mean[i](u[i,d])\ns[i,j] = sum[d]((u[i,d] - m[d]) * (u[j,d] - m[d]))\nsum[i,j | i != j](s[i,j]^2) / size(i)", "u:NC d:C=" },
        { "transposed_pairs", "s[i,j] = sum[d](u[i,d] * v[j,d])\nsum[i](logsumexp[j](s[i,j])) + sum[j](logsumexp[i](s[i,j]))", "u:NC v:IC d:C=" },
    };

    [Theory]
    [MemberData(nameof(Losses))]
    public void Values_and_gradients_agree_with_the_interpreter(string name, string text, string shapes)
    {
        var program = new RandomProgram(0, [], new Term(TermType.Real, text), ProgramParameter.Parse(shapes));
        var library = KernelLibrary.Compile([program.Case(ElementType.Single), program.Case(ElementType.Double)]);
        Assert.Contains("Contraction.Fill", library.Code, StringComparison.Ordinal);
        var check = new ProgramCheck(library);
        foreach (var (rows, others, columns) in Shapes)
            Assert.Null(check.Run(program, new Dictionary<char, int> { ['N'] = rows, ['I'] = others, ['C'] = columns }) is { } wrong ? $"{name}: {wrong}" : null);
        Assert.True(check.Compared > 4 * check.Uncertain, $"{check.Uncertain} numbers were too uncertain to compare");
    }

    [Fact]
    public void What_a_guard_excludes_cannot_spoil_a_gradient()
    {
        const string text = "s[i,j] = sum[d](u[i,d] * u[j,d])\nsum[i | use[i] > 0](logsumexp[j | use[j] > 0](s[i,j]))";
        var test = new KernelCase("Guarded", text, ElementType.Single, [("u", "f[]"), ("use", "i[]"), ("d", "i")], ["u"]);
        var library = KernelLibrary.Compile([test]);
        float[] u = [1, 2, float.NaN, 4, -1, 0.5f, float.PositiveInfinity, 1];
        var gradient = new GuardedMemory<float>(8);
        var value = library.Gradient(test.Name, [new GuardedMemory<float>(u), new GuardedMemory<int>([1, 0, 1, 0]), 2], [gradient]);
        var finite = new GuardedMemory<float>(4);
        Assert.Equal(library.Gradient(test.Name, [new GuardedMemory<float>([1, 2, -1, 0.5f]), new GuardedMemory<int>([1, 1]), 2], [finite]), value);
        var all = gradient.Span.ToArray();
        float[] used = [all[0], all[1], all[4], all[5]], unused = [all[2], all[3], all[6], all[7]];
        Assert.Equal(finite.Span.ToArray(), used);
        Assert.All(unused, element => Assert.Equal(0, element));
    }
}
