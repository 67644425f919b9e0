using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Tests;

/// <summary>Programs that double in size or nest deeply: the whole road takes bounded time and stack, and refuses with a diagnostic what is too large.</summary>
public sealed class LargeProgramTests
{
    private const int SmallStack = 512 * 1024;

    [Theory]
    [InlineData("a{0} = a{1} * a{1} + sin(a{1})", 28)]
    [InlineData("a{0} = a{1} + sin(a{1})", 119)]
    [InlineData("a{0} = a{1} * a{1}", 119)]
    [InlineData("a{0} = a{1} + a{1}", 119)]
    [InlineData("a{0} = max(a{1}, -a{1}) - a{1}", 40)]
    [InlineData("a{0}[i] = softmax[i](a{1}[i])", 8)]
    [InlineData("a{0}[i] = a{1}[i] > 0 ? a{1}[i] * x[i] : a{1}[i] / (1 + x[i]^2)", 60)]
    [InlineData("a{0}[i] = a{1}[i] + (i > 0 ? a{0}[i-1] * a{1}[i] : 0)", 6)]
    [InlineData("a{0}[i] = a{1}[i] + (i > 0 ? a{0}[i-1] * a{1}[i] : 0)", 60)]
    [InlineData("a{0}[i] = sort[i](cumsum[i](a{1}[i]))", 8)]
    [InlineData("a{0}[i] = sort[i](cumsum[i](a{1}[i]))", 60)]
    [InlineData("a{0}[i] = i > 0 ? sum[j](cumsum[j](tanh(a{0}[i-1] * a{1}[j]))) : a{1}[i]", 30)]
    public void Statements_that_use_the_one_before_several_times_take_bounded_time(string statement, int count)
    {
        var lines = Enumerable.Range(1, count).Select(i => string.Format(null, statement, i, i - 1));
        var text = $"a0{(statement.Contains("[i]", StringComparison.Ordinal) ? "[i]" : "")} = x\n{string.Join("\n", lines)}\nmean(a{count})";
        if (statement.Contains("[i]", StringComparison.Ordinal))
            text = text.Replace($"mean(a{count})", $"mean[i](a{count}[i])", StringComparison.Ordinal).Replace("a0[i] = x\n", "a0[i] = x[i]\n", StringComparison.Ordinal);
        var method = new LossMethod("", default, "public static partial float", "public static", LossSignatures.Parse("x:f[]"), text, true, false, default);

        CompiledLoss? compiled = null;
        var thread = new Thread(() => compiled = LossCompiler.Compile(method), SmallStack);
        thread.Start();
        Assert.True(thread.Join(TimeSpan.FromSeconds(60)), "still compiling after a minute");

        Assert.True(compiled!.Code is not null || compiled.Diagnostics.Any(found => found.Descriptor.Id == "LG0012"), string.Join("\n", compiled.Diagnostics));
    }
}
