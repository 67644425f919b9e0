namespace LossGen.Losses.Tests.Catalogue;

/// <content>Divergences, and generative models.</content>
internal static partial class CatalogueTable
{
    private const string OutOfScope = "not a loss: training procedure";

    private static IEnumerable<CatalogueItem> Probabilistic() => [.. Divergences(), .. Generative()];

    private static IEnumerable<CatalogueItem> Divergences() =>
    [
        new("P1", "f-divergence of a function of one's own") { Note = "`FormulaTemplates.FDivergence`" },
        new("P2", "Kullback–Leibler divergence", "Divergence.KullbackLeibler", "Divergence.KullbackLeiblerOfLogProbabilities", "Divergence.KullbackLeiblerWithLogits"),
        new(
            "P3",
            "Reverse Kullback–Leibler divergence",
            "Divergence.ReverseKullbackLeibler",
            "Divergence.ReverseKullbackLeiblerOfLogProbabilities",
            "Divergence.ReverseKullbackLeiblerWithLogits"),
        new("P4", "Total variation", "Divergence.TotalVariation"),
        new("P5", "Squared Hellinger distance, with and without its half", "Divergence.SquaredHellinger", "Divergence.SquaredMatusita"),
        new("P6", "Hellinger distance", "Divergence.Hellinger"),
        new("P7", "χ² divergences", "Divergence.ChiSquared", "Divergence.NeymanChiSquared"),
        new(
            "P8",
            "Jensen–Shannon divergence",
            "Divergence.JensenShannon",
            "Divergence.JensenShannonOfLogProbabilities",
            "Divergence.JensenShannonWithLogits",
            "Divergence.WeightedJensenShannon"),
        new("P9", "Jensen–Shannon distance", "Divergence.JensenShannonDistance"),
        new(
            "P10",
            "Variational lower bounds",
            "Divergence.VariationalKullbackLeibler",
            "Divergence.VariationalReverseKullbackLeibler",
            "Divergence.VariationalChiSquared",
            "Divergence.VariationalMatusita",
            "Divergence.VariationalJensenShannon",
            "Divergence.DonskerVaradhan"),
        new(
            "P11",
            "Entropy and cross-entropy",
            "Divergence.Entropy",
            "Divergence.EntropyOfLogProbabilities",
            "Divergence.EntropyWithLogits",
            "Classification.CategoricalCrossEntropy"),
        new("P12", "Data-processing inequality") { Note = "tested property of divergences" },
        new("P13", "Gaussian fitted to a mixture by either divergence") { Note = "tested example" },
        new("P14", "Divergence by samples", "Divergence.MonteCarloKullbackLeibler", "Divergence.NonNegativeMonteCarloKullbackLeibler"),
        new("P15", "Divergence of Gaussians", "Divergence.GaussianKullbackLeiblerFromStandard", "Divergence.GaussianKullbackLeibler"),
        new("P16", "Wasserstein distances in one dimension", "Transport.Wasserstein1", "Transport.Wasserstein", "Transport.WeightedWasserstein", "Transport.HistogramWasserstein1"),
        new("P17", "Discrete optimal transport"),
        new("P18", "Kantorovich–Rubinstein dual", "Transport.KantorovichDual"),
    ];

    private static IEnumerable<CatalogueItem> Generative() =>
    [
        new("G1", "Negative evidence lower bound"),
        new("G2", "Identities of the evidence lower bound"),
        new("G3", "β-VAE"),
        new("G4", "Annealing of the divergence"),
        new("G5", "Free bits"),
        new("G6", "Reparametrisation"),
        new("G7", "Discriminator of a GAN"),
        new("G8", "Saturating generator"),
        new("G9", "Non-saturating generator"),
        new("G10", "Value of the game"),
        new("G11", "Optimal discriminator"),
        new("G12", "Value at the optimal discriminator"),
        new("G13", "Critic of a Wasserstein GAN"),
        new("G14", "Generator of a Wasserstein GAN"),
        new("G15", "Gradient penalty"),
        new("G16", "Interpolates of real and generated samples"),
        new("G17", "Critic with gradient penalty"),
        new("G18", "Clipping of weights"),
        new("G19", "Effective number of modes"),
        new("G20", "Point masses: Jensen–Shannon and Wasserstein"),
        new("G21", "Spectral normalisation") { Note = OutOfScope },
        new("G22", "Minibatch discrimination, unrolled GAN") { Note = OutOfScope },
    ];
}
