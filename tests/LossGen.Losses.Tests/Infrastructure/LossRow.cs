using System.Reflection;

namespace LossGen.Losses.Tests.Infrastructure;

/// <summary>A loss with its closed form, written by hand in double: one row of the tables that the theories run over.</summary>
/// <param name="Owner">The class.</param>
/// <param name="Method">The method.</param>
/// <param name="Parameters">The arguments and where they come from; see <see cref="Point.Create"/>.</param>
/// <param name="Value">The value.</param>
/// <param name="Gradients">The gradient by every parameter that the library differentiates by, in the order of the parameters.</param>
public sealed record LossRow(Type Owner, string Method, string Parameters, Func<Point, double> Value, params Func<Point, double[]>[] Gradients)
{
    /// <summary>The loss in <c>tests/Data/losses.json</c>, and its inputs in the order of the parameters.</summary>
    public string? Reference { get; init; }

    /// <summary>The size of the terms of the reference's gradients where one of them is a difference.</summary>
    public double ReferenceMagnitude { get; init; }

    /// <summary>The size of the terms where the value is a difference of them; else the value.</summary>
    public Func<Point, double>? Magnitude { get; init; }

    /// <summary>The same for the gradients by number: the largest of the terms.</summary>
    public Func<Point, int, double>? GradientMagnitude { get; init; }

    /// <summary>Makes the prediction perfect, for a loss that is 0 there.</summary>
    public Func<Point, Point>? Perfect { get; init; }

    /// <summary>The arrays whose lengths nothing else fixes.</summary>
    public string[] FreeLengths { get; init; } = [];

    public string Name => $"{Owner.Name}.{Method}({string.Join(", ", ParameterNames)})";

    /// <summary>Whether no samples at all are a batch like another, which costs nothing.</summary>
    public bool AcceptsNothing { get; init; }

    public string[] ParameterNames => [.. Parameters.Split(' ').Select(part => part[..part.IndexOfAny([':', '='])])];

    /// <summary>Whether an array may have any length: no other parameter has one of its axes.</summary>
    public bool HasFreeLength(string parameter)
    {
        var shapes = Parameters.Split(' ').Where(part => part.EndsWith(']')).ToDictionary(part => part[..part.IndexOf(':', StringComparison.Ordinal)], part => part[(part.IndexOf('[', StringComparison.Ordinal) + 1)..^1].Split(','), StringComparer.Ordinal);
        return shapes[parameter].All(axis => shapes.Values.Count(shape => shape.Contains(axis)) == 1 && !Parameters.Contains("=" + axis, StringComparison.Ordinal));
    }

    /// <summary>Whether a parameter is an array of labels or other integers.</summary>
    public bool IsInteger(string parameter) => Point.IsInteger(Parameters.Split(' ').Single(part => part.StartsWith(parameter + ":", StringComparison.Ordinal)));

    /// <summary>The method in one precision.</summary>
    public CompiledLoss Compile(Type real)
    {
        var names = ParameterNames;
        return new CompiledLoss(Owner.GetMethods(BindingFlags.Public | BindingFlags.Static).Single(method =>
            method.Name == Method && method.ReturnType == real && method.GetParameters().Select(parameter => parameter.Name).SequenceEqual(names)));
    }

    /// <summary>The mean over the samples of something of one sample.</summary>
    public static LossRow Mean(Type owner, string method, string parameters, Func<Point, int, double> value, params Func<Point, int, double>[] gradients) => new(
        owner,
        method,
        parameters,
        point => Enumerable.Range(0, point.N).Average(n => value(point, n)),
        [.. gradients.Select(gradient => (Func<Point, double[]>)(point => [.. Enumerable.Range(0, point.N).Select(n => gradient(point, n) / point.N)]))]);

    /// <summary>The mean over the samples of something of a row, with the gradient of the row.</summary>
    public static LossRow MeanOfRows(Type owner, string method, string parameters, Func<Point, int, double> value, Func<Point, int, double[]> gradient) => new(
        owner,
        method,
        parameters,
        point => Enumerable.Range(0, point.N).Average(n => value(point, n)),
        point => [.. Enumerable.Range(0, point.N).SelectMany(n => gradient(point, n).Select(slope => slope / point.N))]);
}
