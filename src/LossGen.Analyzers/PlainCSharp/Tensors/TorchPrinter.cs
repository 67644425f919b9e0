using System.Globalization;
using LossGen.Compiler.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Analyzers.PlainCSharp.Tensors;

/// <summary>Prints an expression as calls of TorchSharp's methods on tensors, which need no <c>using</c>, with the user's own text for what he wrote.</summary>
internal sealed class TorchPrinter(TorchExpression expression, Node replaced)
{
    private static readonly Dictionary<Operator, string> Methods = new()
    {
        [Operators.Log] = "log",
        [Operators.Log1P] = "log1p",
        [Operators.Exp] = "exp",
        [Operators.ExpM1] = "expm1",
        [Operators.Sigmoid] = "sigmoid",
        [Operators.LogSigmoid] = "log_sigmoid",
        [Operators.Softplus] = "softplus",
        [Operators.Sqrt] = "sqrt",
        [Operators.Abs] = "abs",
        [Operators.Tanh] = "tanh",
        [Operators.Sinh] = "sinh",
        [Operators.Cosh] = "cosh",
        [Operators.Erf] = "erf",
        [Operators.Erfc] = "erfc",
        [Operators.LogAddExp] = "logaddexp",
        [Operators.XLogY] = "xlogy",
        [Operators.Power] = "pow",
    };

    /// <summary>The text; null where TorchSharp has no such method, or an axis is none that the user wrote.</summary>
    public static string? TryPrint(Node node, TorchExpression expression, Node replaced) => new TorchPrinter(expression, replaced).Print(node, 0);

    private string? Print(Node node, int precedence)
    {
        if (!ReferenceEquals(node, replaced) && expression.Texts.TryGetValue(node, out var syntax))
            return IsAtomic(syntax) || precedence == 0 ? syntax.ToString() : $"({syntax})";
        if (Algebra.TryGetConstant(node, out var value))
            return value < 0 && precedence > 0 ? $"({Number(value)})" : Number(value);
        switch (node)
        {
            case Call { Operands: [var x, Reduce { Kind: ReduceKind.LogSumExp } row] } call when call.Operator == Operators.Subtract && IsRowOf(x, row):
                return Method(x, "log_softmax", DimensionOf(row));
            case Call { Operands: [var x, Reduce { Kind: ReduceKind.LogSumExp } row] } call when call.Operator == Operators.Softmax && IsRowOf(x, row):
                return Method(x, "softmax", DimensionOf(row));
            case Reduce { Kind: ReduceKind.LogSumExp } row:
                return Method(Open(row), "logsumexp", DimensionOf(row));
            case Call call when Methods.TryGetValue(call.Operator, out var name):
                return call.Operands.Count == 1 ? Method(call.Operands[0], name, "") : Method(call.Operands[0], name, Print(call.Operands[1], 0));
            case Call { Operands: [var operand] } call when call.Operator == Operators.Negate:
                return Print(operand, Operators.CallPrecedence) is { } text ? Enclosed("-" + text, call.Operator.Precedence, precedence) : null;
            case Call { Operands: [var left, var right] } call when call.Operator.ScalarSymbol is { } symbol:
                return Print(left, call.Operator.Precedence) is { } first && Print(right, call.Operator.Precedence + 1) is { } second
                    ? Enclosed($"{first} {symbol} {second}", call.Operator.Precedence, precedence)
                    : null;
            default:
                return null;
        }
    }

    private string? Method(Node operand, string name, string? argument) =>
        argument is not null && Print(operand, Operators.CallPrecedence) is { } text && !Algebra.TryGetConstant(operand, out _)
            ? $"{text}.{name}({argument})"
            : null;

    private string? DimensionOf(Reduce row) => expression.Dimensions.TryGetValue(row.Axis.Extent, out var dimension) ? dimension : null;

    /// <summary>Whether a logsumexp runs over the very elements that one is taken from.</summary>
    private bool IsRowOf(Node element, Reduce row) => ReferenceEquals(Open(row), element);

    /// <summary>The body over the axis that all tensors of the expression have.</summary>
    private Node Open(Reduce row)
    {
        var axis = expression.Root.FreeAxes.Concat(expression.Arrays.Count == 0 ? [] : AxesOfTensors()).First(candidate => candidate.Extent == row.Axis.Extent);
        return expression.Factory.OpenBody(row, axis);
    }

    private IEnumerable<Axis> AxesOfTensors() => expression.Texts.Keys.SelectMany(node => node.FreeAxes);

    private static string Enclosed(string text, int own, int precedence) => own < precedence ? $"({text})" : text;

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static bool IsAtomic(SyntaxNode syntax) => syntax is IdentifierNameSyntax or InvocationExpressionSyntax or MemberAccessExpressionSyntax
        or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax or LiteralExpressionSyntax or ThisExpressionSyntax;
}
