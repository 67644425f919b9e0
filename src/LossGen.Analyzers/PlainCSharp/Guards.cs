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
    /// <summary>How many conditions are looked at, from the expression outwards.</summary>
    private const int Most = 100;

    /// <summary>The guards of an expression whose condition reads nothing that changes in between.</summary>
    public static IEnumerable<Guard> Of(IOperation expression, LocalValues locals) =>
        Around(expression).SelectMany(Parts).Take(Most).Where(guard => locals.IsUnchanged(guard.Condition, expression));

    /// <summary>The conditions that a guard is made of, the nearest first: of <c>x &amp;&amp; y</c> that holds both do.</summary>
    private static IEnumerable<Guard> Parts(Guard guard)
    {
        var pending = new Stack<Guard>([guard]);
        while (pending.Count > 0)
        {
            var next = pending.Pop();
            if (next.Condition is IBinaryOperation both && both.OperatorKind == (next.Holds ? BinaryOperatorKind.ConditionalAnd : BinaryOperatorKind.ConditionalOr))
            {
                pending.Push(next with { Condition = both.LeftOperand });
                pending.Push(next with { Condition = both.RightOperand });
            }
            else
            {
                yield return next;
            }
        }
    }

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
                case IAnonymousFunctionOperation lambda when Filter(lambda) is { } condition:
                    yield return new Guard(condition, true);
                    yield break;
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    // When these run, what was known around them may be long past.
                    yield break;
            }
        }
    }

    /// <summary>The condition of the <c>Where</c> that LINQ has put the elements through before it passes them, under the same name, to a lambda.</summary>
    private static IOperation? Filter(IAnonymousFunctionOperation lambda) =>
        lambda is
        {
            Symbol.Parameters: [var parameter],
            Parent: IDelegateCreationOperation
            {
                Parent: IArgumentOperation { Parent: IInvocationOperation { Arguments: [{ Value: IInvocationOperation { TargetMethod.Name: "Where" } where }, ..] } },
            },
        }
        && where.Arguments is [_, { Value: IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol.Parameters: [var filtered] } predicate } }]
        && filtered.Name == parameter.Name
        && predicate.Body.Operations is [IReturnOperation { ReturnedValue: { } condition }]
            ? condition
            : null;

    /// <summary>The conditions of earlier branches of a block that do not come back to it, the last one first.</summary>
    private static IEnumerable<Guard> Before(IOperation statement, IBlockOperation block)
    {
        foreach (var earlier in block.Operations.TakeWhile(earlier => !ReferenceEquals(earlier, statement)).Reverse())
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
