using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LossGen.Analyzers.PlainCSharp.Tensors;

/// <content>Faults that depend on what the tensors are: on their ranks, on masks, on zeros among them.</content>
internal sealed partial class TorchCalls
{
    private static readonly string[] Singular = ["log", "log2", "log10", "sqrt", "rsqrt", "reciprocal"];

    private static readonly string[] Comparisons = ["gt", "ge", "lt", "le", "eq", "ne"];

    private readonly TorchRanks _ranks = new(functions, locals);

    /// <summary>A quotient of a vector by its norm, or of a product by two norms; null for any other operation.</summary>
    private Diagnostic? Of(IBinaryOperation quotient)
    {
        if (quotient.OperatorKind != BinaryOperatorKind.Divide || !functions.IsTensor(quotient.Type))
            return null;
        var (above, below) = (WithoutConversion(quotient.LeftOperand), Followed(quotient.RightOperand, quotient));
        var advice = below is IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product
            && NormedBy(Followed(product.LeftOperand, quotient)) is not null && NormedBy(Followed(product.RightOperand, quotient)) is not null
                ? "torch.nn.functional.cosine_similarity"
            : NormedBy(below) is { } vector && Purity.TextOf(vector) == Purity.TextOf(above) ? "torch.nn.functional.normalize"
            : null;
        return advice is null
            ? null
            : Create(TensorWarnings.QuotientByNorm, quotient, new Fault(null, ExpressionFindings.Shortened(quotient.Syntax.ToString()), advice));
    }

    /// <summary>The tensor that an operation is the norm of.</summary>
    private IOperation? NormedBy(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: var method } call && functions.IsFunction(method) && method.Name is "norm" or "vector_norm"
            && TensorsOf(call) is [var tensor, ..]
                ? tensor
                : null;

    private Fault? Broadcast(IInvocationOperation call) =>
        TensorsOf(call) is [var prediction, var target, ..]
        && _ranks.Of(prediction, call) is > 0 and var first && _ranks.Of(target, call) is > 0 and var second && first != second
            ? new Fault(null, NameOf(call), Number(first), Number(second))
            : null;

    /// <summary>
    /// A function without a derivative at 0 in one branch, where the condition is a comparison of the function's own argument: it is there because
    /// the argument may be 0.
    /// </summary>
    private Fault? UndefinedBranch(IInvocationOperation call)
    {
        if (call.Instance is not null || TensorsOf(call) is not [var condition, var yes, var no] || ComparedBy(Followed(condition, call)) is not { } compared)
            return null;
        foreach (var branch in new[] { yes, no })
        {
            if (SingularArgument(Followed(branch, call)) is not { } argument || Purity.TextOf(argument) != Purity.TextOf(compared))
                continue;
            var prefix = call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } ? $"{member.Expression}." : "";
            var chosen = $"{prefix}where({condition.Syntax}, {argument.Syntax}, {prefix}ones_like({argument.Syntax}))";
            var edit = call.Syntax.Span.Contains(argument.Syntax.Span) ? Replaced(call, (argument.Syntax, chosen)) : null;
            return new Fault(edit, branch.Syntax.ToString(), chosen);
        }

        return null;
    }

    private IOperation? ComparedBy(IOperation condition) => condition switch
    {
        IBinaryOperation comparison when ExpressionTranslator.IsComparison(comparison.OperatorKind) => WithoutConversion(comparison.LeftOperand),
        IInvocationOperation { Instance: { } tensor, TargetMethod: var method } when functions.IsFunction(method) && Comparisons.Contains(method.Name) => tensor,
        _ => null,
    };

    private IOperation? SingularArgument(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: var method } call when functions.IsFunction(method) && Singular.Contains(method.Name)
            && TensorsOf(call) is [var argument] => argument,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide } quotient => WithoutConversion(quotient.RightOperand),
        _ => null,
    };

    /// <summary>A triangle of a matrix, by which the future is masked, always leaves its diagonal.</summary>
    private Fault? Masked(IInvocationOperation call) =>
        First(call, "masked_fill", "masked_fill_") is { } fill
        && fill.Arguments.Any(argument => WithoutConversion(argument.Value).ConstantValue.Value is float.NegativeInfinity or double.NegativeInfinity)
        && !fill.Arguments.SelectMany(argument => Followed(argument.Value, call).DescendantsAndSelf())
            .Any(part => part is IInvocationOperation { TargetMethod.Name: "triu" or "tril" or "triu_" or "tril_" })
            ? new Fault(null, FunctionOf(call)!)
            : null;

    private static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
