using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Scheduling;

/// <summary>Finds the names that the user gave to values, under whatever axes the values are computed.</summary>
internal sealed class UserNames
{
    private readonly Placeholders _placeholders;
    private readonly Dictionary<Node, string> _names = [];

    public UserNames(NodeFactory factory, IReadOnlyDictionary<Node, string> names)
    {
        _placeholders = new Placeholders(factory);
        foreach (var pair in names)
        {
            if (pair.Key is Call or Select or Reduce)
                _names[_placeholders.Abstract(pair.Key, []).Pattern] = pair.Value;
        }
    }

    public string? Find(Node node) =>
        _names.Count > 0 && _names.TryGetValue(_placeholders.Abstract(node, []).Pattern, out var name) ? name : null;
}
