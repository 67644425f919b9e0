namespace Quickstart;

/// <summary>
/// A network with one hidden layer of rectified units, trained by gradient descent with momentum. Plain loops: what is on show is the
/// loss, and this is all that a loss needs of a model: outputs z, and back comes the gradient by z.
/// </summary>
internal sealed class Network
{
    private readonly Layer _hidden;
    private readonly Layer _output;
    private readonly float[] _activation;
    private readonly float[] _activationGradient;

    public Network(int inputs, int hidden, int outputs, int maxBatch, Random random)
    {
        _hidden = new Layer(inputs, hidden, random);
        _output = new Layer(hidden, outputs, random);
        _activation = new float[maxBatch * hidden];
        _activationGradient = new float[maxBatch * hidden];
    }

    /// <summary>x [batch, inputs] to z [batch, outputs].</summary>
    public void Forward(ReadOnlySpan<float> x, int batch, Span<float> z)
    {
        var activation = _activation.AsSpan(0, batch * _hidden.Outputs);
        _hidden.Forward(x, batch, activation);
        foreach (ref var value in activation)
            value = Math.Max(value, 0);

        _output.Forward(activation, batch, z);
    }

    /// <summary>Takes the gradient by the z of the last <see cref="Forward"/> and moves the weights.</summary>
    public void Backward(ReadOnlySpan<float> x, int batch, ReadOnlySpan<float> zGradient, float rate)
    {
        var activation = _activation.AsSpan(0, batch * _hidden.Outputs);
        var activationGradient = _activationGradient.AsSpan(0, activation.Length);
        _output.Backward(activation, batch, zGradient, activationGradient, rate);
        for (var i = 0; i < activation.Length; i++)
        {
            if (activation[i] <= 0)
                activationGradient[i] = 0;
        }

        _hidden.Backward(x, batch, activationGradient, [], rate);
    }
}
