using System.Collections;

namespace LossGen.Compiler.Ir;

/// <summary>An immutable set of axes, kept in order of <see cref="Axis.Id"/>.</summary>
public sealed class AxisSet : IReadOnlyList<Axis>
{
    private readonly Axis[] _axes;

    private AxisSet(Axis[] axes) => _axes = axes;

    public static AxisSet Empty { get; } = new([]);

    public int Count => _axes.Length;

    public Axis this[int index] => _axes[index];

    public static AxisSet Of(Axis axis) => new([axis]);

    public bool Contains(Axis axis) => Array.IndexOf(_axes, axis) >= 0;

    public bool IsSubsetOf(IReadOnlyCollection<Axis> other) => _axes.All(other.Contains);

    public AxisSet Union(AxisSet other)
    {
        if (other.Count == 0 || ReferenceEquals(this, other) || other._axes.All(Contains))
            return this;
        if (_axes.All(other.Contains))
            return other;
        return new([.. _axes.Union(other._axes).OrderBy(axis => axis.Id)]);
    }

    public AxisSet Without(Axis axis) => Contains(axis) ? new([.. _axes.Where(other => other != axis)]) : this;

    public IEnumerator<Axis> GetEnumerator() => ((IEnumerable<Axis>)_axes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"[{string.Join(",", _axes.Select(axis => axis.Name))}]";
}
