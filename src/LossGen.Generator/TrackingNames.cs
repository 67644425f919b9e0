namespace LossGen.Generator;

/// <summary>Names of the pipeline's steps, by which tests ask what an edit re-ran.</summary>
public static class TrackingNames
{
    /// <summary>From symbols to text; runs on every change of the compilation.</summary>
    public const string Extract = nameof(Extract);

    /// <summary>From the text of one loss to the code of its members.</summary>
    public const string Compile = nameof(Compile);

    /// <summary>From members to one file a containing type.</summary>
    public const string Group = nameof(Group);

    public static IReadOnlyList<string> All { get; } = [Extract, Compile, Group];
}
