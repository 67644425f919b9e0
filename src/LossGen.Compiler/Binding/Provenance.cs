using LossGen.Compiler.Ir;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Binding;

/// <summary>Remembers where each node stands in the text and how the user called it.</summary>
internal sealed class Provenance(WorkBudget budget)
{
    /// <summary>A common node, say the constant 1, can stand in thousands of places; nobody reads that many.</summary>
    private const int MaximumSpans = 64;

    private readonly Dictionary<Node, List<TextSpan>> _origins = [];
    private readonly Dictionary<Node, List<TextSpan>> _mentions = [];
    private readonly Dictionary<Node, string> _names = [];

    public IReadOnlyDictionary<Node, IReadOnlyList<TextSpan>> Origins => ReadOnly(_origins);

    /// <summary>Where the text says a value: where it stands, and where a name does that stands for it.</summary>
    public IReadOnlyDictionary<Node, IReadOnlyList<TextSpan>> Mentions => ReadOnly(_mentions);

    public IReadOnlyDictionary<Node, string> Names => _names;

    public bool IsKnown(Node node) => _origins.ContainsKey(node);

    /// <summary>Where a node stands first; null if it stands nowhere.</summary>
    public TextSpan? PlaceOf(Node node) => _origins.TryGetValue(node, out var spans) ? spans[0] : null;

    public void Add(Node node, TextSpan span)
    {
        Add(_origins, node, span);
        Mention(node, span);
    }

    /// <summary>Notes a name that stands for a node, such as that of a binding.</summary>
    public void Mention(Node node, TextSpan span) => Add(_mentions, node, span);

    /// <summary>Names a computed value; its first name is its name. Constants and parameters have names enough.</summary>
    public void Name(Node node, string name)
    {
        if (node.Operands.Count > 0 && !_names.ContainsKey(node))
            _names.Add(node, name);
    }

    /// <summary>Puts a conversion where the value stands that it converts.</summary>
    public void Inherit(Node from, Node to)
    {
        if (ReferenceEquals(from, to))
            return;
        if (_origins.TryGetValue(from, out var spans))
            spans.ForEach(span => Add(_origins, to, span));
        if (_mentions.TryGetValue(from, out var mentions))
            mentions.ForEach(span => Mention(to, span));
    }

    /// <summary>Copies what is known of an expression to the same expression with some axes replaced, part by part.</summary>
    public void Transfer(Node from, Node to) => Transfer(from, to, []);

    private static Dictionary<Node, IReadOnlyList<TextSpan>> ReadOnly(Dictionary<Node, List<TextSpan>> places) =>
        places.ToDictionary(entry => entry.Key, entry => (IReadOnlyList<TextSpan>)entry.Value);

    private static void Add(Dictionary<Node, List<TextSpan>> places, Node node, TextSpan span)
    {
        if (!places.TryGetValue(node, out var spans))
            places[node] = spans = [];
        if (spans.Count < MaximumSpans && !spans.Contains(span))
            spans.Add(span);
    }

    private void Transfer(Node from, Node to, HashSet<(Node From, Node To)> done)
    {
        if (ReferenceEquals(from, to) || !done.Add((from, to)))
            return;
        budget.Spend();
        Inherit(from, to);
        if (_names.TryGetValue(from, out var name))
            Name(to, name);
        // Where a position was replaced the two differ in kind, and an element that a recurrence reads of itself loses and moves indices;
        // everywhere else they have the same operands in the same order.
        for (var i = 0; from is not (Position or CarriedRead) && i < from.Operands.Count; i++)
            Transfer(from.Operands[i], to.Operands[i], done);
    }
}
