using LossGen.Compiler.Binding;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Interpretation;

/// <summary>
/// What a loss is evaluated on: arguments by parameter name, as doubles (booleans as 1 and 0), and the lengths of the axes.
/// </summary>
public sealed class LossArguments
{
    public Dictionary<string, double> Scalars { get; } = new(StringComparer.Ordinal);

    /// <summary>Row-major.</summary>
    public Dictionary<string, double[]> Arrays { get; } = new(StringComparer.Ordinal);

    public Dictionary<Extent, long> Extents { get; } = [];

    /// <summary>Computes the extents of a program from the arguments.</summary>
    /// <exception cref="ArgumentException">The arguments do not fit together.</exception>
    public void Solve(ExtentPlan plan)
    {
        foreach (var definition in plan.Definitions)
        {
            var value = LengthOf(definition);
            if (value < 0)
                throw new ArgumentException($"The length of {definition.Extent} is negative.");
            Extents[definition.Extent] = value;
        }

        foreach (var array in plan.Checks)
        {
            if (Arrays[array.Name].Length != array.Dimensions.Aggregate(1L, (product, extent) => product * Extents[extent]))
                throw new ArgumentException($"The length of '{array.Name}' is not the product of its dimensions.");
        }
    }

    private long LengthOf(ExtentDefinition definition)
    {
        switch (definition)
        {
            case ExtentFromCount count:
                return count.Count;
            case ExtentFromLength length:
                return Arrays[length.Array.Name].Length;
            case ExtentFromScalar scalar:
                return (long)Scalars[scalar.Scalar.Name];
            case ExtentFromExpression expression:
                return (long)new Interpreter(this).Evaluate(expression.Value);
            case ExtentFromDivision division:
                var others = division.Array.Dimensions
                    .Where(extent => extent != division.Extent)
                    .Aggregate(1L, (product, extent) => product * Extents[extent]);
                var total = Arrays[division.Array.Name].Length;
                if (others == 0 ? total != 0 : total % others != 0)
                    throw new ArgumentException($"The length of '{division.Array.Name}' is no multiple of its other dimensions.");
                return others == 0 ? 0 : total / others;
            default:
                throw new InvalidOperationException("an unknown kind of extent");
        }
    }
}
