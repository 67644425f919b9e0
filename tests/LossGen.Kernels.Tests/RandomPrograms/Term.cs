namespace LossGen.Kernels.Tests.RandomPrograms;

/// <summary>The type of an expression of the loss language.</summary>
public enum TermType
{
    Real,
    Integer,
    Boolean,
}

/// <summary>An expression of a random program: text with holes for its parts, so that a failing program can be made smaller.</summary>
/// <param name="Type">The type of its value.</param>
/// <param name="Format">A composite format string; parts bring their own parentheses.</param>
/// <param name="Parts">What fills the holes.</param>
public sealed record Term(TermType Type, string Format, params Term[] Parts)
{
    public override string ToString() => Parts.Length == 0 ? Format : string.Format(System.Globalization.CultureInfo.InvariantCulture, Format, [.. Parts.Cast<object>()]);

    /// <summary>Smaller terms of the same type. An axis may be unbound in them: the compiler decides which are programs.</summary>
    public IEnumerable<Term> Smaller()
    {
        foreach (var part in Parts.Where(part => part.Type == Type))
            yield return part;
        if (Parts.Length > 0 && Type == TermType.Real)
            yield return new Term(Type, "0.5");
        for (var i = 0; i < Parts.Length; i++)
        {
            foreach (var smaller in Parts[i].Smaller())
                yield return this with { Parts = [.. Parts.Select((part, k) => k == i ? smaller : part)] };
        }
    }
}
