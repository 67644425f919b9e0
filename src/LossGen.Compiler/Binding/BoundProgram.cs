using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Binding;

/// <summary>A program whose names, types, axes and extents are resolved: what the rest of the road reads.</summary>
public sealed record BoundProgram
{
    public required LossSignature Signature { get; init; }

    public required NodeFactory Factory { get; init; }

    /// <summary>The value of the loss: real, without free axes, exactly as written; null if the method returns nothing.</summary>
    public required Node? ReturnValue { get; init; }

    /// <summary>The value of a loss that has one.</summary>
    /// <exception cref="InvalidOperationException">The method returns nothing.</exception>
    public Node Value => ReturnValue ?? throw new InvalidOperationException("a loss without a value");

    /// <summary>The arrays that the loss writes, in the order of the signature.</summary>
    public required IReadOnlyList<BoundResult> Results { get; init; }

    /// <summary>What the loss computes: its value, if it has one, and all that its results are made of.</summary>
    public IEnumerable<Node> Roots =>
        (ReturnValue is null ? [] : new[] { ReturnValue }).Concat(Results.SelectMany(result => result.Parts).Select(part => part.Value));

    /// <summary>The array parameters, in the order of the signature. One that the program never reads has rank 1.</summary>
    public required IReadOnlyList<ArrayParameter> Arrays { get; init; }

    /// <summary>The parameters to differentiate by, in the order of the signature.</summary>
    public required IReadOnlyList<LossParameter> DifferentiatedBy { get; init; }

    public required ExtentPlan Extents { get; init; }

    /// <summary>The <c>require</c> statements.</summary>
    public required IReadOnlyList<Requirement> Requirements { get; init; }

    /// <summary>The <c>assume</c> statements: boolean nodes, whose free axes are meant for every position.</summary>
    public required IReadOnlyList<Node> Assumptions { get; init; }

    /// <summary>Extents that must not be 0, because an unguarded mean, min, max or logsumexp runs over them.</summary>
    public required IReadOnlyList<NonEmptyExtent> NonEmpty { get; init; }

    /// <summary>Names that the user gave to values, for generated code.</summary>
    public required IReadOnlyDictionary<Node, string> Names { get; init; }

    /// <summary>Where each node stands in the text; the same expression may stand in several places.</summary>
    public required IReadOnlyDictionary<Node, IReadOnlyList<TextSpan>> Origins { get; init; }

    /// <summary>Where the text says each node: where it stands, and where a name does that stands for it.</summary>
    public required IReadOnlyDictionary<Node, IReadOnlyList<TextSpan>> Mentions { get; init; }

    /// <summary>The user's definitions, in the order of the text.</summary>
    public required IReadOnlyList<BoundBinding> Bindings { get; init; }
}

/// <summary>A definition of the user's.</summary>
/// <param name="Syntax">The statement.</param>
/// <param name="Axes">The axes of the left side; empty if it has no brackets.</param>
/// <param name="Value">The value, in which those axes are free.</param>
public sealed record BoundBinding(BindingSyntax Syntax, IReadOnlyList<Axis> Axes, Node Value);

/// <summary>An array that the loss writes.</summary>
/// <param name="Array">The result with its shape.</param>
/// <param name="Seed">What the gradient takes for it: the weights of its elements in the vector–Jacobian product.</param>
/// <param name="Parts">What its elements are: one formula for all, or one for each numbered position.</param>
public sealed record BoundResult(ArrayParameter Array, ArrayParameter Seed, IReadOnlyList<ResultPart> Parts);

/// <summary>Elements of a result that one statement gives.</summary>
/// <param name="Index">Their indices: the positions on axes, each on another, and numbers.</param>
/// <param name="Value">The formula, whose free axes are those of the indices; real, exactly as written.</param>
public sealed record ResultPart(IReadOnlyList<Node> Index, Node Value)
{
    /// <summary>The axes of the indices.</summary>
    public IReadOnlyList<Axis> Axes { get; } = [.. Index.OfType<Position>().Select(position => position.Axis)];
}

/// <summary>A condition over scalars that is checked on entry.</summary>
/// <param name="Condition">A boolean node without free axes.</param>
/// <param name="Text">The condition as the user wrote it, for the message.</param>
/// <param name="Subject">The scalar parameter that the exception names: the first one in the condition; null if it has none.</param>
public sealed record Requirement(Node Condition, string Text, LossParameter? Subject);

/// <summary>An extent over which something runs that is undefined on nothing.</summary>
/// <param name="Extent">The extent.</param>
/// <param name="Reduction">What runs over it, for the message: <c>mean</c>.</param>
public sealed record NonEmptyExtent(Extent Extent, string Reduction);

/// <summary>How extents follow from the arguments, in an order in which each step needs only earlier ones, and what must agree.</summary>
/// <param name="Definitions">One for each extent.</param>
/// <param name="Checks">
/// Arrays whose length does not define an extent and must be the product of its dimensions; the dimensions of a tensor are checked one by one.
/// </param>
public sealed record ExtentPlan(IReadOnlyList<ExtentDefinition> Definitions, IReadOnlyList<ArrayParameter> Checks);

/// <summary>How one extent is known.</summary>
/// <param name="Extent">The extent that this defines.</param>
public abstract record ExtentDefinition(Extent Extent);

/// <summary>The extent is the number of positions at which a result is given.</summary>
public sealed record ExtentFromCount(Extent Extent, int Count) : ExtentDefinition(Extent);

/// <summary>The extent is the length of a rank-1 array.</summary>
public sealed record ExtentFromLength(Extent Extent, ArrayParameter Array) : ExtentDefinition(Extent);

/// <summary>The extent is the length of a dimension of a tensor.</summary>
public sealed record ExtentFromDimension(Extent Extent, ArrayParameter Array, int Dimension) : ExtentDefinition(Extent);

/// <summary>The extent is an integer parameter, which must not be negative.</summary>
public sealed record ExtentFromScalar(Extent Extent, LossParameter Scalar) : ExtentDefinition(Extent);

/// <summary>The extent is the length of an array divided by its other extents, without remainder; 0 where they are 0.</summary>
public sealed record ExtentFromDivision(Extent Extent, ArrayParameter Array) : ExtentDefinition(Extent);

/// <summary>The extent is an integer expression over scalars and earlier extents (an <c>axis</c> statement); it must not be negative.</summary>
public sealed record ExtentFromExpression(Extent Extent, Node Value, string Text) : ExtentDefinition(Extent);
