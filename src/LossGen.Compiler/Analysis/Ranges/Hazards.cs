namespace LossGen.Compiler.Analysis.Ranges;

/// <summary>What can happen to a value in the arithmetic of its element type.</summary>
[Flags]
public enum Hazards
{
    None = 0,

    /// <summary>The value may be NaN.</summary>
    NaN = 1,

    /// <summary>The value may be infinite in real arithmetic already, as log 0 is.</summary>
    Infinite = 2,

    /// <summary>The value may exceed the largest number of the element type.</summary>
    Overflow = 4,

    /// <summary>The value may be 0.</summary>
    Zero = 8,

    /// <summary>The value is not 0 in real arithmetic but may become 0 in the element type.</summary>
    Underflow = 16,

    /// <summary>The value is finite and its derivative may be infinite or undefined: a root at 0, an arc cosine at ±1, a norm of zeros.</summary>
    SingularSlope = 32,
}
