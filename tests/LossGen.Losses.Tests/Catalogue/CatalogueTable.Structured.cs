namespace LossGen.Losses.Tests.Catalogue;

/// <content>Metric learning, sequences, what the quick reference only names, and what is no loss.</content>
internal static partial class CatalogueTable
{
    private static IEnumerable<CatalogueItem> Structured() => [.. Metric(), .. Sequences(), .. Named(), .. Templates(), .. Theory()];

    private static IEnumerable<CatalogueItem> Metric() =>
    [
        new("X1", "Triplet loss of distances"),
        new("X2", "Triplet loss of squared distances"),
        new("X3", "Hard-negative mining"),
        new("X4", "Semi-hard mining"),
        new("X5", "Filter of easy triplets"),
        new("X6", "Batch-all triplets"),
        new("X7", "Random and curriculum mining"),
        new("X8", "Mining in a batch, and matrix of distances"),
        new("X9", "Contrastive loss of pairs"),
        new("X10", "NT-Xent"),
        new("X11", "InfoNCE"),
        new("X12", "Lower bound of mutual information"),
        new("X13", "Alignment"),
        new("X14", "Uniformity"),
        new("X15", "Alignment and uniformity"),
        new("X16", "Cosine similarity"),
        new("X17", "Limits of the temperature"),
        new("X18", "Queue of negatives"),
        new("X19", "Indicators of collapse"),
        new("X20", "Counts of triplets"),
        new("X21", "ArcFace"),
        new("X22", "Listwise ranking"),
    ];

    private static IEnumerable<CatalogueItem> Sequences() =>
    [
        new("Q1", "Cross-entropy with teacher forcing"),
        new("Q2", "Schedules of sampling"),
        new("Q3", "CTC forward variables"),
        new("Q4", "CTC backward variables"),
        new("Q5", "CTC"),
        new("Q6", "CTC collapse map"),
        new("Q7", "CTC greedy decoding"),
        new("Q8", "CTC prefix beam search"),
        new("Q9", "CTC best labelling"),
        new("Q10", "Number of CTC alignments"),
        new("Q11", "Feasibility of CTC"),
        new("Q12", "Perplexity"),
        new("Q13", "Word and character error rates"),
    ];

    private static IEnumerable<CatalogueItem> Named() =>
    [
        new("K1", "Dice"),
        new("K2", "Ordinal cross-entropy"),
        new("K3", "Policy gradient"),
        new("K4", "A2C"),
        new("K5", "PPO"),
        new("K6", "Value loss"),
        new("K7", "Uncertainty weighting"),
        new("K8", "Weighted sum of tasks"),
        new("K9", "Loss selector") { Note = "[the selector](loss-selector.md)" },
        new("K10", "Knowledge distillation"),
        new("K11", "Variational information bottleneck"),
        new("K12", "Intersection over union of boxes"),
    ];

    private static IEnumerable<CatalogueItem> Templates() =>
    [
        new("T1", "Weighted squared and absolute error"),
        new("T2", "Loss made of parameters") { Note = "parameters of a formula" },
        new("T3", "Perceptual loss"),
        new("T4", "Check of gradients") { Note = "tested property of losses" },
        new("T5", "Check at the perfect prediction") { Note = "tested property of losses" },
        new("T6", "Check of one sample against a batch") { Note = "tested property of losses" },
        new("T7", "Check of the range") { Note = "tested property of losses" },
        new("T8", "Plot of surrogates"),
        new("T9", "Table of surrogates") { Note = "golden values in the tests" },
        new("T10", "Demonstration of scores and calibration"),
        new("T11", "Demonstration of f-divergences") { Note = "golden values in the tests" },
    ];

    private static IEnumerable<CatalogueItem> Theory() => new[]
    {
        "Curvature of squared and logistic loss",
        "Condition number, rate and step of gradient descent",
        "Rates of subgradient methods",
        "Efficiency of Huber’s estimator",
        "Covariance of quantile regression",
        "Equivariance of quantiles",
        "Sample size of quantiles",
        "H-consistency",
        "Bounds for focal loss",
        "Sample size of triplets",
        "Rates of mining",
        "Radius and separation of clusters",
        "Choice of the contrastive temperature",
        "Complexity of CTC",
        "Rate of WGAN-GP",
        "Sample complexity of GANs",
        "Optimisers",
    }.Select((title, k) => new CatalogueItem(FormattableString.Invariant($"Z{k + 1}"), title) { Note = "theory, not a loss" });
}
