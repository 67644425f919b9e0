using Spectre.Console;

namespace Quickstart;

/// <summary>Trains a small network on handwritten digits, once with each loss, and counts what a call of the loss allocates.</summary>
internal static class DigitsExperiment
{
    private const int Hidden = 32;
    private const int Epochs = 40;
    private const int BatchSize = 64;
    private const float Rate = 0.05f;
    private const double SaneAccuracy = 0.93;

    public static bool Run()
    {
        Report.Heading("Classification: handwritten digits");
        var (train, test) = DigitsSplit.Load(seed: 1);
        AnsiConsole.WriteLine($"{train.Count} images to train on and {test.Count} to test on; {Epochs} epochs in batches of {BatchSize}.");

        var passed = true;
        foreach (var loss in ClassificationLoss.All)
        {
            AnsiConsole.WriteLine();
            var bytes = Train(loss, train, test, out var accuracy);
            AnsiConsole.WriteLine($"{loss.Name}: allocated {bytes} bytes in all its calls");
            passed &= accuracy >= SaneAccuracy && bytes == 0;
        }

        AnsiConsole.WriteLine();
        return Report.Verdict(
            passed, "Both losses learn, and neither allocates.", "An accuracy is too low, or a loss allocates.");
    }

    /// <returns>The bytes that the calls of the loss allocated.</returns>
    private static long Train(ClassificationLoss loss, DigitsSplit train, DigitsSplit test, out double accuracy)
    {
        var random = new Random(2);
        var network = new Network(DigitsSplit.Pixels, Hidden, DigitsSplit.Classes, train.Count, random);
        var order = Enumerable.Range(0, train.Count).ToArray();
        var x = new float[BatchSize * DigitsSplit.Pixels];
        var label = new int[BatchSize];
        var z = new float[BatchSize * DigitsSplit.Classes];
        var zGradient = new float[z.Length];
        var bytes = 0L;
        accuracy = 0;
        for (var epoch = 1; epoch <= Epochs; epoch++)
        {
            random.Shuffle(order);
            var (total, steps) = (0.0, 0);
            for (var start = 0; start + BatchSize <= order.Length; start += BatchSize, steps++)
            {
                train.Gather(order.AsSpan(start, BatchSize), x, label);
                network.Forward(x, BatchSize, z);

                var before = GC.GetAllocatedBytesForCurrentThread();
                total += loss.Generated(z, label, zGradient);
                bytes += GC.GetAllocatedBytesForCurrentThread() - before;

                network.Backward(x, BatchSize, zGradient, Rate);
            }

            if (epoch % 10 != 0)
                continue;
            accuracy = Accuracy(network, test);
            AnsiConsole.WriteLine(
                $"{loss.Name}: epoch {epoch}, loss {Report.Number(total / steps, "F4")}, test accuracy {Report.Number(100 * accuracy, "F1")} %");
        }

        return bytes;
    }

    private static double Accuracy(Network network, DigitsSplit data)
    {
        var z = new float[data.Count * DigitsSplit.Classes];
        network.Forward(data.Images, data.Count, z);
        return z.Chunk(DigitsSplit.Classes).Zip(data.Labels).Average(row => Array.IndexOf(row.First, row.First.Max()) == row.Second ? 1.0 : 0);
    }
}
