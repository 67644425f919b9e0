using Spectre.Console;

namespace Quickstart;

/// <summary>
/// How food expenditure depends on income, at five quantiles: linear regression with the pinball loss. Its minimum is a corner of a
/// piecewise linear function, so that agreement with the published coefficients means that the subgradient is right everywhere.
/// </summary>
internal static class EngelExperiment
{
    /// <summary>The largest relative error of a coefficient.</summary>
    private const double Agreement = 1e-8;

    /// <summary>Of R's quantreg: rq(foodexp ~ income, tau).</summary>
    private static readonly (double Tau, double Intercept, double Slope)[] Published =
    [
        (0.05, 124.8800408126, 0.3433610576),
        (0.25, 95.4835396346, 0.4741032082),
        (0.50, 81.4822474169, 0.5601805512),
        (0.75, 62.3965855290, 0.6440141394),
        (0.95, 64.103963181, 0.709068517),
    ];

    public static bool Run()
    {
        Report.Heading("Quantile regression: Engel's food expenditure (1857)");
        var (income, food) = DataFiles.Engel();
        var table = Report.Table("tau", "intercept", "published", "slope", "published", "error", "steps");
        var agrees = true;
        foreach (var expected in Published)
        {
            var (intercept, slope, steps) = Fit(income, food, expected.Tau);
            var error = Math.Max(
                Math.Abs(intercept / expected.Intercept - 1),
                Math.Abs(slope / expected.Slope - 1));
            agrees &= error < Agreement;
            table.AddRow(
                Report.Number(expected.Tau, "F2"),
                Report.Number(intercept, "F6"),
                Report.Number(expected.Intercept, "F6"),
                Report.Number(slope, "F8"),
                Report.Number(expected.Slope, "F8"),
                Report.Number(error, "0.0E+0"),
                Report.Number(steps, "F0"));
        }

        AnsiConsole.Write(table);
        return Report.Verdict(
            agrees, "The coefficients agree with the published ones.", "The coefficients disagree with the published ones.");
    }

    private static (double Intercept, double Slope, int Steps) Fit(double[] income, double[] food, double tau)
    {
        // Standardised, so that one ball holds the minimum at every tau; the fit is carried back below.
        var (incomeMean, incomeScale) = MeanAndDeviation(income);
        var (foodMean, foodScale) = MeanAndDeviation(food);
        var x = Array.ConvertAll(income, value => (value - incomeMean) / incomeScale);
        var y = Array.ConvertAll(food, value => (value - foodMean) / foodScale);
        var yhat = new double[x.Length];
        var yhatGradient = new double[x.Length];

        double Loss(ReadOnlySpan<double> line, Span<double> subgradient)
        {
            for (var i = 0; i < x.Length; i++)
                yhat[i] = line[0] + line[1] * x[i];

            var value = SampleLosses.PinballGradient(yhat, y, tau, yhatGradient);

            // The loss knows the gradient by the predictions; the chain rule to the two coefficients is the model's.
            subgradient.Clear();
            for (var i = 0; i < x.Length; i++)
            {
                subgradient[0] += yhatGradient[i];
                subgradient[1] += yhatGradient[i] * x[i];
            }

            return value;
        }

        var (fit, _, steps) = EllipsoidMethod.Minimize(Loss, dimension: 2, radius: 10, tolerance: 1e-13);
        var slope = fit[1] * foodScale / incomeScale;
        return (foodMean + foodScale * fit[0] - slope * incomeMean, slope, steps);
    }

    private static (double Mean, double Deviation) MeanAndDeviation(double[] values)
    {
        var mean = values.Average();
        return (mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))));
    }
}
