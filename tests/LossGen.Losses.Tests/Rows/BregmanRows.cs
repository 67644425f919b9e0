namespace LossGen.Losses.Tests.Rows;

/// <summary>Closed forms of <see cref="Bregman"/>.</summary>
internal static class BregmanRows
{
    public static IEnumerable<LossRow> All() =>
    [
        Of("SquaredEuclidean", "predictions:normal[n] targets:normal[n]", (y, x) => (y - x) * (y - x) / 2, (y, x) => x - y),
        Of("GeneralizedKullbackLeibler", "predictions:positive[n] targets:nonnegative[n]", (y, x) => x * Exact.H((y - x) / x), (y, x) => (x - y) / x)
            with { Reference = "bregman_kl: yhat y" },
        Of("ItakuraSaito", "predictions:positive[n] targets:positive[n]", (y, x) => y / x * Exact.H((x - y) / y), (y, x) => (x - y) / x / x)
            with
            {
                Reference = "itakura_saito: yhat y",
                GradientMagnitude = (p, _) => Enumerable.Range(0, p.N).Max(n => Math.Abs(Math.Log(p["predictions"][n] / p["targets"][n])) / p["predictions"][n]) / p.N,
            },
    ];

    private static LossRow Of(string method, string parameters, Func<double, double, double> value, Func<double, double, double> slope) =>
        LossRow.Mean(
            typeof(Bregman),
            method,
            parameters,
            (p, n) => value(p["targets"][n], p["predictions"][n]),
            (p, n) => slope(p["targets"][n], p["predictions"][n])) with
        {
            Perfect = point =>
            {
                point["predictions"] = [.. point["targets"].Select(y => Math.Max(y, 0.5))];
                point["targets"] = point["predictions"];
                return point;
            },
        };
}
