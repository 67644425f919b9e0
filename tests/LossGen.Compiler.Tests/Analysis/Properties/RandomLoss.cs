namespace LossGen.Compiler.Tests.Analysis.Properties;

/// <summary>Random losses over arrays p and y and a number t, of the forms that the proofs know, and others.</summary>
internal sealed class RandomLoss(int seed)
{
    public const string Parameters = "p:f[] y:f[] t:f";

    private static readonly string[] Functions =
    [
        "abs", "exp", "log1p", "log", "sqrt", "softplus", "logsigmoid", "sigmoid", "tanh", "logcosh", "relu", "sinh", "cosh", "atan", "erf", "erfc", "sign",
        "expm1", "entr", "asin", "lgamma", "floor", "log1mexp", "digamma", "sin",
    ];

    private static readonly string[] Functions2 = ["max", "min", "hypot", "logaddexp", "xlogy", "rel_entr", "kl_div", "xlog1py"];

    private static readonly string[] Facts =
        ["", "", "assume p[i] > 0\n", "assume 0 <= y[i] <= 1\n", "require t > 0\n", "assume -1 <= p[i] <= 1\n", "require 0 < t && t < 1\nassume y[i] >= 0\n"];

    private readonly Random _random = new(seed);

    public string Text()
    {
        var facts = Pick(Facts);
        var body = Term(2 + _random.Next(3));
        return facts + Pick("mean({0})", "mean({0})", "sum({0})", "max({0})", "logsumexp({0})", "norm({0})", "mean({0})^2", "log(1 + sum({0}))", "sum({0}) - max(p)", "prod({0})")
            .Replace("{0}", body, StringComparison.Ordinal);
    }

    private string Term(int depth) => depth == 0 ? Leaf() : _random.Next(10) switch
    {
        0 => Leaf(),
        1 or 2 => $"{Pick(Functions)}({Term(depth - 1)})",
        3 => $"{Pick(Functions2)}({Term(depth - 1)}, {Term(depth - 1)})",
        4 or 5 => $"({Term(depth - 1)} {Pick("+", "-")} {Term(depth - 1)})",
        6 => $"({Pick("2", "t", "y", "-0.5", "(1 - t)", "(1 - y)")} * {Term(depth - 1)})",
        7 => $"({Term(depth - 1)} {Pick("*", "/")} {Term(depth - 1)})",
        8 => $"({Term(depth - 1)})^{Pick("2", "2", "3", "0.5", "1.5", "(-1)", "t")}",
        _ => $"({Condition()} ? {Term(depth - 1)} : {Term(depth - 1)})",
    };

    private string Condition() => $"{Pick("p", "p - y", "abs(p - y)", "abs(p)", "y", "y - p", "t * p")} {Pick("<", "<=", ">", ">=", "==", "!=")} {Pick("0", "1", "t", "y", "0.5")}";

    private string Leaf() => Pick("p", "p", "(p - y)", "(p - y)", "abs(p - y)", "y", "t", "1", "0.5", "y * p", "(1 - y * p)", "p[2]", "(y - p)");

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];
}
