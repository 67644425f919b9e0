using LossGen.Compiler.Analysis.Probing;
using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Rewriting;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Text;
using Microsoft.CodeAnalysis;

namespace LossGen.Analyzers.PlainCSharp.Tensors;

/// <summary>The unstable forms that calls of <c>TensorPrimitives</c> make together.</summary>
internal static class SpanFindings
{
    /// <summary>How many elements a span has in a trial.</summary>
    private const int Length = 3;

    private static readonly Dictionary<Operator, string> Methods = new()
    {
        [Operators.LogSigmoid] = "LogSigmoid",
        [Operators.Softplus] = "Softplus",
        [Operators.Log1P] = "Log1P",
        [Operators.ExpM1] = "ExpM1",
        [Operators.Log1MExp] = "Log1MExp",
        [Operators.LogCosh] = "LogCosh",
    };

    public static IEnumerable<Diagnostic> In(IOperation body, INamedTypeSymbol primitives, CancellationToken cancellationToken)
    {
        var root = SpanFlow.Read(body, primitives);
        var found = new List<(UnstableForm Form, SpanValue Value, SpanFlow Flow)>();
        foreach (var (flow, value) in root.Values)
        {
            var program = new ProbeProgram(
                [value.Node], [], flow.Arrays, new ExtentPlan([new ExtentFromCount(flow.Extent, Length)], []), ElementType.Single);
            found.AddRange(UnstableForms.In(flow.Factory, program, node => ReferenceEquals(node, value.Node), cancellationToken)
                .Where(form => CSharpWarnings.Covers(form.Diagnostic) && !ShiftedExponents.AreIn(form.Diagnostic, form.Variables))
                .Select(form => (form, value, flow)));
        }

        // A value that goes into another form is that one's affair.
        return from item in found
               where !found.Any(other => !ReferenceEquals(other.Value.Node, item.Value.Node) && NodeMatching.Contains(other.Value.Node, item.Value.Node))
               select Create(item.Form, item.Value, item.Flow);
    }

    private static Diagnostic Create(UnstableForm form, SpanValue value, SpanFlow flow)
    {
        var text = StableOf(form, value, flow) is { } stable ? Print(stable, value, flow) : null;
        var span = value.Call.Syntax.Span;
        var message = form.Witness is { } witness
            ? $"is {witness.Computed} at {witness.Inputs}, where it should be {witness.Exact}"
            : "loses its value at some inputs";
        return Diagnostic.Create(
            RoslynDescriptors.Of(CSharpWarnings.Of(form.Diagnostic)),
            value.Call.Syntax.GetLocation(),
            FixProperties.Write(text is null ? null : new TextEdit(new(span.Start, span.Length), text)),
            ExpressionFindings.Shortened(value.Call.Syntax.ToString()),
            text is null ? message : $"{message}; write '{text}'");
    }

    /// <summary>The call of the library that computes the stable form from spans that still hold its inputs; null if there is none.</summary>
    private static string? Print(Node stable, SpanValue value, SpanFlow flow)
    {
        var (method, input) = stable switch
        {
            Reduce { Kind: ReduceKind.LogSumExp } row when value.Destination is null => ("LogSumExp", SourceOf(row, value, flow)),
            Reduce { Kind: ReduceKind.Norm } row when value.Destination is null => ("Norm", SourceOf(row, value, flow)),
            Call { Operands: [var x, Reduce { Kind: ReduceKind.LogSumExp } row] } call
                when value.Destination is not null && SourceOf(row, value, flow) is { } source && value.Sources.TryGetValue(x, out var element) && element == source =>
                (call.Operator == Operators.Softmax ? "SoftMax" : call.Operator == Operators.Subtract ? "LogSoftMax" : null, source),
            Call { Operands: [var x] } call when value.Destination is not null && Methods.TryGetValue(call.Operator, out var name) =>
                (name, value.Sources.TryGetValue(x, out var source) ? source : null),
            _ => (null, null),
        };
        return method is null || input is null ? null
            : value.Destination is null ? $"LossMath.{method}({input})"
            : $"LossMath.{method}({input}, {value.Destination})";
    }

    /// <summary>The span whose elements a reduction runs over.</summary>
    private static string? SourceOf(Reduce row, SpanValue value, SpanFlow flow) => value.Sources
        .Where(source => ReferenceEquals(flow.Factory.Reduce(row.Kind, ((Position)source.Key.Operands[0]).Axis, source.Key), row))
        .Select(source => source.Value)
        .FirstOrDefault();

    /// <summary>What has the same value as a form and is stable; null where no rule knows it.</summary>
    private static Node? StableOf(UnstableForm form, SpanValue value, SpanFlow flow) => StableForms
        .In(flow.Factory, value.Node, [], node => ReferenceEquals(node, value.Node))
        .FirstOrDefault(replaced => ReferenceEquals(replaced.Node, form.Node))?.Stable;
}
