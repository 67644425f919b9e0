namespace Quickstart;

/// <summary>The digits, shuffled with a fixed seed; four fifths to train on, the rest to test on.</summary>
internal sealed class DigitsSplit
{
    public const int Pixels = 64;
    public const int Classes = 10;

    private DigitsSplit(float[] images, int[] labels)
    {
        Images = images;
        Labels = labels;
    }

    /// <summary>Shape [n, <see cref="Pixels"/>], between 0 and 1.</summary>
    public float[] Images { get; }

    public int[] Labels { get; }

    public int Count => Labels.Length;

    public static (DigitsSplit Train, DigitsSplit Test) Load(int seed)
    {
        var (images, labels) = DataFiles.Digits();
        var order = Enumerable.Range(0, labels.Length).ToArray();
        new Random(seed).Shuffle(order);
        var trainCount = order.Length * 4 / 5;
        return (Take(order[..trainCount]), Take(order[trainCount..]));

        DigitsSplit Take(int[] rows) =>
            new([.. rows.SelectMany(row => images[row]).Select(pixel => pixel / 16)], [.. rows.Select(row => labels[row])]);
    }

    /// <summary>The images and labels of a batch, into x [n, <see cref="Pixels"/>] and label [n].</summary>
    public void Gather(ReadOnlySpan<int> rows, Span<float> x, Span<int> label)
    {
        for (var n = 0; n < rows.Length; n++)
        {
            Images.AsSpan(rows[n] * Pixels, Pixels).CopyTo(x[(n * Pixels)..]);
            label[n] = Labels[rows[n]];
        }
    }
}
