using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Binding;

/// <summary>An <c>axis</c> statement.</summary>
/// <param name="Name">The axis.</param>
/// <param name="Span">Where its name stands.</param>
/// <param name="Value">Its extent.</param>
/// <param name="Text">The extent as the user wrote it.</param>
internal sealed record AxisDefinition(string Name, TextSpan Span, Node Value, string Text);

/// <summary>
/// Finds how each extent follows from the arguments: the numbered positions of a result or an <c>axis</c> statement before an <c>int</c> parameter before the length of an array of one
/// dimension before a division, in an order in which each step needs only earlier ones.
/// </summary>
internal sealed class ExtentSolver
{
    private readonly Shapes _shapes;
    private readonly NodeFactory _factory;
    private readonly DiagnosticBag _diagnostics;
    private readonly List<ExtentDefinition> _definitions = [];
    private readonly HashSet<Extent> _solved = [];
    private readonly Dictionary<Extent, AxisDefinition> _statements = [];
    private readonly Dictionary<Extent, List<LossParameter>> _scalars = [];
    private readonly Dictionary<Extent, PositionCount> _counts = [];

    private ExtentSolver(Shapes shapes, NodeFactory factory, DiagnosticBag diagnostics)
    {
        _shapes = shapes;
        _factory = factory;
        _diagnostics = diagnostics;
    }

    /// <summary>The plan, and the equations between <c>int</c> parameters that give one extent.</summary>
    public static (ExtentPlan Plan, IReadOnlyList<Requirement> Agreements) Solve(
        LossSignature signature,
        Shapes shapes,
        IReadOnlyList<AxisDefinition> statements,
        NodeFactory factory,
        DiagnosticBag diagnostics)
    {
        var solver = new ExtentSolver(shapes, factory, diagnostics);
        solver.CollectSources(signature, statements);
        solver.Run();
        var defining = solver._definitions.Select(Source).OfType<ArrayParameter>().ToList();
        var checks = shapes.Arrays.Values.Where(array => !defining.Contains(array)).ToList();
        return (new ExtentPlan(solver._definitions, checks), solver.Agreements());
    }

    private static ArrayParameter? Source(ExtentDefinition definition) => definition switch
    {
        ExtentFromLength length => length.Array,
        ExtentFromDivision division => division.Array,
        _ => null,
    };

    private void CollectSources(LossSignature signature, IReadOnlyList<AxisDefinition> statements)
    {
        foreach (var count in _shapes.Counts)
        {
            if (!_counts.TryGetValue(count.Extent, out var known))
                _counts.Add(count.Extent, count);
            else if (known.Count != count.Count)
                _diagnostics.Report(LanguageErrors.ExtentTwice, count.Span, NameOf(count), SourceOf(known));
        }

        foreach (var parameter in signature.Parameters)
        {
            if (parameter is not { Kind: ParameterKind.Scalar, Element: ElementType.Int32 or ElementType.Int64 }
                || !_shapes.Axes.TryGetValue(parameter.Name, out var axis))
            {
                continue;
            }

            if (parameter.Element == ElementType.Int64)
            {
                var span = _shapes.Dimensions.First(use => use.Axes.Contains(parameter.Name)).Span;
                _diagnostics.Report(LanguageErrors.ExtentParameterType, span, parameter.Name);
            }

            if (_counts.TryGetValue(axis.Extent, out var count))
                _diagnostics.Report(LanguageErrors.ExtentTwice, count.Span, parameter.Name, SourceOf(count));
            if (!_scalars.TryGetValue(axis.Extent, out var scalars))
                _scalars[axis.Extent] = scalars = [];
            scalars.Add(parameter);
        }

        foreach (var statement in statements)
        {
            var extent = _shapes.Axes[statement.Name].Extent;
            if (_counts.TryGetValue(extent, out var count))
                _diagnostics.Report(LanguageErrors.ExtentTwice, statement.Span, statement.Name, SourceOf(count));
            else if (_statements.TryGetValue(extent, out var other))
                _diagnostics.Report(LanguageErrors.ExtentTwice, statement.Span, statement.Name, $"'axis {other.Name}'");
            else if (_scalars.TryGetValue(extent, out var scalars))
                _diagnostics.Report(LanguageErrors.ExtentTwice, statement.Span, statement.Name, $"the parameter '{scalars[0].Name}'");
            else
                _statements.Add(extent, statement);
        }
    }

    private static string SourceOf(PositionCount count) => $"the positions of '{count.Result}'";

    private string NameOf(PositionCount count) =>
        _shapes.Dimensions.First(use => use.Extent == count.Extent).Axes is [var axis, ..] ? axis : count.Result;

    private void Run()
    {
        while (_solved.Count < _shapes.Dimensions.Count)
        {
            if (!Step())
                GiveUpOnOne();
        }
    }

    /// <summary>Solves what can be solved by the best kind of source; false if nothing can.</summary>
    private bool Step() =>
        SolveAll(use => _counts.TryGetValue(use.Extent, out var count) ? new ExtentFromCount(use.Extent, count.Count) : null)
        || SolveAll(use => _statements.TryGetValue(use.Extent, out var statement) && ExtentsIn(statement.Value).All(_solved.Contains)
            ? new ExtentFromExpression(use.Extent, statement.Value, statement.Text)
            : null)
        || SolveAll(use => _scalars.TryGetValue(use.Extent, out var scalars) ? new ExtentFromScalar(use.Extent, scalars[0]) : null)
        || SolveAll(use => Free(use) && VectorOf(use.Extent) is { } array ? new ExtentFromLength(use.Extent, array) : null)
        || SolveAll(use => Free(use) && Divisible(use.Extent) is { } array ? new ExtentFromDivision(use.Extent, array) : null);

    private bool SolveAll(Func<ExtentUse, ExtentDefinition?> solve)
    {
        var count = _definitions.Count;
        foreach (var use in _shapes.Dimensions.Where(use => !_solved.Contains(use.Extent)))
        {
            if (solve(use) is not { } definition)
                continue;
            _definitions.Add(definition);
            _solved.Add(use.Extent);
        }

        return _definitions.Count > count;
    }

    /// <summary>An extent that an <c>axis</c> statement gives waits for that statement.</summary>
    private bool Free(ExtentUse use) => !_statements.ContainsKey(use.Extent);

    private ArrayParameter? VectorOf(Extent extent) =>
        _shapes.Arrays.Values.FirstOrDefault(array => array.Rank == 1 && array.Dimensions[0] == extent);

    private ArrayParameter? Divisible(Extent extent) => _shapes.Arrays.Values.FirstOrDefault(array =>
        array.Dimensions.Count(dimension => dimension == extent) == 1
        && array.Dimensions.All(dimension => dimension == extent || _solved.Contains(dimension)));

    /// <summary>Reports one extent and goes on as if it were known, so that one missing parameter gives one message.</summary>
    private void GiveUpOnOne()
    {
        if (_shapes.Dimensions.FirstOrDefault(use => !_solved.Contains(use.Extent) && _statements.ContainsKey(use.Extent)) is { } waiting
            && ExtentsIn(_statements[waiting.Extent].Value).All(extent => _solved.Contains(extent) || _statements.ContainsKey(extent)))
        {
            _diagnostics.Report(LanguageErrors.CircularExtent, _statements[waiting.Extent].Span, _statements[waiting.Extent].Name);
            _solved.Add(waiting.Extent);
            return;
        }

        // The innermost dimension of the first array: an int for the classes is what users have, rather than one for the examples.
        var unsolved = _shapes.Arrays.Values.SelectMany(array => array.Dimensions.Reverse())
            .Concat(_shapes.Dimensions.Select(use => use.Extent))
            .First(extent => !_solved.Contains(extent) && !_statements.ContainsKey(extent));
        var missing = _shapes.Dimensions.First(use => use.Extent == unsolved);
        if (missing.Axes.Count > 0)
        {
            _diagnostics.Report(LanguageErrors.UnknownExtent, missing.Span, missing.Axes[0]);
        }
        else
        {
            var array = _shapes.Arrays.Values.First(candidate => candidate.Dimensions.Contains(unsolved));
            var dimension = array.Dimensions.TakeWhile(other => other != unsolved).Count();
            _diagnostics.Report(LanguageErrors.UnknownDimension, missing.Span, array.Name, LanguageErrors.Format(dimension));
        }

        _solved.Add(unsolved);
    }

    /// <summary>Several parameters that give one extent must be equal: their axes index the same dimension.</summary>
    private List<Requirement> Agreements() =>
    [
        .. _scalars.OrderBy(entry => entry.Key.Index).SelectMany(entry => entry.Value.Skip(1).Select(other => new Requirement(
            _factory.Call(Operators.Equal, _factory.Scalar(other), _factory.Scalar(entry.Value[0])),
            $"{other.Name} == {entry.Value[0].Name}",
            other))),
    ];

    private static IEnumerable<Extent> ExtentsIn(Node node) =>
        NodeWalk.All(node).OfType<ExtentRead>().Select(read => read.Extent);
}
