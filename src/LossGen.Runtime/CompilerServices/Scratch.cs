using System.Buffers;
using System.ComponentModel;

namespace LossGen.CompilerServices;

/// <summary>Intermediate arrays that are too large for the stack.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Scratch
{
    /// <summary>An array of at least <paramref name="length"/> elements from the shared pool, with anything in it.</summary>
    public static T[] Rent<T>(int length) => ArrayPool<T>.Shared.Rent(length);

    /// <summary>Gives an array back; null is an array that was on the stack.</summary>
    public static void Return<T>(T[]? array)
    {
        if (array is not null)
            ArrayPool<T>.Shared.Return(array);
    }
}
