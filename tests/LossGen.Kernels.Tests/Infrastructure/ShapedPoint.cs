using System.Globalization;
using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Interpretation;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;
using LossGen.Kernels.Tests.RandomPrograms;

namespace LossGen.Kernels.Tests.Infrastructure;

/// <summary>A loss at random arguments of a given shape, and what the interpreter makes of it.</summary>
public sealed class ShapedPoint
{
    private readonly ShapedLoss _loss;
    private readonly BoundProgram _bound;
    private readonly Dictionary<char, int> _extents;

    public ShapedPoint(ShapedLoss loss, Dictionary<char, int> extents)
    {
        (_loss, _extents) = (loss, extents);
        var diagnostics = new DiagnosticBag();
        var syntax = LossParser.Parse(loss.Text, diagnostics);
        _bound = Binder.Bind(loss.Case(ElementType.Double).Signature, syntax, diagnostics, CancellationToken.None)
            ?? throw new InvalidOperationException(string.Join("\n", diagnostics.Items));
        var random = new Random(loss.Name.Length + extents.Values.Sum());
        foreach (var input in loss.Inputs)
        {
            if (input.Kind == "i")
                Arguments.Scalars[input.Name] = extents[input.Shape[0]];
            else if (!input.IsArray)
                Arguments.Scalars[input.Name] = (float)(0.5 + random.NextDouble());
            else
                Arguments.Arrays[input.Name] = [.. Enumerable.Range(0, Length(input.Shape)).Select(_ => input.IsReal ? Number(random) : random.Next(extents[input.Target]))];
        }

        foreach (var (name, shape) in loss.Results)
            Seeds[name] = [.. Enumerable.Range(0, Length(shape)).Select(_ => Number(random))];
        Arguments.Solve(_bound.Extents);
    }

    public LossArguments Arguments { get; } = new();

    /// <summary>By result.</summary>
    public Dictionary<string, double[]> Seeds { get; } = [];

    /// <summary>Whether something that is undefined on nothing runs over nothing.</summary>
    public bool IsUndefined => _bound.NonEmpty.Any(entry => Arguments.Extents[entry.Extent] == 0);

    public int Length(string shape) => shape.Aggregate(1, (product, extent) => product * (char.IsDigit(extent) ? extent - '0' : _extents[extent]));

    /// <summary>How many numbers a parameter has.</summary>
    public int Length(ProgramParameter parameter) => parameter.IsArray ? Length(parameter.Shape) : 1;

    /// <summary>Memory of its own for the inputs, in the order of the parameters.</summary>
    public object[] Inputs<T>()
        where T : unmanaged => Inputs<T>(Arguments);

    /// <summary>The same with one number moved.</summary>
    public object[] InputsMoved<T>(string parameter, int index, double offset)
        where T : unmanaged => Inputs<T>(Moved(parameter, index, offset));

    /// <summary>The value (0 if there is none) and the results, exact to double precision.</summary>
    public (double Value, IReadOnlyDictionary<string, double[]> Results) Exact() => Evaluate(Arguments);

    /// <summary>What the gradient differentiates, with one element of an input moved.</summary>
    public double Objective(string parameter, int index, double offset, double seed)
    {
        var (value, results) = Evaluate(Moved(parameter, index, offset));
        var weighted = results.Sum(result => result.Value.Zip(Seeds[result.Key], (element, weight) => element * weight).Sum());
        return _loss.IsVoid ? seed * weighted : (seed * value) + weighted;
    }

    private LossArguments Moved(string parameter, int index, double offset)
    {
        var moved = new LossArguments();
        foreach (var (extent, length) in Arguments.Extents)
            moved.Extents[extent] = length;
        foreach (var (name, scalar) in Arguments.Scalars)
            moved.Scalars[name] = name == parameter ? scalar + offset : scalar;
        foreach (var (name, array) in Arguments.Arrays)
            moved.Arrays[name] = name == parameter ? [.. array.Select((element, i) => i == index ? element + offset : element)] : array;
        return moved;
    }

    private object[] Inputs<T>(LossArguments arguments)
        where T : unmanaged => [.. _loss.Inputs.Select(input => Input<T>(input, arguments))];

    private static object Input<T>(ProgramParameter input, LossArguments arguments)
        where T : unmanaged
    {
        if (!input.IsArray)
            return input.Kind == "i" ? (int)arguments.Scalars[input.Name] : Cast<T>(arguments.Scalars[input.Name]);
        var values = arguments.Arrays[input.Name];
        return input.IsReal ? Memory<T>(values) : new GuardedMemory<int>([.. values.Select(value => (int)value)]);
    }

    /// <summary>Memory of its own for numbers.</summary>
    public static GuardedMemory<T> Memory<T>(IEnumerable<double> values)
        where T : unmanaged => new([.. values.Select(Cast<T>)]);

    private static T Cast<T>(double value)
        where T : unmanaged => (T)Convert.ChangeType(value, typeof(T), CultureInfo.InvariantCulture);

    private (double Value, IReadOnlyDictionary<string, double[]> Results) Evaluate(LossArguments arguments)
    {
        var interpreter = new Interpreter(arguments);
        var value = _bound.ReturnValue is null ? 0 : interpreter.Evaluate(_bound.ReturnValue);
        return (value, _bound.Results.ToDictionary(result => result.Array.Name, result => Evaluate(result, arguments, interpreter)));
    }

    private static double[] Evaluate(BoundResult result, LossArguments arguments, Interpreter interpreter)
    {
        var lengths = result.Array.Dimensions.Select(extent => arguments.Extents[extent]).ToList();
        var elements = new double[lengths.Aggregate(1L, (product, length) => product * length)];
        foreach (var part in result.Parts)
        {
            var values = interpreter.Evaluate(part.Value, part.Axes);
            for (var k = 0; k < values.Length; k++)
                elements[Offset(part, lengths, k)] = values[k];
        }

        return elements;
    }

    /// <summary>Where the k-th of the positions of a part's axes stands in its array.</summary>
    private static long Offset(ResultPart part, List<long> lengths, long k)
    {
        var (offset, stride) = (0L, 1L);
        for (var i = lengths.Count - 1; i >= 0; i--)
        {
            var position = part.Index[i] is IntegerConstant constant ? constant.Value : k % lengths[i];
            if (part.Index[i] is Position)
                k /= lengths[i];
            offset += position * stride;
            stride *= lengths[i];
        }

        return offset;
    }

    private static double Number(Random random) => (float)((random.NextDouble() * 4) - 2);
}
