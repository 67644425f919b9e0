namespace Quickstart;

/// <summary>A loss of logits z [n, c] and labels [n], with everything else fixed: returns its value and writes its gradient.</summary>
internal delegate float LossGradient(ReadOnlySpan<float> z, ReadOnlySpan<int> label, Span<float> zGradient);

/// <summary>A loss of the sample as the generator wrote it, and as a loop by hand.</summary>
internal sealed record ClassificationLoss(string Name, LossGradient Generated, LossGradient ByHand)
{
    public static readonly ClassificationLoss[] All =
    [
        new(
            "label smoothing, 0.1",
            static (z, label, gradient) => SampleLosses.SmoothedCrossEntropyGradient(z, label, 0.1f, gradient),
            static (z, label, gradient) => ScalarLosses.SmoothedCrossEntropyGradient(z, label, 0.1f, gradient)),
        new(
            "focal, gamma 2",
            static (z, label, gradient) => SampleLosses.FocalGradient(z, label, 2, gradient),
            static (z, label, gradient) => ScalarLosses.FocalGradient(z, label, 2, gradient)),
    ];
}
