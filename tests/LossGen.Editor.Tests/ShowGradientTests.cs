using LossGen.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.Editor.Tests;

public sealed class ShowGradientTests
{
    [Theory]
    [InlineData("")]
    [InlineData("    // Derivatives by LossGen:\n    //     yhatGradient[i] = out of date\n")]
    public async Task The_gradient_is_written_above_the_loss_once(string before) => Assert.Equal(
        """
        using System;
        using LossGen;
        static partial class Losses
        {
            // Mean squared error.
            // Derivatives by LossGen:
            //     yhatGradient[i] = 2 * seed / size(i) * (yhat[i] - y[i])
            [Loss("mean((yhat - y)^2)")]
            public static partial float Mse(ReadOnlySpan<float> yhat, ReadOnlySpan<float> y);
        }
        """,
        await RefactorAsync($$"""
        using System;
        using LossGen;
        static partial class Losses
        {
            // Mean squared error.
        {{before}}    [Loss("mean((yhat - ‸y)^2)")]
            public static partial float Mse(ReadOnlySpan<float> yhat, ReadOnlySpan<float> y);
        }
        """));

    [Fact]
    public async Task Every_derivative_has_its_line()
    {
        var text = await RefactorAsync("""
            using System;
            using LossGen;
            static partial class Losses
            {
                /// <summary>Documented.</summary>
                [Loss("mean(logvar + (y - mu)^2 * exp(-logvar))", Wrt = new[] { "mu", "logvar" }, Hessian = true)]
                public static partial float Nll‸(ReadOnlySpan<float> mu, ReadOnlySpan<float> logvar, ReadOnlySpan<float> y);
            }
            """);
        Assert.Equal(4, text!.Split("    //     ").Length - 1);
        Assert.Contains("//     logvarHessian[i] = ", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Loss(\"mean(‸)\")]")]
    [InlineData("[Loss(\"mean(y)‸\", Wrt = new string[0])]")]
    [InlineData("[Obsolete(\"mean(y)‸\")]")]
    public async Task Where_there_is_no_gradient_nothing_is_offered(string attribute) => Assert.Null(await RefactorAsync($$"""
        using System;
        using LossGen;
        static partial class Losses
        {
            {{attribute}}
            public static partial float Mean(ReadOnlySpan<float> y);
        }
        """));

    private static async Task<string?> RefactorAsync(string source)
    {
        var (document, caret) = EditorHost.Open(source.ReplaceLineEndings("\n"));
        var actions = new List<CodeAction>();
        var token = TestContext.Current.CancellationToken;
        await new ShowGradientRefactoring().ComputeRefactoringsAsync(new CodeRefactoringContext(document, new TextSpan(caret, 0), actions.Add, token));
        if (actions.Count == 0)
            return null;
        var operations = await Assert.Single(actions).GetOperationsAsync(token);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
        return (await changed.GetTextAsync(token)).ToString();
    }
}
