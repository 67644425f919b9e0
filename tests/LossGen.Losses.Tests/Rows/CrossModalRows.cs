using static LossGen.Losses.Tests.Infrastructure.Batch;
using static LossGen.Losses.Tests.Infrastructure.Exact;

namespace LossGen.Losses.Tests.Rows;

/// <summary>Closed forms of the losses of images and texts in <see cref="Contrastive"/>.</summary>
internal static class CrossModalRows
{
    private const double Tau = 0.5;
    private const double Scale = 4;
    private const double Bias = -2;

    public static LossRow Clip()
    {
        static double[] Row(Point p, int i) => [.. Enumerable.Range(0, p.N).Select(j => Cosine(p, i, j) / Tau)];
        static double[] Column(Point p, int j) => [.. Enumerable.Range(0, p.N).Select(i => Cosine(p, i, j) / Tau)];
        static double[,] Slopes(Point p) => Matrix(p.N, (i, j) => (CrossEntropyGradient(Row(p, i), i)[j] + CrossEntropyGradient(Column(p, j), j)[i]) / (2 * p.N * Tau));
        return new LossRow(
            typeof(Contrastive),
            "Clip",
            "images:vector[n,c] texts:vector[n,c] dimensions=c temperature=0.5",
            p => Sum(p.N, i => CrossEntropy(Row(p, i), i) + CrossEntropy(Column(p, i), i)) / (2 * p.N),
            p => ByImages(p, Slopes(p)),
            p => ByTexts(p, Slopes(p)),
            p => [(ContrastiveRows.TemperatureSlope(p.N, i => Row(p, i), i => i) + ContrastiveRows.TemperatureSlope(p.N, i => Column(p, i), i => i)) / 2])
        {
            Magnitude = _ => 1 / Tau,
            GradientMagnitude = (p, output) => output == 2 ? 2 / (Tau * Tau) : Shortness(p, output == 0 ? "images" : "texts") * 2 / Tau,
        };
    }

    public static LossRow SigLip()
    {
        static double Logit(Point p, int i, int j) => (Scale * Cosine(p, i, j)) + Bias;
        static double Slope(Point p, int i, int j) => (i == j ? -Sigmoid(-Logit(p, i, j)) : Sigmoid(Logit(p, i, j))) / p.N;
        static double[,] Slopes(Point p) => Matrix(p.N, (i, j) => Scale * Slope(p, i, j));
        return new LossRow(
            typeof(Contrastive),
            "SigLip",
            "images:vector[n,c] texts:vector[n,c] dimensions=c scale=4 bias=-2",
            p => Sum(p.N, i => Sum(p.N, j => Softplus(i == j ? -Logit(p, i, j) : Logit(p, i, j)))) / p.N,
            p => ByImages(p, Slopes(p)),
            p => ByTexts(p, Slopes(p)),
            p => [Sum(p.N, i => Sum(p.N, j => Slope(p, i, j) * Cosine(p, i, j)))],
            p => [Sum(p.N, i => Sum(p.N, j => Slope(p, i, j)))])
        {
            GradientMagnitude = (p, output) => output >= 2 ? 2 : Shortness(p, output == 0 ? "images" : "texts") * 2 * Scale,
        };
    }

    private static double Cosine(Point p, int i, int j) => Dot(Unit(p.Row("images", i)), Unit(p.Row("texts", j)));

    private static double[] ByImages(Point p, double[,] slopes) => [.. Enumerable.Range(0, p.N).SelectMany(i =>
        ByUnit(p.Row("images", i), [.. Enumerable.Range(0, p.C).Select(d => Sum(p.N, j => slopes[i, j] * Unit(p.Row("texts", j))[d]))]))];

    private static double[] ByTexts(Point p, double[,] slopes) => [.. Enumerable.Range(0, p.N).SelectMany(j =>
        ByUnit(p.Row("texts", j), [.. Enumerable.Range(0, p.C).Select(d => Sum(p.N, i => slopes[i, j] * Unit(p.Row("images", i))[d]))]))];
}
