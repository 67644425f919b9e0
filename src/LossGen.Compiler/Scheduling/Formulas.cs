using LossGen.Compiler.Binding;
using LossGen.Compiler.Differentiation;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Rewriting;
using LossGen.Compiler.Rewriting.Series;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Scheduling;

/// <summary>What a kernel writes besides its value: a closed formula over axes.</summary>
/// <param name="Axes">The axes that it is written for all positions of; none for one number.</param>
/// <param name="Value">The formula.</param>
public abstract record OutputFormula(IReadOnlyList<Axis> Axes, Node Value)
{
    /// <summary>The name of the parameter that receives it.</summary>
    public abstract string Name { get; }

    /// <summary>The formula in the loss language: <c>yhatGradient[i] = …</c>.</summary>
    public string Text
    {
        get
        {
            var axes = Axes.Count == 0 ? "" : $"[{string.Join(",", Axes.Select(axis => axis.Name))}]";
            return $"{Name}{axes} = {NodePrinter.Print(Value)}";
        }
    }
}

/// <summary>A gradient.</summary>
/// <param name="Parameter">The parameter that it is the gradient of.</param>
/// <param name="Axes">The axes of the array; none for a scalar.</param>
/// <param name="Value">The formula.</param>
public sealed record GradientFormula(LossParameter Parameter, IReadOnlyList<Axis> Axes, Node Value) : OutputFormula(Axes, Value)
{
    public override string Name => Parameter.Name + "Gradient";
}

/// <summary>The diagonal of a second derivative.</summary>
/// <param name="Parameter">The parameter that it is the second derivative by.</param>
/// <param name="Axes">The axes of the array; none for a scalar.</param>
/// <param name="Value">The formula.</param>
public sealed record HessianFormula(LossParameter Parameter, IReadOnlyList<Axis> Axes, Node Value) : OutputFormula(Axes, Value)
{
    public override string Name => Parameter.Name + "Hessian";
}

/// <summary>Elements of a result.</summary>
/// <param name="Array">The result.</param>
/// <param name="Index">Their indices: axes, and numbers where the result is given position by position.</param>
/// <param name="Axes">The axes of the indices.</param>
/// <param name="Value">The formula.</param>
public sealed record ResultFormula(ArrayParameter Array, IReadOnlyList<Node> Index, IReadOnlyList<Axis> Axes, Node Value) : OutputFormula(Axes, Value)
{
    public override string Name => Array.Name;
}

/// <summary>What a loss computes, in stable form: what scheduling starts from.</summary>
/// <param name="ReturnValue">The value; null if the method returns nothing.</param>
/// <param name="Results">The parts of the results.</param>
/// <param name="Gradients">The gradients, by the parameters that the loss is differentiated by.</param>
/// <param name="Hessians">The diagonals of the second derivatives by the same parameters, if they are asked for.</param>
public sealed record Formulas(
    Node? ReturnValue, IReadOnlyList<ResultFormula> Results, IReadOnlyList<GradientFormula> Gradients, IReadOnlyList<HessianFormula> Hessians)
{
    /// <summary>The value of a loss that has one.</summary>
    /// <exception cref="InvalidOperationException">The method returns nothing.</exception>
    public Node Value => ReturnValue ?? throw new InvalidOperationException("a loss without a value");

    /// <summary>All that the loss computes without being differentiated: its value, if it has one, and the parts of its results.</summary>
    public IReadOnlyList<Node> Values => [.. ReturnValue is null ? [] : new[] { ReturnValue }, .. Results.Select(result => result.Value)];

    /// <summary>Rewrites, differentiates and simplifies a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="stabilize">Whether unstable forms are replaced.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public static Formulas Of(BoundProgram program, bool stabilize, CancellationToken cancellationToken = default)
    {
        var simplifier = new Simplifier(program.Factory);
        var rewriter = new Rewriter(program.Factory, program.Assumptions.Concat(program.Requirements.Select(requirement => requirement.Condition)));
        var value = program.ReturnValue is null ? null : Stable(program.ReturnValue);
        List<ResultFormula> results =
        [
            .. from result in program.Results
               from part in result.Parts
               select new ResultFormula(result.Array, part.Index, part.Axes, Stable(part.Value)),
        ];
        var (objective, seed) = Objective(program, value, results);
        var factors = new CommonFactors(program.Factory);
        var gradients = new List<GradientFormula>();
        foreach (var parameter in program.DifferentiatedBy)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var gradient = Differentiate(program, objective, seed, parameter);
            gradients.Add(gradient with { Value = factors.Rewrite(StableDerivative(gradient.Value)) });
        }

        var hessians = program.Signature.Hessian is not { } policy || value is null || results.Count > 0
            ? []
            : HessiansOf(program, value, policy, new Curvature(program.Factory, rewriter.Signs, StableDerivative), cancellationToken);
        return new Formulas(value, results, gradients, [.. hessians.Select(hessian => hessian with { Value = factors.Rewrite(hessian.Value) })]);

        Node StableDerivative(Node node) => simplifier.Simplify(stabilize ? rewriter.StabilizeGradient(node) : node);

        Node Stable(Node node) => simplifier.Simplify(stabilize ? rewriter.Stabilize(node) : node);
    }

    /// <summary>
    /// The formulas with Taylor series where terms cancel that no rule knows another form of: a matter of losses that are written in an unstable form.
    /// </summary>
    /// <param name="factory">Makes the nodes.</param>
    public Formulas WithSeries(NodeFactory factory)
    {
        var series = new SeriesRewriter(factory);
        return new Formulas(
            ReturnValue is null ? null : series.Rewrite(ReturnValue),
            [.. Results.Select(result => result with { Value = series.Rewrite(result.Value) })],
            [.. Gradients.Select(gradient => gradient with { Value = series.Rewrite(gradient.Value) })],
            Hessians);
    }

    /// <summary>The parameter of companions that scales the gradient.</summary>
    public static LossParameter Seed(LossSignature signature)
    {
        var type = signature.Precision == ElementType.Double ? "double" : "float";
        return new("seed", ParameterKind.Scalar, signature.Precision, $"{type} seed = 1");
    }

    /// <summary>
    /// What is differentiated, and what multiplies its derivative. With results that is seed · value + Σ resultSeed · result, whose gradient is the
    /// vector–Jacobian product of all that the loss computes; without a value the seed multiplies the whole.
    /// </summary>
    private static (Node Objective, Node Seed) Objective(BoundProgram program, Node? value, IReadOnlyList<ResultFormula> results)
    {
        var factory = program.Factory;
        var seed = factory.Scalar(Seed(program.Signature));
        if (value is not null && results.Count == 0)
            return (value, seed);
        var terms = results.Select(Weighted);
        if (value is not null)
            terms = terms.Prepend(factory.Call(Operators.Multiply, seed, value));
        return (terms.Aggregate((left, right) => factory.Call(Operators.Add, left, right)), value is null ? seed : factory.Real(1));

        Node Weighted(ResultFormula result)
        {
            var weights = program.Results.First(bound => bound.Array == result.Array).Seed;
            var product = factory.Call(Operators.Multiply, factory.Read(weights, [.. result.Index]), result.Value);
            return result.Axes.Reverse().Aggregate(product, (body, axis) => factory.Reduce(ReduceKind.Sum, axis, body));
        }
    }

    private static IEnumerable<HessianFormula> HessiansOf(
        BoundProgram program, Node value, CurvaturePolicy policy, Curvature curvature, CancellationToken cancellationToken)
    {
        var seed = program.Factory.Scalar(Seed(program.Signature));
        var variables = program.DifferentiatedBy.Select(parameter => VariableOf(program, parameter)).ToList();
        for (var i = 0; i < variables.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var diagonal = curvature.Of(value, variables[i], variables, seed, policy);
            yield return new HessianFormula(program.DifferentiatedBy[i], diagonal.OutputAxes, diagonal.Expression);
        }
    }

    private static DifferentiatedParameter VariableOf(BoundProgram program, LossParameter parameter) =>
        program.Arrays.FirstOrDefault(array => array.Parameter == parameter) is { } array
            ? new DifferentiatedParameter(array, null)
            : new DifferentiatedParameter(null, (ScalarRead)program.Factory.Scalar(parameter));

    private static GradientFormula Differentiate(BoundProgram program, Node objective, Node seed, LossParameter parameter)
    {
        var differentiator = new Differentiator(program.Factory);
        if (program.Arrays.FirstOrDefault(array => array.Parameter == parameter) is not { } array)
            return new(parameter, [], differentiator.Derivative(objective, (ScalarRead)program.Factory.Scalar(parameter), seed));
        var gradient = differentiator.Gradient(objective, array, seed);
        return new(parameter, gradient.OutputAxes, gradient.Expression);
    }
}
