using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Scheduling;

/// <summary>The body of one loop (or of the method) while it is built: what is known in it, and its statements so far.</summary>
internal sealed class Scope
{
    private readonly Dictionary<Extent, (Axis Axis, Local Variable)> _loops = [];

    private Scope(Scope? parent, Axis? axis, Local? variable, ElementType? lanes)
    {
        Parent = parent;
        Axis = axis;
        Variable = variable;
        Lanes = lanes;
        OpenAxes = axis is null ? [] : [.. parent!.OpenAxes, axis];
    }

    public Scope? Parent { get; }

    /// <summary>The axis of the loop; null for the method's body.</summary>
    public Axis? Axis { get; }

    public Local? Variable { get; }

    /// <summary>The precision of real lanes in a vector loop; null in a loop of numbers.</summary>
    public ElementType? Lanes { get; }

    public bool IsVector => Lanes.HasValue;

    /// <summary>The axes of all loops around, outermost first.</summary>
    public IReadOnlyList<Axis> OpenAxes { get; }

    public List<LoopStatement> Statements { get; } = [];

    /// <summary>The variables that hold values.</summary>
    public Dictionary<Node, Local> Values { get; } = [];

    /// <summary>The variables that hold numbers in every lane, by the precision of the lanes.</summary>
    public Dictionary<(Node Node, ElementType Lanes), Local> Broadcasts { get; } = [];

    /// <summary>Finished computed arrays.</summary>
    public Dictionary<ArrayNode, StoredArray> Arrays { get; } = [];

    /// <summary>Arrays that are computed here for all positions of axes that are not open, by the patterns of what they are at one of those.</summary>
    public Dictionary<Node, Recurrence> Spreads { get; } = [];

    /// <summary>The recurrence whose elements this loop computes one after the other: its earlier ones can be read inside.</summary>
    public (RecurrenceSymbol Symbol, StoredArray Array)? Carried { get; set; }

    /// <summary>Finished intermediate arrays by their patterns.</summary>
    public Dictionary<Node, Intermediate> Intermediates { get; } = [];

    /// <summary>Rows of blocks, read at any position of the axis in their patterns.</summary>
    public List<(Axis Axis, Intermediate Row)> BlockRows { get; } = [];

    public static Scope Root() => new(null, null, null, lanes: null);

    public Scope Inside(Axis axis, Local variable, ElementType? lanes) => new(this, axis, variable, lanes);

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

    /// <summary>The outermost scope in which a node can be computed: its axes are open, and the recurrences under way whose elements it reads.</summary>
    public Scope HomeOf(Node node) => Outwards().First(scope =>
        scope.Axis is null
        || node.FreeAxes.Contains(scope.Axis)
        || (scope.Carried is { } carried && node.FreeSymbols.Contains(carried.Symbol)));

    /// <summary>Whether a node can be computed here.</summary>
    public bool CanCompute(Node node) => node.FreeAxes.IsSubsetOf(OpenAxes) && IsUnderWay(node.FreeSymbols);

    /// <summary>Whether all of some recurrences are being computed around this scope.</summary>
    public bool IsUnderWay(SymbolSet symbols) =>
        symbols.Count == 0 || Outwards().Count(scope => scope.Carried is { } carried && symbols.Contains(carried.Symbol)) == symbols.Count;
}
