namespace LossGen.Losses.Tests.Catalogue;

/// <summary>What holds of a loss beyond its formula. Everything that is declared in <see cref="TraitTable"/> is tested, and documented.</summary>
[Flags]
public enum LossTraits
{
    /// <summary>Nothing is declared.</summary>
    None = 0,

    /// <summary>Never below 0.</summary>
    NonNegative = 1 << 0,

    /// <summary>The first two arrays can be exchanged.</summary>
    Symmetric = 1 << 1,

    /// <summary>A number added to all elements of the first two arrays changes nothing.</summary>
    TranslationInvariant = 1 << 2,

    /// <summary>A number added to all elements of a row of the first array changes nothing.</summary>
    ShiftInvariant = 1 << 3,

    /// <summary>The loss of a batch is the mean of the losses of its samples.</summary>
    BatchMean = 1 << 4,

    /// <summary>The loss of a batch is the sum of the losses of its samples.</summary>
    BatchSum = 1 << 5,

    /// <summary>The expected loss has its only minimum at the true distribution of the outcomes.</summary>
    StrictlyProper = 1 << 6,
}
