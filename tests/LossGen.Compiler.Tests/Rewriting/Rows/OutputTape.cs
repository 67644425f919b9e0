using LossGen.Compiler.Analysis.Probing;
using LossGen.Compiler.Binding;
using LossGen.Compiler.Differentiation;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Rewriting;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Tests.Rewriting.Rows;

/// <summary>The value of a loss and its gradients, written out for small arguments so that they can be computed in any arithmetic.</summary>
internal sealed class OutputTape
{
    private const int MaximumSlots = 3_000;
    private const int LongestAxis = 3;

    private readonly Tape _tape = new(MaximumSlots);
    private readonly Unroller _unroller;
    private readonly IReadOnlyDictionary<object, InputDomain> _domains;
    private readonly ProbeProgram _probed;

    public OutputTape(BoundProgram program)
    {
        _probed = ProbeProgram.Of(program);
        var shape = ProbeShape.Of(_probed, LongestAxis) ?? throw new ArgumentException("The loss has no small arguments.", nameof(program));
        _unroller = new Unroller(_tape, shape, TestContext.Current.CancellationToken);
        _domains = InputDomain.Read(_probed.Conditions, shape);
    }

    /// <summary>The slots of the value of the loss, and of its gradients by all that it is differentiated by.</summary>
    /// <param name="program">The loss.</param>
    /// <param name="stabilize">Whether unstable forms in the value are replaced before it is differentiated.</param>
    /// <param name="stabilizeGradient">The same for those that only differentiation makes.</param>
    public IReadOnlyList<int> Add(BoundProgram program, bool stabilize, bool stabilizeGradient)
    {
        var rewriter = new Rewriter(program.Factory, _probed.Conditions);
        var simplifier = new Simplifier(program.Factory);
        var differentiator = new Differentiator(program.Factory);
        var value = simplifier.Simplify(stabilize ? rewriter.Stabilize(program.Value) : program.Value);
        IReadOnlyList<int> slots = [.. _unroller.Unroll(value), .. program.DifferentiatedBy.SelectMany(parameter => _unroller.Unroll(Gradient(parameter)))];
        Assert.False(_tape.IsFull);
        return slots;

        Node Gradient(LossParameter parameter)
        {
            var gradient = parameter.IsArray
                ? differentiator.Gradient(value, program.Arrays.Single(array => array.Parameter == parameter), program.Factory.Real(1)).Expression
                : differentiator.Derivative(value, (ScalarRead)program.Factory.Scalar(parameter));
            return simplifier.Simplify(stabilizeGradient ? rewriter.StabilizeGradient(gradient) : gradient);
        }
    }

    /// <summary>Points of the domain that the compiler tries as well.</summary>
    public IEnumerable<double[]> Points(int capacity, bool isNearEquality)
    {
        var conditions = _probed.Conditions.SelectMany(_unroller.Unroll).ToList();
        var points = ProbePoints.Of(_unroller.Arguments, _domains, capacity);
        return points.Concat(isNearEquality ? ProbePoints.Related(_unroller.Arguments, _domains) : [])
            .Where(point => Exact(point) is var values && conditions.All(condition => values[condition] == 1));
    }

    /// <summary>All slots in 31 digits.</summary>
    public double[] Exact(double[] point) => ExactEvaluator.Run(_tape, point);

    /// <summary>Slots in <c>float</c>, every operation rounded.</summary>
    public double[] Single(double[] point, IReadOnlyList<int> slots)
    {
        var values = TapeEvaluator.Run(_tape, [point], isSingle: true);
        return [.. slots.Select(slot => values[slot, 0])];
    }

    public IReadOnlyDictionary<string, double[]> Named(double[] point) =>
        _unroller.Arguments.ToDictionary(input => input.Parameter.Name, input => point[input.First..(input.First + input.Count)]);

    /// <summary>The value of a loss as it is written, and its gradients as the generator makes them, in <c>float</c>.</summary>
    public static double[] Evaluate(BoundProgram program, IReadOnlyDictionary<string, double[]> inputs)
    {
        var tape = new OutputTape(program);
        var slots = tape.Add(program, stabilize: false, stabilizeGradient: true);
        return tape.Single([.. tape._unroller.Arguments.SelectMany(input => inputs[input.Parameter.Name])], slots);
    }
}
