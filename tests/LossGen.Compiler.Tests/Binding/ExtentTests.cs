using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;

namespace LossGen.Compiler.Tests.Binding;

/// <summary>How extents follow from the arguments.</summary>
public sealed class ExtentTests
{
    [Theory]
    [InlineData("x:f[] y:f[]", "mean(x - y)", "i = length(x)", "y")]
    [InlineData("z:f[] label:i[]", "mean(z[n,c] * label[n])", "n = length(label); c = z / n", "")]
    [InlineData("z:f[] t:f[] c:i", "mean(z[n,c] * t[n,c])", "c = int c; n = z / c", "t")]
    [InlineData("z:f[] w:f[] c:i", "mean(z[n,c] * w[c])", "c = int c; n = z / c", "w")]
    [InlineData("z:f[] label:i[] c:i", "mean(z[n,c] * label[n])", "c = int c; n = length(label)", "z")]
    [InlineData("u:f[] d:i", "mean(u[i,d] * u[j,d])", "d = int d; i = u / d", "")]
    [InlineData("z:f[] label:i[]", "mean(z[n, label[n]])", "n = length(label); z1 = z / n", "")]
    [InlineData("w:f[] label:i[]", "mean(w[label[n]])", "n = length(label); w0 = length(w)", "")]
    [InlineData("v:f[]", "v[0]", "v0 = length(v)", "")]
    [InlineData("z:f[] len:i[] c:i", "mean(z[b,t,c] * len[b])", "c = int c; b = length(len); t = z / b·c", "")]
    [InlineData("x:f[] bins:i", "axis b = bins; sum[b](sum(x) * b)", "b = bins; i = length(x)", "")]
    [InlineData("l:i[] b:i", "axis s = 2 * size(l, 1) + 1; sum[s](s * sum(l[b,t]))", "b = int b; t = l / b; s = 2 * size(l, 1) + 1", "")]
    [InlineData("s:f[] x:f[]", "q[a,k] = s[a] * x[k]; mean(q[m,n] * x[n])", "a = length(s); k = length(x)", "")]
    [InlineData("in:f[]", "mean(in[in2] * in2) + mean(in[for])", "in2 = length(in)", "")]
    [InlineData("in:f[]", "mean(in[for])", "for_ = length(in)", "")]
    [InlineData("z:f[] k:i", "sum[k](k) * z[0]", "k = int k; z0 = length(z)", "")]
    public void Extents_follow_in_an_order(string parameters, string text, string definitions, string checks)
    {
        var plan = TestLoss.Bind(parameters, text).Extents;

        Assert.Equal(definitions, string.Join("; ", plan.Definitions.Select(Describe)));
        Assert.Equal(checks, string.Join(" ", plan.Checks.Select(array => array.Name)));
    }

    [Fact]
    public void An_array_that_is_not_read_has_one_dimension()
    {
        var (program, findings) = TestLoss.Analyze("x:f[] y:f[]", "mean(x)");

        Assert.NotNull(program);
        Assert.Equal((InputWarnings.UnusedInput, "y"), (Assert.Single(findings).Descriptor, findings[0].Arguments[0]));
        Assert.Equal("i = length(x); y0 = length(y)", string.Join("; ", program.Extents.Definitions.Select(Describe)));
    }

    [Fact]
    public void Parameters_that_give_one_extent_must_agree()
    {
        var requirement = Assert.Single(TestLoss.Bind("u:f[] i:i j:i", "mean(u[i,0] * u[j,0])").Requirements);

        Assert.Equal(("j == i", "j"), (requirement.Text, requirement.Subject?.Name));
    }

    [Fact]
    public void Extents_have_different_names()
    {
        var plan = TestLoss.Bind("x:f[] x0:f[] l:i[]", "sum[x00](x[l[0]] + x0[l[1]] * x0[x00])").Extents;

        Assert.Distinct(plan.Definitions.Select(definition => definition.Extent.Name));
    }

    [Theory]
    [InlineData("mean(x)", "i mean")]
    [InlineData("mean[i | x[i] > 0](x)", "")]
    [InlineData("sum(x) + norm(x) + prod(x) + count(x > 0)", "")]
    [InlineData("max(x) + logsumexp(x) - min(x) + max(x)", "i max; i logsumexp; i min")]
    [InlineData("std(x) + var(x) + argmax(x) + argmin(x)", "i std; i var; i argmax; i argmin")]
    [InlineData("sum(softmax(x) + logsoftmax(x))", "i softmax; i logsoftmax")]
    [InlineData("mean[i,j](x[i] * y[j])", "i mean; j mean")]
    public void Reductions_that_are_undefined_on_nothing_are_recorded(string text, string expected)
    {
        var entries = TestLoss.Bind("x:f[] y:f[]", text).NonEmpty.Select(entry => $"{entry.Extent.Name} {entry.Reduction}");

        Assert.Equal(expected, string.Join("; ", entries));
    }

    private static string Describe(ExtentDefinition definition) => definition.Extent.Name + " = " + definition switch
    {
        ExtentFromLength length => $"length({length.Array.Name})",
        ExtentFromScalar scalar => $"int {scalar.Scalar.Name}",
        ExtentFromExpression expression => expression.Text,
        ExtentFromDivision division => $"{division.Array.Name} / {Others(division)}",
        _ => "?",
    };

    private static string Others(ExtentFromDivision division) =>
        string.Join("·", division.Array.Dimensions.Where(extent => extent != division.Extent).Select(extent => extent.Name));
}
