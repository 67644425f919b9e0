namespace LossGen.Kernels.Tests.RandomPrograms;

/// <summary>Generates well-typed programs over nearly the whole language, with arguments of functions kept inside comfortable domains.</summary>
/// <remarks>
/// Arrays have dimensions of the classes N, C and D; axes of one class have one extent, so that an array can be read transposed or on its
/// diagonal. What is open where a term stands decides what it may read.
/// </remarks>
public sealed partial class ProgramGenerator
{
    private const int MostOpenAxes = 3;

    private static readonly Dictionary<char, string[]> AxisNames = new()
    {
        ['N'] = ["n", "m", "k"],
        ['C'] = ["c", "a", "b"],
        ['D'] = ["d", "g", "h"],
        ['I'] = ["i"],
    };

    private readonly Random _random;
    private readonly int _seed;
    private readonly List<ProgramParameter> _parameters = [];
    private readonly List<(string Head, Term Body)> _definitions = [];
    private readonly List<(string Name, string Shape)> _bindings = [];
    private readonly List<string> _functions = [];
    private readonly HashSet<char> _givenAsNumber = [];
    private readonly SortedDictionary<string, char> _usedAxes = new(StringComparer.Ordinal);
    private int _budget;

    private ProgramGenerator(int seed)
    {
        _seed = seed;
        _random = new Random(seed);
    }

    /// <summary>The program of a seed. Its axes may lack extents unless it is anchored.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="isAnchored">Whether every axis gets a vector that gives its extent.</param>
    public static RandomProgram Generate(int seed, bool isAnchored) => new ProgramGenerator(seed).Program(isAnchored);

    private RandomProgram Program(bool isAnchored)
    {
        DeclareParameters();
        _budget = _random.Next(6, 34);
        for (var count = _random.Next(3); count > 0; count--)
            DefineFunction();
        for (var count = _random.Next(4); count > 0; count--)
            DefineBinding();
        var value = Real([], 0);
        for (var terms = _random.Next(3); terms > 0 || !value.ToString().Contains('[', StringComparison.Ordinal); terms--)
            value = new Term(TermType.Real, "({0} + {1})", value, Reduction([], 0));
        if (isAnchored)
        {
            foreach (var (axis, extent) in _usedAxes)
            {
                var vector = "v" + char.ToLowerInvariant(extent);
                if (_parameters.All(parameter => parameter.Name != vector))
                    _parameters.Add(new ProgramParameter(vector, "f[]", extent.ToString()));
                value = new Term(TermType.Real, $"({{0}} + sum[{axis}]({vector}[{axis}]))", value);
            }
        }

        return new RandomProgram(_seed, [.. _definitions], value, [.. _parameters]);
    }

    private void DeclareParameters()
    {
        string[] shapes = ["N", "C", "NC", "NC", "ND", "CD", "NN", "CC", "NCD", "NDN", "I", "I"];
        var names = new Queue<string>(["x", "y", "z", "u", "w"]);
        for (var count = _random.Next(1, 5); count > 0; count--)
            _parameters.Add(new ProgramParameter(names.Dequeue(), "f[]", Pick(shapes)));
        for (var count = _random.Next(3); count > 0; count--)
        {
            var shape = Pick(["N", "N", "C", "ND"]);
            _parameters.Add(new ProgramParameter("label" + _parameters.Count, "i[]", shape, Pick(['C', 'C', 'N', 'D']), _random.Next(3) == 0));
        }

        if (_random.Next(2) == 0)
            _parameters.Add(new ProgramParameter("tau", "f", ""));
        foreach (var extent in "NCD")
        {
            if (_random.Next(3) != 0)
                continue;
            _givenAsNumber.Add(extent);
            _parameters.Insert(_random.Next(_parameters.Count + 1), new ProgramParameter(AxisNames[extent][0], "i", extent.ToString()));
        }
    }

    private void DefineFunction()
    {
        var name = "f" + _functions.Count;
        var t = new Term(TermType.Real, "t");
        var body = Elementwise(() => t);
        if (_random.Next(2) == 0)
        {
            var first = body;
            body = Elementwise(() => _random.Next(2) == 0 ? first : t);
        }

        _definitions.Add(($"{name}(t) = ", body));
        _functions.Add(name);
    }

    /// <summary>A name with axes, which may then be read at any others of their classes, or one without, which has those of its body.</summary>
    private void DefineBinding()
    {
        var name = "s" + _bindings.Count;
        var shape = Pick(["N", "C", "NC", "CN", "NN", "NN", "ND"]);
        var axes = new List<string>();
        foreach (var extent in shape)
            axes.Add(Pick([.. AxisNames[extent].Where(axis => !axes.Contains(axis))]));
        foreach (var (axis, extent) in axes.Zip(shape))
            _usedAxes[axis] = extent;
        _definitions.Add(($"{name}[{string.Join(",", axes)}] = ", Real(axes, 0)));
        _bindings.Add((name, shape));
    }

    private T Pick<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    private static char ExtentOf(string axis) => AxisNames.First(entry => entry.Value.Contains(axis)).Key;

    /// <summary>Whether an axis may stand for its position: a parameter with its name would be meant.</summary>
    private bool HasPosition(string axis) => !(_givenAsNumber.Contains(ExtentOf(axis)) && AxisNames[ExtentOf(axis)][0] == axis);

    private string? NewAxis(IReadOnlyList<string> open, char? extent = null)
    {
        var wanted = extent ?? Pick(['N', 'N', 'C', 'C', 'D', 'I']);
        if (extent is null && _parameters.All(parameter => !parameter.Shape.Contains(wanted, StringComparison.Ordinal)))
            return null;
        var free = AxisNames[wanted].Where(axis => !open.Contains(axis)).ToList();
        if (free.Count == 0 || open.Count >= MostOpenAxes)
            return null;
        var axis = Pick(free);
        _usedAxes[axis] = wanted;
        return axis;
    }
}
