using System.Runtime.Intrinsics;
using LossGen.CompilerServices;

namespace LossGen.Runtime.Tests.Accuracy;

/// <summary>The largest error met, in ulp, and the arguments that gave it.</summary>
internal readonly record struct WorstCase(double Error, double X, double Y)
{
    public WorstCase Or(double error, double x, double y) => error > Error || double.IsNaN(error) ? new(error, x, y) : this;
}

/// <summary>
/// A row of the accuracy table: a function in its four forms (scalar and vector, float and double) and its bounds in ulp.
/// Values of double are compared with the mpmath table; values of float with the scalar double function, which that
/// comparison vouches for, on a stride through all bit patterns (one argument) or on families of pairs (two).
/// </summary>
internal abstract class MeasuredFunction(string name, double floatBound, double doubleBound)
{
    public string Name => name;
    public double FloatBound => floatBound;
    public double DoubleBound => doubleBound;

    /// <summary>
    /// For a function with zeros that rounded arguments cannot resolve: the magnitude, at (x, y), in whose ulps an error is
    /// counted when it exceeds the value's own.
    /// </summary>
    public Func<double, double, double>? Scale { get; init; }

    public abstract int Arity { get; }
    public abstract Vector512<float> Vector(Vector512<float> x, Vector512<float> y);
    public abstract Vector512<double> Vector(Vector512<double> x, Vector512<double> y);
    public abstract float Scalar(float x, float y);
    public abstract double Scalar(double x, double y);

    public override string ToString() => name;

    public WorstCase MeasureDouble()
    {
        var worst = default(WorstCase);
        var points = ReferenceTable.Read(Name, Arity);
        Span<double> x = stackalloc double[8], y = stackalloc double[8];
        for (var start = 0; start < points.Length; start += 8)
        {
            for (var lane = 0; lane < 8; lane++)
            {
                var point = points[Math.Min(start + lane, points.Length - 1)];
                (x[lane], y[lane]) = (point.X, point.Y);
            }
            var result = Vector(Vector512.Create<double>(x), Vector512.Create<double>(y));
            for (var lane = 0; lane < 8 && start + lane < points.Length; lane++)
            {
                var point = points[start + lane];
                worst = worst.Or(Error(result[lane], point), point.X, point.Y);
                worst = worst.Or(Error(Scalar(point.X, point.Y), point), point.X, point.Y);
            }
        }
        return worst;
    }

    public WorstCase MeasureFloat()
    {
        var worst = default(WorstCase);
        Span<float> x = stackalloc float[16], y = stackalloc float[16];
        var lane = 0;
        foreach (var point in Arity == 1 ? FloatPoints.Line() : FloatPoints.Plane())
        {
            (x[lane], y[lane]) = point;
            if (++lane < 16) continue;
            lane = 0;
            var result = Vector(Vector512.Create<float>(x), Vector512.Create<float>(y));
            for (var i = 0; i < 16; i++)
            {
                var reference = Scalar((double)x[i], y[i]);
                worst = worst.Or(Error(result[i], reference, x[i], y[i]), x[i], y[i]);
                worst = worst.Or(Error(Scalar(x[i], y[i]), reference, x[i], y[i]), x[i], y[i]);
            }
        }
        return worst;
    }

    private double Error(double computed, ReferencePoint point)
    {
        if (Scale?.Invoke(point.X, point.Y) is not { } scale || !(scale > Math.Abs(point.Value)) || !double.IsFinite(computed))
            return Ulp.Error(computed, point.Value, point.Remainder);
        return Math.Abs(computed - point.Value) / (Math.BitIncrement(scale) - scale);
    }

    private double Error(float computed, double reference, float x, float y)
    {
        if (Scale?.Invoke(x, y) is not { } scale || !(scale > Math.Abs(reference)) || !float.IsFinite(computed))
            return Ulp.Error(computed, reference);
        return Math.Abs(computed - reference) / (MathF.BitIncrement((float)scale) - (float)scale);
    }
}

/// <summary>A function of one argument; the bounds are the largest errors that the tests allow, in ulp.</summary>
internal sealed class UnaryFunction(string name, double floatBound, double doubleBound,
    Func<float, float> scalarFloat, Func<double, double> scalarDouble,
    Func<Vector512<float>, Vector512<float>> vectorFloat, Func<Vector512<double>, Vector512<double>> vectorDouble)
    : MeasuredFunction(name, floatBound, doubleBound)
{
    public override int Arity => 1;
    public override Vector512<float> Vector(Vector512<float> x, Vector512<float> y) => vectorFloat(x);
    public override Vector512<double> Vector(Vector512<double> x, Vector512<double> y) => vectorDouble(x);
    public override float Scalar(float x, float y) => scalarFloat(x);
    public override double Scalar(double x, double y) => scalarDouble(x);
}

/// <summary>A function of two arguments.</summary>
internal sealed class BinaryFunction(string name, double floatBound, double doubleBound,
    Func<float, float, float> scalarFloat, Func<double, double, double> scalarDouble,
    Func<Vector512<float>, Vector512<float>, Vector512<float>> vectorFloat,
    Func<Vector512<double>, Vector512<double>, Vector512<double>> vectorDouble)
    : MeasuredFunction(name, floatBound, doubleBound)
{
    public override int Arity => 2;
    public override Vector512<float> Vector(Vector512<float> x, Vector512<float> y) => vectorFloat(x, y);
    public override Vector512<double> Vector(Vector512<double> x, Vector512<double> y) => vectorDouble(x, y);
    public override float Scalar(float x, float y) => scalarFloat(x, y);
    public override double Scalar(double x, double y) => scalarDouble(x, y);
}
