namespace LossGen.CompilerServices;

/// <summary>The functions on 256 bits, as calls: by the hardware's 256 bits, or in two halves by its 128.</summary>
internal static partial class Halves
{
}
