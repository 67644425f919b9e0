namespace LossGen.Losses.Tests.Catalogue;

/// <content>Metric learning, sequences, what the quick reference only names, and what is no loss.</content>
internal static partial class CatalogueTable
{
    private static IEnumerable<CatalogueItem> Structured() => [.. Metric(), .. Sequences(), .. Named(), .. Templates(), .. Theory()];

    private static IEnumerable<CatalogueItem> Metric() =>
    [
        new("X1", "Triplet loss of distances", "Metric.Triplet", "Metric.TripletWithSwap", "Metric.SoftTriplet"),
        new("X2", "Triplet loss of squared distances", "Metric.SquaredTriplet"),
        new(
            "X3",
            "Hard-negative mining",
            "Mining.Hard",
            "Mining.BatchHard",
            "Metric.BatchHardTriplet",
            "Metric.SquaredBatchHardTriplet",
            "Metric.BatchHardSoftTriplet"),
        new("X4", "Semi-hard mining", "Mining.SemiHard", "Metric.SemiHardTriplet"),
        new("X5", "Filter of easy triplets", "Mining.Easy", "Metric.BatchAllActiveTriplet"),
        new("X6", "Batch-all triplets", "Metric.BatchAllTriplet"),
        new("X7", "Random and curriculum mining", "Mining.Random"),
        new("X8", "Mining in a batch, and matrix of distances", "Mining.SquaredDistances"),
        new("X9", "Contrastive loss of pairs", "Metric.ContrastivePair"),
        new("X10", "NT-Xent", "Contrastive.NtXent", "Contrastive.SupCon"),
        new("X11", "InfoNCE", "Contrastive.InfoNce", "Contrastive.Clip", "Contrastive.SigLip"),
        new("X12", "Lower bound of mutual information", "Contrastive.MutualInformationBound"),
        new("X13", "Alignment", "Metric.Alignment"),
        new("X14", "Uniformity", "Contrastive.Uniformity"),
        new("X15", "Alignment and uniformity", "Contrastive.AlignmentAndUniformity"),
        new("X16", "Cosine similarity", "Metric.CosineDistance", "Metric.CosineEmbedding"),
        new("X17", "Limits of the temperature") { Note = "tested property" },
        new("X18", "Queue of negatives", "Contrastive.InfoNceWithQueue"),
        new("X19", "Indicators of collapse", "Mining.Health"),
        new("X20", "Counts of triplets", "Mining.TripletCount", "Mining.PairCount", "Mining.ViolationShare"),
        new("X21", "ArcFace", "Metric.ArcFace", "Metric.CosFace", "Metric.SphereFace"),
        new("X22", "Listwise ranking", "Ranking.ListNet", "Ranking.ListMle"),
    ];

    private static IEnumerable<CatalogueItem> Sequences() =>
    [
        new("Q1", "Cross-entropy with teacher forcing", "Sequence.TokenCrossEntropy", "Sequence.SequenceCrossEntropy"),
        new(
            "Q2",
            "Schedules of sampling",
            "Schedules.HyperbolicDecay",
            "Schedules.InverseSigmoidDecay",
            "Schedules.LinearDecay",
            "Schedules.ExponentialDecay"),
        new("Q3", "CTC forward variables") { Note = "the forward recurrence, tested through the loss and decoding" },
        new("Q4", "CTC backward variables") { Note = "derived by the compiler as the adjoint of the forward recurrence" },
        new("Q5", "CTC", "Sequence.Ctc"),
        new("Q6", "CTC collapse map", "CtcDecoding.Collapse"),
        new("Q7", "CTC greedy decoding", "CtcDecoding.Greedy"),
        new("Q8", "CTC prefix beam search", "CtcDecoding.BeamSearch"),
        new("Q9", "CTC best labelling", "CtcDecoding.BestLabelling"),
        new("Q10", "Number of CTC alignments", "CtcDecoding.PathCount"),
        new("Q11", "Feasibility of CTC", "CtcDecoding.IsFeasible", "CtcDecoding.RequiredSteps"),
        new("Q12", "Perplexity", "Sequence.Perplexity"),
        new(
            "Q13",
            "Word and character error rates",
            "ErrorRates.WordErrorRate",
            "ErrorRates.CharacterErrorRate",
            "ErrorRates.TokenErrorRate",
            "ErrorRates.EditDistance"),
    ];

    private static IEnumerable<CatalogueItem> Named() =>
    [
        new(
            "K1",
            "Dice",
            "Segmentation.Dice",
            "Segmentation.SquaredDice",
            "Segmentation.LogDice",
            "Segmentation.DiceWithLogits",
            "Segmentation.GeneralizedDice",
            "Segmentation.LogCoshDice"),
        new("K2", "Ordinal cross-entropy", "Ordinal.Cumulative", "Ordinal.CumulativeWithLogits", "Ordinal.ProportionalOdds"),
        new("K3", "Policy gradient", "Reinforcement.Reinforce"),
        new("K4", "A2C", "Reinforcement.AdvantageActorCritic"),
        new("K5", "PPO", "Reinforcement.ClippedSurrogate"),
        new(
            "K6",
            "Value loss",
            "Reinforcement.ValueError",
            "Reinforcement.HuberValueError",
            "Reinforcement.ClippedValueError",
            "Reinforcement.DiscountedValueError"),
        new("K7", "Uncertainty weighting", "MultiTask.UncertaintyWeighting", "MultiTask.UncertaintyWeightingOfClassification"),
        new("K8", "Weighted sum of tasks", "MultiTask.WeightedSum"),
        new("K9", "Loss selector") { Note = "[the selector](loss-selector.md)" },
        new(
            "K10",
            "Knowledge distillation",
            "Distillation.SoftTargets",
            "Distillation.SoftTargetsAndLabels",
            "Distillation.ReverseSoftTargets"),
        new("K11", "Variational information bottleneck", "Classification.VariationalInformationBottleneck"),
        new("K12", "Intersection over union of boxes", "Metrics.IntersectionOverUnion"),
    ];

    private static IEnumerable<CatalogueItem> Templates() =>
    [
        new("T1", "Weighted squared and absolute error", "Regression.SquaredAndAbsoluteError"),
        new("T2", "Loss made of parameters") { Note = "parameters of a formula" },
        new("T3", "Perceptual loss", "Perceptual.PixelsAndFeatures"),
        new("T4", "Check of gradients") { Note = "`GradientCheck` of LossGen.Testing" },
        new("T5", "Check at the perfect prediction") { Note = "`LossCheck.IsLeastAt` of LossGen.Testing" },
        new("T6", "Check of one sample against a batch") { Note = "`LossCheck.IsMeanOfSamples` of LossGen.Testing" },
        new("T7", "Check of the range") { Note = "`LossCheck.IsAtLeast` of LossGen.Testing" },
        new("T8", "Plot of surrogates") { Note = "plots of the same formulas" },
        new("T9", "Table of surrogates") { Note = "golden values in the tests" },
        new("T10", "Demonstration of scores and calibration") { Note = "the parts are in `Scoring` and `Calibration`" },
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
