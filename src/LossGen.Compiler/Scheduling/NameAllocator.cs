namespace LossGen.Compiler.Scheduling;

/// <summary>Gives variables of one method names that are unique, legal in C# and as close as possible to what is asked for.</summary>
public sealed class NameAllocator(IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    /// <summary>The name, with a number behind it if it is taken.</summary>
    public string Allocate(string wanted)
    {
        var name = wanted;
        for (var number = 2; CSharpKeywords.IsReserved(name) || !_taken.Add(name); number++)
            name = FormattableString.Invariant($"{wanted}{number}");
        return name;
    }
}

/// <summary>Words that C# does not let stand as names.</summary>
public static class CSharpKeywords
{
    private static readonly HashSet<string> Words = new(
        ("abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event " +
        "explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null " +
        "object operator out override params private protected public readonly ref return sbyte sealed short sizeof stackalloc static " +
        "string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual void volatile while " +
        "var field value await async yield nameof record scoped").Split(' '),
        StringComparer.Ordinal);

    public static bool IsReserved(string name) => Words.Contains(name);

    /// <summary>The name as it must stand in code.</summary>
    public static string Escape(string name) => IsReserved(name) ? "@" + name : name;
}
