using LossGen.Compiler.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossGen.Analyzers.PlainCSharp;

/// <content>What stands for more than it says: locals, and functions of the table and of the user's own.</content>
internal sealed partial class ExpressionTranslator
{
    /// <summary>How many locals and functions are read through to get at an operation.</summary>
    private const int MaximumDepth = 24;

    private readonly HashSet<ILocalSymbol> _open = new(SymbolEqualityComparer.Default);

    /// <summary>What locals have been read as, while the variables of loops and lambdas stand for the same elements; null for a leaf.</summary>
    private Dictionary<ILocalSymbol, LocalReading?> _readings = new(SymbolEqualityComparer.Default);

    /// <summary>What a local is.</summary>
    /// <param name="Node">Its value.</param>
    /// <param name="IsSum">Whether a loop has added it up, so that it stands for itself where it is used.</param>
    private sealed record LocalReading(Node Node, bool IsSum);

    private Node Local(ILocalReferenceOperation reference)
    {
        if (_depth >= MaximumDepth || _open.Contains(reference.Local))
            return LeafOf(reference, LeafDomain.Real);
        if (!_readings.TryGetValue(reference.Local, out var reading))
            _readings[reference.Local] = reading = Read(reference);
        if (reading is null)
            return LeafOf(reference, LeafDomain.Real);
        if (reading.IsSum)
            return Written(reference, reading.Node);
        WriteText(reference, reading.Node);
        return reading.Node;
    }

    private LocalReading? Read(ILocalReferenceOperation reference)
    {
        if (Accumulated(reference) is { } sum)
            return new LocalReading(sum, true);
        if (locals.ValueOf(reference.Local, anchor) is not { } value)
            return null;
        _open.Add(reference.Local);
        _depth++;
        var node = Real(value);
        _depth--;
        _open.Remove(reference.Local);
        return new LocalReading(node, false);
    }

    private Node Called(IInvocationOperation call, FunctionMeaning meaning)
    {
        HasFunctions = true;
        var arguments = new Node[call.Arguments.Length];
        foreach (var argument in call.Arguments)
            arguments[argument.Parameter!.Ordinal] = Real(argument.Value);
        var node = meaning(_factory, arguments);

        // Of a multiple, as Log10 is one, the function inside is what a rule finds.
        if (_depth == 0 && node is Call { Operator: var op, Operands: [Call inner, RealConstant] } && op == Operators.Divide)
            AddPlace(inner, new Place(call, node));
        return Written(call, node);
    }

    /// <summary>
    /// A call of a function of the user's own as what it computes; null where that lies too deep. What is unstable in the function itself is
    /// reported there, and not at every call.
    /// </summary>
    private Node? Inlined(IInvocationOperation call, IOperation body)
    {
        if (_depth >= MaximumDepth || call.Arguments.Any(argument => argument.ArgumentKind != ArgumentKind.Explicit))
            return null;
        var arguments = call.Arguments.Select(argument => (Parameter: (ISymbol)argument.Parameter!, Value: Real(argument.Value))).ToList();
        var outer = arguments.ConvertAll(argument => _bound.TryGetValue(argument.Parameter, out var known) ? known : null);
        foreach (var (parameter, value) in arguments)
            _bound[parameter] = value;
        _depth++;
        var node = Real(body);
        _depth--;
        for (var i = 0; i < arguments.Count; i++)
            Bind(arguments[i].Parameter, outer[i]);
        WriteText(call, node);
        return node;
    }

    /// <summary>Lets a variable stand for a node again, or for itself.</summary>
    private void Bind(ISymbol variable, Node? node)
    {
        if (node is null)
            _bound.Remove(variable);
        else
            _bound[variable] = node;
    }
}
