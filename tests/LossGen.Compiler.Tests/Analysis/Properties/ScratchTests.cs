using LossGen.Compiler.Analysis.Properties;

namespace LossGen.Compiler.Tests.Analysis.Properties;

public sealed class ScratchTests
{
    [Fact]
    public void Print()
    {
        for (var k = 0; k < 6; k++)
        foreach (var line in File.ReadAllLines("/tmp/lg/losses.txt"))
        {
            if (line.Length == 0) continue;
            var parts = line.Split('|').Select(s => s.Replace('¦', '|')).ToArray();
            var text = parts[2].Replace("\\n", "\n", StringComparison.Ordinal);
            var program = TestLoss.Bind(parts[1], text, parts.Length > 3 && parts[3].Length > 0 ? parts[3].Split(',') : null);
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var c = PropertyAnalysis.Of(program)!;
            var ms = watch.Elapsed.TotalMilliseconds;
            if (k == 5) Console.WriteLine($"{parts[0],-22} {ms,6:F1}ms range {c.Range.Low}..{c.Range.High}  {c.Proven}  {c.Prediction.Convexity} {c.Prediction.Monotonicity} L={c.Prediction.Lipschitz} B={c.Prediction.GradientLipschitz} {c.Prediction.Smoothness}");
        }
    }
}
