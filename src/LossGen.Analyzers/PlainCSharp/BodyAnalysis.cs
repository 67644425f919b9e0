using System.Collections.Immutable;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossGen.Analyzers.PlainCSharp;

/// <summary>The findings in one body: every floating-point expression is looked at once, as large as it is.</summary>
internal sealed class BodyAnalysis(ImmutableArray<IOperation> blocks, KnownFunctions functions, CancellationToken cancellationToken)
{
    private readonly LocalValues _locals = new(blocks, functions.IsPure);

    /// <summary>Single operations are not reported where a form that holds them is.</summary>
    public IEnumerable<Diagnostic> Findings()
    {
        var forms = blocks.SelectMany(Visit).ToList();
        var operations = blocks.SelectMany(InExecutedCode).SelectMany(operation => FrameworkRules.At(operation, _locals));
        return forms.Concat(operations.Where(finding => !forms.Any(form => form.Location.SourceSpan.Contains(finding.Location.SourceSpan))));
    }

    private static IEnumerable<IOperation> InExecutedCode(IOperation block)
    {
        var pending = new Stack<IOperation>([block]);
        while (pending.Count > 0)
        {
            var next = pending.Pop();
            if (IsExpressionTree(next))
                continue;
            yield return next;
            foreach (var child in next.ChildOperations.Reverse())
                pending.Push(child);
        }
    }

    /// <summary>Whether a lambda is data for a library, which knows what to do with the framework's functions and with no others.</summary>
    private static bool IsExpressionTree(IOperation operation) =>
        operation is IConversionOperation { Type: INamedTypeSymbol { Name: "Expression", Arity: 1, ContainingNamespace: { Name: "Expressions", ContainingNamespace.Name: "Linq" } } };

    private IEnumerable<Diagnostic> Visit(IOperation operation)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var pending = new Stack<IOperation>([operation]);
        while (pending.Count > 0)
        {
            var next = pending.Pop();
            if (IsExpressionTree(next))
                continue;
            if (!ExpressionTranslator.IsComposed(next, functions))
            {
                foreach (var child in next.ChildOperations.Reverse())
                    pending.Push(child);
                continue;
            }

            var translator = new ExpressionTranslator(functions, _locals, next);
            foreach (var finding in Findings(translator))
                yield return finding;
            foreach (var child in translator.Stops.SelectMany(stop => stop.ChildOperations).Reverse())
                pending.Push(child);
        }
    }

    /// <summary>An expression that is larger than the compiler allows is left alone.</summary>
    private static IReadOnlyList<Diagnostic> Findings(ExpressionTranslator translator)
    {
        try
        {
            var expression = translator.Translate();
            return translator.HasFunctions ? ExpressionFindings.In(expression) : [];
        }
        catch (Exception exception) when (exception is ProgramTooLargeException or InsufficientExecutionStackException)
        {
            return [];
        }
    }
}
