using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Rewriting;

/// <summary>What the variables of a pattern stand for: an immutable list, so that a search can go back.</summary>
internal sealed class Match
{
    private readonly Match? _outer;
    private readonly string _name;
    private readonly object _value;

    private Match(Match? outer, string name, object value) => (_outer, _name, _value) = (outer, name, value);

    public static Match Empty { get; } = new(null, "", "");

    /// <summary>The expression that a variable stands for.</summary>
    public Node this[Pattern variable] => (Node)Find(((Variable)variable).Name)!;

    /// <summary>The expressions bound so far, last first.</summary>
    public IEnumerable<Node> Nodes
    {
        get
        {
            for (var match = this; match._outer is not null; match = match._outer)
            {
                if (match._value is Node node)
                    yield return node;
                else if (match._value is ReductionScope { Guard: { } guard })
                    yield return guard;
            }
        }
    }

    /// <summary>Whether the variable stands for something already.</summary>
    public bool Has(Variable variable) => Find(variable.Name) is not null;
    /// <summary>The axes of the reductions that have matched.</summary>
    public IEnumerable<Axis> Axes
    {
        get
        {
            for (var match = this; match._outer is not null; match = match._outer)
            {
                foreach (var axis in match._value is ReductionScope scope ? scope.Axes : [])
                    yield return axis;
            }
        }
    }

    /// <summary>Null if the variable stands for another expression already.</summary>
    public Match? Bind(string name, object value, MatchContext context) => Find(name) switch
    {
        null => new Match(this, name, value),
        Node known when value is Node node => context.Polynomials.AreEqual(known, node) ? this : null,
        var known => ReferenceEquals(known, value) ? this : null,
    };

    /// <summary>Null if no reduction of the name has matched yet.</summary>
    public ReductionScope? Scope(string name) => (ReductionScope?)Find(name);

    private object? Find(string name)
    {
        for (var match = this; match._outer is not null; match = match._outer)
        {
            if (match._name == name)
                return match._value;
        }

        return null;
    }
}

/// <summary>The axes and the guard of a reduction that a pattern has matched.</summary>
internal sealed record ReductionScope(IReadOnlyList<Axis> Axes, Node? Guard);
