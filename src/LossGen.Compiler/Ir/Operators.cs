namespace LossGen.Compiler.Ir;

/// <summary>The table of all elementwise operations.</summary>
public static partial class Operators
{
}
