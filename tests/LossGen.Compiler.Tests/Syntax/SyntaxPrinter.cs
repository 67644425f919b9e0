using LossGen.Compiler.Syntax;

namespace LossGen.Compiler.Tests.Syntax;

/// <summary>Shows a tree with every operation in parentheses.</summary>
internal static class SyntaxPrinter
{
    public static string Print(StatementSyntax statement) => statement switch
    {
        BindingSyntax { Indices: { } indices } binding => $"{binding.Name}[{string.Join(",", indices.Select(Print))}] = {Print(binding.Body)}",
        BindingSyntax binding => $"{binding.Name} = {Print(binding.Body)}",
        FunctionSyntax function => $"{function.Name}({Names(function.Parameters)}) = {Print(function.Body)}",
        RequireSyntax => $"require {Print(statement.Body)}",
        AssumeSyntax => $"assume {Print(statement.Body)}",
        AxisSyntax axis => $"axis {axis.Name} = {Print(axis.Body)}",
        _ => Print(statement.Body),
    };

    public static string Print(ExpressionSyntax expression) => expression switch
    {
        LiteralSyntax literal => literal.Token.Text,
        NameSyntax name => name.Name,
        ParenthesizedSyntax parenthesized => Print(parenthesized.Inner),
        UnarySyntax unary => $"({unary.Operator.Text}{Print(unary.Operand)})",
        BinarySyntax binary => $"({Print(binary.Left)} {binary.Operator.Text} {Print(binary.Right)})",
        ComparisonSyntax chain => $"({string.Concat(chain.Operators.Select((op, i) => $"{Print(chain.Operands[i])} {op.Text} "))}{Print(chain.Operands[^1])})",
        ConditionalSyntax choice => $"({Print(choice.Condition)} ? {Print(choice.IfTrue)} : {Print(choice.IfFalse)})",
        IndexSyntax index => $"{index.Name}[{List(index.Indices)}]",
        CallSyntax call => $"{call.Name}{new string('\'', call.Primes)}{Brackets(call)}({List(call.Arguments)})",
        _ => "<missing>",
    };

    private static string Brackets(CallSyntax call) =>
        call.Axes is null ? "" : $"[{Names(call.Axes)}{(call.Guard is null ? "" : " | " + Print(call.Guard))}]";

    private static string List(IEnumerable<ExpressionSyntax> expressions) => string.Join(", ", expressions.Select(Print));

    private static string Names(IEnumerable<NameSyntax> names) => string.Join(",", names.Select(name => name.Name));
}
