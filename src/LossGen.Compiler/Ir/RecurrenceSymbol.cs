namespace LossGen.Compiler.Ir;

/// <summary>What a recurrence calls itself inside its own body. Identity is equality.</summary>
/// <remarks>Bound symbols are canonical for the nesting height, like bound axes; whoever looks inside a recurrence opens it with a symbol of its own.</remarks>
public sealed class RecurrenceSymbol
{
    internal RecurrenceSymbol(string name, int rank, int id)
    {
        Name = name;
        Rank = rank;
        Id = id;
    }

    /// <summary>The binding's name, for printing.</summary>
    public string Name { get; }

    /// <summary>How many indices a read has.</summary>
    public int Rank { get; }

    /// <summary>A number unique in the program, in order of creation.</summary>
    public int Id { get; }

    public override string ToString() => Name;
}

/// <summary>An immutable set of symbols, kept in order of <see cref="RecurrenceSymbol.Id"/>; nearly always empty.</summary>
public sealed class SymbolSet
{
    private readonly RecurrenceSymbol[] _symbols;

    private SymbolSet(RecurrenceSymbol[] symbols) => _symbols = symbols;

    public static SymbolSet Empty { get; } = new([]);

    public int Count => _symbols.Length;

    public static SymbolSet Of(RecurrenceSymbol symbol) => new([symbol]);

    public bool Contains(RecurrenceSymbol symbol) => Array.IndexOf(_symbols, symbol) >= 0;

    public SymbolSet Union(SymbolSet other)
    {
        if (other.Count == 0 || ReferenceEquals(this, other) || other._symbols.All(Contains))
            return this;
        return Count == 0 ? other : new([.. _symbols.Union(other._symbols).OrderBy(symbol => symbol.Id)]);
    }

    public SymbolSet Without(RecurrenceSymbol symbol) => Contains(symbol) ? new([.. _symbols.Where(other => other != symbol)]) : this;
}
