using System.Globalization;
using System.Runtime.CompilerServices;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossGen.Analyzers.PlainCSharp;

/// <summary>Reads a C# expression over floating-point numbers as an expression of the compiler.</summary>
/// <remarks>
/// What it has no meaning for becomes a leaf; leaves of the same text that have no effects are one. Locals that still have the value of their
/// declaration are read through. Nothing is simplified, but for the logistic function: <c>1 / (1 + exp(-x))</c>, which C# has no name for, is
/// stable and goes into unstable forms.
/// </remarks>
/// <param name="functions">The functions with a meaning.</param>
/// <param name="locals">The locals around the expression.</param>
/// <param name="anchor">The whole expression.</param>
internal sealed partial class ExpressionTranslator(KnownFunctions functions, LocalValues locals, IOperation anchor)
{
    /// <summary>How many operations are read at most: locals and functions may say in one word what takes pages.</summary>
    private const int MaximumOperations = 20_000;

    /// <summary>How many facts are kept: who guards an expression more often than that means something else.</summary>
    private const int MaximumFacts = 16;

    private readonly NodeFactory _factory = new();
    private readonly Dictionary<Node, List<Place>> _places = [];
    private readonly Dictionary<Node, List<NodeText>> _texts = [];
    private readonly Dictionary<string, Leaf> _leavesByText = new(StringComparer.Ordinal);
    private readonly List<Leaf> _leaves = [];
    private readonly List<IOperation> _stops = [];

    /// <summary>How many locals and functions lie between the expression and what is being read.</summary>
    private int _depth;

    private int _operations;

    /// <summary>Whether a function of the table or a sum was met, without which nothing can be unstable.</summary>
    public bool HasFunctions { get; private set; }

    /// <summary>The operations of the expression that were not looked into.</summary>
    public IReadOnlyList<IOperation> Stops => _stops;

    /// <summary>Whether an operation is more than a leaf.</summary>
    public static bool IsComposed(IOperation operation, KnownFunctions functions) =>
        FloatFormat.Of(operation.Type) is not null && !operation.ConstantValue.HasValue && operation switch
        {
            IConversionOperation conversion => IsReal(conversion.Operand) && IsComposed(conversion.Operand, functions),
            IUnaryOperation or IBinaryOperation or IConditionalOperation => true,
            IInvocationOperation call => functions.MeaningOf(call.TargetMethod) is not null,
            _ => false,
        };

    public TranslatedExpression Translate()
    {
        var root = Real(anchor);
        _depth++;
        var (known, facts) = (_leaves.Count, Facts([.. _leaves.Select(leaf => leaf.Node)]));
        var leaves = _leaves.Where((leaf, i) => i < known || facts.Any(fact => NodeMatching.Contains(fact, leaf.Node))).ToList();
        foreach (var texts in _texts.Values)
            texts.Sort((x, y) => x.Syntax.Span.Length.CompareTo(y.Syntax.Span.Length));
        return new()
        {
            Factory = _factory,
            Root = root,
            Places = _places,
            Texts = _texts,
            Leaves = leaves,
            Extents = _extents,
            Facts = facts,
        };
    }

    /// <summary>The conditions that say something about what the expression reads.</summary>
    private List<Node> Facts(IReadOnlyList<Node> leaves) =>
    [
        .. Guards.Of(anchor, locals).Select(guard => TryFact(guard.Condition, guard.Holds)).OfType<Node>().Distinct()
            .Where(fact => leaves.Any(leaf => NodeMatching.Contains(fact, leaf))).Take(MaximumFacts),
    ];

    /// <summary>A condition as a fact; null if nothing about numbers follows from it.</summary>
    private Node? TryFact(IOperation condition, bool holds)
    {
        var fact = Condition(condition);
        return fact is ScalarRead or BooleanConstant ? null : holds ? fact : _factory.Call(Operators.Not, fact);
    }

    private Node Real(IOperation operation)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (++_operations > MaximumOperations)
            throw new ProgramTooLargeException();
        if (operation.ConstantValue is { HasValue: true, Value: { } value } && ToDouble(value) is { } number)
            return Written(operation, _factory.Real(number));
        return FloatFormat.Of(operation.Type) is null ? Written(operation, RealOfOther(operation)) : operation switch
        {
            IConversionOperation { Operand: var operand } when IsNumber(operand) => Converted(operation, operand),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } negation when IsReal(negation.Operand) =>
                Written(operation, _factory.Call(Operators.Negate, Real(negation.Operand))),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Plus } plus when IsReal(plus.Operand) => Written(operation, Real(plus.Operand)),
            IBinaryOperation binary when OperatorOf(binary.OperatorKind) is { } op && IsReal(binary.LeftOperand) && IsReal(binary.RightOperand) =>
                Written(operation, Binary(op, Real(binary.LeftOperand), Real(binary.RightOperand))),
            IConditionalOperation { WhenFalse: { } otherwise } choice =>
                Written(operation, _factory.Select(Condition(choice.Condition), Real(choice.WhenTrue), Real(otherwise))),
            IInvocationOperation call when functions.MeaningOf(call.TargetMethod) is { } meaning => Called(call, meaning),
            IInvocationOperation call when functions.BodyOf(call.TargetMethod) is { } body && Inlined(call, body) is { } node => node,
            IInvocationOperation call when Reduction(call) is { } reduction => Written(operation, reduction),
            IParameterReferenceOperation { Parameter: var parameter } when _bound.TryGetValue(parameter, out var element) => element,
            IParameterReferenceOperation { Parameter: var parameter } when ElementOf(parameter) is { } element => Written(operation, element),
            ILocalReferenceOperation { Local: var variable } when _bound.TryGetValue(variable, out var element) => element,
            IArrayElementReferenceOperation { ArrayReference: var array, Indices: [var index] } when ElementAt(array, index) is { } element => element,
            IPropertyReferenceOperation { Instance: { } list, Arguments: [{ Value: var index }] } when ElementAt(list, index) is { } element => element,
            IInvocationOperation { TargetMethod.Name: "CreateChecked" or "CreateSaturating" or "CreateTruncating", Arguments: [{ Value: var converted }] } call
                when FloatFormat.IsGenericNumber(call.TargetMethod.ContainingType) => Written(operation, Real(converted)),
            IPropertyReferenceOperation { Property: { IsStatic: true } property } when ConstantOf(property) is { } constant =>
                Written(operation, _factory.Real(constant)),
            ILocalReferenceOperation local => Local(local),
            _ => LeafOf(operation, LeafDomain.Real),
        };
    }

    /// <summary>What is no floating-point number is read as one where C# converts it.</summary>
    private Node RealOfOther(IOperation operation) =>
        operation is ILocalReferenceOperation { Local: var local } && _bound.TryGetValue(local, out var position) ? _factory.Call(Operators.ToReal, position)
        : LengthOf(operation) is { } extent ? _factory.Call(Operators.ToReal, _factory.Size(extent))
        : _factory.Call(Operators.ToReal, LeafOf(operation, FloatFormat.IsInteger(operation.Type) ? LeafDomain.Integer : LeafDomain.Boolean));

    /// <summary>A conversion is written where its operand is; it only has another text.</summary>
    private Node Converted(IOperation conversion, IOperation operand)
    {
        var node = Real(operand);
        if (!conversion.IsImplicit)
            WriteText(conversion, node);
        return node;
    }

    private Node Binary(Operator op, Node left, Node right)
    {
        if (op == Operators.Divide && Algebra.IsConstant(left, 1) && right is Call { Operands: [var x, var y] } sum && sum.Operator == Operators.Add)
        {
            var exponential = Algebra.IsConstant(x, 1) ? y : Algebra.IsConstant(y, 1) ? x : null;
            if (exponential is Call { Operator: var function, Operands: [var exponent] } && function == Operators.Exp)
                return _factory.Call(Operators.Sigmoid, new Algebra(_factory).Negate(exponent));
        }

        return _factory.Call(op, left, right);
    }

    private Node Condition(IOperation operation)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return operation switch
        {
            { ConstantValue: { HasValue: true, Value: bool value } } => _factory.Boolean(value),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, IsLifted: false } negation when negation.OperatorMethod is null =>
                _factory.Call(Operators.Not, Condition(negation.Operand)),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both =>
                _factory.Call(Operators.And, Condition(both.LeftOperand), Condition(both.RightOperand)),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either =>
                _factory.Call(Operators.Or, Condition(either.LeftOperand), Condition(either.RightOperand)),
            IBinaryOperation { IsLifted: false } comparison when ComparisonOf(comparison.OperatorKind) is { } op
                && IsNumber(comparison.LeftOperand) && IsNumber(comparison.RightOperand) =>
                _factory.Call(op, Real(comparison.LeftOperand), Real(comparison.RightOperand)),
            IIsPatternOperation { Pattern: var pattern } test when IsNumber(test.Value) && Pattern(Real(test.Value), pattern) is { } matched => matched,
            _ => LeafOf(operation, LeafDomain.Boolean),
        };
    }

    /// <summary>A relational pattern as a condition; null for any other pattern.</summary>
    private Node? Pattern(Node value, IPatternOperation pattern)
    {
        switch (pattern)
        {
            case IRelationalPatternOperation { Value.ConstantValue.Value: { } constant } relation
                when ComparisonOf(relation.OperatorKind) is { } op && ToDouble(constant) is { } bound:
                return _factory.Call(op, value, _factory.Real(bound));
            case IConstantPatternOperation { Value.ConstantValue.Value: { } constant } when ToDouble(constant) is { } number:
                return _factory.Call(Operators.Equal, value, _factory.Real(number));
            case INegatedPatternOperation negated:
                return Pattern(value, negated.Pattern) is { } inner ? _factory.Call(Operators.Not, inner) : null;
            case IBinaryPatternOperation both when Pattern(value, both.LeftPattern) is { } left && Pattern(value, both.RightPattern) is { } right:
                return _factory.Call(both.OperatorKind == BinaryOperatorKind.Or ? Operators.Or : Operators.And, left, right);
            default:
                return null;
        }
    }

    private Node LeafOf(IOperation operation, LeafDomain domain)
    {
        if (_depth == 0)
            _stops.Add(operation);
        _isOpen |= ReadsBound(operation);
        var isPure = Purity.IsPure(operation, functions);
        var key = isPure ? domain + ":" + Purity.TextOf(operation) : "";
        if (!isPure || !_leavesByText.TryGetValue(key, out var leaf))
        {
            leaf = new Leaf(NewNode(operation, domain), Purity.IsRandom(operation) ? LeafDomain.Random : domain, operation, isPure);
            _leaves.Add(leaf);
            if (isPure)
                _leavesByText.Add(key, leaf);
        }

        return isPure || _depth == 0 ? Written(operation, leaf.Node) : leaf.Node;
    }

    /// <summary>Elements of arrays are data, of which the rules expect more than of a scalar: that it may be 0.</summary>
    private Node NewNode(IOperation operation, LeafDomain domain)
    {
        var name = "v" + _leaves.Count.ToString(CultureInfo.InvariantCulture);
        var type = domain switch
        {
            LeafDomain.Integer => ElementType.Int64,
            LeafDomain.Boolean => ElementType.Boolean,
            _ => ElementType.Double,
        };
        if (domain != LeafDomain.Real || !Purity.IsData(operation))
            return _factory.Scalar(new LossParameter(name, ParameterKind.Scalar, type, ""));
        var array = new ArrayParameter(new LossParameter(name, ParameterKind.Array, type, ""), [NewExtent(name)]);
        return _factory.Read(array, _factory.Integer(0));
    }

    private Node Written(IOperation operation, Node node)
    {
        WriteText(operation, node);
        if (_depth == 0)
            AddPlace(node, new Place(operation, node));
        return node;
    }

    private void WriteText(IOperation operation, Node node)
    {
        if (_bound.Count > 0)
            return;
        if (!_texts.TryGetValue(node, out var texts))
            _texts[node] = texts = [];
        texts.Add(new NodeText(operation.Syntax, operation.Type));
    }

    private void AddPlace(Node node, Place place)
    {
        if (!_places.TryGetValue(node, out var places))
            _places[node] = places = [];
        places.Add(place);
    }

    private static bool IsReal(IOperation operation) => FloatFormat.Of(operation.Type) is not null;

    private static bool IsNumber(IOperation operation) => IsReal(operation) || FloatFormat.IsInteger(operation.Type);

    private static double? ToDouble(object value) =>
        value is double or float or int or long or uint or ulong or short or ushort or byte or sbyte
            ? Convert.ToDouble(value, CultureInfo.InvariantCulture)
            : null;

    /// <summary>The number that a static property of a floating-point type is in generic arithmetic.</summary>
    private static double? ConstantOf(IPropertySymbol property) =>
        !FloatFormat.IsGenericNumber(property.ContainingType) && FloatFormat.Of(property.ContainingType) is null ? null : property.Name switch
        {
            "Zero" => 0,
            "One" => 1,
            "NegativeOne" => -1,
            "E" => Math.E,
            "Pi" => Math.PI,
            _ => null,
        };

    /// <summary>Whether the operator has a meaning between numbers or conditions.</summary>
    public static bool IsKnown(BinaryOperatorKind kind) =>
        kind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr || OperatorOf(kind) is not null || ComparisonOf(kind) is not null;

    public static bool IsComparison(BinaryOperatorKind kind) => ComparisonOf(kind) is not null;

    private static Operator? OperatorOf(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => Operators.Add,
        BinaryOperatorKind.Subtract => Operators.Subtract,
        BinaryOperatorKind.Multiply => Operators.Multiply,
        BinaryOperatorKind.Divide => Operators.Divide,
        _ => null,
    };

    private static Operator? ComparisonOf(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.LessThan => Operators.Less,
        BinaryOperatorKind.LessThanOrEqual => Operators.LessOrEqual,
        BinaryOperatorKind.GreaterThan => Operators.Greater,
        BinaryOperatorKind.GreaterThanOrEqual => Operators.GreaterOrEqual,
        BinaryOperatorKind.Equals => Operators.Equal,
        BinaryOperatorKind.NotEquals => Operators.NotEqual,
        _ => null,
    };
}
