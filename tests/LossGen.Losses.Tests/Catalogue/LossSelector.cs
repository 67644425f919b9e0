using System.Globalization;
using System.Text;

namespace LossGen.Losses.Tests.Catalogue;

/// <summary>Which loss to use: the guide's decision tree and quick reference, as data; docs/loss-selector.md is written from it.</summary>
internal static class LossSelector
{
    /// <summary>A question with its answers, or an answer with the items of the inventory that it leads to.</summary>
    /// <param name="Text">What is asked or answered.</param>
    /// <param name="Items">Where it leads.</param>
    /// <param name="Next">What is asked then.</param>
    public sealed record Step(string Text, string[] Items, params Step[] Next)
    {
        public Step(string text, params Step[] next)
            : this(text, [], next)
        {
        }

        public Step(string text, string item)
            : this(text, [item])
        {
        }

        /// <summary>All identifiers below.</summary>
        public IEnumerable<string> AllItems => Items.Concat(Next.SelectMany(step => step.AllItems));
    }

    /// <summary>A task and what is used for it.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="Items">The items of the inventory.</param>
    /// <param name="Why">What decides between them.</param>
    public sealed record Recommendation(string Task, string[] Items, string Why);

    public static Step Tree { get; } = new(
        "What does the model predict?",
        new Step(
            "A number",
            new Step("its mean, and errors are light-tailed", ["R1", "R4"]),
            new Step("its median, or targets have outliers", ["R7", "R5", "R8", "R15"]),
            new Step("a quantile, or an interval", ["R9", "R10", "R11"]),
            new Step("with its uncertainty", ["R4", "R6"]),
            new Step("an ordered grade", "K2")),
        new Step(
            "A class",
            new Step("one of two", ["C6"]),
            new Step("one of several", ["C9"]),
            new Step("several at once", ["C12"]),
            new Step("classes are rare, moderately", ["C13", "C7"]),
            new Step("classes are rare, more than a hundred to one", ["C16"]),
            new Step("labels are noisy, or confidence has to be honest", ["C14", "S9"]),
            new Step("only the margin counts", ["M2", "M6"])),
        new Step("A distribution", new Step("given as a table", ["P2", "P8", "C10"]), new Step("that should stay in one mode", "P3"), new Step("on a line, where distance counts", "P16")),
        new Step(
            "An embedding",
            new Step("with labels", ["X1", "X21", "X9"]),
            new Step("without labels", ["X10", "X11", "X15"]),
            new Step("to rank by", ["X22", "X1"])),
        new Step("A sequence", new Step("aligned with its target", "Q1"), new Step("not aligned", "Q5")),
        new Step("A mask", new Step("of classes of similar size", "C9"), new Step("of small objects", "K1")),
        new Step("Samples of data", new Step("variational autoencoder", ["G1", "G3"]), new Step("adversarial", ["G17", "G9"]), new Step("autoregressive", "Q1")),
        new Step("An action", new Step("by its advantage", ["K3", "K4"]), new Step("in small steps", "K5")));

    public static IReadOnlyList<Recommendation> Reference { get; } =
    [
        new("Image classification", ["C9", "C14"], "smoothing where confidence matters"),
        new("Object detection", ["C16", "R8", "K12"], "focal for classes, smooth L1 for boxes"),
        new("Semantic segmentation", ["C9", "K1"], "Dice for small objects; their sum is common"),
        new("Image regression", ["R1", "R7"], "Huber if targets have outliers"),
        new("Face recognition", ["X21", "X1"], "ArcFace needs classes, triplets only pairs"),
        new("Self-supervised learning", ["X10", "X15"], "a large batch, normalised embeddings"),
        new("Speech recognition", ["Q5"], "the alignment is unknown"),
        new("Machine translation", ["Q1", "C14"], "teacher forcing, with smoothing"),
        new("Variational autoencoder", ["G1", "G5"], "free bits if the posterior collapses"),
        new("Generative adversarial network", ["G17", "G14"], "the penalty holds the critic's slope at 1"),
        new("Reinforcement learning", ["K5", "K4"], "policy, value and entropy"),
        new("Ranking and retrieval", ["X22", "X1"], "listwise where whole lists are labelled"),
        new("Anomaly detection", ["R16"], "a threshold on the error of each sample"),
        new("Forecasting", ["R1", "R5", "R10"], "quantiles where a decision needs an interval"),
        new("Ordinal regression", ["K2"], "grades are ordered"),
        new("Several tasks", ["K8", "K7"], "learned weights where the scales differ"),
        new("Distillation", ["K10", "P2"], "with a temperature"),
        new("Calibration", ["S9", "S7"], "fit the temperature on held-out data"),
        new("Probabilistic forecasts", ["S1", "S2"], "both are strictly proper; Brier is bounded"),
    ];

    public static string Write()
    {
        var page = new StringBuilder("""
            # Loss selector

            Which loss for which task: the decision tree and the quick reference of the guide, corrected and completed. Generated by the tests of
            the library (`LOSSGEN_ACCEPT=1`); the losses themselves are in [losses.md](losses.md).

            ## Decision tree


            """.ReplaceLineEndings("\n"));
        var losses = LossDocument.All(typeof(Regression).Assembly);
        WriteStep(Tree, 0);
        page.Append("\n## Quick reference\n\n| task | loss | |\n| --- | --- | --- |\n");
        foreach (var row in Reference)
            page.Append(CultureInfo.InvariantCulture, $"| {row.Task} | {string.Join(", ", row.Items.Select(Describe))} | {row.Why} |\n");
        return page.ToString();

        void WriteStep(Step step, int depth)
        {
            var leads = step.Items.Length > 0 ? " → " + string.Join(", ", step.Items.Select(Describe)) : "";
            page.Append(CultureInfo.InvariantCulture, $"{new string(' ', depth * 2)}- {step.Text}{leads}\n");
            foreach (var next in step.Next)
                WriteStep(next, depth + 1);
        }

        string Describe(string id)
        {
            var item = CatalogueTable.Item(id);
            var first = CatalogueTable.Losses(item, losses).FirstOrDefault();
            return first is null ? item.Title : $"{item.Title} ({LossesPage.Link(first).Replace("](#", "](losses.md#", StringComparison.Ordinal)})";
        }
    }
}
