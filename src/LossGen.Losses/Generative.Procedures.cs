using System.Numerics;

namespace LossGen.Losses;

/// <content>What the training of critics does beside its losses.</content>
public static partial class Generative
{
    /// <summary>The points at which the gradient penalty is taken: between real and generated samples.</summary>
    /// <remarks>x̂ = u x_r + (1 − u) x_f, with u from [0, 1] evenly, one for every sample. I. Gulrajani et al., Improved training of Wasserstein GANs
    /// (2017).</remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="real">Real samples, shape [n, d], row-major.</param>
    /// <param name="fake">Generated samples, shape [n, d].</param>
    /// <param name="features">d, the number of features of a sample.</param>
    /// <param name="random">The source of chance.</param>
    /// <param name="destination">Receives the points, shape [n, d]; may be either of the samples.</param>
    /// <exception cref="ArgumentException">The samples are no rows of <paramref name="features"/>, or lengths do not agree.</exception>
    public static void Interpolate<T>(ReadOnlySpan<T> real, ReadOnlySpan<T> fake, int features, Random random, Span<T> destination)
        where T : IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(random);
        var samples = Arguments.Rows(real.Length, features, nameof(real), nameof(features));
        Arguments.HasLength(fake.Length, real.Length, nameof(fake), "as many as real samples");
        Arguments.HasLength(destination.Length, real.Length, nameof(destination), "as many as real samples");
        for (var n = 0; n < samples; n++)
        {
            var share = T.CreateChecked(random.NextDouble());
            for (var k = n * features; k < (n + 1) * features; k++)
                destination[k] = (share * real[k]) + ((T.One - share) * fake[k]);
        }
    }

    /// <summary>Puts weights back into [−c, c], which bounds the slope of a critic.</summary>
    /// <remarks>M. Arjovsky et al., Wasserstein generative adversarial networks (2017).</remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="weights">The weights, which are changed; a NaN stays one.</param>
    /// <param name="bound">c &gt; 0; the paper has 0.01.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is not positive.</exception>
    public static void ClipWeights<T>(Span<T> weights, T bound)
        where T : IBinaryFloatingPointIeee754<T>
    {
        Arguments.IsPositive(double.CreateChecked(bound), nameof(bound));
        foreach (ref var weight in weights)
            weight = T.Clamp(weight, -bound, bound);
    }

    /// <summary>The largest singular value of a matrix, by power iteration; dividing the matrix by it is spectral normalisation.</summary>
    /// <remarks>
    /// <para>The estimate rises to σ from below. Its gradient by the matrix is u vᵀ. Kept from one step of training to the next, the vectors need
    /// one iteration.</para>
    /// <para>T. Miyato et al., Spectral normalization for generative adversarial networks (2018).</para>
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="matrix">W, shape [r, c], row-major; finite.</param>
    /// <param name="left">u, shape [r]: on entry a start that is not 0 (any random vector), on return the left singular vector.</param>
    /// <param name="right">v, shape [c]: receives the right singular vector.</param>
    /// <param name="iterations">How often both are updated; 1 or more.</param>
    /// <returns>σ = uᵀ W v; 0, with vectors of 0, if the start or the matrix is 0.</returns>
    /// <exception cref="ArgumentException">The matrix has another size than the vectors say.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="iterations"/> is not positive.</exception>
    public static T SpectralNorm<T>(ReadOnlySpan<T> matrix, Span<T> left, Span<T> right, int iterations = 1)
        where T : IBinaryFloatingPointIeee754<T>
    {
        Arguments.HasLength(matrix.Length, checked(left.Length * right.Length), nameof(matrix), "one for every element of 'left' and 'right'");
        Arguments.IsPositive(iterations, nameof(iterations));
        var norm = T.Zero;
        for (var iteration = 0; iteration < iterations; iteration++)
        {
            for (var j = 0; j < right.Length; j++)
            {
                right[j] = T.Zero;
                for (var i = 0; i < left.Length; i++)
                    right[j] += matrix[(i * right.Length) + j] * left[i];
            }

            Normalize(right);
            for (var i = 0; i < left.Length; i++)
            {
                left[i] = T.Zero;
                for (var j = 0; j < right.Length; j++)
                    left[i] += matrix[(i * right.Length) + j] * right[j];
            }

            norm = Normalize(left);
        }

        return norm;
    }

    /// <summary>Gives a vector length 1, unless it is 0; returns the length it had.</summary>
    private static T Normalize<T>(Span<T> vector)
        where T : IBinaryFloatingPointIeee754<T>
    {
        var largest = T.Zero;
        foreach (var x in vector)
            largest = T.Max(largest, T.Abs(x));
        if (largest == T.Zero)
            return largest;
        var sum = T.Zero;
        foreach (var x in vector)
            sum += x / largest * (x / largest);
        var root = T.Sqrt(sum);
        foreach (ref var x in vector)
            x = x / largest / root;
        return largest * root;
    }
}
