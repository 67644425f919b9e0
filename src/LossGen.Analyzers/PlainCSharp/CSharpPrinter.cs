using System.Globalization;
using LossGen.Compiler.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Analyzers.PlainCSharp;

/// <summary>Prints an expression as C#, with the user's own text for every part that he wrote.</summary>
/// <param name="expression">Where the user's texts are.</param>
/// <param name="format">The type to compute in.</param>
internal sealed class CSharpPrinter(TranslatedExpression expression, FloatFormat format)
{
    private const int Primary = Operators.CallPrecedence;

    private readonly List<Leaf> _printed = [];

    /// <summary>Functions of <c>Math</c> and <c>MathF</c>, which are right, by the name of the operator.</summary>
    private static readonly Dictionary<Operator, string> MathMethods = new()
    {
        [Operators.Exp] = "Exp",
        [Operators.Log] = "Log",
        [Operators.Sqrt] = "Sqrt",
        [Operators.Abs] = "Abs",
        [Operators.Power] = "Pow",
        [Operators.Min] = "Min",
        [Operators.Max] = "Max",
        [Operators.Sin] = "Sin",
        [Operators.Cos] = "Cos",
        [Operators.Tan] = "Tan",
        [Operators.Asin] = "Asin",
        [Operators.Acos] = "Acos",
        [Operators.Atan] = "Atan",
        [Operators.Sinh] = "Sinh",
        [Operators.Cosh] = "Cosh",
        [Operators.Tanh] = "Tanh",
        [Operators.Floor] = "Floor",
        [Operators.Ceiling] = "Ceiling",
        [Operators.Round] = "Round",
    };

    /// <summary>Functions that only the library has, or has right.</summary>
    private static readonly Dictionary<Operator, string> LibraryMethods = new()
    {
        [Operators.ExpM1] = "ExpM1",
        [Operators.Log1P] = "Log1P",
        [Operators.Log1MExp] = "Log1MExp",
        [Operators.Sigmoid] = "Sigmoid",
        [Operators.LogSigmoid] = "LogSigmoid",
        [Operators.Softplus] = "Softplus",
        [Operators.LogCosh] = "LogCosh",
        [Operators.LogAddExp] = "LogAddExp",
        [Operators.XLogY] = "XLogY",
        [Operators.XLog1PY] = "XLog1PY",
        [Operators.Entropy] = "Entropy",
        [Operators.RelEntropy] = "RelEntropy",
        [Operators.KlDivergence] = "KlDivergence",
        [Operators.Erf] = "Erf",
        [Operators.Erfc] = "Erfc",
        [Operators.LogGamma] = "LogGamma",
        [Operators.Digamma] = "Digamma",
    };

    /// <summary>A text, how tightly it binds, and whether C# gives it the type that is computed in, and not a narrower one.</summary>
    private readonly record struct Printed(string Text, int Precedence, bool IsTyped);

    /// <summary>The text; null if C# has no words for it, or if it would evaluate a call of unknown effects twice, or no more.</summary>
    public static string? TryPrint(Node node, TranslatedExpression expression, FloatFormat format, Node replaced)
    {
        if (format.Keyword is null)
            return null;
        var printer = new CSharpPrinter(expression, format);
        if (printer.Print(node) is not { } printed)
            return null;
        var impure = expression.Leaves.Where(leaf => !leaf.IsPure && NodeMatching.Contains(replaced, leaf.Node));
        return impure.All(leaf => printer._printed.Count(used => ReferenceEquals(used, leaf)) == 1) ? printer.Typed(printed).Text : null;
    }

    /// <summary>The user's own text of a node on one line; null if there is none.</summary>
    public static string? TextOf(Node node, TranslatedExpression expression) =>
        expression.Texts.TryGetValue(node, out var texts) && texts[0].Syntax.ToString() is var text && !text.Contains('\n') ? text : null;

    private Printed? Print(Node node)
    {
        if (Algebra.TryGetConstant(node, out var value))
            return Constant(value);
        if (Written(node) is { } written)
            return written;
        return node switch
        {
            Call { Operator: var op } real when op == Operators.ToReal => Print(real.Operands[0]),
            Call call => Print(call),
            Reduce { Body: ArrayRead { Operands: [Position position] } read } row when position.Axis == row.Axis => Row(row.Kind, read),
            Select select when Print(select.Condition) is { } condition && Print(select.IfTrue) is { } first && Print(select.IfFalse) is { } second =>
                new Printed($"{Within(condition, 1)} ? {Within(Typed(first), 1)} : {Within(second, 0)}", 0, true),
            _ => null,
        };
    }

    /// <summary>The user's text: one of the type if there is one, or of a type that C# widens by itself.</summary>
    private Printed? Written(Node node)
    {
        if (!expression.Texts.TryGetValue(node, out var texts))
            return null;
        var text = texts.FirstOrDefault(candidate => FloatFormat.Of(candidate.Type) == format) ?? texts[0];
        _printed.AddRange(expression.Leaves.Where(leaf => !leaf.IsPure && NodeMatching.Contains(node, leaf.Node)));
        var isTyped = FloatFormat.Of(text.Type) == format || text.Type?.SpecialType == SpecialType.System_Boolean;
        var printed = new Printed(text.Syntax.ToString(), PrecedenceOf(text.Syntax), isTyped);
        return format == FloatFormat.Single && FloatFormat.Of(text.Type) == FloatFormat.Double ? Cast(printed) : printed;
    }

    private Printed? Print(Call call)
    {
        var operands = new Printed[call.Operands.Count];
        for (var i = 0; i < operands.Length; i++)
        {
            if (Print(call.Operands[i]) is not { } operand)
                return null;
            operands[i] = operand;
        }

        var op = call.Operator;
        if (op == Operators.RootMinusOne)
            return RootMinusOne(operands[0]);
        if (op == Operators.Softmax)
            return Invoke(format.MathClass + ".Exp", [Infix(Operators.Subtract, operands)]);
        if (op == Operators.Power && Algebra.IsConstant(call.Operands[1], 2) && operands[0].Precedence == Primary && !operands[0].Text.Contains('('))
            return Infix(Operators.Multiply, [operands[0], operands[0]]);
        if (op.ScalarSymbol is { } symbol)
            return op.Arity == 1 ? new Printed(symbol + Within(operands[0], Primary), op.Precedence, operands[0].IsTyped) : Infix(op, operands);
        if (op == Operators.Hypot)
            return Invoke(format.Keyword + ".Hypot", operands);
        return MathMethods.TryGetValue(op, out var method) ? Invoke($"{format.MathClass}.{method}", operands)
            : LibraryMethods.TryGetValue(op, out method) ? Invoke($"LossMath.{method}", operands)
            : null;
    }

    /// <summary>A reduction of a whole array or span of the type, which the library has.</summary>
    private Printed? Row(ReduceKind kind, ArrayRead read)
    {
        var method = kind switch
        {
            ReduceKind.LogSumExp => "LossMath.LogSumExp",
            ReduceKind.Norm => "LossMath.Norm",
            _ => null,
        };
        var leaf = expression.Leaves.FirstOrDefault(candidate => candidate.Node is ArrayRead own && own.Array == read.Array);
        var element = leaf?.Operation.Type switch
        {
            IArrayTypeSymbol array => array.ElementType,
            INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" } span => span.TypeArguments[0],
            _ => null,
        };
        return method is not null && FloatFormat.Of(element) == format ? new Printed($"{method}({leaf!.Operation.Syntax})", Primary, true) : null;
    }

    /// <summary>Writes √(1 + x²) − 1 as <c>x * x / (1 + √(1 + x²))</c>, of which C# has a word for the root.</summary>
    private Printed RootMinusOne(Printed x)
    {
        var root = Invoke(format.Keyword + ".Hypot", [Typed(new Printed("1", Primary, false)), x]);
        var denominator = Infix(Operators.Add, [new Printed("1", Primary, false), root]);
        return Infix(Operators.Multiply, [x, Infix(Operators.Divide, [x, denominator])]);
    }

    private Printed Invoke(string method, Printed[] arguments)
    {
        MakeTyped(arguments);
        return new Printed($"{method}({string.Join(", ", arguments.Select(argument => argument.Text))})", Primary, true);
    }

    private Printed Infix(Operator op, Printed[] operands)
    {
        MakeTyped(operands);
        return new Printed($"{Within(operands[0], op.Precedence)} {op.ScalarSymbol} {Within(operands[1], op.Precedence + 1)}", op.Precedence, true);
    }

    /// <summary>Without an operand of the type C# would compute in a narrower one.</summary>
    private void MakeTyped(Printed[] operands)
    {
        if (!operands.Any(operand => operand.IsTyped))
            operands[0] = Typed(operands[0]);
    }

    private Printed Typed(Printed printed) => printed.IsTyped ? printed : Cast(printed);

    private Printed Cast(Printed printed) => IsNumber(printed.Text)
        ? new Printed(format == FloatFormat.Single ? printed.Text + "f" : printed.Text + ".0", printed.Precedence, true)
        : new Printed($"({format.Keyword}){Within(printed, Primary)}", Operators.Negate.Precedence, true);

    private Printed Constant(double value)
    {
        var precedence = value < 0 ? Operators.Negate.Precedence : Primary;
        if (double.IsInfinity(value))
            return new Printed($"{format.Keyword}.{(value > 0 ? "PositiveInfinity" : "NegativeInfinity")}", Primary, true);
        if (value == KnownFunctions.Ln2 || value == KnownFunctions.Ln10)
            return new Printed($"{format.MathClass}.Log({(value == KnownFunctions.Ln2 ? 2 : 10)})", Primary, true);
        if (value == Math.Floor(value) && Math.Abs(value) < 1 << 20)
            return new Printed(value.ToString("R", CultureInfo.InvariantCulture), precedence, false);
        return format == FloatFormat.Single
            ? new Printed(((float)value).ToString("R", CultureInfo.InvariantCulture) + "f", precedence, true)
            : new Printed(value.ToString("R", CultureInfo.InvariantCulture), precedence, true);
    }

    private static bool IsNumber(string text) => text.All(character => character is '-' or (>= '0' and <= '9'));

    private static string Within(Printed printed, int precedence) => printed.Precedence < precedence ? $"({printed.Text})" : printed.Text;

    private static int PrecedenceOf(SyntaxNode syntax) => syntax switch
    {
        BinaryExpressionSyntax binary => binary.Kind() switch
        {
            SyntaxKind.MultiplyExpression or SyntaxKind.DivideExpression or SyntaxKind.ModuloExpression => Operators.Multiply.Precedence,
            SyntaxKind.AddExpression or SyntaxKind.SubtractExpression => Operators.Add.Precedence,
            SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression
                or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression => Operators.Less.Precedence,
            _ => 0,
        },
        PrefixUnaryExpressionSyntax or CastExpressionSyntax => Operators.Negate.Precedence,
        IdentifierNameSyntax or InvocationExpressionSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax
            or LiteralExpressionSyntax or ParenthesizedExpressionSyntax or ThisExpressionSyntax => Primary,
        _ => 0,
    };
}
