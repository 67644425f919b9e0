using System.Globalization;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Scheduling;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Emission;

/// <summary>Prints expressions of loop IR as C#.</summary>
/// <remarks>
/// Real numbers are <c>double</c> and integers <c>long</c> (or <c>int</c> where they are positions); real lanes have the precision of their loop and
/// integer lanes its width, so that masks of comparisons fit both.
/// </remarks>
internal sealed class ExpressionPrinter(ElementType lanePrecision, IReadOnlyDictionary<(Local Extent, ElementType Lanes), VectorSteps> steps)
{
    private const int ChoicePrecedence = 0;
    private const int UnaryPrecedence = 7;

    private bool _isSingle = lanePrecision == ElementType.Single;

    /// <summary>The rest of a vector loop that is being printed: loads and stores of it are partial. Null in full steps.</summary>
    public VectorSteps? Partial { get; set; }

    /// <summary>The C# type of a real element.</summary>
    public string Real => _isSingle ? "float" : "double";

    public string Integer => _isSingle ? "int" : "long";

    public string RealVector => $"{Names.Simd}Vector512<{Real}>";

    public string IntegerVector => $"{Names.Simd}Vector512<{Integer}>";

    /// <summary>A mask in lanes of integers.</summary>
    public string IntegerMask(string mask) => $"{Names.Simd}Vector512.As{(_isSingle ? "Int32" : "Int64")}({mask})";

    public VectorSteps StepsOf(Loop loop) => steps[(loop.Extent, loop.Lanes!.Value)];

    /// <summary>Until the result is disposed of, lanes have this precision; null is the kernel's.</summary>
    public IDisposable InLanes(ElementType? lanes)
    {
        var before = _isSingle;
        _isSingle = (lanes ?? lanePrecision) == ElementType.Single;
        return new Restoration(() => _isSingle = before);
    }

    /// <summary>The C# type of a variable; that of a vector in its own lanes.</summary>
    public string TypeOf(Local local) => (local.IsVector, local.Type) switch
    {
        (true, NodeType.Integer) => IntegerVector,
        (true, _) => RealVector,
        (false, NodeType.Integer) => "long",
        (false, NodeType.Boolean) => "bool",
        _ => "double",
    };

    public string Print(LoopExpression expression, int context = ChoicePrecedence)
    {
        var (text, precedence) = expression.IsVector ? PrintVector(expression) : PrintNumber(expression);
        return precedence < context ? $"({text})" : text;
    }

    /// <summary>A number rounded to an element of an array or a result.</summary>
    public string Rounded(LoopExpression value, ElementType element) =>
        element == ElementType.Single ? $"(float){Print(value, UnaryPrecedence)}" : Print(value);

    private (string Text, int Precedence) PrintNumber(LoopExpression expression)
    {
        switch (expression)
        {
            case Literal literal:
                return PrintLiteral(literal);
            case LocalUse use:
                return (use.Local.Name, Operators.CallPrecedence);
            case ParameterUse { Type: NodeType.Boolean } use:
                return (CSharpKeywords.Escape(use.Parameter.Name), Operators.CallPrecedence);
            case ParameterUse use:
                var name = CSharpKeywords.Escape(use.Parameter.Name);
                return use.Parameter.Element switch
                {
                    ElementType.Single => ($"(double){name}", UnaryPrecedence),
                    ElementType.Int32 => ($"(long){name}", UnaryPrecedence),
                    _ => (name, Operators.CallPrecedence),
                };
            case FirstLane { Value: var lanes }:
                using (InLanes(null))
                    return ($"(double){Print(lanes, Operators.CallPrecedence)}[0]", UnaryPrecedence);
            case ElementLoad load:
                return PrintElement(load);
            case Choice choice:
                return ($"{Print(choice.Condition, 1)} ? {Print(choice.IfTrue, 1)} : {Print(choice.IfFalse, 1)}", ChoicePrecedence);
            case Operation { Operator: var op } conversion when op == Operators.ToReal:
                return conversion.Operands[0].Type == NodeType.Boolean
                    ? ($"{Print(conversion.Operands[0], 1)} ? 1.0 : 0.0", ChoicePrecedence)
                    : ($"(double){Print(conversion.Operands[0], UnaryPrecedence)}", UnaryPrecedence);
            case Operation { Operator: var op } conversion when op == Operators.ToInteger:
                return ($"{Print(conversion.Operands[0], 1)} ? 1L : 0L", ChoicePrecedence);
            case Operation { Operands: [LocalUse or ParameterUse, var right], Operator.Typing: OperatorTyping.Comparison } comparison
                when comparison.Operands[0] == right:
                // Compilers warn of a variable that is compared with itself; only a test for NaN is left of such comparisons.
                var isNumber = comparison.Operator == Operators.NotEqual ? "" : "!";
                return ($"{isNumber}double.IsNaN({Print(right)})", UnaryPrecedence);
            case Operation operation when PowerOfTwo(operation) is { } power:
                return operation.Operator == Operators.FloorDivide
                    ? ($"{Print(operation.Operands[0], Operators.CallPrecedence)} >> {power}", ChoicePrecedence)
                    : ($"{Print(operation.Operands[0], Operators.CallPrecedence)} & {(1L << power) - 1}", ChoicePrecedence);
            case Operation operation:
                return PrintOperation(operation, operation.Operator.ScalarSymbol, operation.Operator.ScalarMethod);
            default:
                throw new InvalidOperationException($"no number: {expression}");
        }
    }

    private (string Text, int Precedence) PrintElement(ElementLoad load)
    {
        var isNarrow = load.Storage.Element is ElementType.Single or ElementType.Int32;
        var element = load.Storage.Element switch
        {
            ElementType.Single => "float",
            ElementType.Double => "double",
            ElementType.Int32 => "int",
            ElementType.Int64 => "long",
            _ => "bool",
        };
        var text = load.IsChecked
            ? $"{Names.Kernels}Lanes.At<{element}>({load.Storage.Name}, {Print(load.Index)})"
            : $"{load.Storage.Name}[{Print(load.Index)}]";
        if (!isNarrow)
            return (text, Operators.CallPrecedence);
        return ($"({(load.Type == NodeType.Real ? "double" : "long")}){text}", UnaryPrecedence);
    }

    private (string Text, int Precedence) PrintVector(LoopExpression expression)
    {
        switch (expression)
        {
            case Literal literal:
                return (PrintVectorLiteral(literal), Operators.CallPrecedence);
            case LocalUse use:
                return (use.Local.Name, Operators.CallPrecedence);
            case Broadcast { Type: NodeType.Boolean } broadcast:
                return ($"{Print(broadcast.Value, 1)} ? {RealVector}.AllBitsSet : {RealVector}.Zero", ChoicePrecedence);
            case Broadcast { Value: ParameterUse { Parameter.Element: ElementType.Single or ElementType.Double } parameter }
                when (parameter.Parameter.Element == ElementType.Single) == _isSingle:
                return Call($"{Names.Simd}Vector512.Create", CSharpKeywords.Escape(parameter.Parameter.Name));
            case Broadcast { Type: NodeType.Integer } broadcast when _isSingle && IsLong(broadcast.Value):
                return Call($"{Names.Simd}Vector512.Create", $"{Names.Kernels}Lanes.Saturate({Print(broadcast.Value)})");
            case Broadcast { Type: NodeType.Integer } broadcast:
                return Call($"{Names.Simd}Vector512.Create", $"unchecked(({Integer}){Print(broadcast.Value, UnaryPrecedence)})");
            case Broadcast broadcast:
                return Call($"{Names.Simd}Vector512.Create", Rounded(broadcast.Value, _isSingle ? ElementType.Single : ElementType.Double));
            case LanePositions positions:
                var first = _isSingle ? positions.Variable.Name : $"(long){positions.Variable.Name}";
                return ($"{Names.Simd}Vector512.Create({first}) + {IntegerVector}.Indices", Operators.Add.Precedence);
            case VectorLoad load:
                return PrintLoad(load);
            case GatherLoad { Type: NodeType.Boolean } gather:
                return Call($"{Names.Kernels}Lanes.GatherMask", gather.Storage.Name, Print(gather.Indices));
            case GatherLoad gather:
                return Call($"{Names.Kernels}Lanes.Gather", gather.Storage.Name, Print(gather.Indices));
            case Choice choice:
                var mask = choice.Type == NodeType.Integer ? IntegerMask(Print(choice.Condition)) : Print(choice.Condition);
                return Call($"{Names.Simd}Vector512.ConditionalSelect", mask, Print(choice.IfTrue), Print(choice.IfFalse));
            case Operation { Operator: var op } conversion when op == Operators.ToReal && conversion.Operands[0].Type == NodeType.Boolean:
                return ($"{Print(conversion.Operands[0], UnaryPrecedence)} & {RealVector}.One", ChoicePrecedence);
            case Operation { Operator: var op } conversion when op == Operators.ToReal:
                return Call($"{Names.Simd}Vector512.ConvertTo{(_isSingle ? "Single" : "Double")}", Print(conversion.Operands[0]));
            case Operation { Operator: var op } conversion when op == Operators.ToInteger:
                return ($"{IntegerMask(Print(conversion.Operands[0]))} & {IntegerVector}.One", ChoicePrecedence);
            case Operation { Operator.Typing: OperatorTyping.Comparison } comparison when comparison.Operands[0].Type == NodeType.Integer:
                var (text, _) = PrintOperation(comparison, comparison.Operator.VectorSymbol, comparison.Operator.VectorMethod);
                return Call($"{Names.Simd}Vector512.As{(_isSingle ? "Single" : "Double")}", text);
            case Operation { Operator.Typing: OperatorTyping.Logical, Operands.Count: 2 } logical:
                var sides = logical.Operands.Select(operand => Print(operand, Operators.CallPrecedence));
                return (string.Join($" {logical.Operator.VectorSymbol} ", sides), ChoicePrecedence);
            case Operation operation when PowerOfTwo(operation) is { } power:
                return operation.Operator == Operators.FloorDivide
                    ? ($"{Print(operation.Operands[0], Operators.CallPrecedence)} >> {power}", ChoicePrecedence)
                    : ($"{Print(operation.Operands[0], Operators.CallPrecedence)} & {Names.Simd}Vector512.Create({(1L << power) - 1}{(_isSingle ? "" : "L")})", ChoicePrecedence);
            case Operation operation:
                return PrintOperation(operation, operation.Operator.VectorSymbol, operation.Operator.VectorMethod);
            default:
                throw new InvalidOperationException($"no vector: {expression}");
        }
    }

    /// <summary>Whether a number comes from 64 bits, and may be more than 32 hold; sizes and positions never are.</summary>
    private static bool IsLong(LoopExpression expression) => expression switch
    {
        ParameterUse use => use.Parameter.Element == ElementType.Int64,
        ElementLoad load => load.Storage.Element == ElementType.Int64 && load.Storage.IsReadOnly,
        Operation operation => operation.Operands.Any(IsLong),
        Choice choice => IsLong(choice.IfTrue) || IsLong(choice.IfFalse),
        _ => false,
    };

    private (string Text, int Precedence) PrintLoad(VectorLoad load, bool isComputed = false)
    {
        var method = load.Type == NodeType.Boolean ? $"LoadMask{(_isSingle ? "Single" : "Double")}"
            : load.Type != NodeType.Real ? $"LoadInt{(_isSingle ? "32" : "64")}"
            : _isSingle && load.Storage.Element == ElementType.Double ? "LoadRounded"
            : !_isSingle && load.Storage.Element == ElementType.Single ? "LoadWidened"
            : "Load";
        if (load.IsInside is not null)
        {
            var zero = load.Type == NodeType.Integer ? IntegerVector : RealVector;
            return ($"{Print(load.IsInside, 1)} ? {PrintLoad(load with { IsInside = null }, isComputed: true).Text} : {zero}.Zero", ChoicePrecedence);
        }

        var index = isComputed ? $"(int)({Print(load.Index)})" : Print(load.Index);
        return Partial is null || load.Storage.IsPadded || load.Storage.Margin > 0
            ? Call($"{Names.Kernels}Lanes.{method}", $"ref {load.Storage.OriginName}", index)
            : Call($"{Names.Kernels}Lanes.{method}Partial", $"ref {load.Storage.OriginName}", index, Partial.Rest);
    }

    private (string Text, int Precedence) PrintOperation(Operation operation, string? symbol, string? method)
    {
        var op = operation.Operator;
        if (symbol is null)
            return Call(Names.Shorten(method ?? throw new InvalidOperationException($"'{op}' has no method")), [.. operation.Operands.Select(operand => Print(operand))]);
        if (operation.Operands.Count == 1)
            return (symbol + Print(operation.Operands[0], Operators.CallPrecedence), op.Precedence);

        // Floating-point operators do not associate: the right operand keeps its parentheses.
        return ($"{Print(operation.Operands[0], op.Precedence)} {symbol} {Print(operation.Operands[1], op.Precedence + 1)}", op.Precedence);
    }

    /// <summary>The k of a floored division (or its remainder) by 2ᵏ: a shift of the bits (or some of them), for negative numbers, too.</summary>
    private static int? PowerOfTwo(Operation operation)
    {
        const int most = 30;
        if ((operation.Operator != Operators.FloorDivide && operation.Operator != Operators.FloorModulo) || operation.Operands[1] is not Literal { Integer: > 0 and var divisor })
            return null;
        for (var power = 0; power <= most; power++)
        {
            if (divisor == 1L << power)
                return power;
        }

        return null;
    }

    private static (string Text, int Precedence) PrintLiteral(Literal literal)
    {
        var text = literal.Type switch
        {
            NodeType.Boolean => literal.Integer != 0 ? "true" : "false",
            NodeType.Integer when literal.Integer == long.MinValue => "long.MinValue",
            NodeType.Integer when literal.Integer == long.MaxValue => "long.MaxValue",
            NodeType.Integer => literal.Integer.ToString(CultureInfo.InvariantCulture),
            _ => PrintDouble(literal.Real),
        };
        return (text, text[0] == '-' ? UnaryPrecedence : Operators.CallPrecedence);
    }

    private string PrintVectorLiteral(Literal literal) => literal.Type switch
    {
        NodeType.Boolean => literal.Integer != 0 ? $"{RealVector}.AllBitsSet" : $"{RealVector}.Zero",
        NodeType.Integer when literal.Integer is 0 or 1 => $"{IntegerVector}.{(literal.Integer == 0 ? "Zero" : "One")}",
        NodeType.Integer when !_isSingle => $"{Names.Simd}Vector512.Create({PrintLong(literal.Integer)})",
        NodeType.Integer => $"{Names.Simd}Vector512.Create({PrintInt(literal.Integer)})",
        _ when literal.Real == 0 && 1 / literal.Real > 0 => $"{RealVector}.Zero",
        _ when literal.Real == 1 => $"{RealVector}.One",
        _ => $"{Names.Simd}Vector512.Create({(_isSingle ? PrintSingle((float)literal.Real) : PrintDouble(literal.Real))})",
    };

    private static string PrintLong(long value) => value switch
    {
        long.MinValue => "long.MinValue",
        long.MaxValue => "long.MaxValue",
        _ => value.ToString(CultureInfo.InvariantCulture) + "L",
    };

    /// <summary>A bound of 64 bits, the identity of a minimum or maximum, is the bound of 32 in lanes of 32.</summary>
    private static string PrintInt(long value) => value switch
    {
        <= int.MinValue => "int.MinValue",
        >= int.MaxValue => "int.MaxValue",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    private static string PrintDouble(double value)
    {
        if (double.IsNaN(value))
            return "double.NaN";
        if (double.IsInfinity(value))
            return value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        if (value == 0)
            text = 1 / value > 0 ? "0" : "-0";
        return text.IndexOfAny(['.', 'e', 'E']) < 0 ? text + ".0" : text;
    }

    private static string PrintSingle(float value)
    {
        if (float.IsNaN(value))
            return "float.NaN";
        if (float.IsInfinity(value))
            return value > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity";
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return (value == 0 ? (1 / value > 0 ? "0" : "-0") : text) + "f";
    }

    private sealed class Restoration(Action restore) : IDisposable
    {
        public void Dispose() => restore();
    }

    private static (string Text, int Precedence) Call(string method, params string[] arguments) =>
        ($"{method}({string.Join(", ", arguments)})", Operators.CallPrecedence);
}
