using System.Reflection;

namespace LossGen.Losses.Tests.Catalogue;

/// <summary>The inventory of the guide: what it documents and a program can compute, and where LossGen has it.</summary>
internal static partial class CatalogueTable
{
    /// <summary>The families in the order of the guide.</summary>
    private const string Families = "DBRMCSPXQGKTZ";

    public static IReadOnlyList<CatalogueItem> All { get; } = [.. Supervised().Concat(Probabilistic()).Concat(Structured()).OrderBy(Place)];

    /// <summary>A number that orders items.</summary>
    public static int Place(CatalogueItem item) => (Families.IndexOf(item.Family, StringComparison.Ordinal) * 1000) + item.Number;

    public static CatalogueItem Item(string id) => All.Single(item => item.Id == id);

    /// <summary>The items that a loss belongs to.</summary>
    public static IEnumerable<CatalogueItem> Of(string name, string signature) => All.Where(item => item.Methods.Contains(name) || item.Methods.Contains(signature));

    /// <summary>The losses of an item, in the order of its methods.</summary>
    public static IEnumerable<LossDocument> Losses(CatalogueItem item, IReadOnlyList<LossDocument> losses) =>
        item.Methods.SelectMany(method => losses.Where(loss => loss.Name == method || loss.Signature == method).Take(1));

    /// <summary>The methods of an item that are plain C#.</summary>
    public static IEnumerable<string> OtherMethods(CatalogueItem item, IReadOnlyList<LossDocument> losses) =>
        item.Methods.Where(method => !losses.Any(loss => loss.Name == method || loss.Signature == method));

    /// <summary>Whether the library has a public method of a name, with these parameters if the name says so.</summary>
    public static bool Exists(string method)
    {
        var name = method.Split('(')[0].Split('.');
        var type = typeof(Regression).Assembly.GetExportedTypes().SingleOrDefault(type => type.Name == name[0]);
        return type is not null && type.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance).Any(member =>
            member.Name == name[1]
            && (!method.Contains('(', StringComparison.Ordinal)
                || (member is MethodInfo found && method == $"{name[0]}.{name[1]}({string.Join(", ", found.GetParameters().Select(parameter => parameter.Name))})")));
    }
}
