namespace LossGen.Generator.Tests.Documentation;

internal static partial class RuleExamples
{
    private const string PairOfSpans = "ReadOnlySpan<float> p, ReadOnlySpan<float> y";

    /// <summary>Losses without a property that they promise, and the nearest ones that have it.</summary>
    private static Dictionary<string, RuleExample> Properties() => new()
    {
        ["LG0701"] = Requiring("NonNegative", "mean((p - y)^2) + mean(p)", "mean((p - y)^2) + mean(abs(p))"),
        ["LG0702"] = Requiring("ConvexInPrediction", "mean(y * sigmoid(p))", "mean(softplus(p) - y * p)"),
        ["LG0703"] = Requiring("LipschitzInPrediction", "mean((p - y)^2)", "mean(logcosh(p - y))"),
        ["LG0704"] = Requiring("SmoothInPrediction", "mean(abs(p - y))", "mean(logcosh(p - y))"),
        ["LG0705"] = Requiring("Finite", "mean(exp(p) * y)", "mean(sigmoid(p) * tanh(y))"),
        ["LG0706"] = Requiring("ZeroAtPerfectPrediction", "mean((p - 2 * y)^2)", "mean((p - y)^2)"),
        ["LG0707"] = Requiring("ClassificationCalibrated", "mean(sigmoid(-y * p))", "mean(max(0, 1 - y * p))"),
        ["LG0708"] = Requiring("TranslationInvariant", "mean(p * y)", "mean((p - y)^2)"),
        ["LG0709"] = Requiring("MonotoneInPrediction", "mean((p - y)^2)", "mean(softplus(p - y))"),
    };

    private static RuleExample Requiring(string property, string wrong, string right)
    {
        return new(Method(wrong), Method(right));

        string Method(string text) =>
            $"[Loss(\"{text}\", Require = LossProperties.{property})]\npublic static partial float Example({PairOfSpans});";
    }
}
