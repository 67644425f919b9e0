using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Scheduling;

/// <summary>Finds equal values under different names of their axes, by renaming the axes to placeholders in order of appearance.</summary>
internal sealed class Placeholders(NodeFactory factory)
{
    private readonly Dictionary<(Extent Extent, int Place), Axis> _axes = [];

    /// <summary>The node with every axis outside <paramref name="open"/> replaced, and those axes.</summary>
    public (Node Pattern, IReadOnlyList<Axis> Axes) Abstract(Node node, IReadOnlyList<Axis> open)
    {
        var axes = NodeQueries.OtherAxes(node, open);
        var pattern = node;
        for (var place = 0; place < axes.Count; place++)
            pattern = factory.Substitute(pattern, axes[place], factory.Position(Placeholder(axes[place].Extent, place)));
        return (pattern, axes);
    }

    private Axis Placeholder(Extent extent, int place)
    {
        if (!_axes.TryGetValue((extent, place), out var axis))
            _axes[(extent, place)] = axis = factory.NewAxis(extent.Name, extent);
        return axis;
    }
}
