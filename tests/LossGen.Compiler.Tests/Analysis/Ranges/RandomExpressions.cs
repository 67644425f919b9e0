using LossGen.Compiler.Ir;
using LossGen.Compiler.Tests.Ir;

namespace LossGen.Compiler.Tests.Analysis.Ranges;

/// <summary>
/// Random expressions over all operations, with facts about what they read, and arguments that satisfy the facts. The forms that the analysis knows more
/// about than intervals say occur more often than chance would have it.
/// </summary>
internal sealed class RandomExpressions
{
    private const int Length = 3;

    private static readonly Operator[] Functions =
    [
        .. Operators.All.Where(row => row.Typing is OperatorTyping.Real or OperatorTyping.Numeric).Except([Operators.Softmax, Operators.Trigamma]),
    ];

    private static readonly Operator[] Comparisons = [.. Operators.All.Where(row => row.Typing == OperatorTyping.Comparison)];

    private static readonly double[] Corners = [0, 1, -1, 0.5, 1e-8, -1e-8, 1e-20, 3, -20, 90, -104, 1e10, -1e20];

    private readonly FormulaBuilder _formula = new();
    private readonly Random _random;
    private readonly bool _isModerate;
    private readonly Dictionary<string, Node> _leaves = [];
    private readonly List<Node> _known = [];

    /// <param name="seed">The seed.</param>
    /// <param name="isModerate">Whether arguments are of moderate size.</param>
    public RandomExpressions(int seed, bool isModerate)
    {
        (_random, _isModerate) = (new Random(seed), isModerate);
        DeclareLeaves();
        Value = Real(4);
    }

    public Node Value { get; }

    public List<Node> Facts { get; } = [];

    public LossGen.Compiler.Interpretation.LossArguments Arguments => _formula.Arguments;

    private void DeclareLeaves()
    {
        var (x, y) = (Number(), Number());
        var (least, most) = (Math.Min(x, y), Math.Max(x, y));
        _leaves["x"] = _formula.Scalar("x", least);
        _leaves["y"] = _formula.Scalar("y", most);
        _leaves["u"] = _formula.Scalar("u", Fraction());
        _leaves["s"] = _formula.Scalar("s", Math.Abs(Number()) is > 0 and var size ? size : 1);
        var a = _formula.Array("a", ["i"], [Length], [.. Enumerable.Range(0, Length).Select(_ => Number())]);
        var p = _formula.Array("p", ["i"], [Length], [.. Enumerable.Range(0, Length).Select(_ => Fraction())]);
        _leaves["a"] = _formula.Read(a, "i");
        _leaves["p"] = _formula.Read(p, "i");
        Facts.Add(_formula.Call(Operators.LessOrEqual, _leaves["x"], _leaves["y"]));
        Facts.Add(_formula.Call(Operators.Less, _formula.Real(0), _leaves["s"]));
        Facts.Add(_formula.Call(Operators.LessOrEqual, _formula.Integer(1), _formula.Factory.Size(_formula.Axis("i").Extent)));
        foreach (var fraction in new[] { _leaves["u"], _leaves["p"] })
            Facts.Add(_formula.Call(Operators.And, _formula.Call(Operators.LessOrEqual, _formula.Real(0), fraction), _formula.Call(Operators.LessOrEqual, fraction, _formula.Real(1))));
    }

    private double Number()
    {
        if (!_isModerate && _random.Next(3) == 0)
            return (float)Corners[_random.Next(Corners.Length)];
        return _random.Next(4) == 0 ? _random.Next(-2, 3) : (float)((_random.NextDouble() * 6) - 3);
    }

    private double Fraction() => _random.Next(3) == 0 ? _random.Next(2) : (float)_random.NextDouble();

    private Node Real(int depth)
    {
        var node = depth == 0 || _random.Next(6) == 0 ? Leaf() : Operation(depth);
        _known.Add(node);
        return node;
    }

    private Node Leaf() => _random.Next(8) switch
    {
        0 => _formula.Real(new[] { 0, 1, 2, -1, 0.5, 0.25 }[_random.Next(6)]),
        1 when _known.Count > 0 => _known[_random.Next(_known.Count)],
        2 => _formula.Call(Operators.ToReal, _formula.Position("i")),
        3 => _formula.Call(Operators.ToReal, _formula.Factory.Size(_formula.Axis("i").Extent)),
        _ => _leaves.Values.ElementAt(_random.Next(_leaves.Count)),
    };

    private Node Operation(int depth)
    {
        switch (_random.Next(9))
        {
            case 0:
                return _formula.Factory.Select(Condition(depth - 1), Real(depth - 1), Real(depth - 1));
            case 1 or 2:
                return _formula.Reduce((ReduceKind)_random.Next(6), "i", Real(depth - 1));
            case 3 or 4:
                return Related(Real(depth - 1), Real(depth - 1), _random.Next(2) == 0 ? _leaves["u"] : _leaves["p"]);
            default:
                var function = Functions[_random.Next(Functions.Length)];
                return _formula.Call(function, [.. Enumerable.Range(0, function.Arity).Select(_ => Real(depth - 1))]);
        }
    }

    private Node Condition(int depth)
    {
        var comparison = _formula.Call(Comparisons[_random.Next(Comparisons.Length)], Real(depth), _random.Next(3) == 0 ? _formula.Real(0) : Real(depth));
        return _random.Next(4) switch
        {
            0 when depth > 0 => _formula.Call(_random.Next(2) == 0 ? Operators.And : Operators.Or, comparison, Condition(depth - 1)),
            1 => _formula.Call(Operators.Not, comparison),
            _ => comparison,
        };
    }

    /// <summary>A sum, a product or a quotient whose terms have to do with each other.</summary>
    private Node Related(Node x, Node y, Node u)
    {
        var one = _formula.Real(1);
        var rest = _formula.Call(Operators.Subtract, one, u);
        Node Product(Node a, Node b) => _formula.Call(Operators.Multiply, a, b);
        Node Difference(Node a, Node b) => _formula.Call(Operators.Subtract, a, b);
        Node Row(ReduceKind kind, Node body) => _formula.Reduce(kind, "i", body);
        Node Mean(Node body) => _formula.Call(Operators.Divide, Row(ReduceKind.Sum, body), _formula.Call(Operators.ToReal, _formula.Factory.Size(_formula.Axis("i").Extent)));
        return _random.Next(14) switch
        {
            0 => Difference(_formula.Call(Operators.Softplus, x), Product(x, u)),
            1 => Difference(_formula.Call(Operators.Max, x, y), Product(u, x)),
            2 => Difference(Difference(_formula.Call(Operators.Exp, x), one), x),
            3 => Product(x, Product(y, x)),
            4 => Product(u, rest),
            5 => _formula.Call(Operators.Add, Product(u, x), Product(rest, y)),
            6 => Difference(Row((ReduceKind)_random.Next(2, 6), x), x),
            7 => Difference(x, Row(ReduceKind.LogSumExp, x)),
            8 => _formula.Call(Operators.Divide, x, Row(ReduceKind.Norm, x)),
            9 => _formula.Call(Operators.Divide, x, _formula.Call(Operators.Add, _formula.Call(Operators.Abs, x), _leaves["s"])),
            10 => Mean(x),
            11 => _formula.Call(Operators.Divide, Row(ReduceKind.Sum, Product(u, x)), Row(ReduceKind.Sum, u)),
            12 => Difference(_formula.Call(Operators.Hypot, x, y), _formula.Call(Operators.Abs, y)),
            _ => Difference(Difference(_formula.Call(Operators.Power, x, _formula.Real(2)), Product(_formula.Real(2), x)), _formula.Real(-1)),
        };
    }
}
