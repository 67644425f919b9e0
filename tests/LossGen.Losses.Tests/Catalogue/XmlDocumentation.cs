using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LossGen.Losses.Tests.Catalogue;

/// <summary>The XML documentation file beside an assembly, as Markdown.</summary>
internal sealed partial class XmlDocumentation(Assembly assembly)
{
    private readonly Dictionary<string, XElement> _members = XDocument.Load(Path.ChangeExtension(assembly.Location, "xml")).Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value);

    public XElement Of(Type type) => _members["T:" + type.FullName];

    public XElement Of(FieldInfo field) => _members[$"F:{field.DeclaringType!.FullName}.{field.Name}"];

    public XElement Of(MethodInfo method) => _members[$"M:{method.DeclaringType!.FullName}.{method.Name}({string.Join(',', method.GetParameters().Select(parameter => Id(parameter.ParameterType)))})"];

    /// <summary>Plain text of an element: names in code quotes, white space collapsed, and nothing that Markdown would take for its own.</summary>
    public static string Text(XElement? element) =>
        element is null ? "" : Spaces().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();

    /// <summary>The lines of the last piece of code in an element.</summary>
    public static IReadOnlyList<string> Code(XElement element) =>
        [.. element.Descendants("code").Last().Value.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];

    private static string Text(XNode node) => node switch
    {
        XText text => Escape(text.Value),
        XElement { Name.LocalName: "see" } see => $"`{Name(see.Attribute("cref")!.Value)}`",
        XElement { Name.LocalName: "paramref" } parameter => $"`{parameter.Attribute("name")!.Value}`",
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement element => Text(element),
        _ => "",
    };

    /// <summary>The last names of a member's documentation identifier: <c>Type</c> or <c>Type.Method</c>.</summary>
    private static string Name(string id)
    {
        var path = id[2..].Split('(')[0].Split('`')[0].Split('.');
        return path[^1] switch { "Single" => "float", "Double" => "double", "Int32" => "int", var name => id[0] == 'T' ? name : $"{path[^2]}.{name}" };
    }

    private static string Id(Type type)
    {
        if (type.IsByRef)
            return Id(type.GetElementType()!) + "@";
        return type.IsGenericType
            ? $"{type.Namespace}.{type.Name.Split('`')[0]}{{{string.Join(',', type.GenericTypeArguments.Select(Id))}}}"
            : type.FullName!;
    }

    public static string Escape(string text) => Underscores().Replace(text.Replace("<", "&lt;", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal), "\\_");

    /// <summary>An underscore that Markdown could take for the beginning of emphasis.</summary>
    [GeneratedRegex(@"(?<![\p{L}\p{N}])_")]
    private static partial Regex Underscores();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
