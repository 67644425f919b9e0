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

    /// <summary>Of one expression so many forms are judged, which is more than anyone writes by hand.</summary>
    private const int MostForms = 64;

    /// <summary>The unstable forms of an expression that do break it somewhere, at their places in the source.</summary>
    public static IReadOnlyList<Diagnostic> In(TranslatedExpression expression)
    {
        var forms = StableForms.In(expression.Factory, expression.Root, expression.Facts, expression.Places.ContainsKey);
        var stable = forms.ToDictionary(form => form.Node, form => form.Stable);
        var diagnostics = new List<Diagnostic>();
        foreach (var form in forms.Take(MostForms))
        {
            if (form.Variables.Any(ShiftedExponents.IsBySomething) || !CSharpWarnings.Covers(form.Rule))
                continue;
            var alone = new IsolatedForm(form, stable, expression);
            foreach (var places in expression.Places[form.Node].GroupBy(place => FloatFormat.Of(place.Operation.Type)!))
            {
                var breakdown = new Breakdown(expression, alone, places.Key.Precision);
                if (breakdown.Find() is not { } witness)
                    continue;
                var isMinor = IsDecay(form) || (witness.IsFinite && breakdown.FailsUnguarded());
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
            Message(form, text, witness, expression));
    }

    /// <summary><c>is inf at z = 89, where it should be 89; write 'LossMath.Softplus(z)'</c>.</summary>
    private static string Message(ReplacedForm form, string? replacement, Witness witness, TranslatedExpression expression)
    {
        var place = Point(form.Variables, witness.Variables, expression)
            ?? Point([.. expression.Leaves.Select(leaf => leaf.Node)], witness.Leaves, expression)
            ?? (expression.Leaves is [{ Node.FreeAxes.Count: > 0, Operation.Syntax: var sequence }]
                ? $" at {sequence} = [{Format(witness.Leaves[0])}, {Format(witness.Leaves[0] + 1)}]"
                : "");
        var message = $"is {Format(witness.Written)}{place}, where it should be {Format(witness.Exact)}";
        return replacement is { Length: <= LongestText } && !replacement.Contains('\n') ? $"{message}; write '{replacement}'" : message;
    }

    /// <summary><c> at x = 1, y = 2</c>; null if that cannot be said in few words.</summary>
    private static string? Point(IReadOnlyList<Node> nodes, IReadOnlyList<double> values, TranslatedExpression expression)
    {
        var parts = nodes.Select((node, i) => (Node: node, Text: CSharpPrinter.TextOf(node, expression), Value: values[i]))
            .Where(part => !Algebra.TryGetConstant(part.Node, out _))
            .ToList();
        if (parts.Any(part => part.Node.FreeAxes.Count > 0))
            return null;
        return parts.Count is 0 or > 3 || parts.Any(part => part.Text is not { Length: <= LongestText })
            ? null
            : " at " + string.Join(", ", parts.Select(part => $"{part.Text} = {Format(part.Value)}"));
    }

    /// <summary>A user's text on one line, as a message quotes it.</summary>
    internal static string Shortened(string text)
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
}
