using System.Globalization;

namespace LossGen.Compiler.Ir;

/// <content>Computed arrays.</content>
public sealed partial class NodePrinter
{
    private readonly Dictionary<ArrayNode, Definition> _definitions = [];
    private readonly Queue<Definition> _unwritten = [];

    /// <summary>What the symbols mean in the definition that is being written.</summary>
    private Dictionary<RecurrenceSymbol, Definition> _symbols = [];

    /// <summary>
    /// The definition of an array, which is going to be written after the expression. Outside of the binders around it the axes of those binders mean nothing, so
    /// there they are indices of the array, in front of its own.
    /// </summary>
    private Definition DefinitionOf(ArrayNode array)
    {
        if (_definitions.TryGetValue(array, out var known))
            return known;
        var name = array is Recurrence named ? named.Symbol.Name : "order";
        for (var number = 2; _definitions.Values.Any(other => other.Name == name); number++)
            name = (array is Recurrence again ? again.Symbol.Name : "order") + number.ToString(CultureInfo.InvariantCulture);
        var symbols = new Dictionary<RecurrenceSymbol, Definition>(_symbols);
        var definition = new Definition(name, array, [.. array.FreeAxes.Where(axis => !_outermost.Contains(axis))], symbols);
        if (array is Recurrence recurrence)
            symbols[recurrence.Symbol] = definition;
        _unwritten.Enqueue(definition);
        return _definitions[array] = definition;
    }

    private void WriteDefinitions()
    {
        var separator = " where ";
        while (_unwritten.Count > 0 && _text.Length <= MaximumLength)
        {
            var definition = _unwritten.Dequeue();
            _symbols = definition.Symbols;
            Axis[] scope = [.. definition.Surrounding, .. definition.Array.Axes];
            foreach (var axis in scope)
                Name(axis);
            _text.Append(separator).Append(definition.Name).Append('[').Append(string.Join(",", scope.Select(axis => _names[axis]))).Append("] = ");
            if (definition.Array is Ranking ranking)
                _text.Append("argsort[").Append(_names[ranking.Axis]).Append("](");
            Write(definition.Array.Body, SelectPrecedence);
            if (definition.Array is Ranking)
                _text.Append(')');
            foreach (var axis in scope)
                _names.Remove(axis);
            separator = "; ";
        }
    }

    /// <param name="Name">A name that no other array of the text has.</param>
    /// <param name="Array">The array.</param>
    /// <param name="Surrounding">The axes of binders around the array that it depends on.</param>
    /// <param name="Symbols">What the symbols in its body mean.</param>
    private sealed record Definition(
        string Name, ArrayNode Array, IReadOnlyList<Axis> Surrounding, Dictionary<RecurrenceSymbol, Definition> Symbols);
}
