using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Tests.Binding;

/// <summary>Bindings that read themselves: the order in which they are computed, and their values.</summary>
public sealed class RecurrenceTests
{
    [Theory]
    [InlineData("x:f[]", "s[t] = x[t] + (t > 0 ? s[t-1] : 0); s[size(t) - 1]", "t", "Forward")]
    [InlineData("x:f[]", "s[t] = x[t] + (t + 1 < size(t) ? s[t+1] : 0); s[0]", "t", "Backward")]
    [InlineData("x:f[]", "s[t] = t > 1 ? s[t-2] + s[1 + t - 2] : x[t]; s[0]", "t", "Forward")]
    [InlineData("x:f[]", "s[i,j] = x[i] * x[j] + (i > 0 && j > 0 ? s[i-1,j] + s[i,j-1] : 0); s[0,0]", "i,j", "Forward,Forward")]
    [InlineData("x:f[]", "s[i,j] = x[i] * x[j] + (i > 0 && j > 0 ? s[i-1,j] + s[i,j+1] : 0); s[0,0]", "i,j", "Forward,Backward")]
    [InlineData("x:f[]", "s[i,j] = x[i] * x[j] + (j > 0 ? s[i-1,j-1] + s[i+1,j-1] : 0); s[0,0]", "j,i", "Forward,Parallel")]
    [InlineData("x:f[]", "s[i,j] = x[i] * x[j] + (i > 0 ? s[i-1,j+1] + s[i-1,j] + s[i-1,0] : 0); s[0,0]", "i,j", "Forward,Parallel")]
    [InlineData("x:f[]", "s[i,j] = x[i] * x[j] + (i > 0 ? s[i-1,j+1] + s[i,j-1] : 0); s[0,0]", "i,j", "Forward,Forward")]
    [InlineData("x:f[]", "s[j,t] = t > 0 ? logsumexp[k](s[k,t-1] + x[j]) : x[t]; s[0,0]", "t,j", "Forward,Parallel")]
    [InlineData("x:f[]", "s[b,t] = t > 0 ? s[b,t-1] + x[b] : x[t]; s[0,0]", "t", "Forward")]
    [InlineData("x:f[]", "s[t,b] = t > 0 ? s[t-1,b] + x[b] : x[t]; s[0,0]", "t,b", "Forward,Parallel")]
    [InlineData("x:f[]", "s[b,t,c,j] = t > 0 ? s[b,t-1,c,j-1] + x[b] : x[t] + x[c] + x[j]; s[0,0,0,0]", "t,c,j", "Forward,Parallel,Parallel")]
    [InlineData("x:f[]", "s[t,j] = t > 0 && j > 0 ? s[t,j-1] + s[t-1,argmax[k](s[t-1,k])] : x[t] + x[j]; s[0,0]", "t,j", "Forward,Forward")]
    public void The_order_of_the_axes_follows_from_the_reads(string parameters, string text, string axes, string directions)
    {
        var recurrence = Assert.Single(Recurrences(TestLoss.Bind(parameters, text).Value));

        Assert.Equal(axes, string.Join(",", recurrence.Axes));
        Assert.Equal(directions, string.Join(",", recurrence.Directions));
    }

    [Theory]
    [InlineData("s[t] = x[t] + (t > 0 ? s[t-1] : 0)", "s[size(t) - 1]", 17)]
    [InlineData("s[t] = x[t] + (t + 1 < size(t) ? 10 * s[t+1] : 0)", "s[0]", 7352)]
    [InlineData("axis t = 4; s[t] = t < 2 ? 1 : s[t-1] + s[t-2]", "s[3]", 3)]
    [InlineData("axis t = 4; s[t,u] = t == 0 ? x[u] : s[t-1, mod(u + 1, size(u))]", "s[3,0] - 10 * s[1,3]", 7 - 20)]
    [InlineData("axis t = 4; s[b,t] = t == 0 ? x[b] : 2 * s[b,t-1]", "s[1,3] - s[2,1]", (5 * 8) - (3 * 2))]
    [InlineData("axis t = 4; s[t,b] = t == 0 ? x[b] : 2 * s[t-1,b]", "sum[b](s[b,b])", 2 + 10 + 12 + 56)]
    [InlineData("axis i = 4; axis j = 4; s[i,j] = i == 0 || j == 0 ? 1 : s[i-1,j] + s[i,j-1]", "s[3,3]", 20)]
    [InlineData("s[t] = max(x[t], t > 0 ? s[t-1] : -inf)", "sum[t](s[t])", 2 + 5 + 5 + 7)]
    [InlineData("s[t] = x[t] > 4 ? 0 : 1 + (t > 0 ? s[t-1] : 0)", "sum[t](s[t])", 1 + 0 + 1 + 0)]
    [InlineData("axis t = 4; s[t] = t > 0 ? s[t-1] + 1 > 2 : true", "sum[t](s[t])", 1)]
    [InlineData("axis t = 4; s[t] = t > 0 ? sum[u | u < t](s[t-1] * x[u]) : 1", "s[3]", 2 * 7 * 10)]
    [InlineData("a[t] = x[t] + (t > 0 ? a[t-1] : 0); s[t] = a[t] + (t > 0 ? s[t-1] : 0)", "s[3]", 2 + 7 + 10 + 17)]
    [InlineData("axis t = 4; s[t,v] = t == 0 ? x[v] : cumsum[v](s[t-1,v])", "s[2,2] + 100 * s[2,3]", 19 + 3600)]
    [InlineData("axis t = 4; s[t,v] = t == 0 ? x[v] : sort[v](s[t-1,v] * (v == 0 ? 4 : 1))", "s[2,0] + 10 * s[2,3]", 5 + 120)]
    public void Values(string definitions, string value, double expected) =>
        Assert.Equal(expected, TestLoss.Evaluate("x:f[]", $"{definitions}; {value}", "x=2,5,3,7"));

    [Theory]
    [InlineData("c[i] = cumsum[i](x)", "c[0] + 10 * c[1] + 100 * c[3]", 2 + 70 + 1700)]
    [InlineData("c[i] = cumsum(x)", "c[3]", 17)]
    [InlineData("c[i] = cumsum[i | i != 1](x)", "c[1] + 10 * c[3]", 2 + 120)]
    [InlineData("c[i] = cumsum[i](x > 2)", "c[3]", 3)]
    [InlineData("c[i] = cumsum[i](2)", "c[3] + 0 * sum(x)", 8)]
    [InlineData("c[i] = cumsum[i](cumsum[i](x))", "c[3]", 36)]
    [InlineData("c[i,j] = cumsum[i](cumsum[j](x[i] * x[j]))", "c[1,1]", 49)]
    [InlineData("c[i] = exp(cumlogsumexp[i](log(x)))", "c[3]", 17)]
    [InlineData("c[i] = cumlogsumexp[i](i < 2 ? -inf : x[i])", "c[1] < -1e300 && c[2] == 3 ? 1 : 0", 1)]
    [InlineData("c[i] = cumlogsumexp[i | i > 1](x)", "c[0] < -1e300 && c[1] < -1e300 && c[2] == 3 ? 1 : 0", 1)]
    [InlineData("s[i] = sort[i](x)", "s[0] + 10 * s[1] + 100 * s[2] + 1000 * s[3]", 7532)]
    [InlineData("s[i] = sort(-x)", "s[0]", -7)]
    [InlineData("s[i] = sort[i](mod(i, 2))", "s[1] + s[2] + 0 * sum(x)", 1)]
    [InlineData("s[i,j] = sort[j](i == 0 ? x[j] : i * x[i] - x[j])", "s[0,0] + s[1,0]", 2 - 2)]
    [InlineData("s[i] = sort[i](x > 2 && x < 6 ? sqrt(-x) : x)", "s[0] + 10 * s[1] + (s[2] == s[2] ? 100 : 0)", 72)]
    [InlineData("s[i] = sort[i](x > 2 ? inf : x)", "s[0] + (s[3] > 1e300 ? 10 : 0)", 12)]
    [InlineData("p[i] = sort[i](x > 4 ? 1 : 0) * 10", "p[2] + p[1]", 10)]
    public void Values_of_ordered_functions(string definition, string value, double expected) =>
        Assert.Equal(expected, TestLoss.Evaluate("x:f[]", $"{definition}; {value}", "x=2,5,3,7"), 1e-14 * Math.Abs(expected));

    [Theory]
    [InlineData("sum[i](cumsum[i](x))", 0)]
    [InlineData("sum(sort(x))", 0)]
    [InlineData("s[i] = i > 0 ? s[i-1] : x[i]; sum[i](s[i])", 0)]
    public void Nothing_gives_nothing(string text, double expected) => Assert.Equal(expected, TestLoss.Evaluate("x:f[]", text, "x="));

    [Fact]
    public void An_element_outside_of_a_recurrence_is_named()
    {
        var read = Assert.Throws<ArgumentOutOfRangeException>(() => TestLoss.Evaluate("x:f[] k:i", "s[t] = t > 0 ? s[t-1] : x[t]; s[(k)]", "x=1,2 k=2"));
        Assert.Equal(("s", 2L), (read.ParamName, read.ActualValue));
        var own = Assert.Throws<ArgumentOutOfRangeException>(() => TestLoss.Evaluate("x:f[]", "s[t] = x[t] + s[t-1]; s[1]", "x=1,2"));
        Assert.Equal(("s", -1L), (own.ParamName, own.ActualValue));
    }

    [Fact]
    public void Recurrences_that_differ_in_names_only_are_one() => Assert.Single(Recurrences(
        TestLoss.Bind("x:f[]", "a[t] = x[t] + (t > 0 ? a[t-1] : 0); b[u] = x[u] + (u > 0 ? b[u-1] : 0); a[0] + sum[v](b[v])").Value));

    [Fact]
    public void Every_part_of_a_recurrence_remembers_its_place_and_its_name()
    {
        var text = AnnotatedText.Parse("r = exp(x); s[b,t] = t > 0 ? [|s[b,t-1] * r[t]|] : [|log(x[b])|]; sum(s[b,t])".Replace("r[t]", "exp(x[t])", StringComparison.Ordinal));
        var program = TestLoss.Bind("x:f[]", text.Text);
        var recurrence = Recurrences(program.Value).Single();

        Assert.Equal("s", program.Names[recurrence]);
        var choice = Assert.IsType<Select>(recurrence.Body);
        Assert.Equal(text.Spans, [program.Origins[choice.IfTrue].Single(), program.Origins[choice.IfFalse].Single()]);
    }

    [Theory]
    [InlineData("s[t] = t > 0 ? 2 * s[t-1] : x[t]; sum[t](s[t])", "sum[t](s[t]) where s[t] = t > 0 ? 2 * s[t - 1] : x[t]")]
    [InlineData(
        "s[b,t] = t > 0 ? s[b,t-1] * x[b] : x[t]; sum[b](s[b,0])",
        "sum[b](s[b, 0]) where s[b,t] = t > 0 ? s[b, t - 1] * x[b] : x[t]")]
    [InlineData("sum[k](k * sort[k](x[k]))", "sum[k](k * x[order[k]]) where order[k] = argsort[k](x[k])")]
    [InlineData(
        "s[t,v] = t == 0 ? x[v] : cumsum[v](s[t-1,v]); sum[t](s[t,1] * x[t])",
        "sum[t](s[t, 1] * x[t]) where s[t,v] = t == 0 ? x[v] : cumsum[t,v]; cumsum[t,v] = (v > 0 ? cumsum[t, v - 1] : 0) + s[t - 1, v]")]
    public void A_recurrence_is_printed_with_its_definition(string text, string expected) => Assert.Equal(expected, TestLoss.Print("x:f[]", text));

    private static IEnumerable<Recurrence> Recurrences(Node value)
    {
        var seen = new HashSet<Node>();
        var pending = new Stack<Node>([value]);
        while (pending.Count > 0)
        {
            var node = pending.Pop();
            if (!seen.Add(node))
                continue;
            if (node is Recurrence recurrence)
                yield return recurrence;
            foreach (var operand in node.Operands)
                pending.Push(operand);
        }
    }
}
