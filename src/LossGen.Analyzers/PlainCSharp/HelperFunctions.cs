using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LossGen.Analyzers.PlainCSharp;

/// <summary>
/// Functions of the user's own that are one expression of their parameters, such as a <c>Sigmoid</c>: calls of them are read as what they compute.
/// Each is looked at once in a compilation.
/// </summary>
internal sealed class HelperFunctions(Compilation compilation, KnownFunctions functions)
{
    /// <summary>How deep such functions may call each other; what calls itself goes deeper.</summary>
    private const int MaximumDepth = 4;

    private const int MaximumOperations = 100;

    private readonly ConcurrentDictionary<IMethodSymbol, IOperation?> _bodies = new(SymbolEqualityComparer.Default);

    /// <summary>What a function returns; null if it is none of these.</summary>
    public IOperation? BodyOf(IMethodSymbol method) => _bodies.GetOrAdd(method, Find);

    private IOperation? Find(IMethodSymbol method) => Find(method, 0);

    private IOperation? Find(IMethodSymbol method, int depth) =>
        depth < MaximumDepth && IsFunctionOfNumbers(method)
        && ReturnedBy(method.DeclaringSyntaxReferences[0].GetSyntax()) is { } expression
        && compilation.ContainsSyntaxTree(expression.SyntaxTree)
        && compilation.GetSemanticModel(expression.SyntaxTree).GetOperation(expression) is { } body && IsArithmetic(body, method, depth)
            ? body
            : null;

    private static bool IsFunctionOfNumbers(IMethodSymbol method) =>
        (method is { MethodKind: MethodKind.Ordinary, IsStatic: true, IsVirtual: false } || method.MethodKind == MethodKind.LocalFunction)
        && method is { IsGenericMethod: false, IsAsync: false, ContainingType.IsGenericType: false, Parameters.Length: > 0, DeclaringSyntaxReferences.Length: 1 }
        && FloatFormat.Of(method.ReturnType) is not null
        && method.Parameters.All(parameter => parameter is { RefKind: RefKind.None, IsParams: false } && FloatFormat.Of(parameter.Type) is not null);

    private static ExpressionSyntax? ReturnedBy(SyntaxNode declaration) => declaration switch
    {
        MethodDeclarationSyntax method => method.ExpressionBody?.Expression ?? Returned(method.Body),
        LocalFunctionStatementSyntax function => function.ExpressionBody?.Expression ?? Returned(function.Body),
        _ => null,
    };

    private static ExpressionSyntax? Returned(BlockSyntax? body) => body?.Statements is [ReturnStatementSyntax { Expression: { } value }] ? value : null;

    /// <summary>Whether an expression is made of parameters and constants alone, with operations that the translator reads.</summary>
    private bool IsArithmetic(IOperation body, IMethodSymbol method, int depth)
    {
        var count = 0;
        return body.DescendantsAndSelf().All(part => ++count <= MaximumOperations && (part.ConstantValue.HasValue || part switch
        {
            IParameterReferenceOperation { Parameter: var parameter } => SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method),
            IBinaryOperation binary => ExpressionTranslator.IsKnown(binary.OperatorKind) && !binary.IsLifted,
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Plus or UnaryOperatorKind.Minus or UnaryOperatorKind.Not, IsLifted: false } => true,
            IConditionalOperation or IConversionOperation => FloatFormat.Of(part.Type) is not null,
            IArgumentOperation => true,
            IInvocationOperation { TargetMethod: var callee } => functions.MeaningOf(callee) is not null || Find(callee, depth + 1) is not null,
            _ => false,
        }));
    }
}
