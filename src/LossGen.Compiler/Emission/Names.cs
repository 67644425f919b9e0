namespace LossGen.Compiler.Emission;

/// <summary>The aliases that generated files declare, so that no type of the user's project can stand in for one of ours.</summary>
public static class Names
{
    /// <summary>What generated code calls.</summary>
    public const string Kernels = "Kernels::";

    /// <summary>Vectors.</summary>
    public const string Simd = "Simd::";

    private const string Library = "Loss::";

    /// <summary>The alias declarations at the top of a generated file.</summary>
    public static IReadOnlyList<string> Declarations { get; } =
    [
        "using Kernels = global::LossGen.CompilerServices;",
        "using Loss = global::LossGen;",
        "using Simd = global::System.Runtime.Intrinsics;",
    ];

    /// <summary>A fully qualified name by its alias, if it has one.</summary>
    public static string Shorten(string name) => name
        .Replace("global::LossGen.CompilerServices.", Kernels)
        .Replace("global::LossGen.", Library)
        .Replace("global::System.Runtime.Intrinsics.", Simd);
}
