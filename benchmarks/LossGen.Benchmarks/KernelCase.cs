namespace LossGen.Benchmarks;

/// <summary>Computes a loss and writes its gradients, one behind the other.</summary>
/// <returns>The value.</returns>
public delegate float ValueAndGradient(Span<float> gradient);

/// <summary>One loss at one shape, and everybody who computes its value and gradient.</summary>
/// <param name="Name">The loss and the shape.</param>
/// <param name="Elements">The elements of the largest loop: what a time is divided by.</param>
/// <param name="GradientLength">The length of all gradients together.</param>
public sealed record KernelCase(string Name, int Elements, int GradientLength)
{
    private readonly float[] _gradient = new float[GradientLength];

    /// <summary>What the generator made of the formula.</summary>
    public required ValueAndGradient Generated { get; init; }

    /// <summary>The generated kernel of the value alone.</summary>
    public required Func<float> Value { get; init; }

    /// <summary>A plain loop.</summary>
    public required ValueAndGradient Scalar { get; init; }

    /// <summary>A composition of primitives over spans.</summary>
    public ValueAndGradient? Tensors { get; init; }

    /// <summary>A loop written by hand over the framework's vectors.</summary>
    public ValueAndGradient? Intrinsics { get; init; }

    /// <summary>For losses over pairs, the matrix products alone.</summary>
    public Func<float>? Products { get; init; }

    /// <summary>Runs one of the four; they share the memory for the gradient, so that nobody has the warmer cache.</summary>
    public float Run(ValueAndGradient kernel) => kernel(_gradient);

    /// <summary>The largest difference of a gradient from the scalar loop's, relative to the largest element of that.</summary>
    public double Difference(ValueAndGradient kernel)
    {
        var (expected, actual) = (new float[GradientLength], new float[GradientLength]);
        Scalar(expected);
        kernel(actual);
        return expected.Zip(actual, (a, b) => Math.Abs((double)a - b)).Max() / expected.Max(Math.Abs);
    }

    public override string ToString() => Name;
}
