namespace LossGen.Testing;

/// <summary>The value of a loss as a function of one of its arrays; everything else is captured.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="x">The array.</param>
/// <returns>The value.</returns>
public delegate double LossValue<T>(ReadOnlySpan<T> x);

/// <summary>The value of a loss and its gradient by one of its arrays; everything else is captured.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="x">The array.</param>
/// <param name="gradient">Receives the gradient; as long as the array.</param>
/// <returns>The value.</returns>
public delegate double LossGradient<T>(ReadOnlySpan<T> x, Span<T> gradient);

/// <summary>The value of a loss of one sample of a batch.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="sample">The sample's position in the batch, for its label and the like.</param>
/// <param name="x">The sample.</param>
/// <returns>The value.</returns>
public delegate double SampleValue<T>(int sample, ReadOnlySpan<T> x);
