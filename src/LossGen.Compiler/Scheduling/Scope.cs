using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Scheduling;

/// <summary>The body of one loop (or of the method) while it is built: what is known in it, and its statements so far.</summary>
internal sealed class Scope
{
    private readonly Dictionary<Extent, (Axis Axis, Local Variable)> _loops = [];

    private Scope(Scope? parent, Axis? axis, Local? variable, bool isVector)
    {
        Parent = parent;
        Axis = axis;
        Variable = variable;
        IsVector = isVector;
        OpenAxes = axis is null ? [] : [.. parent!.OpenAxes, axis];
    }

    public Scope? Parent { get; }

    /// <summary>The axis of the loop; null for the method's body.</summary>
    public Axis? Axis { get; }

    public Local? Variable { get; }

    public bool IsVector { get; }

    /// <summary>The axes of all loops around, outermost first.</summary>
    public IReadOnlyList<Axis> OpenAxes { get; }

    public List<LoopStatement> Statements { get; } = [];

    /// <summary>The variables that hold values.</summary>
    public Dictionary<Node, Local> Values { get; } = [];

    /// <summary>The variables that hold numbers in every lane.</summary>
    public Dictionary<Node, Local> Broadcasts { get; } = [];

    /// <summary>Finished intermediate arrays by their patterns.</summary>
    public Dictionary<Node, Intermediate> Intermediates { get; } = [];

    /// <summary>Rows of blocks, read at any position of the axis in their patterns.</summary>
    public List<(Axis Axis, Intermediate Row)> BlockRows { get; } = [];

    public static Scope Root() => new(null, null, null, isVector: false);

    public Scope Inside(Axis axis, Local variable, bool isVector) => new(this, axis, variable, isVector);

    /// <summary>The axis and variable of loops over an extent in this scope; loops that follow each other share them.</summary>
    public (Axis Axis, Local Variable) LoopOver(Extent extent, Func<(Axis Axis, Local Variable)> create)
    {
        if (!_loops.TryGetValue(extent, out var loop))
            _loops[extent] = loop = create();
        return loop;
    }

    /// <summary>This scope and those around it, from the inside out.</summary>
    public IEnumerable<Scope> Outwards()
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
            yield return scope;
    }

    /// <summary>The outermost scope in which all axes of a node are open.</summary>
    public Scope HomeOf(Node node) =>
        Outwards().First(scope => scope.Axis is null || node.FreeAxes.Contains(scope.Axis));
}
