using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossGen.Analyzers.PlainCSharp;

/// <summary>Methods that do nothing but add up: locals, loops that add to them from the first element to the last, and a value returned.</summary>
internal static class SummingMethod
{
    /// <summary>What the method returns; null if it does anything else.</summary>
    public static IOperation? ValueOf(IMethodBodyOperation method, KnownFunctions functions)
    {
        IReadOnlyList<IOperation> statements = (method.BlockBody ?? method.ExpressionBody)?.Operations.ToArray() ?? [];
        return statements.Count > 0 && statements.Take(statements.Count - 1).All(statement => IsSum(statement, functions))
            && statements[statements.Count - 1] is IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } value }
                ? value
                : null;
    }

    private static bool IsSum(IOperation statement, KnownFunctions functions) => IsDeclaration(statement, functions) || statement switch
    {
        IForLoopOperation loop => IsFromFirstToLast(loop) && IsAddition(loop.Body, functions),
        IForEachLoopOperation each => IsAddition(each.Body, functions),
        _ => false,
    };

    private static bool IsAddition(IOperation statement, KnownFunctions functions) => statement switch
    {
        IBlockOperation block => block.Operations.All(inner => IsDeclaration(inner, functions) || IsAddition(inner, functions)),
        IExpressionStatementOperation { Operation: ICompoundAssignmentOperation addition } =>
            addition is { OperatorKind: BinaryOperatorKind.Add, Target: ILocalReferenceOperation } && FloatFormat.Of(addition.Target.Type) is not null,
        _ => false,
    };

    /// <summary>What a local is made of is read where the local is; what nobody reads would be lost.</summary>
    private static bool IsDeclaration(IOperation statement, KnownFunctions functions) =>
        statement is IVariableDeclarationGroupOperation { Declarations: var declarations }
        && declarations.SelectMany(declaration => declaration.Declarators).All(declarator =>
            declarator.Symbol.RefKind == RefKind.None && (declarator.Initializer is not { } initializer || Purity.IsPure(initializer.Value, functions)));

    /// <summary><c>for (var i = 0; i &lt; x.Length; i++)</c>.</summary>
    private static bool IsFromFirstToLast(IForLoopOperation loop) =>
        loop.Locals is [var index]
        && loop.Before is [IVariableDeclarationGroupOperation { Declarations: [{ Declarators: [{ Initializer.Value.ConstantValue.Value: 0 }] }] }]
        && loop.Condition is IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan, LeftOperand: ILocalReferenceOperation { Local: var compared } }
        && SymbolEqualityComparer.Default.Equals(compared, index)
        && loop.AtLoopBottom is [IExpressionStatementOperation { Operation: var step }]
        && step is IIncrementOrDecrementOperation { Kind: OperationKind.Increment, Target: ILocalReferenceOperation { Local: var stepped } }
        && SymbolEqualityComparer.Default.Equals(stepped, index);
}
