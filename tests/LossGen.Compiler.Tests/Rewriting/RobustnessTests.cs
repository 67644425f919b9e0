using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Differentiation;
using LossGen.Compiler.Interpretation;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Rewriting;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;

namespace LossGen.Compiler.Tests.Rewriting;

/// <summary>Whatever binds is analysed, rewritten and differentiated without an exception, and in bounded time.</summary>
public sealed class RobustnessTests
{
    private static readonly string[] Wrappers =
    [
        "exp({0})", "log(1 + {0})", "log(exp({0}) + 1)", "(1 - sigmoid({0}))", "({0} * log({0}))", "sqrt({0}^2)", "({0} > 0 ? {0} : 1)",
        "max({0}, 0)", "(-{0})", "(exp({0}) - 1)", "({0} / {0})", "(1 - exp({0}))^0.5", "min({0}, -{0})", "tanh({0})^2", "(1 - tanh({0})^2)",
    ];

    [Fact]
    public void Mutations_of_valid_programs()
    {
        var (random, survivors) = (new Random(7), 0);
        foreach (var loss in ReferenceLosses.All)
        {
            var reals = string.Join('|', loss.Signature.Parameters.Where(parameter => parameter.IsReal).Select(parameter => parameter.Name));
            for (var round = 0; round < 20; round++)
            {
                var text = loss.Text;
                for (var edits = random.Next(1, 4); edits > 0; edits--)
                {
                    var places = Regex.Matches(text, $@"\b({reals})\b(\[[^\[\]]*\])?");
                    var place = places[random.Next(places.Count)];
                    var wrapped = string.Format(CultureInfo.InvariantCulture, Wrappers[random.Next(Wrappers.Length)], place.Value);
                    text = text[..place.Index] + wrapped + text[(place.Index + place.Length)..];
                }

                survivors += Run(loss.Signature, text, loss.Arguments()) ? 1 : 0;
            }
        }

        Assert.True(survivors > 600, $"only {survivors} of the mutations bind");
    }

    [Theory]
    [InlineData("f{0}(t) = f{1}(t) + f{1}(t + 1)")]
    [InlineData("f{0}(t) = f{1}(t) * f{1}(t)")]
    [InlineData("f{0}(t) = f{1}(t) - f{1}(t) / f{1}(t)")]
    [InlineData("f{0}(t) = f{1}(t) > 0 ? f{1}(t) : f{1}(t)^2")]
    [InlineData("f{0}(t) = log(1 + f{1}(t)) * f{1}(t)")]
    public void Functions_that_double_their_size_with_every_line(string line)
    {
        var text = new StringBuilder("f0(t) = exp(t)");
        for (var i = 1; i <= 60; i++)
            text.Append("; ").AppendFormat(CultureInfo.InvariantCulture, line, i, i - 1);
        var watch = Stopwatch.StartNew();
        Run(LossSignatures.Parse("y:f[]"), text.Append("; mean(f60(y))").ToString());
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }

    [Fact]
    public void Long_sums_and_products()
    {
        foreach (var separator in new[] { " + ", " * ", " - " })
        {
            var watch = Stopwatch.StartNew();
            Assert.True(Run(LossSignatures.Parse("y:f[]"), $"sum({string.Join(separator, Enumerable.Range(1, 150).Select(i => $"exp({i} * y)"))})"));
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
        }
    }

    /// <summary>False if the text does not bind or is too large.</summary>
    private static bool Run(LossSignature signature, string text, LossArguments? arguments = null)
    {
        try
        {
            var diagnostics = new DiagnosticBag();
            var syntax = LossParser.Parse(text, diagnostics);
            if (Binder.Bind(signature, syntax, diagnostics, TestContext.Current.CancellationToken) is not { } program)
                return false;
            foreach (var finding in StabilityFindings.In(program, syntax, TestContext.Current.CancellationToken))
                Assert.True(finding.Span.Start >= 0 && finding.Span.End <= text.Length);
            var rewriter = new Rewriter(program.Factory, program.Assumptions);
            var value = rewriter.Stabilize(program.Value);
            Assert.Empty(value.FreeAxes);
            if (arguments is not null)
            {
                arguments.Solve(program.Extents);
                AssertSame([new Interpreter(arguments).Evaluate(program.Value)], [new Interpreter(arguments).Evaluate(value)], 1e-9, text);
            }

            foreach (var array in program.Arrays.Where(array => array.ElementType == NodeType.Real))
            {
                var gradient = new Differentiator(program.Factory).Gradient(value, array, program.Factory.Real(1));
                var stable = rewriter.StabilizeGradient(gradient.Expression);
                Assert.True(stable.FreeAxes.IsSubsetOf([.. gradient.OutputAxes]));
                Assert.NotEmpty(stable.ToString());
                if (arguments is null || !double.IsFinite(new Interpreter(arguments).Evaluate(program.Value)))
                    continue;
                var literal = new Differentiator(program.Factory).Gradient(program.Value, array, program.Factory.Real(1));
                AssertSame(
                    new Interpreter(arguments).Evaluate(literal.Expression, literal.OutputAxes),
                    new Interpreter(arguments).Evaluate(stable, gradient.OutputAxes),
                    1e-6,
                    text);
            }

            return true;
        }
        catch (ProgramTooLargeException)
        {
            return false;
        }
    }

    /// <summary>Where the raw form has a value, the stable one has it as well.</summary>
    private static void AssertSame(double[] raw, double[] stable, double tolerance, string text)
    {
        for (var i = 0; i < raw.Length; i++)
        {
            if (double.IsFinite(raw[i]))
                Assert.True(Math.Abs(raw[i] - stable[i]) <= tolerance * (1 + raw.Max(Math.Abs)), $"{raw[i]} became {stable[i]} in {text}");
        }
    }
}
