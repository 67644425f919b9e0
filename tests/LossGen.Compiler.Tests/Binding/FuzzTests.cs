using System.Text;
using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Scheduling;
using LossGen.Compiler.Syntax;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Tests.Binding;

/// <summary>Nothing throws and nothing hangs, whatever the text. Seeds are fixed, so a failure can be repeated.</summary>
public sealed class FuzzTests
{
    private const string Parameters = "z:f[] y:f[] label:i[] mask:b[] tau:f k:i c:i m:l flag:b";

    /// <summary>Generous for a busy machine; what it excludes is work that doubles with every line.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static readonly string[] Tokens =
    [
        "z", "y", "label", "mask", "tau", "k", "n", "c", "i", "j", "f", "g", "t", "r", "s", "flag", "sum", "mean", "max", "min", "argmax",
        "softmax", "logsumexp", "sort", "cumsum", "r[i-1]", "norm", "count", "any", "std", "size", "exp", "log", "clamp", "mod", "div", "relu", "hypot", "f'", "exp'", "require",
        "assume", "axis", "1", "2", "0.5", "1e-6", "inf", "pi", "true", "+", "-", "*", "/", "^", "!", "=", "==", "!=", "<", "<=", "&&", "||", "|",
        "?", ":", ",", ".", "'", "(", ")", "[", "]", "(", ")", "[", "]", ";", "\n", " ", "[n,c]", "[i]", "(t) = ", "[i] = ", " = ",
    ];

    [Fact]
    public void Random_characters()
    {
        var random = new Random(1);
        for (var round = 0; round < 3000; round++)
        {
            var text = new StringBuilder();
            for (var length = random.Next(60); length > 0; length--)
                text.Append((char)(random.Next(3) == 0 ? random.Next(0x10000) : random.Next(0x80)));
            Check(text.ToString());
        }
    }

    [Fact]
    public void Random_tokens()
    {
        var random = new Random(2);
        for (var round = 0; round < 20_000; round++)
            Check(string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => Tokens[random.Next(Tokens.Length)])));
    }

    [Fact]
    public void Random_recurrences_that_are_mostly_well_formed()
    {
        var random = new Random(5);
        var compiled = 0;
        for (var round = 0; round < 1000; round++)
        {
            var (step, axis) = (random.Next(2) == 0 ? "- 1" : "+ 1", random.Next(2));
            var body = Expression(random, 3).Replace("f(", "abs(", StringComparison.Ordinal);
            var read = axis == 0 ? $"r[i {step}," : $"r[j {step},";
            body = random.Next(10) == 0 ? body : body.Replace("r[i,", read, StringComparison.Ordinal).Replace("r[j,", read, StringComparison.Ordinal);
            var text = $"f(t) = t; r[i,j] = y[i] * y[j] + (i > 0 && j > 0 ? {body} + r[i {step},j] : 0); sum({Expression(random, 4)})";
            if (!Check(text))
                continue;
            compiled++;
            var program = TestLoss.Bind(Parameters, text);
            var formulas = Record.Exception(() => Formulas.Of(program, stabilize: true, TestContext.Current.CancellationToken));
            Assert.True(formulas is null or ProgramTooLargeException or NoDerivativeException, $"{text}\n{formulas}");
        }

        Assert.True(compiled > 300, $"only {compiled} of the random recurrences bind: the generator tests nothing but errors");
    }

    [Fact]
    public void Random_expressions_that_are_mostly_well_formed()
    {
        var random = new Random(3);
        var bound = 0;
        for (var round = 0; round < 5000; round++)
        {
            var body = Expression(random, 3).Replace("r[", "q[", StringComparison.Ordinal).Replace("f(", "abs(", StringComparison.Ordinal);
            bound += Check($"q[i,j] = y[i] * y[j]; f(t) = {body}; r[i,j] = q[i,j] + {body}; sum({Expression(random, 5)})") ? 1 : 0;
        }

        Assert.True(bound > 1000, $"only {bound} of the random programs bind: the generator tests nothing but errors");
    }

    [Fact]
    public void Random_statements_about_results()
    {
        var random = new Random(5);
        var bound = 0;
        string[] heads = ["r[i,j]", "r[i,0]", "r[i,1]", "r[0,j]", "r[1,j]", "s[i]", "s", "s[0]", "s[1]", "s[1,0]"];
        string[] bodies = ["y[i]", "y[j] * y[i]", "sum(y)", "s[i] + 1", "s[0]", "s[k]", "s", "r[i,1]", "r[0,0] + y[i]", "tau", "sum[k](s[k])"];
        for (var round = 0; round < 20_000; round++)
        {
            var statements = Enumerable.Range(0, random.Next(1, 5)).Select(_ => $"{heads[random.Next(heads.Length)]} = {bodies[random.Next(bodies.Length)]}");
            var text = string.Join("; ", statements) + (random.Next(2) == 0 ? "; sum(y)" : "");
            var results = string.Concat(new[] { "r", "s" }.Where(name => text.Contains(name + "[", StringComparison.Ordinal)).Select(name => $" {name}:f="));
            bound += Check(text, $"y:f[] tau:f{results}") ? 1 : 0;
            bound += Check(text, $"void y:f[] tau:f{results}") ? 1 : 0;
        }

        Assert.True(bound > 400, $"only {bound} of the random programs bind: the generator tests nothing but errors");
    }

    [Fact]
    public void Every_truncation_of_a_valid_program()
    {
        foreach (var loss in ReferenceLosses.All)
        {
            for (var length = 0; length < loss.Text.Length; length++)
                Check(loss.Text[..length]);
        }
    }

    [Fact]
    public void Mutations_of_valid_programs()
    {
        var random = new Random(4);
        foreach (var loss in ReferenceLosses.All)
        {
            for (var round = 0; round < 150; round++)
            {
                var text = new StringBuilder(loss.Text);
                for (var edits = random.Next(1, 4); edits > 0 && text.Length > 0; edits--)
                {
                    var position = random.Next(text.Length);
                    if (random.Next(2) == 0)
                        text.Remove(position, Math.Min(text.Length - position, random.Next(1, 4)));
                    else
                        text.Insert(position, Tokens[random.Next(Tokens.Length)]);
                }

                var diagnostics = new DiagnosticBag();
                Binder.Bind(
                    loss.Signature, LossParser.Parse(text.ToString(), diagnostics), diagnostics, TestContext.Current.CancellationToken);
                AssertSpansInside(text.ToString(), diagnostics);
            }
        }
    }

    public static TheoryData<string> Extremes => new(
        new string('(', 100_000),
        new string('[', 100_000),
        new string('(', 16_000),
        new string('-', 16_000),
        new string('\'', 16_000),
        new string('#', 16_000),
        new string(';', 16_000),
        string.Concat(Enumerable.Repeat("z[", 8000)),
        string.Concat(Enumerable.Repeat("exp(", 4000)),
        string.Concat(Enumerable.Repeat("1?", 8000)),
        string.Concat(Enumerable.Repeat("1?1:", 4000)),
        string.Concat(Enumerable.Repeat("2^", 8000)),
        string.Concat(Enumerable.Repeat("1+", 8000)) + "1",
        string.Concat(Enumerable.Repeat("1<", 8000)) + "1",
        string.Concat(Enumerable.Repeat("a=1;", 4000)),
        "max(" + string.Join(",", Enumerable.Repeat("tau", 4000)) + ")",
        "z[" + string.Join(",", Enumerable.Repeat("c", 8000)) + "]",
        string.Concat(Enumerable.Repeat("mean[", 3000)),
        new string('x', 1_000_000),
        string.Concat(Enumerable.Repeat("mean(y) + ", 100_000)),
        string.Concat(Enumerable.Repeat("mean(", 190)) + "y" + new string(')', 190),
        string.Concat(Enumerable.Repeat("y+(", 99)) + "1" + new string(')', 99),
        string.Concat(Enumerable.Range(0, 9).Select(i => $"b{i} = {string.Concat(Enumerable.Repeat("1 + ", 80))}{(i == 0 ? "sum(y)" : $"b{i - 1}")}; ")) + "b8");

    [Theory]
    [MemberData(nameof(Extremes))]
    public void Extreme_texts(string text) => AssertFast(text);

    [Fact]
    public void Functions_that_double_the_work_with_every_line() => AssertFast(
        "f0(t) = exp(t); "
        + string.Concat(Enumerable.Range(1, 200).Select(i => $"f{i}(t) = f{i - 1}(t) + f{i - 1}(t + 1); "))
        + "mean(f200(y))");

    [Fact]
    public void Bindings_that_double_the_value_with_every_line() => AssertFast(
        "b0[i,j] = y[i] - y[j]; "
        + string.Concat(Enumerable.Range(1, 200).Select(i => $"b{i}[i,j] = b{i - 1}[i,j] * b{i - 1}[j,i] + b{i - 1}[i,label[j]]; "))
        + "sum(b200[i,j])");

    [Fact]
    public void Derivatives_of_derivatives() => AssertFast(
        "f0(t) = exp(t^2); "
        + string.Concat(Enumerable.Range(1, 60).Select(i => $"f{i}(t) = f{i - 1}''(t) * f{i - 1}'(t) + f{i - 1}(t); "))
        + "mean(f60(y))");

    [Fact]
    public void Functions_that_nest_deeply() => AssertFast(
        "f0(t) = t; "
        + string.Concat(Enumerable.Range(1, 250).Select(i => $"f{i}(t) = {new string('(', 60)}1 + f{i - 1}(t){new string(')', 60)}; "))
        + "mean(f250(y))");

    [Fact]
    public void Values_that_grow_deep_through_bindings() => AssertFast(
        "b0 = y; "
        + string.Concat(Enumerable.Range(1, 250).Select(i => $"b{i} = {string.Concat(Enumerable.Repeat("1 + ", 10))}b{i - 1}; "))
        + "mean(b250)");

    [Fact]
    public void Reductions_in_reductions() => AssertFast(
        string.Concat(Enumerable.Range(0, 150).Select(i => $"sum[i{i}](y[i{i}] * ")) + "1" + new string(')', 150));

    private static string Expression(Random random, int depth)
    {
        if (depth == 0)
            return Leaf();
        return random.Next(12) switch
        {
            0 or 1 => $"({Inner()} {Pick("+", "-", "*", "/", "^")} {Inner()})",
            2 => $"-{Inner()}",
            3 => $"{Pick("exp", "log", "abs", "sigmoid", "relu", "floor", "f", "exp'", "sigmoid''")}({Inner()})",
            4 => $"{Pick("sum", "mean", "max", "logsumexp", "std", "softmax", "norm")}({Inner()})",
            5 => $"{Pick("sum", "mean", "min", "norm", "var", "argmin", "logsoftmax")}[{Pick("i", "j")}]({Inner()})",
            6 => $"{Pick("sum", "mean", "prod", "logsumexp", "softmax")}[{Pick("i", "j")} | {Inner()} < {Inner()}]({Inner()})",
            7 => $"({Condition()} ? {Inner()} : {Inner()})",
            8 => $"{Pick("count", "any", "all")}[{Pick("i", "j")} | {Condition()}]({Condition()})",
            9 => $"{Pick("min", "max", "hypot", "logaddexp", "xlogy")}({Inner()}, {Inner()})",
            10 => $"r[{Pick("i", "j", "label[j]", "0")},{Pick("i", "j", "label[i]", "1")}]",
            _ => Leaf(),
        };

        string Inner() => Expression(random, depth - 1);

        string Condition() =>
            $"({Inner()} {Pick("<", "==", ">=", "!=")} {Inner()} {Pick("&&", "||")} {Pick("mask[i]", "mask[j]", "flag")})";

        string Leaf() => Pick(
            "y[i]", "y[j]", "label[j]", "z[i, label[i]]", "z[j, (k)]", "tau", "k", "1", "0.5", "mod(label[i], 3)", "j", "size(i)", "flag", "inf");

        string Pick(params string[] choices) => choices[random.Next(choices.Length)];
    }

    /// <summary>Whether the text is a valid program.</summary>
    private static bool Check(string text, string parameters = Parameters)
    {
        var diagnostics = new DiagnosticBag();
        var program = Binder.Bind(
            LossSignatures.Parse(parameters), LossParser.Parse(text, diagnostics), diagnostics, TestContext.Current.CancellationToken);
        AssertSpansInside(text, diagnostics);
        Assert.Equal(diagnostics.HasErrors, program is null);
        return program is not null;
    }

    private static void AssertSpansInside(string text, DiagnosticBag diagnostics)
    {
        foreach (var finding in diagnostics.Items)
        {
            Assert.InRange(finding.Span.Start, 0, text.Length);
            Assert.InRange(finding.Span.End, finding.Span.Start, text.Length);
            Assert.NotEmpty(finding.Message);
        }
    }

    /// <summary>On a small stack, as an analyzer's thread may have.</summary>
    private static void AssertFast(string text)
    {
        var failure = default(Exception);
        var thread = new Thread(
            () => failure = Record.Exception(() => Check(text)),
            maxStackSize: 512 * 1024);
        thread.Start();
        Assert.True(thread.Join(Limit), "takes too long");
        Assert.Null(failure);
    }
}
