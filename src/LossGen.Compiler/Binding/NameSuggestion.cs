namespace LossGen.Compiler.Binding;

/// <summary>Finds the name that a typo was meant to be.</summary>
internal static class NameSuggestion
{
    private const int MaximumLength = 40;

    /// <summary><c>; did you mean 'yhat'?</c>, or nothing if no candidate is near.</summary>
    public static string For(string name, IEnumerable<string> candidates)
    {
        var best = default(string);
        var bestDistance = 1 + Math.Max(1, name.Length / 3);
        foreach (var candidate in candidates.OrderBy(candidate => candidate, StringComparer.Ordinal))
        {
            if (name.Length > MaximumLength || candidate.Length > MaximumLength || candidate == name)
                continue;
            var distance = string.Equals(name, candidate, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(name, candidate);
            // A single letter is near every other single letter; that says nothing.
            if (distance < bestDistance && distance < Math.Max(name.Length, candidate.Length))
                (best, bestDistance) = (candidate, distance);
        }

        return best is null ? "" : $"; did you mean '{best}'?";
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours (the restricted Damerau–Levenshtein distance).</summary>
    private static int Distance(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            table[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            table[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                var distance = Math.Min(replaced, 1 + Math.Min(table[i - 1, j], table[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    distance = Math.Min(distance, 1 + table[i - 2, j - 2]);
                table[i, j] = distance;
            }
        }

        return table[a.Length, b.Length];
    }
}
