namespace LossGen.Losses.Tests;

/// <summary>What a caller did wrong is said before anything is read or written.</summary>
public sealed class ArgumentTests
{
    public static TheoryData<string, Type> Rows => LossTable.InBothPrecisions(_ => true);

    public static TheoryData<string, Type> LabelledRows => LossTable.InBothPrecisions(row => row.Parameters.Contains("labels:class[n]", StringComparison.Ordinal));

    public static TheoryData<string, Type> DifferentiableRows => LossTable.InBothPrecisions(row => row.Gradients.Length > 0);

    public static TheoryData<string, Type> AveragedRows => LossTable.InBothPrecisions(row =>
        !row.AcceptsNothing && row.Method is not ("SumOfSquaredErrors" or "SumOfAbsoluteErrors" or "SupportVectorDual")
        && !(row.Method == "CrossEntropy" && row.ParameterNames.Length > 2)
        && row.Owner != typeof(Sequence));

    /// <summary>The loss, its hyper-parameter, and a value that it must not have.</summary>
    public static TheoryData<string, string, double> Requirements => new()
    {
        { "Huber", "delta", 0 },
        { "Huber", "delta", -1 },
        { "Huber", "delta", double.NaN },
        { "SmoothL1", "beta", -0.5 },
        { "Quantile", "tau", 0 },
        { "Quantile", "tau", 1 },
        { "QuantileCrossing", "weight", -1 },
        { "QuantileCrossing", "margin", -1 },
        { "MulticlassHinge", "margin", 0 },
        { "CrammerSingerHinge", "margin", -1 },
        { "SupportVectorPrimal", "regularization", 0 },
        { "Triplet", "margin", -1 },
        { "Triplet", "p", 0.5 },
        { "Triplet", "p", double.PositiveInfinity },
        { "ContrastivePair", "margin", 0 },
        { "CosineEmbedding", "margin", -1.5 },
        { "Alignment", "alpha", 0 },
        { "BatchAllTriplet", "margin", -1 },
        { "MultiSimilarity", "alpha", 0 },
        { "MultiSimilarity", "beta", 0 },
        { "Circle", "margin", 1 },
        { "ArcFace", "scale", 0 },
        { "ArcFace", "margin", 3.25 },
        { "InfoNce", "temperature", 0 },
        { "NtXent", "temperature", -1 },
        { "SupCon", "temperature", 0 },
        { "Clip", "temperature", double.NaN },
        { "Uniformity", "spread", 0 },
        { "AlignmentAndUniformity", "weight", -1 },
        { "Dice", "smoothing", -1 },
        { "Tversky", "alpha", -1 },
        { "FocalTversky", "gamma", 0 },
        { "ClippedSurrogate", "clip", 1 },
        { "Dpo", "beta", 0 },
        { "Dpo", "smoothing", 0.5 },
        { "Orpo", "weight", -1 },
        { "SoftTargets", "temperature", 0 },
        { "SoftTargetsAndLabels", "share", 1.5 },
        { "RankNet", "scale", 0 },
        { "PolyCrossEntropy", "epsilon", -2 },
        { "GeneralizedCrossEntropy", "q", 0 },
        { "GeneralizedCrossEntropy", "q", 1.5 },
        { "SoftcappedCrossEntropy", "cap", 0 },
        { "BinaryCrossEntropyWithLogits", "positiveWeight", 0 },
        { "CrossEntropyWithTemperature", "temperature", 0 },
        { "TemperatureScaledLogScore", "temperature", -1 },
        { "LabelSmoothingCrossEntropy", "smoothing", -0.1 },
        { "LabelSmoothingCrossEntropy", "smoothing", 1.5 },
        { "FocalWithLogits", "gamma", -1 },
        { "FocalWithLogits", "gamma", double.PositiveInfinity },
        { "FocalWithLogits", "alpha", 2 },
        { "Focal", "gamma", -1 },
        { "Focal", "alpha", -1 },
        { "FocalCrossEntropy", "gamma", double.NaN },
        { "PseudoHuber", "delta", 0 },
        { "Charbonnier", "epsilon", 0 },
        { "Cauchy", "scale", -1 },
        { "Fair", "scale", 0 },
        { "Welsch", "scale", double.NaN },
        { "TukeyBiweight", "scale", 0 },
        { "MeanAbsolutePercentageError", "floor", 0 },
        { "Expectile", "tau", 1 },
        { "SquaredAndAbsoluteError", "squaredWeight", -1 },
        { "SquaredAndAbsoluteError", "absoluteWeight", -1 },
        { "Tweedie", "power", 1 },
        { "Tweedie", "power", 2 },
        { "TweedieOfLogMean", "power", 2 },
        { "GradientPenalty", "weight", -1 },
        { "OneSidedGradientPenalty", "weight", double.NaN },
        { "ZeroCenteredGradientPenalty", "weight", -1 },
        { "WassersteinCriticWithGradientPenalty", "weight", -1 },
        { "GaussianNegativeElbo", "variance", 0 },
        { "GaussianBetaVae", "beta", -1 },
        { "BernoulliBetaVae", "beta", -1 },
        { "FreeBits", "freeBits", -0.5 },
        { "GaussianBetaVaeWithFreeBits", "freeBits", -0.5 },
        { "WeightedJensenShannon", "weight", 0 },
        { "WeightedJensenShannon", "weight", 1 },
        { "Renyi", "alpha", 0 },
        { "Renyi", "alpha", 1 },
        { "Wasserstein", "order", 0.5 },
        { "WeightedWasserstein", "order", 0.5 },
        { "HistogramWasserstein1", "width", 0 },
        { "SquaredCramer", "width", -1 },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_longer_array_is_refused(string name, Type real)
    {
        var (row, loss, point) = Open(name, real);
        foreach (var array in row.ParameterNames.Except(row.FreeLengths).Where(parameter => point[parameter].Length > 1 && !row.HasFreeLength(parameter)))
        {
            var original = point[array];
            point[array] = [.. original, original[0]];
            using var call = new LossCall(loss, point);
            Assert.ThrowsAny<ArgumentException>(() => call.Value());
            point[array] = original;
        }
    }

    [Theory]
    [MemberData(nameof(DifferentiableRows))]
    public void A_gradient_of_another_length_is_refused_and_nothing_is_written(string name, Type real)
    {
        var (_, loss, point) = Open(name, real);
        for (var i = 0; i < loss.Outputs.Count; i++)
        {
            if (point[loss.Outputs[i]].Length == 1)
                continue;
            using var call = new LossCall(loss, point);
            call.Gradients[i] = Filled(real, point[loss.Outputs[i]].Length - 1);
            var exception = Assert.Throws<ArgumentException>(() => call.Gradient());
            Assert.Equal(loss.Outputs[i] + "Gradient", exception.ParamName);
            Assert.All(call.Written(i), x => Assert.Equal(7, x));
        }
    }

    [Theory]
    [MemberData(nameof(DifferentiableRows))]
    public void A_gradient_in_the_memory_of_an_input_is_refused(string name, Type real)
    {
        var (row, loss, point) = Open(name, real);
        for (var i = 0; i < loss.Outputs.Count; i++)
        {
            if (point[loss.Outputs[i]].Length == 1)
                continue;
            using var call = new LossCall(loss, point);
            call.Gradients[i] = call.Arguments[Array.IndexOf(row.ParameterNames, loss.Outputs[i])];
            var exception = Assert.Throws<ArgumentException>(() => call.Gradient());
            Assert.Equal(loss.Outputs[i] + "Gradient", exception.ParamName);
        }
    }

    [Theory]
    [MemberData(nameof(LabelledRows))]
    public void A_label_out_of_range_is_named_and_nothing_is_written(string name, Type real)
    {
        var (_, loss, point) = Open(name, real);
        foreach (var wrong in new[] { -1, 3, int.MinValue, int.MaxValue })
        {
            point["labels"][4] = wrong;
            using var call = new LossCall(loss, point);
            AssertNamed(Assert.Throws<ArgumentOutOfRangeException>(() => call.Value()));

            for (var i = 0; i < call.Gradients.Length; i++)
                call.Gradients[i] = Filled(real, point[loss.Outputs[i]].Length);
            AssertNamed(Assert.Throws<ArgumentOutOfRangeException>(() => call.Gradient()));
            for (var i = 0; i < call.Gradients.Length; i++)
            {
                // A scalar's gradient is an out parameter, which has no value after an exception.
                if (point[loss.Outputs[i]].Length > 1)
                    Assert.All(call.Written(i), x => Assert.Equal(7, x));
            }

            void AssertNamed(ArgumentOutOfRangeException exception)
            {
                Assert.Equal("labels", exception.ParamName);
                Assert.Equal((long)wrong, exception.ActualValue);
                Assert.Contains("labels[4]", exception.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [MemberData(nameof(AveragedRows))]
    public void A_mean_of_nothing_is_refused(string name, Type real)
    {
        var row = LossTable.Row(name);
        var loss = row.Compile(real);
        var point = Point.Create(row.Parameters, 0, 3, new Random(1));
        using var call = new LossCall(loss, point);
        Assert.ThrowsAny<ArgumentException>(() => call.Value());
    }

    [Fact]
    public void A_sum_of_nothing_is_zero()
    {
        Assert.Equal(0, Regression.SumOfSquaredErrors(ReadOnlySpan<float>.Empty, []));
        Assert.Equal(0, Regression.SumOfAbsoluteErrors(ReadOnlySpan<float>.Empty, []));
    }

    [Theory]
    [MemberData(nameof(Requirements))]
    public void A_hyperparameter_outside_its_range_is_refused(string method, string parameter, double value)
    {
        foreach (var row in LossTable.All.Where(row => row.Method == method && row.ParameterNames.Contains(parameter)))
        {
            foreach (var real in new[] { typeof(float), typeof(double) })
            {
                var loss = row.Compile(real);
                var point = Point.Create(row.Parameters, 5, 3, new Random(1));
                point[parameter] = [value];
                using var call = new LossCall(loss, point);
                var exception = Assert.Throws<ArgumentOutOfRangeException>(() => call.Value());
                Assert.Equal(parameter, exception.ParamName);
                Assert.Throws<ArgumentOutOfRangeException>(() => call.Gradient());
            }
        }
    }

    private static (LossRow Row, CompiledLoss Loss, Point Point) Open(string name, Type real)
    {
        var row = LossTable.Row(name);
        return (row, row.Compile(real), Point.Create(row.Parameters, 5, 3, new Random(1)));
    }

    private static object Filled(Type real, int length) => real == typeof(float)
        ? new GuardedMemory<float>([.. Enumerable.Repeat(7f, length)])
        : new GuardedMemory<double>([.. Enumerable.Repeat(7.0, length)]);
}
