using System.Globalization;
using System.Runtime.CompilerServices;
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
    /// <summary>What has come through more calls than this is a new value: nothing that is known of it can be of use.</summary>
    private const int MaximumDepth = 24;

    private readonly INamedTypeSymbol _primitives;
    private readonly SpanAliases _aliases;
    private readonly Dictionary<ISymbol, Node> _contents = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, Node> _numbers = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<Node, Node> _softmaxes = [];
    private readonly List<ArrayParameter> _arrays = [];
    private readonly List<SpanValue> _values = [];
    private readonly List<SpanFlow> _branches = [];

    /// <summary>The expressions whose values are known, since a part of a larger one may be looked at again.</summary>
    private readonly HashSet<IOperation> _seen = [];
    private readonly Axis _axis;
    private int _names;

    private SpanFlow(INamedTypeSymbol primitives, SpanAliases aliases)
    {
        (_primitives, _aliases) = (primitives, aliases);
        _axis = Factory.NewAxis("i", Extent);
    }

    public NodeFactory Factory { get; } = new();

    /// <summary>The length of all spans, which the calls require to be the same.</summary>
    public Extent Extent { get; } = new("i", 0);

    public IReadOnlyList<ArrayParameter> Arrays => _arrays;

    /// <summary>All values of this flow and of those inside: the bodies of loops and branches are followed by themselves.</summary>
    public IEnumerable<(SpanFlow Flow, SpanValue Value)> Values =>
        _values.Select(value => (this, value)).Concat(_branches.SelectMany(branch => branch.Values));

    /// <summary>What is computed in a body, in the order of the statements.</summary>
    public static SpanFlow Read(IOperation body, INamedTypeSymbol primitives)
    {
        var flow = new SpanFlow(primitives, new SpanAliases(body));
        flow.Visit(body);
        return flow;
    }

    private void Visit(IOperation operation)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (operation)
        {
            case IBlockOperation or IMethodBodyOperation or IExpressionStatementOperation or IVariableDeclarationGroupOperation or IVariableDeclarationOperation
                or IVariableInitializerOperation or IReturnOperation:
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
            case ILoopOperation or IUsingOperation or ILockOperation or IAnonymousFunctionOperation or ILocalFunctionOperation:
                // What happens in there may happen several times, or at another time.
                Branch(operation.ChildOperations);
                Forget(operation);
                break;
            case IConditionalOperation choice:
                Visit(choice.Condition);
                Branch([choice.WhenTrue]);
                if (choice.WhenFalse is { } otherwise)
                    Branch([otherwise]);
                Forget(operation);
                break;
            case ISwitchOperation choice:
                Visit(choice.Value);
                foreach (var section in choice.Cases)
                    Branch(section.Body);
                Forget(operation);
                break;
            case ITryOperation:
                // Of these parts one is executed and another is not.
                foreach (var child in operation.ChildOperations)
                    Branch([child]);
                Forget(operation);
                break;
            case ILabeledOperation:
                _contents.Clear();
                _numbers.Clear();
                break;
            case ISimpleAssignmentOperation { Target: var target, Value: var value }:
                var assigned = Number(value);
                if (assigned is null)
                    Visit(value);
                Forget(target);
                if (assigned is not null && SymbolOf(target) is ILocalSymbol local)
                    _numbers[local] = assigned;
                break;
            default:
                if (Number(operation) is not null)
                    break;
                foreach (var child in operation.ChildOperations)
                    Visit(child);
                if (!IsRead(operation))
                    Forget(operation);
                break;
        }
    }

    /// <summary>Whether an operation changes nothing that it names.</summary>
    private static bool IsRead(IOperation operation) => operation
        is IBinaryOperation or IUnaryOperation or IConversionOperation or IParenthesizedOperation or ILiteralOperation or IDefaultValueOperation
        or ILocalReferenceOperation or IParameterReferenceOperation or IArrayElementReferenceOperation or IPropertyReferenceOperation
        or IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType.Name: "Math" or "MathF" } };

    private void Branch(IEnumerable<IOperation> operations)
    {
        var inner = new SpanFlow(_primitives, _aliases);
        foreach (var operation in operations)
            inner.Visit(operation);
        _branches.Add(inner);
    }

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

        Forget(destination);
        if (SpanOf(destination) is { } span)
            _contents[span] = value is { Depth: < MaximumDepth } ? value : NewSpan(span.Name);
    }

    /// <summary>A number that is computed from spans, itself or by an expression over such numbers; null for any other.</summary>
    private Node? Number(IOperation operation)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
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
            case IPropertyReferenceOperation { Property.Name: "Length", Instance: { } instance } when SpanOf(instance) is not null:
                return Factory.Call(Operators.ToReal, Factory.Size(Extent));
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
        if (value is null || !_seen.Add(call))
            return value;
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

    /// <summary>
    /// Everything that an operation names may have changed, and whatever shares its memory; everything at all, where it runs a function of the body.
    /// </summary>
    private void Forget(IOperation operation)
    {
        foreach (var part in operation.DescendantsAndSelf())
        {
            if (part is IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction or MethodKind.DelegateInvoke })
            {
                _contents.Clear();
                _numbers.Clear();
            }

            if (SymbolOf(part) is not { } symbol)
                continue;
            _numbers.Remove(symbol);
            foreach (var shared in _aliases.Of(symbol))
                _contents.Remove(shared);
        }
    }

    private bool IsPrimitive(IInvocationOperation call) => SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, _primitives);

    /// <summary>The variable that holds a whole span.</summary>
    private static ISymbol? SpanOf(IOperation operation) => SpanAliases.IsSpan(Unconverted(operation).Type) ? SymbolOf(Unconverted(operation)) : null;

    private static ISymbol? SymbolOf(IOperation operation) => SpanAliases.SymbolOf(operation);

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
