using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Syntax;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Tests.Syntax;

public sealed class LossParserTests
{
    /// <summary>Every pair of neighbouring operators in the table, both ways round.</summary>
    [Theory]
    [InlineData("a ? b : c ? d : e", "(a ? b : (c ? d : e))")]
    [InlineData("a ? b ? c : d : e", "(a ? (b ? c : d) : e)")]
    [InlineData("a || b ? c : d", "((a || b) ? c : d)")]
    [InlineData("a || b && c", "(a || (b && c))")]
    [InlineData("a && b || c", "((a && b) || c)")]
    [InlineData("a || b || c", "((a || b) || c)")]
    [InlineData("a && b == c", "(a && (b == c))")]
    [InlineData("a == b && c", "((a == b) && c)")]
    [InlineData("a == b < c", "(a == (b < c))")]
    [InlineData("a < b != c", "((a < b) != c)")]
    [InlineData("0 < x <= 1", "(0 < x <= 1)")]
    [InlineData("a < b + c", "(a < (b + c))")]
    [InlineData("a - b >= c", "((a - b) >= c)")]
    [InlineData("a - b - c", "((a - b) - c)")]
    [InlineData("a - b + c", "((a - b) + c)")]
    [InlineData("a + b * c", "(a + (b * c))")]
    [InlineData("a / b - c", "((a / b) - c)")]
    [InlineData("a / b / c", "((a / b) / c)")]
    [InlineData("a / b * c", "((a / b) * c)")]
    [InlineData("a * -b", "(a * (-b))")]
    [InlineData("-a * b", "((-a) * b)")]
    [InlineData("a - -b", "(a - (-b))")]
    [InlineData("!a == b", "((!a) == b)")]
    [InlineData("!!a", "(!(!a))")]
    [InlineData("-x^2", "(-(x ^ 2))")]
    [InlineData("2^-x", "(2 ^ (-x))")]
    [InlineData("2^-x^y", "(2 ^ (-(x ^ y)))")]
    [InlineData("a^b^c", "(a ^ (b ^ c))")]
    [InlineData("a * b^c", "(a * (b ^ c))")]
    [InlineData("a^b * c", "((a ^ b) * c)")]
    [InlineData("(a + b) * c", "((a + b) * c)")]
    [InlineData("z[n, label[n]]^2", "(z[n, label[n]] ^ 2)")]
    [InlineData("-f(x)^2", "(-(f(x) ^ 2))")]
    [InlineData("f''(x) + f'(x)", "(f''(x) + f'(x))")]
    [InlineData("sum[i,j | i != j && m[i]](x)", "sum[i,j | ((i != j) && m[i])](x)")]
    [InlineData("sum[i | a || b](x)", "sum[i | (a || b)](x)")]
    [InlineData("count[i | a]()", "count[i | a]()")]
    [InlineData("max(a, b ? c : d, e)", "max(a, (b ? c : d), e)")]
    public void Operators_bind_as_the_table_says(string text, string expected) => Assert.Equal([expected], Statements(text));

    [Fact]
    public void Every_statement_is_read() => Assert.Equal(
        [
            "r = (yhat - y)", "s[n,0] = 1", "p[n,c] = softmax[c](z[n, c])", "f(s,t) = (s * t)", "require (0 < tau)", "require (!flag)", "assume (p[i] <= 1)",
            "axis b = ((2 * size(label, 1)) + 1)", "mean(f(r, 1))",
        ],
        Statements(
            """
            r = yhat - y            // the residual
            s[n,0] = 1
            p[n,c] = softmax[c](z[n,c])
            f(s, t) = s
                * t
            require 0 < tau; require !flag
            assume p[i] <= 1

            axis b = 2 * size(label, 1)
                + 1
            mean(f(r, 1))
            """));

    [Fact]
    public void The_words_that_start_statements_are_names_elsewhere()
    {
        Assert.Equal(["axis = 2", "mean((axis * require))"], Statements("axis = 2; mean(axis * require)"));
        Assert.Equal(["require[i] = x[i]", "sum(require[i])"], Statements("require[i] = x[i]; sum(require[i])"));
        Assert.Equal(["(assume * 2)"], Statements("assume * 2"));
        Assert.Equal(["axis(x)"], Statements("axis(x)"));
    }

    [Theory]
    [InlineData("a = (1 + [|]|]; b = 2 +* 3; mean(a)", 2)]
    [InlineData("a = 1 [|#|] 2 # 3 # 4; mean(a)", 1)]
    [InlineData("a = f([|,|],); mean(a)", 1)]
    [InlineData("mean((yhat - y)^2[||]", 1)]
    [InlineData("mean[i(x)[||]", 1)]
    [InlineData("a = [||]", 1)]
    [InlineData("a b = 3 4 5; mean(a)", 1)]
    [InlineData("mean(x[|]|])\nsum(y)", 1)]
    public void One_typo_gives_one_message(string annotated, int messages)
    {
        var expected = AnnotatedText.Parse(annotated);
        var diagnostics = new DiagnosticBag();

        var program = LossParser.Parse(expected.Text, diagnostics);

        Assert.True(program.HasErrors);
        Assert.Equal(messages, diagnostics.Items.Count);
        if (expected.Spans.Count > 0)
            Assert.Equal(expected.Span, diagnostics.Items[0].Span);
    }

    [Fact]
    public void A_program_knows_that_it_has_errors_even_if_they_were_reported_before()
    {
        var diagnostics = new DiagnosticBag();

        Assert.True(LossParser.Parse("mean(", diagnostics).HasErrors);
        Assert.True(LossParser.Parse("mean(", diagnostics).HasErrors);
        Assert.Single(diagnostics.Items);
    }

    [Theory]
    [InlineData("mean((yhat - [|y|])^2)", typeof(NameSyntax))]
    [InlineData("mean([|(yhat - y)|]^2)", typeof(ParenthesizedSyntax))]
    [InlineData("mean([|(yhat - y)^2|])", typeof(BinarySyntax))]
    [InlineData("[|mean((yhat - y)^2)|]", typeof(CallSyntax))]
    [InlineData("r = [|a < b|]; mean(r ? 1 : 2)", typeof(ComparisonSyntax))]
    [InlineData("f(t) = [|-t|]; f(1)", typeof(UnarySyntax))]
    [InlineData("sum[i | [|m[i]|]](x)", typeof(IndexSyntax))]
    [InlineData("[|a ? b : c|]", typeof(ConditionalSyntax))]
    [InlineData("sum(x, [|1.5|])", typeof(LiteralSyntax))]
    public void An_expression_is_found_by_its_span(string annotated, Type type)
    {
        var expected = AnnotatedText.Parse(annotated);

        var found = LossParser.Parse(expected.Text, new DiagnosticBag()).FindExpression(expected.Span);

        Assert.Equal(type, Assert.IsType<ExpressionSyntax>(found, exactMatch: false).GetType());
        Assert.Equal(expected.Span, found!.Span);
    }

    [Fact]
    public void No_expression_is_found_where_none_begins_and_ends() =>
        Assert.Null(LossParser.Parse("mean(x + y)", new DiagnosticBag()).FindExpression(new TextSpan(5, 3)));

    [Fact]
    public void A_child_s_span_lies_inside_its_parent_s()
    {
        foreach (var loss in ReferenceLosses.All)
            AssertInside(LossParser.Parse(loss.Text, new DiagnosticBag()));

        static void AssertInside(SyntaxNode node)
        {
            foreach (var inner in node.Expressions)
            {
                Assert.Equal(node.Span, node.Span.Union(inner.Span));
                AssertInside(inner);
            }
        }
    }

    private static List<string> Statements(string text)
    {
        var diagnostics = new DiagnosticBag();
        var program = LossParser.Parse(text, diagnostics);
        Assert.Empty(diagnostics.Items);
        return [.. program.Statements.Select(SyntaxPrinter.Print)];
    }
}
