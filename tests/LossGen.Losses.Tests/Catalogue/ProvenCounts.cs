namespace LossGen.Losses.Tests.Catalogue;

/// <summary>Of how many losses each property is proven.</summary>
internal static class ProvenCounts
{
    private static readonly (string Property, Func<string, bool> IsStated)[] Properties =
    [
        ("never negative", IsNonNegative),
        ("bounded from below or above", text => text.StartsWith("between ", StringComparison.Ordinal) || text.StartsWith("at least ", StringComparison.Ordinal) || text.StartsWith("at most ", StringComparison.Ordinal)),
        ("0 at the perfect prediction", text => text.StartsWith("0 where ", StringComparison.Ordinal)),
        ("convex in an argument", text => text.StartsWith("convex ", StringComparison.Ordinal) || text.StartsWith("affine ", StringComparison.Ordinal)),
        ("monotone in an argument", text => text.Contains("never falling in", StringComparison.Ordinal) || text.Contains("never rising in", StringComparison.Ordinal)),
        ("bounded gradient", text => text.StartsWith("Σ|gradient| ", StringComparison.Ordinal)),
        ("bounded change of the gradient", text => text.StartsWith("Σ|change ", StringComparison.Ordinal)),
        ("continuous gradient", text => text is "analytic" or "of class C1" or "of class C2"),
        ("invariant under translation", text => text.StartsWith("the same when ", StringComparison.Ordinal)),
        ("classification-calibrated", text => text == "classification-calibrated"),
        ("finite for all finite inputs", text => text.StartsWith("value and gradient finite", StringComparison.Ordinal)),
    ];

    public static IEnumerable<(string Property, int Count)> Of(IReadOnlyList<LossDocument> losses) =>
        Properties.Select(property => (property.Property, losses.Count(loss => loss.Proven.Any(property.IsStated))));

    /// <summary>Whether a phrase says that no value is below 0.</summary>
    public static bool IsNonNegative(string text) => text == "never negative" || (LowerBound(text) is { } bound && bound >= 0);

    /// <summary>The lower bound that a phrase states, or null.</summary>
    public static double? LowerBound(string text) => text.Split(' ') switch
    {
        ["at", "least", var low] => Number(low),
        ["between", var low, "and", _] => Number(low),
        _ => null,
    };

    /// <summary>The upper bound that a phrase states, or null.</summary>
    public static double? UpperBound(string text) => text.Split(' ') switch
    {
        ["at", "most", var high] => Number(high),
        ["between", _, "and", var high] => Number(high),
        _ => null,
    };

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
