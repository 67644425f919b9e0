using System.Runtime.Intrinsics;
using LossGen.Runtime.Tests.Accuracy;

namespace LossGen.Runtime.Tests.Mathematics;

/// <summary>The span functions are the vector kernels, at every length, in place or not, and touch nothing else.</summary>
public sealed class SpanFunctionTests
{
    private delegate void Unary<T>(ReadOnlySpan<T> x, Span<T> destination);

    private delegate void Binary<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination);

    private static readonly (string Name, Unary<float> Single, Unary<double> Wide)[] UnaryFunctions =
    [
        ("Exp", LossMath.Exp, LossMath.Exp), ("ExpM1", LossMath.ExpM1, LossMath.ExpM1), ("Log", LossMath.Log, LossMath.Log),
        ("Log1P", LossMath.Log1P, LossMath.Log1P), ("Sinh", LossMath.Sinh, LossMath.Sinh), ("Cosh", LossMath.Cosh, LossMath.Cosh),
        ("Tanh", LossMath.Tanh, LossMath.Tanh), ("LogCosh", LossMath.LogCosh, LossMath.LogCosh), ("Sigmoid", LossMath.Sigmoid, LossMath.Sigmoid),
        ("LogSigmoid", LossMath.LogSigmoid, LossMath.LogSigmoid), ("Softplus", LossMath.Softplus, LossMath.Softplus),
        ("Log1MExp", LossMath.Log1MExp, LossMath.Log1MExp), ("Entropy", LossMath.Entropy, LossMath.Entropy),
        ("Sin", LossMath.Sin, LossMath.Sin), ("Cos", LossMath.Cos, LossMath.Cos), ("Tan", LossMath.Tan, LossMath.Tan),
        ("Asin", LossMath.Asin, LossMath.Asin), ("Acos", LossMath.Acos, LossMath.Acos), ("Atan", LossMath.Atan, LossMath.Atan),
        ("Erf", LossMath.Erf, LossMath.Erf), ("Erfc", LossMath.Erfc, LossMath.Erfc), ("LogGamma", LossMath.LogGamma, LossMath.LogGamma),
        ("Digamma", LossMath.Digamma, LossMath.Digamma), ("Trigamma", LossMath.Trigamma, LossMath.Trigamma),
    ];

    private static readonly (string Name, Binary<float> Single, Binary<double> Wide)[] BinaryFunctions =
    [
        ("Pow", LossMath.Pow, LossMath.Pow), ("Hypot", LossMath.Hypot, LossMath.Hypot), ("LogAddExp", LossMath.LogAddExp, LossMath.LogAddExp),
        ("XLogY", LossMath.XLogY, LossMath.XLogY), ("XLog1PY", LossMath.XLog1PY, LossMath.XLog1PY),
        ("RelEntropy", LossMath.RelEntropy, LossMath.RelEntropy), ("KlDivergence", LossMath.KlDivergence, LossMath.KlDivergence),
    ];

    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 71)];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Every_length_gives_the_kernels_results_and_writes_nothing_else(int length)
    {
        foreach (var (name, single, wide) in UnaryFunctions)
        {
            var row = AccuracyTable.Row(name);
            Check<float>(length, (x, _, destination) => single(x, destination), (x, _) => row.Vector(Vector512.Create(x), default)[0]);
            Check<double>(length, (x, _, destination) => wide(x, destination), (x, _) => row.Vector(Vector512.Create(x), default)[0]);
        }
        foreach (var (name, single, wide) in BinaryFunctions)
        {
            var row = AccuracyTable.Row(name);
            Check<float>(length, new Binary<float>(single), (x, y) => row.Vector(Vector512.Create(x), Vector512.Create(y))[0]);
            Check<double>(length, new Binary<double>(wide), (x, y) => row.Vector(Vector512.Create(x), Vector512.Create(y))[0]);
        }
        Check<float>(length, (x, _, destination) => LossMath.Sqrt(x, destination), (x, _) => MathF.Sqrt(x));
        Check<double>(length, (x, _, destination) => LossMath.Sqrt(x, destination), (x, _) => Math.Sqrt(x));
    }

    [Fact]
    public void A_destination_that_overlaps_elsewhere_is_refused()
    {
        var memory = new float[40];
        Assert.Throws<ArgumentException>("destination", () => LossMath.Exp(memory.AsSpan(0, 20), memory.AsSpan(1)));
        Assert.Throws<ArgumentException>("destination", () => LossMath.Exp(memory.AsSpan(1, 20), memory));
        Assert.Throws<ArgumentException>("destination", () => LossMath.Pow(new float[20], memory.AsSpan(1, 20), memory));
        Assert.Throws<ArgumentException>("destination", () => LossMath.SoftMax(memory.AsSpan(1, 20), memory));
        LossMath.Exp(memory.AsSpan(20), memory.AsSpan(0, 20));
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>("destination", () => LossMath.Exp(new float[3], new float[2]));
        Assert.Throws<ArgumentException>("y", () => LossMath.Pow(new double[3], new double[2], new double[3]));
        Assert.Throws<ArgumentException>("destination", () => LossMath.Hypot(new double[3], new double[3], new double[2]));
        Assert.Throws<ArgumentException>("destination", () => LossMath.LogSoftMax(new double[3], new double[2]));
    }

    [Fact]
    public void Nothing_allocates()
    {
        float[] x = new float[100], y = new float[100];
        Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Run()
        {
            LossMath.Softplus(x, y);
            LossMath.KlDivergence(x, x, y);
            LossMath.SoftMax(x, y);
            LossMath.LogSoftMax(x, y);
            _ = LossMath.LogSumExp(x) + LossMath.Norm(x) + LossMath.Sum(x);
        }
    }

    private static void Check<T>(int length, Binary<T> function, Func<T, T, T> expected)
        where T : struct, System.Numerics.IFloatingPointIeee754<T>
    {
        var random = new Random(length);
        T[] x = Draw(), y = Draw();
        var canary = T.CreateChecked(-123.25);
        var memory = new T[length + 20];
        memory.AsSpan().Fill(canary);

        function(x, y, memory.AsSpan(10, length));
        var inPlace = x.ToArray();
        function(inPlace, y, inPlace);

        Assert.All(memory[..10], item => Assert.Equal(canary, item));
        Assert.All(memory[^10..], item => Assert.Equal(canary, item));
        for (var i = 0; i < length; i++)
        {
            Assert.Equal(expected(x[i], y[i]), memory[10 + i]);
            Assert.Equal(memory[10 + i], inPlace[i]);
        }

        T[] Draw() => [.. Enumerable.Range(0, length).Select(_ => T.CreateChecked(random.NextDouble() * 4 - 1))];
    }
}
