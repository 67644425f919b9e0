using LossGen.Losses;

namespace LossGen.Testing.Tests;

public sealed class GradientCheckTests
{
    private static readonly double[] Point = [0.3, -1.2, 2.1, 0.7, -0.4, 0.1];
    private static readonly float[] Singles = [0.3f, -1.2f, 2.1f, 0.7f, -0.4f, 0.1f];
    private static readonly int[] Labels = [2, 0];

    [Fact]
    public void A_generated_gradient_passes()
    {
        var report = GradientCheck.Compare(
            Point, z => Classification.CrossEntropy(z, Labels), (z, gradient) => Classification.CrossEntropyGradient(z, Labels, gradient));
        report.ThrowIfFailed();
        Assert.Equal(GradientStatus.Passed, report.Status);
        Assert.All(report.Elements, element => Assert.True(element.Error < 1e-11));
        Assert.Equal("All 6 elements of the gradient agree with differences.", report.ToString());
    }

    [Fact]
    public void A_gradient_in_float_passes_by_itself_and_closer_beside_double()
    {
        GradientCheck.Compare(
            Singles, z => Classification.CrossEntropy(z, Labels), (z, gradient) => Classification.CrossEntropyGradient(z, Labels, gradient)).ThrowIfFailed();
        GradientCheck.CompareInDouble(
            Singles, z => Classification.CrossEntropy(z, Labels), (z, gradient) => Classification.CrossEntropyGradient(z, Labels, gradient)).ThrowIfFailed();
    }

    [Fact]
    public void The_derivative_by_a_scalar_is_a_gradient_of_one_element()
    {
        GradientCheck.Compare(
            [1.5],
            t => Scoring.TemperatureScaledLogScore(Point, Labels, t[0]),
            (t, gradient) => Scoring.TemperatureScaledLogScoreGradient(Point, Labels, t[0], out gradient[0])).ThrowIfFailed();
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(-2)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void One_wrong_element_is_found(double error)
    {
        var report = GradientCheck.Compare(
            Point,
            z => Classification.CrossEntropy(z, Labels),
            (z, gradient) =>
            {
                var value = Classification.CrossEntropyGradient(z, Labels, gradient);
                gradient[4] += error * gradient[4];
                return value;
            });
        Assert.Equal(GradientStatus.Failed, report.Status);
        Assert.Equal(4, report.Worst!.Value.Index);
        Assert.Equal(4, Assert.Single(report.WrongElements).Index);
        var message = Assert.Throws<LossCheckException>(report.ThrowIfFailed).Message;
        Assert.StartsWith("The gradient is wrong in 1 of 6 elements. The worst is element 4: ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_element_beside_large_ones_is_checked_too()
    {
        var report = GradientCheck.Compare<double>([1, 1], Value, (_, gradient) =>
        {
            (gradient[0], gradient[1]) = (2e3, 1.001e-4);
            return 1e3 + 1e-4;
        });
        Assert.Equal(1, Assert.Single(report.WrongElements).Index);

        static double Value(ReadOnlySpan<double> x) => (1e3 * x[0] * x[0]) + (1e-4 * x[1]);
    }

    [Fact]
    public void An_element_that_is_not_written_is_wrong()
    {
        var report = GradientCheck.Compare<double>([1, 2], x => x[0] + x[1], (x, gradient) =>
        {
            gradient[0] = 1;
            return x[0] + x[1];
        });
        Assert.Equal(1, Assert.Single(report.WrongElements).Index);
    }

    [Fact]
    public void A_value_beside_the_gradient_that_is_another_fails()
    {
        var report = GradientCheck.Compare<double>([2], x => x[0] * x[0], (x, gradient) =>
        {
            gradient[0] = 2 * x[0];
            return x[0];
        });
        Assert.Equal(GradientStatus.Failed, report.Status);
        Assert.Empty(report.WrongElements);
        Assert.Equal("The value beside the gradient is 2, and the loss alone 4.", report.ToString());
    }

    [Fact]
    public void What_differences_cannot_see_is_inconclusive_and_never_passes()
    {
        // Noise of 1e-5 of the value: no step gives seven digits.
        var random = new Random(1);
        var report = GradientCheck.Compare<double>([1], x => x[0] * (1 + (1e-5 * random.NextDouble())), (x, gradient) =>
        {
            gradient[0] = 1;
            return x[0];
        });
        Assert.NotEqual(GradientStatus.Passed, report.Status);
        report = GradientCheck.Compare<double>([0], x => x[0] == 0 ? 0 : double.NaN, (_, gradient) => gradient[0] = 0);
        Assert.Equal(GradientStatus.Inconclusive, report.Status);
        Assert.Equal(double.PositiveInfinity, Assert.Single(report.UncertainElements).Uncertainty);
        Assert.Throws<LossCheckException>(report.ThrowIfFailed);
    }

    [Theory]
    [InlineData(1e-4)]
    [InlineData(0.5)]
    [InlineData(0.9999)]
    public void Steps_stay_inside_of_the_domain(double p)
    {
        GradientCheck.Compare(
            [p], x => Classification.BinaryCrossEntropy(x, [1.0]), (x, gradient) => Classification.BinaryCrossEntropyGradient(x, [1.0], gradient)).ThrowIfFailed();
    }

    [Fact]
    public void A_step_below_the_distance_to_a_kink_passes_beside_it()
    {
        double[] predictions = [1, 2, 3], targets = [1.002, 1.998, 0];
        var report = GradientCheck.Compare(
            predictions,
            x => Regression.MeanAbsoluteError(x, targets),
            (x, gradient) => Regression.MeanAbsoluteErrorGradient(x, targets, gradient),
            step: 5e-4);
        report.ThrowIfFailed();
    }

    [Fact]
    public void At_a_kink_it_does_not_pass()
    {
        var report = GradientCheck.Compare<double>([0], x => Math.Max(0, x[0]), (x, gradient) => gradient[0] = 0);
        Assert.NotEqual(GradientStatus.Passed, report.Status);
    }

    [Fact]
    public void The_point_is_left_as_it_is_and_nothing_is_compared_with_nothing()
    {
        double[] point = [0.1, 0.2];
        GradientCheck.Compare(point, x => x[0] * x[1], (x, gradient) =>
        {
            (gradient[0], gradient[1]) = (x[1], x[0]);
            return x[0] * x[1];
        }).ThrowIfFailed();
        Assert.Equal([0.1, 0.2], point);
        var empty = GradientCheck.Compare<float>([], _ => 1, (_, _) => 1);
        Assert.Equal(GradientStatus.Passed, empty.Status);
        Assert.Null(empty.Worst);
    }

    [Fact]
    public void Tolerance_and_step_are_positive()
    {
        Assert.Equal("tolerance", Assert.Throws<ArgumentOutOfRangeException>(() => GradientCheck.Compare<double>([1], _ => 1, (_, _) => 1, 0)).ParamName);
        Assert.Equal("step", Assert.Throws<ArgumentOutOfRangeException>(() => GradientCheck.CompareInDouble([1], _ => 1, (_, _) => 1, step: double.NaN)).ParamName);
    }
}
