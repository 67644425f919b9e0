using LossGen.CompilerServices;

namespace LossGen.Benchmarks.Contenders;

/// <summary>The blocked matrix products of a loss over pairs, and nothing else: a pass over all pairs, and the gradient's two products.</summary>
internal sealed class PairProducts(float[] u, float[] v, int d, ContractionStep step)
{
    private readonly int _rows = u.Length / d;
    private readonly float[] _vColumns = new float[Contraction.Padded<float>(u.Length / d) * d];
    private readonly float[] _uRows = new float[u.Length / d * Contraction.Padded<float>(d)];
    private readonly float[] _vRows = new float[u.Length / d * Contraction.Padded<float>(d)];
    private readonly float[] _block = new float[Contraction.BlockRows * Contraction.Padded<float>(u.Length / d)];
    private readonly double[] _uSums = new double[u.Length];
    private readonly double[] _vSums = new double[u.Length];

    public float Run()
    {
        Contraction.PackColumns<float>(v, _rows, d, _vColumns);
        Contraction.PackRows<float>(u, _rows, d, _uRows);
        Contraction.PackRows<float>(v, _rows, d, _vRows);
        for (var i = 0; i < _rows; i += Contraction.BlockRows)
        {
            Contraction.Fill<float>(step, u, i, d, _vColumns, _block);
            Contraction.AddToRows<float>(step, true, _block, _uRows, i, _rows, d, _vRows, _rows, _uSums);
            Contraction.AddToOthers<float>(step, true, _block, _uRows, i, _rows, d, _vRows, _rows, _vSums);
        }

        return _block[0];
    }
}
