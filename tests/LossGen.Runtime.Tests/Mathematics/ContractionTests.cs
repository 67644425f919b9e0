using System.Numerics;
using LossGen.CompilerServices;

namespace LossGen.Runtime.Tests.Mathematics;

/// <summary>Sums over pairs of rows against their definitions.</summary>
public sealed class ContractionTests
{
    public static TheoryData<int, int, int> Shapes => new()
    {
        { 1, 1, 1 }, { 3, 1, 16 }, { 1, 3, 17 }, { 16, 17, 3 }, { 17, 16, 33 }, { 33, 100, 1 }, { 100, 33, 16 }, { 5, 33, 100 }, { 64, 64, 64 }, { 32, 600, 3 }, { 7, 5, 0 }, { 65, 3, 31 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Sums_over_columns_are_those_of_every_pair(int rows, int others, int columns)
    {
        Check<float>(rows, others, columns, 6e-8);
        Check<double>(rows, others, columns, 1.2e-16);
    }

    [Theory]
    [InlineData(ContractionStep.Product)]
    [InlineData(ContractionStep.SquaredDifference)]
    public void Pairs_with_coefficient_0_are_left_out_where_something_is_not_finite(ContractionStep step)
    {
        const int Rows = 5;
        const int Columns = 3;
        var u = new Case<float>(Rows, Rows, Columns, new Random(3)).U;
        u[Columns] = float.NaN;
        u[(2 * Columns) + 1] = float.PositiveInfinity;
        var packed = new float[Rows * Contraction.Padded<float>(Columns)];
        Assert.False(Contraction.PackRows<float>(u, Rows, Columns, packed));
        var coefficients = new float[Contraction.BlockRows * Contraction.Padded<float>(Rows)];
        for (var i = 0; i < Rows; i++)
        {
            for (var j = 0; j < Rows; j++)
                coefficients[(i * Contraction.Padded<float>(Rows)) + j] = i is 1 or 2 || j is 1 or 2 ? 0 : 1;
        }

        double[] toRows = new double[u.Length], toOthers = new double[u.Length];
        Contraction.AddToRows<float>(step, false, coefficients, packed, Rows - 1, Rows, Columns, packed, Rows, toRows);
        Contraction.AddToOthers<float>(step, false, coefficients, packed, Rows - 1, Rows, Columns, packed, Rows, toOthers);
        for (var i = 0; i < Rows; i++)
        {
            for (var d = 0; d < Columns; d++)
            {
                var expected = i is 1 or 2 ? 0.0 : new[] { 0, 3, 4 }.Sum(j => step == ContractionStep.Product ? u[(j * Columns) + d] : (double)u[(i * Columns) + d] - u[(j * Columns) + d]);
                Assert.Equal(expected, toRows[(i * Columns) + d], 1e-6);
                Assert.Equal(expected, toOthers[(i * Columns) + d], 1e-6);
            }
        }
    }

    [Fact]
    public void Differences_of_close_rows_do_not_cancel()
    {
        float[] u = [1000, 1000.25f];
        var packed = new float[Contraction.Padded<float>(2)];
        Contraction.PackColumns<float>(u, 2, 1, packed);
        var sums = new float[Contraction.BlockRows * Contraction.Padded<float>(2)];
        Contraction.Fill<float>(ContractionStep.SquaredDifference, u, 0, 1, packed, sums);
        Assert.Equal(0.0625f, sums[1]);
    }

    private static void Check<T>(int rows, int others, int columns, double roundoff)
        where T : struct, INumber<T>
    {
        var test = new Case<T>(rows, others, columns, new Random(rows + others + columns));
        foreach (var step in Enum.GetValues<ContractionStep>())
        {
            Near(test.ExpectedSums(step), test.Sums(step), columns * roundoff);
            foreach (var isFinite in new[] { true, false })
            {
                Near(test.ExpectedDerivatives(step, toRows: true), test.Derivatives(step, isFinite, toRows: true), others * roundoff);
                Near(test.ExpectedDerivatives(step, toRows: false), test.Derivatives(step, isFinite, toRows: false), rows * roundoff);
            }
        }
    }

    /// <summary>Compares to the error bound of sums of terms of size 4 at most.</summary>
    private static void Near(double[] expected, double[] actual, double bound)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 8 * bound, $"[{i}] is {actual[i]:R}, not {expected[i]:R}");
    }

    /// <summary>Random rows, and coefficients for every pair.</summary>
    private sealed class Case<T>(int rows, int others, int columns, Random random)
        where T : struct, INumber<T>
    {
        private readonly T[] _v = Numbers(others * columns, random);
        private readonly T[] _g = Numbers(rows * others, random);

        public T[] U { get; } = Numbers(rows * columns, random);

        private int Stride => Contraction.Padded<T>(others);

        public double[] ExpectedSums(ContractionStep step) =>
        [
            .. from i in Enumerable.Range(0, rows)
               from j in Enumerable.Range(0, others)
               select Enumerable.Range(0, columns).Sum(d => step == ContractionStep.Product ? X(i, d) * Y(j, d) : (X(i, d) - Y(j, d)) * (X(i, d) - Y(j, d))),
        ];

        public double[] Sums(ContractionStep step)
        {
            var packed = new T[Stride * columns];
            Contraction.PackColumns<T>(_v, others, columns, packed);
            var block = new T[Contraction.BlockRows * Stride];
            var sums = new List<double>();
            for (var i = 0; i < rows; i++)
            {
                if (i % Contraction.BlockRows == 0)
                    Contraction.Fill<T>(step, U, i, columns, packed, block);
                sums.AddRange(Contraction.RowOf<T>(block, i, others)[..others].ToArray().Select(double.CreateChecked));
            }

            return [.. sums];
        }

        public double[] ExpectedDerivatives(ContractionStep step, bool toRows) => toRows
            ? [.. from i in Enumerable.Range(0, rows)
                  from d in Enumerable.Range(0, columns)
                  select Enumerable.Range(0, others).Sum(j => G(i, j) * (step == ContractionStep.Product ? Y(j, d) : X(i, d) - Y(j, d)))]
            : [.. from j in Enumerable.Range(0, others)
                  from d in Enumerable.Range(0, columns)
                  select Enumerable.Range(0, rows).Sum(i => G(i, j) * (step == ContractionStep.Product ? X(i, d) : Y(j, d) - X(i, d)))];

        public double[] Derivatives(ContractionStep step, bool isFinite, bool toRows)
        {
            T[] packedRows = new T[rows * Contraction.Padded<T>(columns)], packedOthers = new T[others * Contraction.Padded<T>(columns)];
            Assert.True(Contraction.PackRows<T>(U, rows, columns, packedRows));
            Assert.True(Contraction.PackRows<T>(_v, others, columns, packedOthers));
            var block = new T[Contraction.BlockRows * Stride];
            var sums = new double[(toRows ? rows : others) * columns];
            for (var i = 0; i < rows; i++)
            {
                _g.AsSpan(i * others, others).CopyTo(Contraction.RowOf<T>(block, i, others));
                if (!Contraction.EndsBlock(i, rows))
                    continue;
                if (toRows)
                    Contraction.AddToRows<T>(step, isFinite, block, step == ContractionStep.Product ? default : packedRows, i, rows, columns, packedOthers, others, sums);
                else
                    Contraction.AddToOthers<T>(step, isFinite, block, packedRows, i, rows, columns, step == ContractionStep.Product ? default : packedOthers, others, sums);
            }

            return sums;
        }

        private double X(int i, int d) => double.CreateChecked(U[(i * columns) + d]);

        private double Y(int j, int d) => double.CreateChecked(_v[(j * columns) + d]);

        private double G(int i, int j) => double.CreateChecked(_g[(i * others) + j]);

        private static T[] Numbers(int count, Random random) => [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked((random.NextDouble() * 2) - 1))];
    }
}
