using System.Globalization;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossGen.Analyzers.PlainCSharp;

/// <summary>What is wrong with single operations, whatever they are part of: a row for each of <see cref="FrameworkWarnings"/>.</summary>
internal static class FrameworkRules
{
    /// <summary>A function whose .NET implementation is its definition, and what is right.</summary>
    /// <param name="Definition">What .NET computes.</param>
    /// <param name="Witness">An input, .NET's value and the right one, in <c>float</c>.</param>
    /// <param name="Replacement">The right form, with <c>{0}</c> for the argument and <c>{1}</c> for the class of the framework's functions.</param>
    private sealed record Naive(string Definition, (string Input, string Value, string Exact) Witness, string Replacement);

    private static readonly Dictionary<string, Naive> NaiveFunctions = new(StringComparer.Ordinal)
    {
        ["LogP1"] = new("Log(x + 1)", ("1e-8", "0", "1e-8"), "LossMath.Log1P({0})"),
        ["Log2P1"] = new("Log2(x + 1)", ("1e-8", "0", "1.44e-8"), "LossMath.Log1P({0}) / {1}.Log(2)"),
        ["Log10P1"] = new("Log10(x + 1)", ("1e-8", "0", "4.34e-9"), "LossMath.Log1P({0}) / {1}.Log(10)"),
        ["ExpM1"] = new("Exp(x) - 1", ("1e-8", "0", "1e-8"), "LossMath.ExpM1({0})"),
        ["Exp2M1"] = new("Exp2(x) - 1", ("1e-8", "0", "6.93e-9"), "LossMath.ExpM1({1}.Log(2) * {0})"),
        ["Exp10M1"] = new("Exp10(x) - 1", ("1e-8", "0", "2.30e-8"), "LossMath.ExpM1({1}.Log(10) * {0})"),
    };

    /// <summary>Names without which a body has nothing of this, but for literals.</summary>
    public static IReadOnlyCollection<string> Names { get; } =
        new HashSet<string>([.. NaiveFunctions.Keys, "Epsilon", "Acos", "Asin", "Pow"], StringComparer.Ordinal);

    /// <summary>The findings at one operation.</summary>
    public static IEnumerable<Diagnostic> At(IOperation operation, LocalValues locals) => operation switch
    {
        IInvocationOperation call when FloatFormat.Of(call.Type) is { } format && IsOfFramework(call.TargetMethod) => AtCall(call, format, locals),
        IFieldReferenceOperation { Field: { Name: "Epsilon", ContainingType: { } type } } field when FloatFormat.Of(type) is { Keyword: not null } format =>
            AtEpsilon(field, format),
        ILiteralOperation literal => AtLiteral(literal),
        IBinaryOperation sum => AtSum(sum),
        _ => [],
    };

    private static IEnumerable<Diagnostic> AtCall(IInvocationOperation call, FloatFormat format, LocalValues locals)
    {
        var arguments = call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => argument.Value).ToArray();
        switch (call.TargetMethod.Name)
        {
            case var name when arguments.Length == 1 && NaiveFunctions.TryGetValue(name, out var naive):
                var replacement = format.Keyword is null ? null : Format(naive.Replacement, Atom(arguments[0], format), format.MathClass);
                var advice = replacement is null ? "" : $"; write '{replacement}'";
                return [Create(FrameworkWarnings.NaiveFunction, call, replacement, naive.Definition, naive.Witness.Value, naive.Witness.Input, naive.Witness.Exact, advice)];
            case "Acos" or "Asin" when format.Keyword is not null && IsCosine(Through(arguments[0], locals, call)):
                var clamped = $"{format.MathClass}.{call.TargetMethod.Name}(Math.Clamp({Text(arguments[0])}, -1, 1))";
                return [Create(FrameworkWarnings.ArcOfQuotient, call, clamped, clamped)];
            case "Pow" when format.Keyword is not null && arguments.Length == 2 && Constant(arguments[1]) is { } exponent:
                return AtPower(call, arguments[0], exponent, format);
            default:
                return [];
        }
    }

    private static IEnumerable<Diagnostic> AtPower(IInvocationOperation call, IOperation x, double exponent, FloatFormat format)
    {
        var isName = x.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.IdentifierNameSyntax && FloatFormat.Of(WithoutConversion(x).Type) == format;
        if (Math.Abs(exponent - (1.0 / 3)) < 1e-6 && !(Constant(x) >= 0))
            return [WithReplacement(FrameworkWarnings.RootByPower, $"{format.MathClass}.Cbrt({Text(x)})")];
        if (exponent == 2 && isName)
            return [WithReplacement(FrameworkWarnings.PowerWithName, $"{Text(x)} * {Text(x)}")];
        return exponent == 0.5 ? [WithReplacement(FrameworkWarnings.PowerWithName, $"{format.MathClass}.Sqrt({Text(x)})")] : [];

        Diagnostic WithReplacement(LossDiagnosticDescriptor rule, string replacement) => Create(rule, call, replacement, replacement);
    }

    /// <summary>Epsilon is harmless where a number is compared with it or assigned it, but for a distance that is to be small.</summary>
    private static IEnumerable<Diagnostic> AtEpsilon(IFieldReferenceOperation field, FloatFormat format)
    {
        var outer = field.Parent;
        while (outer is IConversionOperation)
            outer = outer.Parent;
        var isUsed = outer is IArgumentOperation { Parent: IInvocationOperation call } && IsOfFramework(call.TargetMethod)
            || outer is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide }
            || outer is IBinaryOperation { LeftOperand: var left, RightOperand: var right } && (IsDistance(left) || IsDistance(right));
        return isUsed
            ? [Create(
                FrameworkWarnings.SmallestNumber,
                field,
                null,
                format == FloatFormat.Single ? "1.4e-45" : "4.9e-324",
                format == FloatFormat.Single ? "1e-6f" : "1e-12")]
            : [];
    }

    /// <summary>A literal that rounds to 0.</summary>
    private static IEnumerable<Diagnostic> AtLiteral(ILiteralOperation literal)
    {
        if (literal.ConstantValue.Value is not (0f or 0d) || literal.Syntax.ToString() is not [>= '0' and <= '9' or '.', ..] text)
            return [];
        var mantissa = text.Split('e', 'E')[0];
        return mantissa.Any(character => character is >= '1' and <= '9') && FloatFormat.Of(literal.Type) is { Keyword: { } keyword } format
            ? [Create(FrameworkWarnings.LostLiteral, literal, null, "0", keyword, Digits(format))]
            : [];
    }

    /// <summary>A constant sum in which one constant is lost.</summary>
    private static IEnumerable<Diagnostic> AtSum(IBinaryOperation sum)
    {
        if (sum.OperatorKind is not (BinaryOperatorKind.Add or BinaryOperatorKind.Subtract)
            || FloatFormat.Of(sum.Type) is not { Keyword: { } keyword } format
            || Constant(sum) is not { } value || Constant(sum.LeftOperand) is not { } left || Constant(sum.RightOperand) is not { } right
            || left == 0 || right == 0 || (value != left && Math.Abs(value) != Math.Abs(right)))
            return [];
        return [Create(FrameworkWarnings.LostLiteral, sum, null, value.ToString("R", CultureInfo.InvariantCulture), keyword, Digits(format))];
    }

    /// <summary>A quotient by a product or a root, as a scalar product by the lengths of two vectors is.</summary>
    private static bool IsCosine(IOperation operation) =>
        operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide } quotient
        && Constant(quotient.LeftOperand) is null
        && WithoutConversion(quotient.RightOperand) is IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } or IInvocationOperation { TargetMethod.Name: "Sqrt" };

    private static bool IsDistance(IOperation operation) => WithoutConversion(operation) is IInvocationOperation { TargetMethod.Name: "Abs" };

    private static IOperation Through(IOperation operation, LocalValues locals, IOperation anchor) => WithoutConversion(operation) switch
    {
        ILocalReferenceOperation local when locals.ValueOf(local.Local, anchor) is { } value => WithoutConversion(value),
        var other => other,
    };

    private static IOperation WithoutConversion(IOperation operation) =>
        operation is IConversionOperation conversion ? WithoutConversion(conversion.Operand) : operation;

    private static bool IsOfFramework(IMethodSymbol method) =>
        method.IsStatic && (FloatFormat.IsGenericNumber(method.ContainingType) || FloatFormat.Of(method.ContainingType) is not null
            || method.ContainingType is { Name: "Math" or "MathF", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } });

    private static double? Constant(IOperation operation) =>
        operation.ConstantValue is { HasValue: true, Value: double or float or int or long } constant
            ? Convert.ToDouble(constant.Value, CultureInfo.InvariantCulture)
            : null;

    private static string Digits(FloatFormat format) => format == FloatFormat.Single ? "7" : "16";

    private static string Text(IOperation operation) => operation.Syntax.ToString();

    /// <summary>The argument of the type that is computed in, and in parentheses if it is more than a name or a call.</summary>
    private static string Atom(IOperation operation, FloatFormat format)
    {
        var isAtomic = operation.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.IdentifierNameSyntax
            or Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax or Microsoft.CodeAnalysis.CSharp.Syntax.ElementAccessExpressionSyntax
            or Microsoft.CodeAnalysis.CSharp.Syntax.MemberAccessExpressionSyntax or Microsoft.CodeAnalysis.CSharp.Syntax.LiteralExpressionSyntax;
        var text = isAtomic ? Text(operation) : $"({Text(operation)})";
        return FloatFormat.Of(WithoutConversion(operation).Type) == format || operation is IConversionOperation { IsImplicit: false } ? text : $"({format.Keyword}){text}";
    }

    private static string Format(string format, params object[] arguments) => string.Format(CultureInfo.InvariantCulture, format, arguments);

    private static Diagnostic Create(LossDiagnosticDescriptor rule, IOperation operation, string? replacement, params object[] arguments)
    {
        var span = operation.Syntax.Span;
        var edit = replacement is null ? null : new TextEdit(new(span.Start, span.Length), replacement);
        return Diagnostic.Create(
            RoslynDescriptors.Of(rule), operation.Syntax.GetLocation(), FixProperties.Write(edit), [operation.Syntax.ToString(), .. arguments]);
    }
}
