namespace LossGen.Compiler.Binding;

/// <summary>Numbers in classes that can be joined (union–find with path halving).</summary>
internal sealed class EquivalenceClasses
{
    private readonly List<int> _parents = [];

    /// <summary>A new number in a class of its own.</summary>
    public int Add()
    {
        _parents.Add(_parents.Count);
        return _parents.Count - 1;
    }

    /// <summary>The class of a number: its smallest member.</summary>
    public int Find(int item)
    {
        while (_parents[item] != item)
            item = _parents[item] = _parents[_parents[item]];
        return item;
    }

    public void Join(int a, int b)
    {
        var (first, second) = (Find(a), Find(b));
        _parents[Math.Max(first, second)] = Math.Min(first, second);
    }
}
