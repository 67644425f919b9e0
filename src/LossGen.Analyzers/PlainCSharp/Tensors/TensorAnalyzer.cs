using System.Collections.Immutable;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LossGen.Analyzers.PlainCSharp.Tensors;

/// <summary>
/// Finds the unstable forms of the rule table in code over whole tensors, <c>TensorPrimitives</c> and TorchSharp, and calls of these libraries that are given
/// what they do not expect. Silent where neither is referenced.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TensorAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => RoslynDescriptors.AboutCSharp;

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            var torch = new TorchFunctions(start.Compilation);
            if (torch.Tensor is not null)
                start.RegisterOperationBlockAction(block => AnalyzeTorch(block, torch));
            if (start.Compilation.GetTypeByMetadataName(SpanFunctions.MetadataName) is { } primitives)
                start.RegisterOperationBlockAction(block => AnalyzeSpans(block, primitives));
        });
    }

    private static void AnalyzeTorch(OperationBlockAnalysisContext context, TorchFunctions functions)
    {
        if (!Operations(context).OfType<IInvocationOperation>().Any(call =>
                functions.IsFunction(call.TargetMethod) || functions.IsFactory(call.TargetMethod) || functions.IsTensor(call.Type)))
            return;
        var locals = new LocalValues(context.OperationBlocks, functions.IsFunction);
        var calls = new TorchCalls(functions, locals);
        foreach (var operation in Operations(context))
        {
            foreach (var finding in calls.At(operation))
                context.ReportDiagnostic(finding);
        }

        var pending = new Stack<IOperation>(context.OperationBlocks.Reverse());
        while (pending.Count > 0)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var next = pending.Pop();
            var translator = new TorchTranslator(functions, locals, next);
            IEnumerable<IOperation> inside = next.ChildOperations;
            if (translator.IsComposed(next))
            {
                Report(context, () => TorchFindings.In(translator.Translate(), context.CancellationToken));
                inside = translator.Stops.SelectMany(stop => stop.ChildOperations).Concat(translator.Summands);
            }

            foreach (var child in inside.Reverse())
                pending.Push(child);
        }
    }

    private static void AnalyzeSpans(OperationBlockAnalysisContext context, INamedTypeSymbol primitives)
    {
        var calls = Operations(context).OfType<IInvocationOperation>()
            .Where(call => SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, primitives)).ToList();
        if (calls.Count == 0)
            return;
        foreach (var call in calls)
        {
            if (SpanCalls.Of(call, primitives) is { } finding)
                context.ReportDiagnostic(finding);
        }

        foreach (var body in context.OperationBlocks)
            Report(context, () => SpanFindings.In(body, primitives, context.CancellationToken));
    }

    /// <summary>Code that is larger than the compiler allows is left alone.</summary>
    private static void Report(OperationBlockAnalysisContext context, Func<IEnumerable<Diagnostic>> find)
    {
        try
        {
            foreach (var finding in find())
                context.ReportDiagnostic(finding);
        }
        catch (Exception exception) when (exception is ProgramTooLargeException or InsufficientExecutionStackException)
        {
            // Nobody reads so large an expression, and nothing is known of it.
        }
    }

    private static IEnumerable<IOperation> Operations(OperationBlockAnalysisContext context) =>
        context.OperationBlocks.SelectMany(block => block.DescendantsAndSelf());
}
