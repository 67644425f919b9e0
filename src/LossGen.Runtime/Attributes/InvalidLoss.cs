using System.ComponentModel;

namespace LossGen;

/// <summary>What a method with an invalid loss throws; only generated code refers to it.</summary>
/// <remarks>
/// Without any body the method would be an error of its declaration, and C# reports no analyzer's findings beside such an error.
/// With this body the analyzer can say what is wrong with the loss, at its characters and nowhere else. Where analyzers are switched off the
/// build passes, and the method throws.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class InvalidLoss
{
    /// <summary>What to throw.</summary>
    public static Exception Error => new InvalidOperationException(
        "The loss of this method has errors, which LossGen's analyzer reports where analyzers are not switched off.");
}
