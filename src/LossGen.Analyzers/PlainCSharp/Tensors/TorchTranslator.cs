using System.Globalization;
using System.Runtime.CompilerServices;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LossGen.Analyzers.PlainCSharp.Tensors;

/// <summary>A TorchSharp expression in the compiler's terms.</summary>
/// <param name="Factory">Made the nodes.</param>
/// <param name="Root">The value, element by element.</param>
/// <param name="Places">Where nodes stand.</param>
/// <param name="Texts">How nodes are written.</param>
/// <param name="Dimensions">The text of <c>dim</c> that an axis stands for; none for what runs over all dimensions.</param>
/// <param name="Arrays">The tensors that are read.</param>
internal sealed record TorchExpression(
    NodeFactory Factory,
    Node Root,
    IReadOnlyDictionary<Node, IOperation> Places,
    IReadOnlyDictionary<Node, SyntaxNode> Texts,
    IReadOnlyDictionary<Extent, string> Dimensions,
    IReadOnlyList<ArrayParameter> Arrays);

/// <summary>Reads an expression over tensors as one over their elements.</summary>
/// <remarks>
/// Every <c>dim</c> that is written in the expression is an axis, and every tensor has all of them: more than one of them has in truth, but equally many for
/// all, which is what matters to the rules. A view of a composed value is read through, since it has some of the same elements; a view of a variable is
/// another variable.
/// </remarks>
internal sealed class TorchTranslator
{
    /// <summary>How many operations are read at most: locals may say in one word what takes pages.</summary>
    private const int MaximumOperations = 300;

    /// <summary>How many dimensions are told apart: every tensor of a trial has them all.</summary>
    private const int MaximumAxes = 4;

    /// <summary>How many locals are read through to get at an operation.</summary>
    private const int MaximumDepth = 24;

    private readonly TorchFunctions _functions;
    private readonly LocalValues _locals;
    private readonly IOperation _anchor;
    private readonly NodeFactory _factory = new();
    private readonly Algebra _algebra;
    private readonly Dictionary<string, Axis> _axes = new(StringComparer.Ordinal);
    private readonly Dictionary<Extent, string> _dimensions = [];
    private readonly Dictionary<string, Node> _leaves = new(StringComparer.Ordinal);
    private readonly Dictionary<Node, IOperation> _places = [];
    private readonly Dictionary<Node, SyntaxNode> _texts = [];
    private readonly List<ArrayParameter> _arrays = [];
    private readonly HashSet<ILocalSymbol> _open = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ILocalSymbol, Node?> _readings = new(SymbolEqualityComparer.Default);
    private int _depth;
    private int _operations;
    private bool _isInSummand;

    public TorchTranslator(TorchFunctions functions, LocalValues locals, IOperation anchor)
    {
        (_functions, _locals, _anchor) = (functions, locals, anchor);
        _algebra = new Algebra(_factory);
    }

    /// <summary>The operations of the expression that were not looked into.</summary>
    public List<IOperation> Stops { get; } = [];

    /// <summary>What is summed and averaged in the expression: the elements are looked at by themselves, since in the sum they are bound.</summary>
    public List<IOperation> Summands { get; } = [];

    /// <summary>Whether an operation is more than a variable.</summary>
    public bool IsComposed(IOperation operation) => _functions.IsTensor(operation.Type) && operation switch
    {
        IBinaryOperation or IUnaryOperation => true,
        IInvocationOperation call => Known(call) is not null || ModuleOf(call) is not null,
        _ => false,
    };

    public TorchExpression Translate()
    {
        NameAxes(_anchor);
        if (_axes.Count == 0)
            AxisOf("");
        return new(_factory, Value(_anchor), _places, _texts, _dimensions, _arrays);
    }

    /// <summary>The tensors of a call, the object that it is made on first.</summary>
    public IReadOnlyList<IOperation> TensorsOf(IInvocationOperation call)
    {
        var arguments = call.Arguments.Where(argument => !argument.IsImplicit && IsOperand(argument)).OrderBy(argument => argument.Parameter!.Ordinal)
            .Select(argument => Unconverted(argument.Value));
        return [.. call.Instance is { } instance && _functions.IsTensor(instance.Type) ? arguments.Prepend(instance) : arguments];
    }

    private bool IsOperand(IArgumentOperation argument) =>
        argument.Parameter is { } parameter
        && (_functions.IsTensor(parameter.Type) || (parameter.Type.Name == "Scalar" && parameter.Name is "exponent" or "other" or "target" or "right" or "y"));

    private TorchFunction? Known(IInvocationOperation call)
    {
        if (!_functions.IsFunction(call.TargetMethod) || HasMode(call))
            return null;
        return TorchFunctions.Find(call.TargetMethod.Name, TensorsOf(call).Count);
    }

    private string? ModuleOf(IInvocationOperation call) => _functions.ModuleOf(call.TargetMethod, call.Instance?.Type) switch
    {
        "Sigmoid" => "sigmoid",
        "LogSigmoid" => "logsigmoid",
        "Softplus" => "softplus",
        "Softmax" => "softmax",
        "LogSoftmax" => "log_softmax",
        _ => null,
    };

    /// <summary>Rounding modes, thresholds and other powers of a norm are other functions.</summary>
    private static bool HasMode(IInvocationOperation call) => call.Arguments.Any(argument =>
        !argument.IsImplicit && argument.Parameter?.Name is "rounding_mode" or "rounding" or "beta" or "threshold" or "p" or "ord"
        && argument.ArgumentKind != ArgumentKind.DefaultValue);

    private Node Value(IOperation operation)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (++_operations > MaximumOperations)
            throw new ProgramTooLargeException();
        operation = Unconverted(operation);
        if (operation.ConstantValue is { HasValue: true, Value: IConvertible number } && number is not (string or char or bool))
            return Written(operation, _factory.Real(Convert.ToDouble(number, CultureInfo.InvariantCulture)));
        switch (operation)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } negation:
                return Written(operation, _factory.Call(Operators.Negate, Value(negation.Operand)));
            case IBinaryOperation binary when OperatorOf(binary.OperatorKind) is { } op:
                return Written(operation, _factory.Call(op, Value(binary.LeftOperand), Value(binary.RightOperand)));
            case IInvocationOperation call when ModuleOf(call) is { } module && call.Arguments.Length == 1:
                var function = TorchFunctions.Find(module, 1)!;
                return Written(operation, function.Apply(_algebra, [Value(call.Arguments[0].Value)], AxesOf(call)));
            case IInvocationOperation call when Known(call) is { } known:
                var tensors = TensorsOf(call);
                if (known.Kind == TorchKind.View)
                    return IsComposed(Followed(tensors[0])) ? Written(operation, Value(tensors[0])) : Leaf(operation);
                var isOutermost = known.Kind == TorchKind.Reduction && _depth == 0 && !_isInSummand;
                if (isOutermost)
                    Summands.Add(Unconverted(tensors[0]));
                _isInSummand |= isOutermost;
                var value = known.Apply(_algebra, [.. tensors.Select(Value)], AxesOf(call));
                _isInSummand &= !isOutermost;
                return Written(operation, value);
            case IPropertyReferenceOperation { Instance: { } instance, Arguments.Length: > 0 } when IsComposed(Followed(instance)):
                return Written(operation, Value(instance));
            case ILocalReferenceOperation local when Local(local.Local) is { } node:
                _texts[node] = operation.Syntax;
                return node;
            default:
                return Leaf(operation);
        }
    }

    /// <summary>What a local was given; null if that is no more than a variable, or lies too deep.</summary>
    private Node? Local(ILocalSymbol local)
    {
        if (_depth >= MaximumDepth || _open.Contains(local))
            return null;
        if (_readings.TryGetValue(local, out var known))
            return known;
        Node? node = null;
        if (_locals.ValueOf(local, _anchor) is { } value && IsComposed(Followed(value)))
        {
            _open.Add(local);
            _depth++;
            node = Value(value);
            _depth--;
            _open.Remove(local);
        }

        return _readings[local] = node;
    }

    /// <summary>What a local was given, through as many locals as there are.</summary>
    private IOperation Followed(IOperation operation)
    {
        operation = Unconverted(operation);
        for (var seen = new HashSet<ILocalSymbol>(SymbolEqualityComparer.Default);
            operation is ILocalReferenceOperation local && seen.Add(local.Local) && _locals.ValueOf(local.Local, _anchor) is { } value;)
            operation = Unconverted(value);
        return operation;
    }

    /// <summary>What is written with the same words within one expression is the same tensor, unless it is a call: that may be a random one.</summary>
    private Node Leaf(IOperation operation)
    {
        if (_depth == 0)
            Stops.Add(operation);
        var isCall = operation.DescendantsAndSelf().Any(part => part is IInvocationOperation or IObjectCreationOperation);
        var key = isCall ? "#" + _leaves.Count.ToString(CultureInfo.InvariantCulture) : Purity.TextOf(operation);
        if (!_leaves.TryGetValue(key, out var leaf))
            _leaves[key] = leaf = NewLeaf(operation);
        _texts[leaf] = operation.Syntax;
        return leaf;
    }

    private Node NewLeaf(IOperation operation)
    {
        var name = operation.Syntax is IdentifierNameSyntax identifier ? identifier.Identifier.ValueText : "x" + _leaves.Count.ToString(CultureInfo.InvariantCulture);
        if (!_functions.IsTensor(operation.Type))
            return _factory.Scalar(new LossParameter(name, ParameterKind.Scalar, ElementType.Single, ""));
        var axes = _axes.Values.ToList();
        var array = new ArrayParameter(
            new LossParameter(name, ParameterKind.Array, ElementType.Single, ""), [.. axes.Select(axis => axis.Extent)]);
        _arrays.Add(array);
        return _factory.Read(array, [.. axes.Select(axis => _factory.Position(axis))]);
    }

    /// <summary>Finds the dimensions before anything is read, because a tensor has all of them.</summary>
    private void NameAxes(IOperation operation)
    {
        var pending = new Stack<IOperation>([operation]);
        var seen = new HashSet<ILocalSymbol>(SymbolEqualityComparer.Default);
        while (pending.Count > 0)
        {
            var next = pending.Pop();
            if (next is IInvocationOperation call && Known(call) is { Kind: TorchKind.Reduction or TorchKind.Normalization })
                AxesOf(call);
            if (next is ILocalReferenceOperation local && seen.Add(local.Local) && _locals.ValueOf(local.Local, _anchor) is { } value)
                pending.Push(value);
            foreach (var child in next.ChildOperations)
                pending.Push(child);
        }
    }

    /// <summary>The axes that a call names, or all.</summary>
    private IReadOnlyList<Axis> AxesOf(IInvocationOperation call)
    {
        var dimensions = call.Arguments
            .Where(argument => argument.ArgumentKind != ArgumentKind.DefaultValue && argument.Parameter?.Name is "dim" or "dims" or "dimensions" or "dim0" or "dim1" or "dim2")
            .Select(argument => Purity.TextOf(argument.Value).Trim())
            .ToList();
        return dimensions.Count == 0 ? [.. _axes.Values] : [.. dimensions.Select(AxisOf)];
    }

    private Axis AxisOf(string dimension)
    {
        if (!_axes.TryGetValue(dimension, out var axis))
        {
            if (_axes.Count >= MaximumAxes)
                throw new ProgramTooLargeException();
            var extent = new Extent("d" + _axes.Count.ToString(CultureInfo.InvariantCulture), _axes.Count);
            _axes[dimension] = axis = _factory.NewAxis(extent.Name, extent);
            if (dimension.Length > 0)
                _dimensions[extent] = dimension;
        }

        return axis;
    }

    private Node Written(IOperation operation, Node node)
    {
        if (_depth == 0 && !_places.ContainsKey(node))
            _places[node] = operation;
        if (!_texts.ContainsKey(node))
            _texts[node] = operation.Syntax;
        return node;
    }

    private static IOperation Unconverted(IOperation operation)
    {
        while (operation is IConversionOperation { Operand: var operand })
            operation = operand;
        return operation;
    }

    private static Operator? OperatorOf(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => Operators.Add,
        BinaryOperatorKind.Subtract => Operators.Subtract,
        BinaryOperatorKind.Multiply => Operators.Multiply,
        BinaryOperatorKind.Divide => Operators.Divide,
        _ => null,
    };
}
