using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossGen.Analyzers.PlainCSharp;

/// <summary>What kind of leaf an operation makes.</summary>
internal static class Purity
{
    /// <summary>Whether the operation has no effect and gives the same value every time.</summary>
    public static bool IsPure(IOperation operation, KnownFunctions functions) => operation.DescendantsAndSelf().All(part => part switch
    {
        IInvocationOperation call => functions.IsPure(call.TargetMethod),
        IAssignmentOperation or IIncrementOrDecrementOperation or IObjectCreationOperation or IAwaitOperation or IDynamicInvocationOperation
            or IAnonymousFunctionOperation or IArrayCreationOperation or IThrowOperation or IInvalidOperation => false,
        _ => true,
    });

    /// <summary>Whether the value is a datum among others: an element of something.</summary>
    public static bool IsData(IOperation operation) => operation switch
    {
        IArrayElementReferenceOperation or IPropertyReferenceOperation { Arguments.Length: > 0 } => true,
        IConversionOperation conversion => IsData(conversion.Operand),
        _ => false,
    };

    /// <summary>Whether the value is one of <c>Random</c>'s in [0, 1).</summary>
    public static bool IsRandom(IOperation operation) => operation is IInvocationOperation
    {
        TargetMethod: { Name: "NextDouble" or "NextSingle", Parameters.Length: 0, ContainingType: { Name: "Random", ContainingNamespace.Name: "System" } },
    };

    /// <summary>The tokens of the source, which within one expression name the same things wherever they are the same.</summary>
    public static string TextOf(IOperation operation)
    {
        var text = new StringBuilder();
        foreach (var token in operation.Syntax.DescendantTokens())
            text.Append(token.Text).Append(' ');
        return text.ToString();
    }

    /// <summary>Whether a method is one of the framework's functions, which change nothing.</summary>
    public static bool IsOfFramework(IMethodSymbol method) =>
        method is { IsStatic: true, ContainingType: { Name: "Math" or "MathF" or "Single" or "Double", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } }
            or { ContainingType: { Name: "Enumerable", ContainingNamespace: { Name: "Linq", ContainingNamespace.Name: "System" } } };
}
