using LossGen.Compiler.Text;

namespace LossGen.Compiler.Scheduling;

/// <summary>Gives variables of one method names that are unique, legal in C# and as close as possible to what is asked for.</summary>
public sealed class NameAllocator(IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    /// <summary>The name, with a number behind it if it is taken.</summary>
    public string Allocate(string wanted)
    {
        var name = wanted;
        for (var number = 2; CSharpKeywords.Contains(name) || !_taken.Add(name); number++)
            name = FormattableString.Invariant($"{wanted}{number}");
        return name;
    }
}
