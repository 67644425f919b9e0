using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossGen.Analyzers.PlainCSharp;

/// <content>Sums over sequences: those of LINQ, and locals that a loop adds to.</content>
internal sealed partial class ExpressionTranslator
{
    private readonly Dictionary<string, Sequence> _sequences = new(StringComparer.Ordinal);
    private readonly List<Extent> _extents = [];
    private readonly Dictionary<ISymbol, Node> _bound = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, Node> _positions = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a leaf was met that depends on the element of a sequence, which leaves cannot.</summary>
    private bool _isOpen;

    /// <summary>A sequence of floating-point numbers: an axis, and its element at the axis's position.</summary>
    private sealed record Sequence(Axis Axis, Node Element);

    /// <summary>Sum, mean and extrema of a sequence; null for any other call.</summary>
    private Node? Reduction(IInvocationOperation call)
    {
        if (!IsLinq(call.TargetMethod) || call.Arguments.Length is 0 or > 2
            || ReductionKind(call.TargetMethod.Name) is not { } kind
            || SequenceOf(call.Arguments[0].Value) is not { } sequence)
            return null;
        var body = call.Arguments.Length == 1 ? sequence.Element : Body(call.Arguments[1].Value, sequence.Element);
        if (body is null)
            return null;
        HasFunctions = true;
        if (_depth == 0)
            _stops.Add(call);
        var reduction = _factory.Reduce(kind, sequence.Axis, body);
        return call.TargetMethod.Name == "Average"
            ? _factory.Call(Operators.Divide, reduction, _factory.Call(Operators.ToReal, _factory.Size(sequence.Axis.Extent)))
            : reduction;
    }

    /// <summary>What a local has after a loop that adds to it; null if it is no such local.</summary>
    private Node? Accumulated(ILocalReferenceOperation reference)
    {
        if (locals.AccumulationOf(reference.Local, anchor) is not { } accumulation)
            return null;
        _open.Add(reference.Local);
        var node = accumulation.Loop switch
        {
            IForLoopOperation loop when loop.Locals.Length == 1 => Summed(accumulation.Term, loop.Locals[0], NewAxis(ExtentOf(loop), "i")),
            IForEachLoopOperation { Locals.Length: 1 } each when SequenceOf(each.Collection) is { } sequence =>
                Summed(accumulation.Term, each.Locals[0], sequence.Axis, sequence.Element),
            _ => null,
        };
        _open.Remove(reference.Local);
        HasFunctions |= node is not null;
        return node is null ? null
            : accumulation.Start == 0 ? node
            : _factory.Call(Operators.Add, _factory.Real(accumulation.Start), node);
    }

    private Node? Summed(IOperation term, ISymbol variable, Axis axis, Node? element = null)
    {
        var body = Inside(variable, element ?? _factory.Position(axis), term);
        return body is null || !body.FreeAxes.Contains(axis) ? null : _factory.Reduce(ReduceKind.Sum, axis, body);
    }

    /// <summary>The element at the position of the lambda or the loop variable that a sum is over; null for any other.</summary>
    private Node? ElementAt(IOperation array, IOperation index)
    {
        if (index is not ILocalReferenceOperation { Local: var local })
            return null;
        var position = _bound.TryGetValue(local, out var bound) ? bound : null;
        if (array is ILocalReferenceOperation { Local: var computed } && locals.ElementOf(computed, anchor) is { } definition)
            return Inside(definition.Index, position ?? PositionOf(local), definition.Value);
        return position is Position && SequenceOf(array) is { Element: ArrayRead read } ? _factory.Read(read.Array, position) : null;
    }

    /// <summary>The position that a loop variable around the expression stands for, on an axis that stays free.</summary>
    private Node PositionOf(ILocalSymbol index)
    {
        if (!_positions.TryGetValue(index, out var position))
            _positions[index] = position = _factory.Position(NewAxis(NewExtent(index.Name), index.Name));
        return position;
    }

    /// <summary>
    /// What a lambda's parameter is where LINQ passes it the elements of a sequence that is computed from another, on an axis that stays free.
    /// </summary>
    private Node? ElementOf(IParameterSymbol parameter)
    {
        for (var outer = anchor.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation { Symbol: var lambda, Parent: IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation call } } }
                && SymbolEqualityComparer.Default.Equals(lambda, parameter.ContainingSymbol))
            {
                return IsLinq(call.TargetMethod) && SequenceOf(call.Arguments[0].Value) is { Element: not ArrayRead } sequence
                    ? sequence.Element
                    : null;
            }
        }

        return null;
    }

    private Sequence? SequenceOf(IOperation operation) => operation switch
    {
        IConversionOperation { IsImplicit: true } conversion => SequenceOf(conversion.Operand),
        IInvocationOperation { TargetMethod: var method, Arguments: [{ Value: var source }, { Value: var selector }] }
            when IsLinq(method) && method.Name == "Select" && SequenceOf(source) is { } sequence =>
            Body(selector, sequence.Element) is { } element ? sequence with { Element = element } : null,
        IInvocationOperation { TargetMethod: var method, Arguments: [{ Value: var source }] }
            when IsLinq(method) && method.Name is "ToArray" or "ToList" or "AsEnumerable" => SequenceOf(source),
        ILocalReferenceOperation local when locals.ValueOf(local.Local, anchor) is IInvocationOperation value && SequenceOf(value) is { } sequence => sequence,
        _ => SequenceLeaf(operation),
    };

    private Sequence? SequenceLeaf(IOperation operation)
    {
        if (FloatFormat.Of(ElementTypeOf(operation.Type)) is null || !Purity.IsPure(operation, functions) || ReadsBound(operation))
            return null;
        var key = Purity.TextOf(operation);
        if (_sequences.TryGetValue(key, out var known))
            return known;
        var name = "v" + _leaves.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var extent = NewExtent(name);
        var axis = _factory.NewAxis("i", extent);
        var array = new ArrayParameter(new LossParameter(name, ParameterKind.Array, ElementType.Double, ""), [extent]);
        var element = _factory.Read(array, _factory.Position(axis));
        _leaves.Add(new Leaf(element, LeafDomain.Real, operation, true));
        return _sequences[key] = new Sequence(axis, element);
    }

    /// <summary>What a lambda, or a method by its name, makes of an element; null if that is unknown.</summary>
    private Node? Body(IOperation function, Node element) => function switch
    {
        IConversionOperation conversion => Body(conversion.Operand, element),
        IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: var method } } when functions.MeaningOf(method) is { } meaning =>
            Called(meaning, element),
        IDelegateCreationOperation
        {
            Target: IAnonymousFunctionOperation
            {
                Symbol.Parameters: [var parameter],
                Body.Operations: [IReturnOperation { ReturnedValue: { } value }],
            },
        } when FloatFormat.Of(value.Type) is not null => Inside(parameter, element, value),
        _ => null,
    };

    private Node Called(FunctionMeaning meaning, Node element)
    {
        HasFunctions = true;
        return meaning(_factory, [element]);
    }

    /// <summary>An expression in which a variable stands for an element; null if it has parts that no one element has.</summary>
    private Node? Inside(ISymbol variable, Node element, IOperation value)
    {
        var (outer, wasOpen, readings) = (_bound.TryGetValue(variable, out var known) ? known : null, _isOpen, _readings);
        _isOpen = false;
        _readings = new(SymbolEqualityComparer.Default);
        _bound[variable] = element;
        _depth++;
        var node = Real(value);
        _depth--;
        Bind(variable, outer);
        _readings = readings;
        var isClosed = !_isOpen;
        _isOpen = wasOpen;
        return isClosed ? node : null;
    }

    private bool ReadsBound(IOperation operation) => _bound.Count > 0 && operation.DescendantsAndSelf().Any(part => part switch
    {
        ILocalReferenceOperation local => _bound.ContainsKey(local.Local),
        IParameterReferenceOperation parameter => _bound.ContainsKey(parameter.Parameter),
        _ => false,
    });

    /// <summary>The length of the sequence whose length bounds a loop; any other bound is a length of its own.</summary>
    private Extent ExtentOf(IForLoopOperation loop) =>
        loop.Condition is IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan, RightOperand: var bound } && LengthOf(bound) is { } extent
            ? extent
            : NewExtent("n");

    /// <summary>The extent that <c>x.Length</c> or <c>x.Count</c> is the size of.</summary>
    private Extent? LengthOf(IOperation operation) => operation switch
    {
        IConversionOperation conversion => LengthOf(conversion.Operand),
        IPropertyReferenceOperation { Property.Name: "Length" or "Count", Instance: { } instance } => SequenceOf(instance)?.Axis.Extent,
        ILocalReferenceOperation local when locals.ValueOf(local.Local, anchor) is { } value and not ILocalReferenceOperation => LengthOf(value),
        _ => null,
    };

    private Axis NewAxis(Extent extent, string name) => _factory.NewAxis(name, extent);

    private Extent NewExtent(string name)
    {
        var extent = new Extent(name, _extents.Count);
        _extents.Add(extent);
        return extent;
    }

    private static bool IsLinq(IMethodSymbol method) =>
        method.ContainingType is { Name: "Enumerable", ContainingNamespace: { Name: "Linq", ContainingNamespace.Name: "System" } };

    private static ReduceKind? ReductionKind(string name) => name switch
    {
        "Sum" or "Average" => ReduceKind.Sum,
        "Max" => ReduceKind.Max,
        "Min" => ReduceKind.Min,
        _ => null,
    };

    private static ITypeSymbol? ElementTypeOf(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol
        {
            Arity: 1,
            Name: "Span" or "ReadOnlySpan" or "List" or "IList" or "IReadOnlyList" or "ICollection" or "IReadOnlyCollection" or "IEnumerable",
        } named => named.TypeArguments[0],
        _ => null,
    };
}
