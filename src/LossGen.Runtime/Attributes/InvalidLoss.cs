using System.ComponentModel;

namespace LossGen;

/// <summary>What a method with an invalid loss throws; only generated code refers to it.</summary>
/// <remarks>
/// Without any body the method would be an error of its declaration, and C# reports no analyzer's findings beside such an error.
/// With this body the analyzer can say what is wrong with the loss, and the build fails even where analyzers are switched off.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class InvalidLoss
{
    /// <summary>Cannot be used: using it is an error of compilation.</summary>
    [Obsolete(
        "the loss of this method has errors, which LossGen's analyzer reports; if it does not, analyzers are switched off",
        error: true)]
    public static Exception Error => new InvalidOperationException("The loss of this method has errors.");
}
