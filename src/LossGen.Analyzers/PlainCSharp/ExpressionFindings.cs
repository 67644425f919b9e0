using System.Globalization;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Rewriting;
using LossGen.Compiler.Text;
using Microsoft.CodeAnalysis;

namespace LossGen.Analyzers.PlainCSharp;

/// <summary>The findings in one expression.</summary>
internal static class ExpressionFindings
{
    private const int LongestText = 60;

    /// <summary>The unstable forms of an expression that do break it somewhere, at their places in the source.</summary>
    public static IReadOnlyList<Diagnostic> In(TranslatedExpression expression)
    {
        var forms = StableForms.In(expression.Factory, expression.Root, expression.Facts, expression.Places.ContainsKey);
        var diagnostics = new List<Diagnostic>();
        foreach (var form in forms)
        {
            // The other forms are taken as repaired, so that one is not excused by the damage that another does.
            var algebra = new Algebra(expression.Factory);
            var others = forms.Where(other => !ReferenceEquals(other, form))
                .Aggregate(expression.Root, (root, other) => algebra.Replace(root, other.Node, other.Stable));
            var written = Contains(others, form.Node) ? others : expression.Root;
            var stable = algebra.Replace(written, form.Node, form.Stable);
            foreach (var places in expression.Places[form.Node].GroupBy(place => FloatFormat.Of(place.Operation.Type)!))
            {
                var breakdown = new Breakdown(expression, places.Key.Precision);
                if (breakdown.Find(written, stable, form.Node, form.Stable, form.Variables) is not { } witness)
                    continue;
                var isMinor = IsDecay(form) || (witness.IsFinite && breakdown.FailsUnguarded(form.Node, form.Stable, form.Variables));
                diagnostics.AddRange(places.Select(place => Create(form, place, places.Key, witness, isMinor, expression)));
            }
        }

        return diagnostics;
    }

    /// <summary>
    /// 1 − eˣ is how much of something has decayed. Thousands of animations are written so, and few care about the last digits of a short time.
    /// </summary>
    private static bool IsDecay(ReplacedForm form) =>
        form.Rule == StabilityWarnings.ExpMinusOne && form.Node is Call { Operands: [var first, _] } && Algebra.IsConstant(first, 1);

    private static Diagnostic Create(
        ReplacedForm form, Place place, FloatFormat format, Witness witness, bool isMinor, TranslatedExpression expression)
    {
        var replacement = ReferenceEquals(place.Whole, form.Node)
            ? form.Stable
            : new Algebra(expression.Factory).Replace(place.Whole, form.Node, form.Stable);
        var text = CSharpPrinter.TryPrint(replacement, expression, format, place.Whole);
        var span = place.Operation.Syntax.Span;
        var edit = text is null ? null : new TextEdit(new(span.Start, span.Length), text);
        var descriptor = RoslynDescriptors.Of(CSharpWarnings.Of(form.Rule));
        return Diagnostic.Create(
            descriptor,
            place.Operation.Syntax.GetLocation(),
            isMinor ? DiagnosticSeverity.Info : descriptor.DefaultSeverity,
            additionalLocations: null,
            FixProperties.Write(edit),
            Shortened(place.Operation.Syntax.ToString()),
            Message(text, witness, expression));
    }

    /// <summary><c>is inf at z = 89, where it should be 89; write 'LossMath.Softplus(z)'</c>.</summary>
    private static string Message(string? replacement, Witness witness, TranslatedExpression expression)
    {
        var variables = witness.Variables
            .Where(variable => !Algebra.TryGetConstant(variable.Node, out _))
            .Select(variable => (Text: CSharpPrinter.TextOf(variable.Node, expression), variable.Value))
            .ToList();
        var isShort = variables.Count > 0 && variables.All(variable => variable.Text is { Length: <= LongestText });
        var place = isShort
            ? " at " + string.Join(", ", variables.Select(variable => $"{variable.Text} = {Format(variable.Value)}"))
            : "";
        var message = $"is {Format(witness.Written)}{place}, where it should be {Format(witness.Exact)}";
        return replacement is { Length: <= LongestText } && !replacement.Contains('\n') ? $"{message}; write '{replacement}'" : message;
    }

    private static string Shortened(string text)
    {
        var line = string.Join(" ", text.Split(['\r', '\n', ' '], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestText ? line : line.Substring(0, LongestText - 1) + "…";
    }

    private static string Format(double value) => value switch
    {
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        _ => value.ToString("G5", CultureInfo.InvariantCulture).Replace("E", "e"),
    };

    private static bool Contains(Node node, Node part) => ReferenceEquals(node, part) || node.Operands.Any(operand => Contains(operand, part));
}
