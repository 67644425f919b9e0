using LossGen.Compiler.Signatures;
using LossGen.Kernels.Tests.Infrastructure;
using LossGen.Kernels.Tests.RandomPrograms;

namespace LossGen.Kernels.Tests;

/// <summary>Small programs whose kernels were wrong once; most were found by <see cref="RandomProgramTests"/> and made smaller.</summary>
public sealed class RegressionTests
{
    [Theory]
    [InlineData("a_gradient_on_a_diagonal_is_stored_element_by_element", "min[n,d](x[n,d,n]) + sum[n](y[n])", "x:NDN y:N")]
    [InlineData("an_integer_compared_with_itself", "sum[n | size(n) <= size(n)](x[n]) + sum[n | n > n](x[size(n) - 1 - n])", "x:N")]
    [InlineData("a_real_compared_with_itself", "sum[n | x[n] <= x[n]](x[n]) + (tau < tau ? 1 : tau)", "x:N tau:")]
    [InlineData("a_scalar_compared_with_itself_by_the_gradient_of_an_extremum", "tanh(max(tau, tau, -0.5)) + sum[n](x[n])", "x:N tau:")]
    [InlineData("an_index_that_reductions_compute", "sum[n](x[n] * (argmin[c](exp(x[n] - y[c])) > 0 ? y[argmin[c](exp(x[n] - y[c]))] : 1))", "x:N y:C")]
    [InlineData("an_index_under_a_condition_on_a_softmax", "s[n] = logsoftmax[n](y[n])\nsum[n | s[n] < -1](x[size(n) - 1 - n])", "x:N y:N")]
    [InlineData("vectors_kept_for_a_loop_of_numbers", "s[a] = sum[m](softmax[m](var[d](x[m,a,d])))\nvar[n,d](sum[a](x[n,a,d] * logsoftmax[a](s[a]))) + sum[a](y[a]) + sum[n](z[n])", "x:NCD y:C z:N")]
    [InlineData("ties_are_counted_where_the_others_are_summed", "s[a] = sum[m](0.5 * softmax[m](var[d](x[m,a,d])))\nvar[n,d](sum[a](x[n,a,d] * logsoftmax[a](s[a]))) + sum[a](y[a]) + sum[n](z[n])", "x:NCD y:C z:N")]
    public void Kernels_agree_with_the_interpreter(string name, string text, string shapes)
    {
        var program = new RandomProgram(0, [], new Term(TermType.Real, text), ProgramParameter.Parse(shapes));
        var library = KernelLibrary.Compile([program.Case(ElementType.Single), program.Case(ElementType.Double)]);
        Assert.Null(new ProgramCheck(library).Run(program, points: 6) is { } wrong ? $"{name}: {wrong}" : null);
    }

    /// <summary>Random programs beyond the seeds of every run, which resisted being made smaller.</summary>
    [Theory]
    [InlineData(806)]
    public void Programs_that_were_wrong_once_are_right(int seed) => Assert.Null(RandomProgramTests.Wrong(RandomProgramTests.Program(seed)));
}
