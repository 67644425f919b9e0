using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LossGen.Losses.Tests.Catalogue;

/// <summary>All that is known of a loss from its method, its documentation and what was generated for it.</summary>
internal sealed partial class LossDocument
{
    private const string ProvenStart = "Proven of the value: ";

    private LossDocument(MethodInfo method, XmlDocumentation documentation)
    {
        Method = method;
        var member = documentation.Of(method);
        Summary = XmlDocumentation.Text(member.Element("summary"));
        Parameters = [.. member.Elements("param").Select(parameter => (parameter.Attribute("name")!.Value, XmlDocumentation.Text(parameter)))];
        Remarks = [.. member.Descendants("para").Select(XmlDocumentation.Text)];
        var companion = Companion(method) is { } gradient ? documentation.Of(gradient) : null;
        Derived = companion is null ? [] : XmlDocumentation.Code(companion);
        Proven = companion?.Descendants("para").Select(paragraph => paragraph.Value.Trim()).FirstOrDefault(text => text.StartsWith(ProvenStart, StringComparison.Ordinal)) is { } proven
            ? proven[ProvenStart.Length..].TrimEnd('.').Split("; ") : [];
    }

    public MethodInfo Method { get; }

    /// <summary>The class and the method.</summary>
    public string Name => $"{Method.DeclaringType!.Name}.{Method.Name}";

    /// <summary>The name with those of the parameters.</summary>
    public string Signature => $"{Name}({string.Join(", ", Method.GetParameters().Select(parameter => parameter.Name))})";

    public string Summary { get; }

    public IReadOnlyList<(string Name, string Text)> Parameters { get; }

    /// <summary>The loss in the language.</summary>
    public string Formula => Method.GetCustomAttribute<LossAttribute>()!.Expression.Trim();

    /// <summary>The gradient that the compiler derived, in the language.</summary>
    public IReadOnlyList<string> Derived { get; }

    /// <summary>What the compiler proved of the value, a phrase each.</summary>
    public IReadOnlyList<string> Proven { get; }

    /// <summary>The loss in mathematics: the first paragraph of the remarks.</summary>
    public string Mathematics => Remarks.Count > 0 ? Remarks[0] : "";

    /// <summary>The gradient in mathematics: the paragraph of the remarks that begins with the word.</summary>
    public string? Gradient => Remarks.FirstOrDefault(IsGradient) is not { } remark ? null
        : remark.StartsWith("Gradient", StringComparison.Ordinal) ? remark["Gradient".Length..].TrimStart(':', ',', ' ') : remark;

    /// <summary>Who published it, with title and year.</summary>
    public string? Source => Remarks.Skip(1).LastOrDefault(remark => Year().IsMatch(remark) && !IsGradient(remark));

    /// <summary>What else the remarks say.</summary>
    public IEnumerable<string> Notes => Remarks.Skip(1).Where(remark => remark != Source && !IsGradient(remark));

    private IReadOnlyList<string> Remarks { get; }

    /// <summary>Every loss of an assembly; of the overloads for <c>float</c> and <c>double</c> the one for <c>float</c>.</summary>
    public static IReadOnlyList<LossDocument> All(Assembly assembly)
    {
        var documentation = new XmlDocumentation(assembly);
        return
        [
            .. assembly.GetExportedTypes()
                .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
                .Where(method => method.IsDefined(typeof(LossAttribute)) && IsSingle(method))
                .Select(method => new LossDocument(method, documentation))
                .OrderBy(loss => loss.Signature, StringComparer.Ordinal),
        ];
    }

    public static XElement Documentation(Type type) => new XmlDocumentation(type.Assembly).Of(type);

    private static bool IsGradient(string remark) =>
        remark.StartsWith("Gradient", StringComparison.Ordinal) || remark.StartsWith("The gradient is", StringComparison.Ordinal);

    private static bool IsSingle(MethodInfo method) =>
        method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType).All(type => Element(type) != typeof(double));

    private static Type Element(Type type) => type.IsByRef ? type.GetElementType()! : type.IsGenericType ? type.GenericTypeArguments[0] : type;

    private static MethodInfo? Companion(MethodInfo method) => method.DeclaringType!.GetMethods().SingleOrDefault(candidate =>
    {
        var (inputs, parameters) = (method.GetParameters().Where(parameter => !IsResult(parameter)).ToArray(), candidate.GetParameters());
        return candidate.Name == method.Name + "Gradient"
            && parameters.Length > inputs.Length
            && parameters.Zip(inputs).All(pair => pair.First.ParameterType == pair.Second.ParameterType && pair.First.Name == pair.Second.Name)
            && parameters.Skip(inputs.Length).All(parameter => parameter.Name!.EndsWith("Gradient", StringComparison.Ordinal) || parameter.Name!.EndsWith("seed", StringComparison.OrdinalIgnoreCase));
    });

    /// <summary>A gradient takes seeds of results, and not the results.</summary>
    private static bool IsResult(ParameterInfo parameter) =>
        parameter.ParameterType.IsGenericType && parameter.ParameterType.GetGenericTypeDefinition() == typeof(Span<>);

    [GeneratedRegex(@"\(\d{4}\)")]
    private static partial Regex Year();
}
