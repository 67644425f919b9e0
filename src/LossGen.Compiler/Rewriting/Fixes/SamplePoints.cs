using LossGen.Compiler.Binding;
using LossGen.Compiler.Interpretation;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Rewriting;

/// <summary>Arguments at which two programs of one signature are compared: small, ordinary, the same every time.</summary>
/// <param name="program">The program.</param>
internal sealed class SamplePoints(BoundProgram program)
{
    private const int ShortestAxis = 2;

    /// <summary>Where real arguments lie, from one point to the next: probabilities, logarithms of probabilities, any.</summary>
    private static readonly (double From, double To)[] Ranges = [(0.05, 0.95), (-0.95, -0.05), (-1.5, 1.5), (0.5, 2.5)];

    private uint _state = 1;

    /// <summary>The points, without end.</summary>
    public IEnumerable<LossArguments> All()
    {
        for (var i = 0; ; i++)
            yield return Next(Ranges[i % Ranges.Length]);
    }

    private LossArguments Next((double From, double To) range)
    {
        var arguments = new LossArguments();
        foreach (var parameter in program.Signature.Parameters.Where(parameter => parameter.Kind == ParameterKind.Scalar))
            arguments.Scalars[parameter.Name] = Number(parameter, range);
        foreach (var definition in program.Extents.Definitions)
            arguments.Extents[definition.Extent] = LengthOf(definition, arguments);
        foreach (var array in program.Arrays)
        {
            var lengths = array.Dimensions.Select(extent => arguments.Extents[extent]).ToArray();
            arguments.Lengths[array.Name] = lengths;
            arguments.Arrays[array.Name] =
                [.. Enumerable.Range(0, (int)lengths.Aggregate(1L, (product, length) => product * length)).Select(_ => Number(array.Parameter, range))];
        }

        return arguments;
    }

    /// <summary>Neighbouring axes differ in length, so that one is not taken for the other.</summary>
    private static long LengthOf(ExtentDefinition definition, LossArguments arguments)
    {
        var length = ShortestAxis + (definition.Extent.Index % 2);
        switch (definition)
        {
            case ExtentFromCount count:
                return count.Count;
            case ExtentFromExpression expression:
                return (long)new Interpreter(arguments).Evaluate(expression.Value);
            case ExtentFromScalar scalar:
                arguments.Scalars[scalar.Scalar.Name] = length;
                return length;
            default:
                return length;
        }
    }

    /// <summary>An integer is an index into every axis.</summary>
    private double Number(LossParameter parameter, (double From, double To) range) => parameter.IsReal
        ? range.From + ((range.To - range.From) * Fraction())
        : Math.Floor(ShortestAxis * Fraction());

    private double Fraction()
    {
        unchecked
        {
            _state = (_state * 1664525) + 1013904223;
        }

        return (_state >> 8) / (double)(1 << 24);
    }
}
