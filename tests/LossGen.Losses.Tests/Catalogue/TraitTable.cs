using static LossGen.Losses.Tests.Catalogue.LossTraits;

namespace LossGen.Losses.Tests.Catalogue;

/// <summary>The properties that losses are declared to have, by class, method and parameters.</summary>
internal static partial class TraitTable
{
    /// <summary>How the properties are called in documents.</summary>
    public static IReadOnlyList<(LossTraits Trait, string Text)> Names { get; } =
    [
        (NonNegative, "never negative"),
        (Symmetric, "symmetric"),
        (TranslationInvariant, "invariant under translation"),
        (ShiftInvariant, "invariant under a shift of a row"),
        (StrictlyProper, "strictly proper"),
        (BatchMean, "the mean over the samples of a batch"),
        (BatchSum, "the sum over the samples of a batch"),
    ];

    /// <summary>Least values other than 0.</summary>
    private static readonly Dictionary<string, double> Bounds = new(StringComparer.Ordinal)
    {
        ["Scoring.Spherical(probabilities, targets)"] = -1,
        ["Scoring.Spherical(probabilities, labels)"] = -1,
    };

    public static IEnumerable<string> All => Declared.Keys.Concat(Bounds.Keys);

    public static LossTraits Of(string signature) => Declared.GetValueOrDefault(signature);

    public static double? LowerBound(string signature) => Bounds.TryGetValue(signature, out var bound) ? bound : null;
}
