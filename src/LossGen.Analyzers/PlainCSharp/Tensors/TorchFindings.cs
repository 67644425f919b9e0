using LossGen.Compiler.Analysis.Probing;
using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Rewriting;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Text;
using Microsoft.CodeAnalysis;

namespace LossGen.Analyzers.PlainCSharp.Tensors;

/// <summary>The unstable forms of expressions over TorchSharp's tensors.</summary>
internal static class TorchFindings
{
    /// <summary>How many elements a dimension has in a trial.</summary>
    private const int Length = 3;

    public static IEnumerable<Diagnostic> In(TorchExpression expression, CancellationToken cancellationToken)
    {
        var extents = expression.Arrays.SelectMany(array => array.Dimensions).Distinct().Select(extent => new ExtentFromCount(extent, Length));
        var program = new ProbeProgram([expression.Root], [], expression.Arrays, new ExtentPlan([.. extents], []), ElementType.Single);
        foreach (var form in UnstableForms.In(expression.Factory, program, expression.Places.ContainsKey, cancellationToken))
        {
            if (!CSharpWarnings.Covers(form.Diagnostic) || ShiftedExponents.AreIn(form.Diagnostic, form.Variables))
                continue;
            var place = expression.Places[form.Node];
            var text = StableOf(form, expression) is { } stable ? TorchPrinter.TryPrint(stable, expression, form.Node) : null;
            var span = place.Syntax.Span;
            yield return Diagnostic.Create(
                RoslynDescriptors.Of(CSharpWarnings.Of(form.Diagnostic)),
                place.Syntax.GetLocation(),
                FixProperties.Write(text is null ? null : new TextEdit(new(span.Start, span.Length), text)),
                ExpressionFindings.Shortened(place.Syntax.ToString()),
                Message(form, text));
        }
    }

    private static string Message(UnstableForm form, string? replacement)
    {
        var message = form.Witness is { } witness
            ? $"is {witness.Computed} at {witness.Inputs}, where it should be {witness.Exact}"
            : "loses its value at some inputs";
        return replacement is null ? message : $"{message}; write '{replacement}'";
    }

    /// <summary>What has the same value as a form and is stable; null where no rule knows it.</summary>
    private static Node? StableOf(UnstableForm form, TorchExpression expression) => StableForms
        .In(expression.Factory, expression.Root, [], expression.Places.ContainsKey)
        .FirstOrDefault(replaced => ReferenceEquals(replaced.Node, form.Node))?.Stable;
}
