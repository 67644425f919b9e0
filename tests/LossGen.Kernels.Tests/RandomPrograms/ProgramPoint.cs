using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Differentiation;
using LossGen.Compiler.Interpretation;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;
using LossGen.Kernels.Tests.Infrastructure;

namespace LossGen.Kernels.Tests.RandomPrograms;

/// <summary>A program at random arguments of a random shape, and what the interpreter makes of it.</summary>
public sealed class ProgramPoint
{
    /// <summary>Around the lanes of a vector and its halves.</summary>
    private static readonly int[] LongExtents = [13, 15, 16, 17, 24, 31, 33, 40];
    private static readonly int[] ShortExtents = [1, 2, 3, 4, 5, 7, 8, 9];

    private readonly BoundProgram _bound;
    private readonly RandomProgram _program;
    private readonly Dictionary<char, int> _extents;

    /// <summary>A point of a random shape.</summary>
    public ProgramPoint(RandomProgram program, int number)
        : this(program, number, null)
    {
    }

    /// <summary>A point of a given shape.</summary>
    public ProgramPoint(RandomProgram program, Dictionary<char, int> extents)
        : this(program, 0, extents)
    {
    }

    private ProgramPoint(RandomProgram program, int number, Dictionary<char, int>? extents)
    {
        _program = program;
        var diagnostics = new DiagnosticBag();
        var signature = program.Case(ElementType.Double).Signature;
        _bound = Binder.Bind(signature, LossParser.Parse(program.Text, diagnostics), diagnostics, CancellationToken.None)
            ?? throw new InvalidOperationException(program.Text);
        var random = new Random((program.Seed * 31) + number);
        _extents = extents ?? ChooseExtents(random, number);
        var isCoarse = extents is null && random.Next(4) == 0;
        foreach (var parameter in program.Parameters)
            AddArgument(parameter, random, isCoarse);
    }

    public LossArguments Arguments { get; } = new();

    public IReadOnlyList<ProgramParameter> Differentiated => [.. _program.Parameters.Where(parameter => parameter.IsReal)];

    /// <summary>Whether something that is undefined on nothing runs over nothing.</summary>
    public bool IsUndefined => _bound.NonEmpty.Any(entry => Arguments.Extents[entry.Extent] == 0);

    /// <summary>Finds the extents from the arguments, as a kernel does.</summary>
    public void Solve() => Arguments.Solve(_bound.Extents);

    /// <summary>The value, then the gradients in the order of the parameters, exact to double precision.</summary>
    public IReadOnlyList<double[]> Exact()
    {
        var interpreter = new Interpreter(Arguments);
        return Evaluate(node => interpreter.Evaluate(node), interpreter.Evaluate);
    }

    /// <summary>The same with errors of a relative size in every operation.</summary>
    public IReadOnlyList<double[]> Rounded(double roundoff, int seed)
    {
        var interpreter = new RoundingInterpreter(Arguments, roundoff, seed);
        return Evaluate(node => interpreter.Evaluate(node), interpreter.Evaluate);
    }

    /// <summary>The value alone.</summary>
    public double Value() => new Interpreter(Arguments).Evaluate(_bound.Value);

    /// <summary>The value with one argument, or one element of an array, moved.</summary>
    public double ValueMoved(ProgramParameter parameter, int index, double offset)
    {
        var moved = new LossArguments();
        foreach (var (extent, length) in Arguments.Extents)
            moved.Extents[extent] = length;
        foreach (var (name, scalar) in Arguments.Scalars)
            moved.Scalars[name] = name == parameter.Name ? scalar + offset : scalar;
        foreach (var (name, array) in Arguments.Arrays)
            moved.Arrays[name] = name == parameter.Name ? [.. array.Select((element, i) => i == index ? element + offset : element)] : array;
        return new Interpreter(moved).Evaluate(_bound.Value);
    }

    /// <summary>Memory of its own for the arguments of a call.</summary>
    public object[] Memory(ElementType precision) => [.. _program.Parameters.Select(parameter => Memory(parameter, precision))];

    public override string ToString() =>
        string.Join(", ", _extents.Select(entry => $"{entry.Key} = {entry.Value}")) + "; "
        + string.Join("; ", _program.Parameters.Select(parameter => $"{parameter.Name}{parameter.Shape} = "
            + (parameter.IsArray ? string.Join(" ", Arguments.Arrays[parameter.Name].Take(12)) : Arguments.Scalars[parameter.Name])));

    private List<double[]> Evaluate(Func<Node, double> number, Func<Node, IReadOnlyList<Axis>, double[]> array)
    {
        var factory = _bound.Factory;
        var differentiator = new Differentiator(factory);
        List<double[]> results = [[number(_bound.Value)]];
        foreach (var parameter in Differentiated)
        {
            var bound = _bound.DifferentiatedBy.Single(other => other.Name == parameter.Name);
            if (_bound.Arrays.FirstOrDefault(other => other.Parameter == bound) is { } read)
            {
                var gradient = differentiator.Gradient(_bound.Value, read, factory.Real(1));
                results.Add(array(gradient.Expression, gradient.OutputAxes));
            }
            else
            {
                results.Add([number(differentiator.Derivative(_bound.Value, (ScalarRead)factory.Scalar(bound)))]);
            }
        }

        return results;
    }

    private Dictionary<char, int> ChooseExtents(Random random, int number)
    {
        var extents = new Dictionary<char, int>();
        foreach (var extent in "NCDI")
            extents[extent] = ShortExtents[random.Next(ShortExtents.Length)];
        if (number % 2 == 0)
            extents["NCDI"[random.Next(4)]] = LongExtents[random.Next(LongExtents.Length)];
        else if (random.Next(2) == 0)
            extents["NCDI"[random.Next(4)]] = 0;
        // A label needs a position that it can name.
        foreach (var target in _program.Parameters.Where(parameter => parameter.Target != '\0').Select(parameter => parameter.Target))
            extents[target] = Math.Max(extents[target], 1);
        return extents;
    }

    private void AddArgument(ProgramParameter parameter, Random random, bool isCoarse)
    {
        var length = parameter.Shape.Aggregate(1, (product, extent) => product * _extents[extent]);
        if (parameter.Kind == "i")
            Arguments.Scalars[parameter.Name] = _extents[parameter.Shape[0]];
        else if (!parameter.IsArray)
            Arguments.Scalars[parameter.Name] = (float)(0.5 + random.NextDouble());
        else if (parameter.IsReal)
            Arguments.Arrays[parameter.Name] = [.. Enumerable.Range(0, length).Select(_ => Number(random, isCoarse))];
        else
            Arguments.Arrays[parameter.Name] = [.. Enumerable.Range(0, length).Select(_ => Label(parameter, random))];
    }

    /// <summary>Coarse numbers make ties.</summary>
    private static double Number(Random random, bool isCoarse) => isCoarse ? random.Next(-4, 5) / 2.0 : (float)((random.NextDouble() * 4) - 2);

    private double Label(ProgramParameter parameter, Random random) =>
        parameter.MayBeIgnored && random.Next(3) == 0 ? -1 : random.Next(_extents[parameter.Target]);

    private object Memory(ProgramParameter parameter, ElementType precision)
    {
        var isDouble = precision == ElementType.Double;
        if (!parameter.IsArray)
        {
            var scalar = Arguments.Scalars[parameter.Name];
            return !parameter.IsReal ? (object)(int)scalar : isDouble ? (object)scalar : (float)scalar;
        }

        var values = Arguments.Arrays[parameter.Name];
        return !parameter.IsReal ? new GuardedMemory<int>([.. values.Select(value => (int)value)])
            : isDouble ? new GuardedMemory<double>(values)
            : new GuardedMemory<float>([.. values.Select(value => (float)value)]);
    }
}
