using System.Text;

namespace LossGen.Losses.Tests.Catalogue;

/// <summary>Writes docs/losses.md from the library, its documentation and the catalogue.</summary>
internal sealed class LossesPage
{
    /// <summary>A derived gradient longer than this is folded away.</summary>
    private const int LongestInSight = 400;

    /// <summary>The classes in the order of the guide; others follow.</summary>
    private static readonly string[] Order =
    [
        "Regression", "Margin", "Classification", "Scoring", "Calibration", "Bregman", "Divergence", "Transport", "Metric", "Contrastive", "Ranking",
        "Sequence", "Generative", "Segmentation", "Reinforcement", "MultiTask",
    ];

    private readonly StringBuilder _page = new();
    private readonly IReadOnlyList<LossDocument> _losses = LossDocument.All(typeof(Regression).Assembly);

    public static string Write()
    {
        var page = new LossesPage();
        page.WriteHeader();
        var families = page._losses.GroupBy(loss => loss.Method.DeclaringType!)
            .OrderBy(family => Array.IndexOf(Order, family.Key.Name) is var place and >= 0 ? place : Order.Length)
            .ThenBy(family => family.Key.Name, StringComparer.Ordinal).ToArray();
        page.WriteIndex(families);
        page.WriteProven();
        foreach (var family in families)
            page.WriteFamily(family.Key, family);
        page.WriteTemplates();
        page.WriteInventory();
        return page._page.ToString();
    }

    /// <summary>The anchor that GitHub gives to the heading of a loss.</summary>
    public static string Link(LossDocument loss) => $"[`{loss.Name}`](#{Anchor(loss.Signature)})";

    /// <summary>The anchors of the headings of a page.</summary>
    public static IReadOnlySet<string> Anchors(string page) => page.Split('\n').Where(line => line.StartsWith('#')).Select(line => Anchor(line.TrimStart('#').Trim())).ToHashSet();

    private static string Anchor(string heading) => string.Concat(heading.ToLowerInvariant().Replace(' ', '-').Where(c => char.IsLetterOrDigit(c) || c == '-'));

    private void WriteHeader() => Lines("""
        # Losses

        Every loss of `LossGen.Losses`, generated from the code by the tests of the library (`LOSSGEN_ACCEPT=1`), which also check every
        property that is stated here. A loss is one formula in the [language](language.md); the compiler derives its gradient.

        The mathematics says how a loss is reduced: a mean has its 1/n. *Derived* is the gradient as the compiler found it, in the
        language; common parts, which are written out here, are computed once. `seed` is what a caller multiplies the gradient by.
        All losses exist for `float` and `double`. The identifiers (R1, P5, …) are those of the inventory at the end. Where a formula
        differs from that of the guide, [the errata](errata.md) say why.

        Which one to use: [the loss selector](loss-selector.md).

        """);

    private void WriteIndex(IEnumerable<IGrouping<Type, LossDocument>> families)
    {
        Lines("| class | losses |", "| --- | --- |");
        foreach (var family in families)
            Lines($"| [`{family.Key.Name}`](#{Anchor(family.Key.Name)}) | {string.Join(", ", Sorted(family).Select(loss => $"[{loss.Method.Name}](#{Anchor(loss.Signature)})").DistinctBy(link => link.Split(']')[0]))} |");
        Lines("");
    }

    /// <summary>How many losses each property is proven of.</summary>
    private void WriteProven()
    {
        Lines("What the compiler proves of the value of a loss, in real arithmetic and wherever there is a value. A property that it does not state may hold as well.", "");
        Lines("| property | proven of | of the losses with a gradient |", "| --- | --- | --- |");
        var total = _losses.Count(loss => loss.Derived.Count > 0);
        foreach (var (property, count) in ProvenCounts.Of(_losses))
            Lines($"| {property} | {count} | {total} |");
        Lines("");
    }

    private void WriteFamily(Type family, IEnumerable<LossDocument> losses)
    {
        Lines($"## {family.Name}", "", XmlDocumentation.Text(LossDocument.Documentation(family).Element("summary")), "");
        foreach (var loss in Sorted(losses))
            WriteLoss(loss);
    }

    private void WriteLoss(LossDocument loss)
    {
        Lines($"### {loss.Signature}", "", loss.Summary, "");
        Lines($"- **Mathematics**: {loss.Mathematics}");
        if (loss.Gradient is { } gradient)
            Lines($"- **Gradient**: {gradient}");
        Lines("- **Domain**:");
        foreach (var (name, text) in loss.Parameters)
            Lines($"  - `{name}`: {text}");
        if (Traits(loss) is { Count: > 0 } traits)
            Lines($"- **Properties**: {string.Join("; ", traits)}.");
        if (loss.Proven.Count > 0)
            Lines($"- **Proven by the compiler**: {XmlDocumentation.Escape(string.Join("; ", loss.Proven))}.");
        foreach (var note in loss.Notes)
            Lines($"- {note}");
        if (loss.Source is { } source)
            Lines($"- **Source**: {source}");
        var ids = CatalogueTable.Of(loss.Name, loss.Signature).Select(item => item.Id).ToArray();
        if (ids.Length > 0)
            Lines($"- **Inventory**: {string.Join(", ", ids)}");
        Lines("", "```text", loss.Formula, "```", "");
        if (loss.Derived.Count == 0)
            return;
        var folded = loss.Derived.Sum(line => line.Length) > LongestInSight;
        Lines(folded ? "<details><summary>Derived</summary>" : "Derived:", "", "```text");
        Lines([.. loss.Derived]);
        Lines(folded ? ["```", "", "</details>", ""] : ["```", ""]);
    }

    private void WriteTemplates()
    {
        Lines("## Families of your own function", "", XmlDocumentation.Text(LossDocument.Documentation(typeof(FormulaTemplates)).Element("summary")), "");
        var documentation = new XmlDocumentation(typeof(FormulaTemplates).Assembly);
        foreach (var field in typeof(FormulaTemplates).GetFields().OrderBy(field => field.Name, StringComparer.Ordinal))
        {
            var member = documentation.Of(field);
            Lines($"### FormulaTemplates.{field.Name}", "", XmlDocumentation.Text(member.Element("summary")), "");
            foreach (var remark in member.Descendants("para"))
                Lines("- " + XmlDocumentation.Text(remark));
            Lines("", "```text", ((string)field.GetRawConstantValue()!).Trim(), "```", "");
        }
    }

    private void WriteInventory()
    {
        Lines("## Inventory", "", "The items of the guide, and where each is.", "", "| id | item | in LossGen |", "| --- | --- | --- |");
        foreach (var item in CatalogueTable.All)
        {
            var places = CatalogueTable.Losses(item, _losses).Select(Link)
                .Concat(CatalogueTable.OtherMethods(item, _losses).Select(method => $"`{method}`"))
                .Concat(item.Note is { } note ? [note] : Array.Empty<string>());
            Lines($"| {item.Id} | {item.Title} | {string.Join(", ", places)} |");
        }
    }

    private static List<string> Traits(LossDocument loss)
    {
        var traits = new List<string>();
        var declared = TraitTable.Of(loss.Signature);
        var rows = LossTable.All.Where(row => row.Name == loss.Signature).ToArray();
        if (TraitTable.LowerBound(loss.Signature) is { } bound)
            traits.Add(FormattableString.Invariant($"at least {bound}"));
        if (rows.Any(row => row.Perfect is not null))
            traits.Add("zero, with gradient zero, at the perfect prediction");
        foreach (var (trait, text) in TraitTable.Names)
        {
            if (declared.HasFlag(trait))
                traits.Add(text);
        }

        return traits;
    }

    /// <summary>By the first identifier, and what has none after what has one.</summary>
    private static IEnumerable<LossDocument> Sorted(IEnumerable<LossDocument> losses) => losses
        .OrderBy(loss => CatalogueTable.Of(loss.Name, loss.Signature).Select(CatalogueTable.Place).DefaultIfEmpty(int.MaxValue).Min())
        .ThenBy(loss => loss.Signature, StringComparer.Ordinal);

    private void Lines(params ReadOnlySpan<string> lines)
    {
        foreach (var line in lines)
            _page.Append(line.ReplaceLineEndings("\n")).Append('\n');
    }
}
