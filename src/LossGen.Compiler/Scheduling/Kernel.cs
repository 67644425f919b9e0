using LossGen.Compiler.Binding;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Scheduling;

/// <summary>A whole method in loop IR: what it checks, what memory it needs, its statements and its value.</summary>
public sealed record Kernel
{
    /// <summary>The precision of results.</summary>
    public required ElementType Precision { get; init; }

    /// <summary>The precision of lanes, unless their loop says otherwise: that of results or a higher one.</summary>
    public required ElementType LanePrecision { get; init; }

    public required BoundProgram Program { get; init; }

    /// <summary>The spans of the inputs that are arrays. That of a tensor is taken from it on entry, and has a name of its own.</summary>
    public required IReadOnlyDictionary<ArrayParameter, Storage> Arrays { get; init; }

    /// <summary>The extents, in order of definition, with their variables.</summary>
    public required IReadOnlyDictionary<Extent, Local> Extents { get; init; }

    /// <summary>For each extent and precision of lanes, the names that split it into full vectors and a rest.</summary>
    public required IReadOnlyDictionary<(Local Extent, ElementType Lanes), VectorSteps> VectorSteps { get; init; }

    /// <summary>What is written besides the value.</summary>
    public required IReadOnlyList<KernelResult> Results { get; init; }

    /// <summary>The seeds of array results, which a gradient reads besides the inputs.</summary>
    public required IReadOnlyList<ArrayParameter> Seeds { get; init; }

    /// <summary>The definitions of computed extents and the <c>require</c> conditions, as expressions.</summary>
    public required IReadOnlyDictionary<Node, LoopExpression> EntryExpressions { get; init; }

    /// <summary>Label arrays that are checked whole: every element must be below the extent.</summary>
    public required IReadOnlyList<LabelCheck> LabelChecks { get; init; }

    /// <summary>Checks of computed indices.</summary>
    public required IReadOnlyList<LoopStatement> IndexChecks { get; init; }

    /// <summary>Scratch memory, in order of declaration.</summary>
    public required IReadOnlyList<Scratch> Scratch { get; init; }

    public required IReadOnlyList<LoopStatement> Body { get; init; }

    /// <summary>What the method returns; null if it returns nothing.</summary>
    public required LoopExpression? Value { get; init; }

    /// <summary>A name for the value while scratch memory is given back.</summary>
    public required string ValueName { get; init; }
}

/// <summary>A parameter that the kernel writes.</summary>
/// <param name="Name">The parameter's name without <c>@</c>: <c>zGradient</c>.</param>
public abstract record KernelResult(string Name);

/// <summary>A derivative by a parameter.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source">The parameter that it is the derivative by; an array's is as long as the array.</param>
public sealed record DerivativeResult(string Name, LossParameter Source) : KernelResult(Name);

/// <summary>An array result, whose length its shape says.</summary>
/// <param name="Array">The result.</param>
public sealed record ArrayResult(ArrayParameter Array) : KernelResult(Array.Name);

/// <summary>All elements of an integer array must be positions of a dimension.</summary>
public sealed record LabelCheck(ArrayParameter Labels, Local Extent, string Target);

/// <summary>An intermediate array.</summary>
/// <param name="Storage">The array.</param>
/// <param name="Dimensions">Its extents.</param>
/// <param name="LengthName">A name for its length.</param>
/// <param name="RentedName">A name for the rented array, null where the stack holds it.</param>
public sealed record Scratch(Storage Storage, IReadOnlyList<Local> Dimensions, string LengthName, string RentedName);

/// <summary>The names that split an extent into full vectors and a rest.</summary>
/// <param name="Full">Where the rest begins.</param>
/// <param name="Rest">How many positions the rest has.</param>
/// <param name="Mask">The mask of the rest's lanes.</param>
public sealed record VectorSteps(string Full, string Rest, string Mask);
