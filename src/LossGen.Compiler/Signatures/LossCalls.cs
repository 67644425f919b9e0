using LossGen.Compiler.Text;

namespace LossGen.Compiler.Signatures;

/// <summary>The losses that a loss calls, and those that they call. Text and numbers only, so that it compares by value.</summary>
/// <param name="Names">What the names of calls in the loss stand for.</param>
/// <param name="Losses">Every loss that can be reached, each once.</param>
/// <param name="Self">The position of the calling loss itself in <paramref name="Losses"/>, if it can be reached; else −1.</param>
public sealed record LossCalls(EquatableArray<CalledName> Names, EquatableArray<CalledLoss> Losses, int Self)
{
    /// <summary>A loss that calls no other.</summary>
    public static LossCalls None { get; } = new(default, default, -1);
}

/// <summary>What the name of a call stands for in C#.</summary>
public enum CallTarget
{
    /// <summary>One loss, or several overloads.</summary>
    Loss,

    /// <summary>Nothing.</summary>
    Unknown,

    /// <summary>A method without <c>[Loss]</c>.</summary>
    NotALoss,

    /// <summary>A loss that C# would not let the caller's type call.</summary>
    Inaccessible,
}

/// <summary>The name of a call as it is written, <c>Mse</c> or <c>Regression.Mse</c>, and what it stands for.</summary>
/// <param name="Name">The name, without white space.</param>
/// <param name="Target">What it is.</param>
/// <param name="Overloads">Positions in <see cref="LossCalls.Losses"/>; empty unless the target is a loss.</param>
/// <param name="Candidates">Names that may have been meant, for an unknown one.</param>
public sealed record CalledName(string Name, CallTarget Target, EquatableArray<int> Overloads, EquatableArray<string> Candidates);

/// <summary>A loss that another one calls.</summary>
/// <param name="Name">Its name for messages.</param>
/// <param name="Signature">Names and types.</param>
/// <param name="Text">The loss, with <c>\n</c> as its only line break.</param>
/// <param name="Defaults">The values of its last parameters, where they are optional, as the language writes them.</param>
/// <param name="Names">What the names of calls in it stand for.</param>
public sealed record CalledLoss(
    string Name, LossSignature Signature, string Text, EquatableArray<string> Defaults, EquatableArray<CalledName> Names);
