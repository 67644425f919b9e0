using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossGen.Analyzers.PlainCSharp;

/// <summary>A condition that is known where an expression is evaluated.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Holds">Whether it holds, or does not.</param>
internal readonly record struct Guard(IOperation Condition, bool Holds);

/// <summary>The conditions around an expression: branches that it stands in, and branches before it that are left for good.</summary>
internal static class Guards
{
    /// <summary>The guards of an expression whose condition reads nothing that changes in between.</summary>
    public static IEnumerable<Guard> Of(IOperation expression, LocalValues locals) =>
        Around(expression).Where(guard => locals.IsUnchanged(guard.Condition, expression));

    private static IEnumerable<Guard> Around(IOperation expression)
    {
        for (IOperation inner = expression, outer = expression.Parent!; outer is not null; (inner, outer) = (outer, outer.Parent!))
        {
            switch (outer)
            {
                case IConditionalOperation choice when !ReferenceEquals(inner, choice.Condition):
                    yield return new Guard(choice.Condition, ReferenceEquals(inner, choice.WhenTrue));
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when ReferenceEquals(inner, both.RightOperand):
                    yield return new Guard(both.LeftOperand, true);
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either when ReferenceEquals(inner, either.RightOperand):
                    yield return new Guard(either.LeftOperand, false);
                    break;
                case IBlockOperation block:
                    foreach (var guard in Before(inner, block))
                        yield return guard;
                    break;
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    // When these run, what was known around them may be long past.
                    yield break;
            }
        }
    }

    /// <summary>The conditions of earlier branches of a block that do not come back to it.</summary>
    private static IEnumerable<Guard> Before(IOperation statement, IBlockOperation block)
    {
        foreach (var earlier in block.Operations.TakeWhile(earlier => !ReferenceEquals(earlier, statement)))
        {
            if (earlier is not IConditionalOperation branch)
                continue;
            if (Leaves(branch.WhenTrue))
                yield return new Guard(branch.Condition, false);
            if (branch.WhenFalse is { } otherwise && Leaves(otherwise))
                yield return new Guard(branch.Condition, true);
        }
    }

    private static bool Leaves(IOperation operation) => operation switch
    {
        IBlockOperation block => block.Operations.Length > 0 && Leaves(block.Operations[block.Operations.Length - 1]),
        IReturnOperation { Kind: OperationKind.Return } or IThrowOperation or IBranchOperation { BranchKind: BranchKind.Break or BranchKind.Continue } => true,
        IExpressionStatementOperation statement => statement.Operation is IThrowOperation,
        _ => false,
    };
}
