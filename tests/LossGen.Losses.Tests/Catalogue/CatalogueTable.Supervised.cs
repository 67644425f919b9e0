namespace LossGen.Losses.Tests.Catalogue;

/// <content>Risk, regression, margins, classification and scores.</content>
internal static partial class CatalogueTable
{
    private const string Reductions = "reductions of the language";

    private static IEnumerable<CatalogueItem> Supervised() => [.. Risk(), .. BregmanDivergences(), .. Regressions(), .. Margins(), .. Classifications(), .. Scores()];

    private static IEnumerable<CatalogueItem> Risk() =>
    [
        new("D1", "Empirical risk: the mean") { Note = Reductions },
        new("D2", "Reductions: sum, root, weighted sum, weighted mean") { Note = Reductions },
        new("D3", "Risk, Bayes risk and excess risk on a finite distribution") { Note = "a sum over outcomes, in the tests of propriety" },
        new("D4", "0-1 loss of labels", "Margin.ZeroOne"),
        new("D5", "What a loss elicits: mean, median, mode, quantile, probability") { Note = "tested property of losses" },
        new("D6", "Regularised risk", "Margin.SupportVectorPrimal") { Note = "a term of a formula" },
        new("D7", "Soft thresholding") { Note = "`x - clamp(x, -t, t)`" },
    ];

    private static IEnumerable<CatalogueItem> BregmanDivergences() =>
    [
        new("B1", "Bregman divergence of a function of one's own") { Note = "`FormulaTemplates.Bregman`" },
        new("B2", "Squared Euclidean distance", "Bregman.SquaredEuclidean"),
        new("B3", "Generalised Kullback–Leibler divergence", "Bregman.GeneralizedKullbackLeibler"),
        new("B4", "Itakura–Saito divergence", "Bregman.ItakuraSaito"),
        new("B5", "Bregman projection"),
    ];

    private static IEnumerable<CatalogueItem> Regressions() =>
    [
        new("R1", "Mean squared error", "Regression.MeanSquaredError"),
        new("R2", "Sum of squared errors", "Regression.SumOfSquaredErrors"),
        new("R3", "Root mean squared error", "Regression.RootMeanSquaredError"),
        new("R4", "Gaussian negative log-likelihood", "Regression.GaussianNegativeLogLikelihood", "Regression.GaussianNegativeLogLikelihoodOfLogVariance"),
        new("R5", "Mean absolute error", "Regression.MeanAbsoluteError", "Regression.SumOfAbsoluteErrors"),
        new("R6", "Laplace negative log-likelihood", "Regression.LaplaceNegativeLogLikelihood", "Regression.LaplaceNegativeLogLikelihoodOfLogScale"),
        new("R7", "Huber loss", "Regression.Huber"),
        new("R8", "Smooth L1", "Regression.SmoothL1"),
        new("R9", "Quantile (pinball) loss", "Regression.Quantile"),
        new("R10", "Several quantiles jointly", "Regression.MultiQuantile"),
        new("R11", "Penalty of crossing quantiles", "Regression.QuantileCrossing"),
        new("R12", "Quantiles that cannot cross"),
        new("R13", "Rearrangement of quantiles"),
        new("R14", "Isotonic post-processing"),
        new("R15", "Log-cosh", "Regression.LogCosh"),
        new("R16", "Reconstruction error"),
    ];

    private static IEnumerable<CatalogueItem> Margins() =>
    [
        new("M1", "0-1 loss of margins", "Margin.ZeroOne"),
        new("M2", "Hinge", "Margin.Hinge"),
        new("M3", "Logistic loss of margins", "Margin.LogisticMargin"),
        new("M4", "Exponential loss of margins", "Margin.ExponentialMargin"),
        new("M5", "Squared loss of margins", "Margin.SquaredMargin"),
        new("M6", "Multiclass hinges", "Margin.MulticlassHinge", "Margin.CrammerSingerHinge"),
        new("M7", "Primal objective of a support vector machine", "Margin.SupportVectorPrimal"),
        new("M8", "Dual objective of a support vector machine", "Margin.SupportVectorDual"),
        new("M9", "Test of classification calibration"),
        new("M10", "Regret bounds"),
    ];

    private static IEnumerable<CatalogueItem> Classifications() =>
    [
        new("C1", "Sigmoid") { Note = "`sigmoid`" },
        new("C2", "Softmax over any axis") { Note = "`softmax`" },
        new("C3", "Log-sum-exp") { Note = "`logsumexp`" },
        new("C4", "Log-softmax and log-sigmoid") { Note = "`logsoftmax`, `logsigmoid`" },
        new("C5", "Binary cross-entropy of probabilities", "Classification.BinaryCrossEntropy"),
        new("C6", "Binary cross-entropy of logits", "Classification.BinaryCrossEntropyWithLogits(logits, targets)"),
        new("C7", "Binary cross-entropy with a positive weight", "Classification.BinaryCrossEntropyWithLogits(logits, targets, positiveWeight)"),
        new("C8", "Categorical cross-entropy of probabilities", "Classification.CategoricalCrossEntropy"),
        new("C9", "Cross-entropy of logits with labels", "Classification.CrossEntropy", "Classification.CrossEntropyWithTemperature"),
        new("C10", "Cross-entropy of logits with distributions", "Classification.SoftCrossEntropy"),
        new("C11", "Negative log-likelihood of log-probabilities", "Classification.NegativeLogLikelihood"),
        new("C12", "Multi-label binary cross-entropy", "Classification.MultiLabelBinaryCrossEntropyWithLogits"),
        new("C13", "Class-weighted cross-entropy", "Classification.CrossEntropy(logits, labels, classWeights)", "Classification.CrossEntropy(logits, labels, classWeights, ignoredLabel)"),
        new("C14", "Label smoothing", "Classification.LabelSmoothingCrossEntropy"),
        new("C15", "Label smoothing as cross-entropy and a divergence") { Note = "tested identity" },
        new("C16", "Focal loss of logits", "Classification.FocalWithLogits", "Classification.FocalCrossEntropy"),
        new("C17", "Focal loss of probabilities", "Classification.Focal"),
        new("C18", "Modulating factor of the focal loss") { Note = "`(1 - p)^gamma`" },
        new("C19", "Class weights by frequency and difficulty"),
        new("C20", "Effective number of examples"),
        new("C21", "Choice of the focal exponent"),
        new("C22", "Squared loss on sigmoid and softmax outputs", "Scoring.BrierWithLogits"),
        new("C23", "Logistic regression", "Classification.LogisticRegression"),
        new("C24", "Hessians of cross-entropy"),
    ];

    private static IEnumerable<CatalogueItem> Scores() =>
    [
        new("S1", "Logarithmic score", "Scoring.LogScore"),
        new("S2", "Brier score", "Scoring.Brier"),
        new("S3", "Spherical score", "Scoring.Spherical"),
        new("S4", "Proper scores of a convex function of one's own") { Note = "`FormulaTemplates.ProperScore`" },
        new("S5", "Test of propriety") { Note = "tested property of losses" },
        new("S6", "Reliability bins"),
        new("S7", "Expected calibration error"),
        new("S8", "Maximum calibration error"),
        new("S9", "Temperature scaling", "Scoring.TemperatureScaledLogScore"),
        new("S10", "Fit of the temperature"),
        new("S11", "Accuracy, precision, recall"),
    ];
}
