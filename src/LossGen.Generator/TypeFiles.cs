using System.Collections.Immutable;
using System.Globalization;
using LossGen.Compiler.Text;
using LossGen.Hosting;

namespace LossGen.Generator;

/// <summary>Puts the members of each type into one file, with a name that depends on nothing but the type.</summary>
internal static class TypeFiles
{
    /// <summary>Files in the order in which their types first appear, so that a type added later moves none.</summary>
    public static IEnumerable<TypeFile> Group(ImmutableArray<LossMembers> members)
    {
        var types = members
            .GroupBy(member => member.TypeName, StringComparer.Ordinal)
            .ToList();
        var sameButForCase = types
            .Select(type => type.Key)
            .ToLookup(name => name, StringComparer.OrdinalIgnoreCase);

        foreach (var type in types)
        {
            var first = type.First();
            var name = sameButForCase[type.Key].Count() == 1 ? type.Key : $"{type.Key}-{Fingerprint(type.Key)}";
            var codes = type.OrderBy(member => member.SortKey, StringComparer.Ordinal).Select(member => member.Code);
            yield return new TypeFile(
                name + HostRules.GeneratedFileSuffix,
                first.Namespace,
                first.ContainingTypes,
                new EquatableArray<string>([.. codes]));
        }
    }

    /// <summary>
    /// FNV-1a, for types whose names differ in case alone: Roslyn compares file names without case, and a clash would
    /// cost all generated code.
    /// </summary>
    private static string Fingerprint(string name)
    {
        var hash = name.Aggregate(2166136261u, (hash, character) => unchecked((hash ^ character) * 16777619u));
        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
