using LossGen.Compiler.Text;

namespace LossGen.Compiler.Signatures;

/// <summary>Everything that the generated code of one loss depends on. Text and numbers only, so that it compares by value.</summary>
/// <param name="Namespace">The namespace, or empty for the global one.</param>
/// <param name="ContainingTypes">Outer to inner, as C# prints the partial declaration: <c>partial class Losses&lt;T&gt;</c>.</param>
/// <param name="Declaration">Modifiers and return type of the implementing part: <c>public static partial float</c>.</param>
/// <param name="CompanionModifiers">Modifiers of the added methods: <c>public static</c>.</param>
/// <param name="Signature">Names and types.</param>
/// <param name="Text">The loss, with <c>\n</c> as its only line break.</param>
/// <param name="Stabilize">Whether unstable forms are replaced.</param>
/// <param name="IsDocumented">Whether the user documents the method himself; documentation of ours would replace his.</param>
/// <param name="DeclaredCompanions">Names of companions that the user declared himself as partial methods, each with its declaration's modifiers and return type: <c>CrossEntropyGradient</c> to <c>internal static partial float</c>.</param>
public sealed record LossMethod(
    string Namespace,
    EquatableArray<string> ContainingTypes,
    string Declaration,
    string CompanionModifiers,
    LossSignature Signature,
    string Text,
    bool Stabilize,
    bool IsDocumented,
    EquatableArray<DeclaredCompanion> DeclaredCompanions)
{
    /// <summary>The losses that the text calls.</summary>
    public LossCalls Calls { get; init; } = LossCalls.None;
}

/// <summary>A companion that the user declared as a partial method, to be implemented instead of added.</summary>
/// <param name="Name">The method's name, for example <c>CrossEntropyGradient</c>.</param>
/// <param name="Declaration">Modifiers and return type: <c>internal static partial float</c>.</param>
/// <param name="Parameters">The parameter list as C# prints it in the implementing part, comma-separated.</param>
public sealed record DeclaredCompanion(string Name, string Declaration, string Parameters);
