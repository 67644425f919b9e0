using System.Globalization;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossGen.Analyzers.PlainCSharp.Tensors;

/// <summary>A value that spans hold, or that was computed from them.</summary>
/// <param name="Node">The value, element by element.</param>
/// <param name="Call">The expression that computes it.</param>
/// <param name="Sources">The spans that hold, just before it, what their variables stand for.</param>
/// <param name="Destination">The span that it is written to; null for a number.</param>
internal sealed record SpanValue(Node Node, IOperation Call, IReadOnlyDictionary<Node, string> Sources, string? Destination);

/// <summary>
/// Follows the contents of spans through calls of <c>TensorPrimitives</c>, statement by statement, so that <c>SoftMax(x, p); Log(p, p)</c> is read as
/// the formula that it is. What may change a span otherwise ends what is known of it.
/// </summary>
internal sealed class SpanFlow
{
    private readonly INamedTypeSymbol _primitives;
    private readonly Dictionary<ISymbol, Node> _contents = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, Node> _numbers = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<Node, Node> _softmaxes = [];
    private readonly List<ArrayParameter> _arrays = [];
    private readonly List<SpanValue> _values = [];
    private readonly Axis _axis;
    private int _names;

    public SpanFlow(INamedTypeSymbol primitives)
    {
        _primitives = primitives;
        _axis = Factory.NewAxis("i", Extent);
    }

    public NodeFactory Factory { get; } = new();

    /// <summary>The length of all spans, which the calls require to be the same.</summary>
    public Extent Extent { get; } = new("i", 0);

    public IReadOnlyList<ArrayParameter> Arrays => _arrays;

    /// <summary>What is computed in a body, in the order of the statements.</summary>
    public IReadOnlyList<SpanValue> Read(IOperation body)
    {
        Visit(body);
        return _values;
    }

    private void Visit(IOperation operation)
    {
        switch (operation)
        {
            case IBlockOperation or IMethodBodyOperation or IExpressionStatementOperation or IVariableDeclarationGroupOperation or IVariableDeclarationOperation
                or IReturnOperation:
                foreach (var child in operation.ChildOperations)
                    Visit(child);
                break;
            case IVariableDeclaratorOperation { Initializer.Value: { } value } declarator:
                if (Number(value) is { } number)
                    _numbers[declarator.Symbol] = number;
                else
                    Visit(value);
                break;
            case IInvocationOperation call when IsPrimitive(call):
                Call(call);
                break;
            case ILoopOperation or IConditionalOperation or ISwitchOperation or ITryOperation or IUsingOperation or ILockOperation:
                // What happens in there may happen several times or not at all.
                var inner = new SpanFlow(_primitives);
                foreach (var child in operation.ChildOperations)
                    inner.Visit(child);
                Branches.Add(inner);
                Forget(operation);
                break;
            default:
                if (Number(operation) is null)
                    Forget(operation);
                break;
        }
    }

    /// <summary>What is followed by itself: the bodies of loops and branches.</summary>
    public List<SpanFlow> Branches { get; } = [];

    /// <summary>All values of this flow and of those inside.</summary>
    public IEnumerable<(SpanFlow Flow, SpanValue Value)> Values =>
        _values.Select(value => (this, value)).Concat(Branches.SelectMany(branch => branch.Values));

    private void Call(IInvocationOperation call)
    {
        var arguments = call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => argument.Value).ToList();
        var destination = call.TargetMethod.ReturnsVoid && arguments.Count > 0 ? arguments[arguments.Count - 1] : null;
        if (destination is null)
        {
            _ = Number(call);
            return;
        }

        var inputs = arguments.Take(arguments.Count - 1).Select(Input).ToList();
        var value = call.TargetMethod.Name == "Log" && inputs.Count == 1 && _softmaxes.TryGetValue(inputs[0], out var softmax)
            ? Factory.Call(Operators.Log, softmax)
            : SpanFunctions.Written(call.TargetMethod.Name, Factory, inputs, _axis);
        if (value is not null)
        {
            Add(value, call, destination.Syntax.ToString());
            if (call.TargetMethod.Name == "SoftMax")
                _softmaxes[value] = Factory.Call(Operators.Softmax, inputs[0], Factory.Reduce(ReduceKind.LogSumExp, _axis, inputs[0]));
        }

        if (SpanOf(destination) is { } span)
            _contents[span] = value ?? NewSpan(span.Name);
        else
            Forget(destination);
    }

    /// <summary>A number that is computed from spans, itself or by an expression over such numbers; null for any other.</summary>
    private Node? Number(IOperation operation)
    {
        operation = Unconverted(operation);
        switch (operation)
        {
            case IParenthesizedOperation inside:
                return Number(inside.Operand);
            case ILocalReferenceOperation local:
                return _numbers.TryGetValue(local.Local, out var known) ? known : null;
            case IInvocationOperation call when IsPrimitive(call):
                var inputs = call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => Input(argument.Value)).ToList();
                return Add(SpanFunctions.Returned(call.TargetMethod.Name, Factory, inputs, _axis), call, null);
            case IInvocationOperation { TargetMethod: { ContainingType.Name: "Math" or "MathF" or "Single" or "Double", Parameters.Length: 1 } method } call
                when Number(call.Arguments[0].Value) is { } argument:
                var op = method.Name switch { "Log" => Operators.Log, "Sqrt" => Operators.Sqrt, "Exp" => Operators.Exp, _ => null };
                return op is null ? null : Add(Factory.Call(op, argument), call, null);
            case IBinaryOperation binary when Number(binary.LeftOperand) is { } left && Number(binary.RightOperand) is { } right:
                var symbol = binary.OperatorKind switch
                {
                    BinaryOperatorKind.Add => Operators.Add,
                    BinaryOperatorKind.Subtract => Operators.Subtract,
                    BinaryOperatorKind.Multiply => Operators.Multiply,
                    BinaryOperatorKind.Divide => Operators.Divide,
                    _ => null,
                };
                return symbol is null ? null : Add(Factory.Call(symbol, left, right), binary, null);
            default:
                return null;
        }
    }

    private Node? Add(Node? value, IOperation call, string? destination)
    {
        if (value is null)
            return null;
        var sources = _contents.Where(entry => entry.Value is ArrayRead).GroupBy(entry => entry.Value).ToDictionary(group => group.Key, group => group.First().Key.Name);
        _values.Add(new SpanValue(value, call, sources, destination));
        return value;
    }

    private Node Input(IOperation argument)
    {
        argument = Unconverted(argument);
        if (argument.ConstantValue is { HasValue: true, Value: IConvertible constant } && constant is not (string or bool or char))
            return Factory.Real(Convert.ToDouble(constant, CultureInfo.InvariantCulture));
        if (SpanOf(argument) is { } span)
        {
            if (!_contents.TryGetValue(span, out var content))
                _contents[span] = content = NewSpan(span.Name);
            return content;
        }

        return Number(argument) is { } number ? number
            : argument.Type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double
                ? Factory.Scalar(new LossParameter("x" + _names++.ToString(CultureInfo.InvariantCulture), ParameterKind.Scalar, ElementType.Single, ""))
                : NewSpan("x" + _names++.ToString(CultureInfo.InvariantCulture));
    }

    private Node NewSpan(string name)
    {
        var isKnown = _arrays.Any(array => array.Name == name);
        var array = new ArrayParameter(
            new LossParameter(isKnown ? name + _names++.ToString(CultureInfo.InvariantCulture) : name, ParameterKind.Array, ElementType.Single, ""), [Extent]);
        _arrays.Add(array);
        return Factory.Read(array, Factory.Position(_axis));
    }

    /// <summary>Everything that an operation names may have changed.</summary>
    private void Forget(IOperation operation)
    {
        foreach (var symbol in operation.DescendantsAndSelf().Select(SymbolOf).OfType<ISymbol>())
        {
            _contents.Remove(symbol);
            _numbers.Remove(symbol);
        }
    }

    private bool IsPrimitive(IInvocationOperation call) => SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, _primitives);

    /// <summary>The variable that holds a whole span.</summary>
    private static ISymbol? SpanOf(IOperation operation) => IsSpan(Unconverted(operation).Type) ? SymbolOf(Unconverted(operation)) : null;

    private static bool IsSpan(ITypeSymbol? type) => type is IArrayTypeSymbol or { Name: "Span" or "ReadOnlySpan" };

    private static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    private static IOperation Unconverted(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation { Operand: var operand }:
                    operation = operand;
                    break;
                case IInvocationOperation { TargetMethod.Name: "AsSpan", Arguments: [{ Value: var value }] }:
                    operation = value;
                    break;
                default:
                    return operation;
            }
        }
    }
}
