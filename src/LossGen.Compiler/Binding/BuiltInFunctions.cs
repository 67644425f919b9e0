using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Binding;

/// <summary>The names of the functions that the language has. Elementwise ones are rows of <see cref="Operators"/>.</summary>
internal static class BuiltInFunctions
{
    public const string Size = "size";

    private static readonly HashSet<string> Reductions = new(StringComparer.Ordinal)
    {
        "sum", "mean", "prod", "min", "max", "logsumexp", "norm", "count", "any", "all", "argmin", "argmax", "var", "std",
        "softmax", "logsoftmax", "sort", "cumsum", "cumlogsumexp",
    };

    /// <summary>Reductions that are undefined over nothing.</summary>
    private static readonly HashSet<string> UndefinedOnNothing = new(StringComparer.Ordinal)
    {
        "mean", "min", "max", "logsumexp", "argmin", "argmax", "var", "std", "softmax", "logsoftmax",
    };

    private static readonly HashSet<string> OverOneAxis = new(StringComparer.Ordinal) { "argmin", "argmax", "sort", "cumsum", "cumlogsumexp" };

    /// <summary>Elementwise functions that are no row of the table, because they are made of others.</summary>
    private static readonly HashSet<string> Composed = new(StringComparer.Ordinal) { "clamp", "relu", "log1pexp" };

    /// <summary>Every name, for suggestions.</summary>
    public static IEnumerable<string> Names =>
        Operators.All.Select(row => row.Name).Where(name => Operators.ByName(name) is not null)
            .Concat(Reductions).Concat(Composed).Concat([Size]);

    /// <summary>How the language writes what other languages write as this function; null for any other name.</summary>
    public static string? Spelling(string name) => name switch
    {
        "if" or "where" or "iif" or "select" => "condition ? a : b",
        "pow" or "power" => "x^p",
        "square" or "sqr" => "x^2",
        "ln" => "log(x)",
        "avg" or "average" => "mean(x)",
        "gather" or "take" => "z[n, label[n]]",
        _ => null,
    };

    public static bool IsReduction(string name) => Reductions.Contains(name);

    public static bool IsUndefinedOnNothing(string name) => UndefinedOnNothing.Contains(name);

    /// <summary>Whether a reduction runs over exactly one axis.</summary>
    public static bool RunsOverOneAxis(string name) => OverOneAxis.Contains(name);

    public static bool Contains(string name) =>
        Operators.ByName(name) is not null || Reductions.Contains(name) || Composed.Contains(name) || name == Size;
}
