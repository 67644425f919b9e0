using LossGen;

namespace Quickstart;

/// <summary>The losses of this sample. The generator implements them and adds a <c>…Gradient</c> method beside each.</summary>
internal static partial class SampleLosses
{
    /// <summary>The loss that the <paramref name="tau"/>-quantile minimises (Koenker and Bassett 1978).</summary>
    [Loss("""
        require 0 < tau && tau < 1
        r = y - yhat
        mean(max(tau * r, (tau - 1) * r))
        """)]
    public static partial double Pinball(ReadOnlySpan<double> yhat, ReadOnlySpan<double> y, double tau);

    /// <summary>Cross-entropy with a target that gives every class its share of <paramref name="smoothing"/> (Szegedy et al. 2016).</summary>
    [Loss("""
        require 0 <= smoothing && smoothing < 1
        logp[n,c] = logsoftmax[c](z[n,c])
        mean[n](-(1 - smoothing) * logp[n, label[n]] - smoothing * mean[c](logp[n,c]))
        """)]
    public static partial float SmoothedCrossEntropy(ReadOnlySpan<float> z, ReadOnlySpan<int> label, float smoothing);

    /// <summary>Cross-entropy that turns away from what is already learnt (Lin et al. 2017), for several classes.</summary>
    /// <remarks>1 - p is written -expm1(log p), which keeps its digits where p is nearly 1.</remarks>
    [Loss("""
        require gamma >= 1
        logp[n,c] = logsoftmax[c](z[n,c])
        q[n] = logp[n, label[n]]
        mean[n](-(-expm1(q[n]))^gamma * q[n])
        """)]
    public static partial float Focal(ReadOnlySpan<float> z, ReadOnlySpan<int> label, float gamma);
}
