using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Scheduling;

/// <summary>Finds the names that values were given, under whatever axes the values are computed.</summary>
internal sealed class ValueNames(NodeFactory factory)
{
    private readonly Placeholders _placeholders = new(factory);
    private readonly Dictionary<Node, string> _names = [];

    public void Add(IEnumerable<KeyValuePair<Node, string>> names)
    {
        foreach (var pair in names)
        {
            if (pair.Key is Call or Select or Reduce)
                _names[_placeholders.Abstract(pair.Key, []).Pattern] = pair.Value;
        }
    }

    public string? Find(Node node) =>
        _names.Count > 0 && _names.TryGetValue(_placeholders.Abstract(node, []).Pattern, out var name) ? name : null;
}
