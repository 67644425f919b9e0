using System.Buffers;
using System.Numerics;

namespace LossGen.Losses;

/// <summary>How far confidences agree with what comes true: reliability diagrams, calibration errors, temperature scaling.</summary>
/// <remarks>
/// There are two meanings of calibration, and both have a name here. <c>PositiveClass</c>: among the samples that are given a probability p of the
/// positive class, does it occur in a share p of them? <c>TopLabel</c>: among the samples whose most probable class has the probability p, is that
/// class right in a share p of them?
/// </remarks>
public static partial class Calibration
{
    /// <summary>The reliability diagram of forecasts of the positive class.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="probabilities">The probability of the positive class, shape [n]; in [0, 1].</param>
    /// <param name="labels">What occurred, shape [n]; 1 for the positive class and 0 for the other.</param>
    /// <param name="bins">Receives the bins, by rising confidence; one or more.</param>
    /// <param name="binning">How forecasts are put into bins.</param>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no bins.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A probability is not in [0, 1], or a label is neither 0 nor 1.</exception>
    public static void PositiveClassReliability<T>(
        ReadOnlySpan<T> probabilities, ReadOnlySpan<int> labels, Span<ReliabilityBin> bins, CalibrationBinning binning = CalibrationBinning.EqualWidth)
        where T : IBinaryFloatingPointIeee754<T>
    {
        Arguments.HasLength(labels.Length, probabilities.Length, nameof(labels), "one for every probability");
        Arguments.IsNotEmpty(bins.Length, nameof(bins));
        Arguments.AreProbabilities(probabilities, nameof(probabilities));
        Arguments.AreLabels(labels, 2, nameof(labels));
        using var forecasts = new Forecasts(probabilities.Length);
        for (var i = 0; i < probabilities.Length; i++)
            forecasts.Set(i, double.CreateChecked(probabilities[i]), labels[i] == 1);
        forecasts.Fill(bins, binning);
    }

    /// <summary>The reliability diagram of the most probable classes.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="probabilities">The probabilities of all classes, shape [n, c], row-major; in [0, 1].</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1. Of classes of equal probability the first counts as forecast.</param>
    /// <param name="bins">Receives the bins, by rising confidence; one or more.</param>
    /// <param name="binning">How forecasts are put into bins.</param>
    /// <exception cref="ArgumentException">Lengths do not agree, or there are no bins.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A probability is not in [0, 1], or a label is not a class.</exception>
    public static void TopLabelReliability<T>(
        ReadOnlySpan<T> probabilities, ReadOnlySpan<int> labels, Span<ReliabilityBin> bins, CalibrationBinning binning = CalibrationBinning.EqualWidth)
        where T : IBinaryFloatingPointIeee754<T>
    {
        Arguments.IsNotEmpty(bins.Length, nameof(bins));
        Arguments.AreProbabilities(probabilities, nameof(probabilities));
        var classes = Classes(probabilities.Length, labels);
        using var forecasts = new Forecasts(labels.Length);
        for (var i = 0; i < labels.Length; i++)
        {
            var row = probabilities.Slice(i * classes, classes);
            var top = Metrics.ArgMax(row);
            forecasts.Set(i, double.CreateChecked(row[top]), top == labels[i]);
        }

        forecasts.Fill(bins, binning);
    }

    /// <summary>The expected calibration error of a reliability diagram: the mean gap of its bins, by their counts.</summary>
    /// <remarks>
    /// <para>Σ (n_m/n) |accuracy − mean confidence|; 0 for no samples.</para>
    /// <para>M. P. Naeini et al., Obtaining well calibrated probabilities using Bayesian binning (2015).</para>
    /// </remarks>
    /// <param name="bins">The diagram.</param>
    /// <returns>The error, in [0, 1].</returns>
    public static double ExpectedError(ReadOnlySpan<ReliabilityBin> bins)
    {
        var (gaps, count) = (0.0, 0L);
        foreach (var bin in bins)
        {
            gaps += bin.Count * bin.Gap;
            count += bin.Count;
        }

        return count == 0 ? 0 : gaps / count;
    }

    /// <summary>The maximum calibration error of a reliability diagram: the largest gap of its bins.</summary>
    /// <param name="bins">The diagram.</param>
    /// <returns>The error, in [0, 1]; 0 for no samples.</returns>
    public static double MaximumError(ReadOnlySpan<ReliabilityBin> bins)
    {
        var largest = 0.0;
        foreach (var bin in bins)
            largest = Math.Max(largest, bin.Gap);
        return largest;
    }

    /// <summary>The expected calibration error (ECE) of forecasts of the positive class.</summary>
    /// <inheritdoc cref="PositiveClassReliability{T}(ReadOnlySpan{T}, ReadOnlySpan{int}, Span{ReliabilityBin}, CalibrationBinning)"/>
    /// <param name="probabilities">The probability of the positive class, shape [n]; in [0, 1].</param>
    /// <param name="labels">What occurred, shape [n]; 1 for the positive class and 0 for the other.</param>
    /// <param name="bins">The number of bins.</param>
    /// <param name="binning">How forecasts are put into bins; with equal mass it is the adaptive error.</param>
    /// <returns>The error, in [0, 1]; 0 for no samples.</returns>
    public static double PositiveClassExpectedError<T>(
        ReadOnlySpan<T> probabilities, ReadOnlySpan<int> labels, int bins = 15, CalibrationBinning binning = CalibrationBinning.EqualWidth)
        where T : IBinaryFloatingPointIeee754<T>
    {
        Arguments.IsPositive(bins, nameof(bins));
        var diagram = new ReliabilityBin[bins];
        PositiveClassReliability(probabilities, labels, diagram, binning);
        return ExpectedError(diagram);
    }

    /// <summary>The expected calibration error (ECE) of the most probable classes.</summary>
    /// <inheritdoc cref="TopLabelReliability{T}(ReadOnlySpan{T}, ReadOnlySpan{int}, Span{ReliabilityBin}, CalibrationBinning)"/>
    /// <param name="probabilities">The probabilities of all classes, shape [n, c], row-major; in [0, 1].</param>
    /// <param name="labels">The class of every sample, shape [n]; 0 to c − 1.</param>
    /// <param name="bins">The number of bins.</param>
    /// <param name="binning">How forecasts are put into bins; with equal mass it is the adaptive error.</param>
    /// <returns>The error, in [0, 1]; 0 for no samples.</returns>
    public static double TopLabelExpectedError<T>(
        ReadOnlySpan<T> probabilities, ReadOnlySpan<int> labels, int bins = 15, CalibrationBinning binning = CalibrationBinning.EqualWidth)
        where T : IBinaryFloatingPointIeee754<T>
    {
        Arguments.IsPositive(bins, nameof(bins));
        var diagram = new ReliabilityBin[bins];
        TopLabelReliability(probabilities, labels, diagram, binning);
        return ExpectedError(diagram);
    }

    /// <summary>The maximum calibration error (MCE) of forecasts of the positive class.</summary>
    /// <inheritdoc cref="PositiveClassExpectedError{T}(ReadOnlySpan{T}, ReadOnlySpan{int}, int, CalibrationBinning)"/>
    public static double PositiveClassMaximumError<T>(
        ReadOnlySpan<T> probabilities, ReadOnlySpan<int> labels, int bins = 15, CalibrationBinning binning = CalibrationBinning.EqualWidth)
        where T : IBinaryFloatingPointIeee754<T>
    {
        Arguments.IsPositive(bins, nameof(bins));
        var diagram = new ReliabilityBin[bins];
        PositiveClassReliability(probabilities, labels, diagram, binning);
        return MaximumError(diagram);
    }

    /// <summary>The maximum calibration error (MCE) of the most probable classes.</summary>
    /// <inheritdoc cref="TopLabelExpectedError{T}(ReadOnlySpan{T}, ReadOnlySpan{int}, int, CalibrationBinning)"/>
    public static double TopLabelMaximumError<T>(
        ReadOnlySpan<T> probabilities, ReadOnlySpan<int> labels, int bins = 15, CalibrationBinning binning = CalibrationBinning.EqualWidth)
        where T : IBinaryFloatingPointIeee754<T>
    {
        Arguments.IsPositive(bins, nameof(bins));
        var diagram = new ReliabilityBin[bins];
        TopLabelReliability(probabilities, labels, diagram, binning);
        return MaximumError(diagram);
    }

    /// <summary>The number of classes of a matrix with a row for every label; the labels are checked.</summary>
    private static int Classes(int length, ReadOnlySpan<int> labels)
    {
        if (labels.Length == 0)
        {
            Arguments.HasLength(length, 0, "probabilities", "there are no labels");
            return 1;
        }

        var classes = length / labels.Length;
        Arguments.HasLength(length, Math.Max(classes, 1) * labels.Length, "probabilities", "a row for every label");
        Arguments.AreLabels(labels, classes, nameof(labels));
        return classes;
    }

    /// <summary>Confidences and whether they came true, in pooled memory.</summary>
    private readonly struct Forecasts(int count) : IDisposable
    {
        private readonly double[] _confidences = ArrayPool<double>.Shared.Rent(count);
        private readonly bool[] _outcomes = ArrayPool<bool>.Shared.Rent(count);

        public void Set(int index, double confidence, bool cameTrue)
        {
            _confidences[index] = confidence;
            _outcomes[index] = cameTrue;
        }

        public void Fill(Span<ReliabilityBin> bins, CalibrationBinning binning)
        {
            bins.Clear();
            if (binning == CalibrationBinning.EqualMass)
                Array.Sort(_confidences, _outcomes, 0, count);
            var below = 0;
            for (var i = 0; i < count; i++)
            {
                if (_confidences[i] != _confidences[below])
                    below = i;
                ref var bin = ref bins[binning == CalibrationBinning.EqualMass
                    ? (int)((long)below * bins.Length / count)
                    : BinOf(_confidences[i], bins.Length)];
                // Sums, until all are in.
                bin = new(bin.Count + 1, bin.MeanConfidence + _confidences[i], bin.Accuracy + (_outcomes[i] ? 1 : 0));
            }

            foreach (ref var bin in bins)
                bin = bin.Count == 0 ? bin : new(bin.Count, bin.MeanConfidence / bin.Count, bin.Accuracy / bin.Count);
        }

        public void Dispose()
        {
            ArrayPool<double>.Shared.Return(_confidences);
            ArrayPool<bool>.Shared.Return(_outcomes);
        }

        /// <summary>The bin whose edges, as numbers, the confidence is between; the product alone may round to the other side.</summary>
        private static int BinOf(double confidence, int bins)
        {
            var bin = Math.Min((int)(confidence * bins), bins - 1);
            if (confidence < (double)bin / bins)
                return bin - 1;
            return bin + 1 < bins && confidence >= (bin + 1.0) / bins ? bin + 1 : bin;
        }
    }
}
