namespace Quickstart;

/// <summary>z = W x + b for a batch of rows, with its gradients and a momentum step.</summary>
internal sealed class Layer
{
    private const float Momentum = 0.9f;

    private readonly float[] _weights; // [outputs, inputs], and the bias of an output at the end of its row
    private readonly float[] _velocity;
    private readonly float[] _gradient;
    private readonly int _inputs;
    private readonly int _stride;

    public Layer(int inputs, int outputs, Random random)
    {
        Outputs = outputs;
        _inputs = inputs;
        _stride = inputs + 1;
        _weights = new float[outputs * _stride];
        _velocity = new float[_weights.Length];
        _gradient = new float[_weights.Length];

        // He et al. 2015: keeps the variance from layer to layer.
        var limit = MathF.Sqrt(6f / inputs);
        for (var i = 0; i < _weights.Length; i++)
            _weights[i] = i % _stride == inputs ? 0 : limit * (2 * random.NextSingle() - 1);
    }

    public int Outputs { get; }

    public void Forward(ReadOnlySpan<float> x, int batch, Span<float> z)
    {
        for (var n = 0; n < batch; n++)
        {
            var row = x.Slice(n * _inputs, _inputs);
            for (var k = 0; k < Outputs; k++)
            {
                var weights = _weights.AsSpan(k * _stride, _stride);
                var sum = weights[^1];
                for (var i = 0; i < row.Length; i++)
                    sum += weights[i] * row[i];
                z[n * Outputs + k] = sum;
            }
        }
    }

    /// <summary>Writes the gradient by x, unless that span is empty, and moves the weights against theirs.</summary>
    public void Backward(ReadOnlySpan<float> x, int batch, ReadOnlySpan<float> zGradient, Span<float> xGradient, float rate)
    {
        _gradient.AsSpan().Clear();
        xGradient.Clear();
        for (var n = 0; n < batch; n++)
        {
            var row = x.Slice(n * _inputs, _inputs);
            for (var k = 0; k < Outputs; k++)
            {
                var g = zGradient[n * Outputs + k];
                var weights = _weights.AsSpan(k * _stride, _stride);
                var gradient = _gradient.AsSpan(k * _stride, _stride);
                gradient[^1] += g;
                for (var i = 0; i < row.Length; i++)
                    gradient[i] += g * row[i];

                if (xGradient.IsEmpty)
                    continue;
                var rowGradient = xGradient.Slice(n * _inputs, _inputs);
                for (var i = 0; i < rowGradient.Length; i++)
                    rowGradient[i] += g * weights[i];
            }
        }

        for (var i = 0; i < _weights.Length; i++)
        {
            _velocity[i] = Momentum * _velocity[i] - rate * _gradient[i];
            _weights[i] += _velocity[i];
        }
    }
}
