using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Binding;

/// <summary>The first walk over a program: which axes there are, how many dimensions each array has, and which extents are one.</summary>
internal sealed class ShapeCollector
{
    /// <summary>The most dimensions of an array.</summary>
    public const int MaximumRank = 8;

    /// <summary>The most axes of a program.</summary>
    public const int MaximumAxes = 64;

    private readonly SymbolTable _symbols;
    private readonly LossSignature _signature;
    private readonly DiagnosticBag _diagnostics;
    private readonly EquivalenceClasses _classes = new();
    private readonly Dictionary<string, int> _axes = new(StringComparer.Ordinal);
    private readonly List<(string Name, TextSpan Span)> _axesInOrder = [];
    private readonly List<ArrayUse> _uses = [];
    private readonly Dictionary<string, int[]> _results = new(StringComparer.Ordinal);
    private HashSet<string> _functionParameters = [];

    private ShapeCollector(SymbolTable symbols, LossSignature signature, DiagnosticBag diagnostics)
    {
        _symbols = symbols;
        _signature = signature;
        _diagnostics = diagnostics;
    }

    public static Shapes Collect(
        SymbolTable symbols, LossSignature signature, ProgramSyntax program, NodeFactory factory, DiagnosticBag diagnostics)
    {
        var collector = new ShapeCollector(symbols, signature, diagnostics);
        collector.Results();
        foreach (var statement in program.Statements)
            collector.Statement(statement);
        return collector.Build(factory);
    }

    /// <summary>The dimensions of results: those of axes are joined with them where the statements are.</summary>
    private void Results()
    {
        foreach (var result in _signature.Results)
        {
            var rank = _symbols.Find(result.Name) switch
            {
                BindingSymbol { Axes: { } axes } => axes.Count,
                ResultSymbol elements => elements.Indices.Count,
                _ => 0,
            };
            _results[result.Name] = [.. Enumerable.Range(0, rank).Select(_ => _classes.Add())];
        }
    }

    private void Statement(StatementSyntax statement)
    {
        switch (statement)
        {
            case BindingSyntax binding when _results.TryGetValue(binding.Name, out var dimensions):
                Result(binding, dimensions);
                break;
            case BindingSyntax { Axes: { } axes }:
                foreach (var axis in axes.Where(axis => _symbols.MayNameAxis(axis.Name)))
                    AxisClass(axis.Identifier);
                break;
            case AxisSyntax axis when _symbols.MayNameAxis(axis.Name):
                AxisClass(axis.Identifier);
                break;
            case FunctionSyntax function:
                _functionParameters = [.. function.Parameters.Select(parameter => parameter.Name)];
                break;
        }

        Expression(statement.Body);
        _functionParameters = [];
    }

    private void Result(BindingSyntax binding, int[] dimensions)
    {
        IReadOnlyList<ExpressionSyntax>? indices = binding.Indices ?? (_symbols.Find(binding.Name) as BindingSymbol)?.Axes;
        for (var i = 0; i < Math.Min(indices?.Count ?? 0, dimensions.Length); i++)
        {
            if (indices![i] is NameSyntax axis && _symbols.MayNameAxis(axis.Name))
                _classes.Join(dimensions[i], AxisClass(axis.Identifier));
        }
    }

    private void Expression(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case NameSyntax name when FindArray(name.Name) is { } array:
                _uses.Add(new ArrayUse(array, name.Span, [AxisClass(Shapes.ImplicitAxis, name.Span)], IsBare: true));
                return;
            case IndexSyntax index:
                Index(index);
                return;
            case CallSyntax { Name: BuiltInFunctions.Size } size:
                // The first argument names an axis or an array and reads neither.
                foreach (var argument in size.Arguments.Skip(1))
                    Expression(argument);
                return;
            case CallSyntax { Axes: { } axes }:
                foreach (var axis in axes.Where(axis => _symbols.Find(axis.Name) is ParameterSymbol { MayNameAxis: true }))
                    AxisClass(axis.Identifier);
                break;
        }

        foreach (var operand in expression.Expressions)
            Expression(operand);
    }

    private void Index(IndexSyntax index)
    {
        var classes = new int?[index.Indices.Count];
        for (var i = 0; i < classes.Length; i++)
        {
            if (index.Indices[i] is NameSyntax name && !_functionParameters.Contains(name.Name) && _symbols.MayNameAxis(name.Name))
                classes[i] = AxisClass(name.Identifier);
            else
                Expression(index.Indices[i]);
        }

        if (FindArray(index.Name) is { } array)
        {
            _uses.Add(new ArrayUse(array, index.Span, classes, IsBare: false));
        }
        else if (!_functionParameters.Contains(index.Name) && _results.TryGetValue(index.Name, out var dimensions))
        {
            for (var i = 0; i < Math.Min(classes.Length, dimensions.Length); i++)
            {
                if (classes[i] is { } used)
                    _classes.Join(used, dimensions[i]);
            }
        }
        else if (!_functionParameters.Contains(index.Name) && _symbols.Find(index.Name) is BindingSymbol { Axes: { } axes })
        {
            for (var i = 0; i < Math.Min(classes.Length, axes.Count); i++)
            {
                if (classes[i] is { } used && _symbols.MayNameAxis(axes[i].Name))
                    _classes.Join(used, AxisClass(axes[i].Identifier));
            }
        }
    }

    private LossParameter? FindArray(string name) =>
        !_functionParameters.Contains(name) && _symbols.Find(name) is ParameterSymbol { Parameter: { IsArray: true } array } ? array : null;

    private int AxisClass(Token identifier) => AxisClass(identifier.Text, identifier.Span);

    private int AxisClass(string name, TextSpan span)
    {
        if (!_axes.TryGetValue(name, out var id))
        {
            _axes[name] = id = _classes.Add();
            _axesInOrder.Add((name, span));
        }

        return id;
    }

    private Shapes Build(NodeFactory factory)
    {
        var dimensions = new Dictionary<string, int[]>(StringComparer.Ordinal);
        foreach (var array in _signature.Parameters.Where(parameter => parameter.IsArray))
            dimensions[array.Name] = Dimensions(array);
        foreach (var result in _signature.Results)
            dimensions[result.Name] = _results[result.Name];
        var uses = Name(dimensions);
        var axes = new Dictionary<string, Axis>(StringComparer.Ordinal);
        foreach (var (name, _) in _axesInOrder)
            axes[name] = factory.NewAxis(name, uses[_classes.Find(_axes[name])].Extent);
        var arrays = Shape(_signature.Parameters.Where(parameter => parameter.IsArray));
        var results = Shape(_signature.Results);
        return new Shapes(axes, arrays, results, [.. uses.Values.OrderBy(use => use.Extent.Index)], [.. results.Values.SelectMany(Counts)]);

        Dictionary<string, ArrayParameter> Shape(IEnumerable<LossParameter> parameters) => parameters.ToDictionary(
            parameter => parameter.Name,
            parameter => new ArrayParameter(parameter, [.. dimensions[parameter.Name].Select(id => uses[_classes.Find(id)].Extent)]),
            StringComparer.Ordinal);
    }

    private IEnumerable<PositionCount> Counts(ArrayParameter result) =>
        _symbols.Find(result.Name) is not ResultSymbol elements
            ? []
            : from dimension in Enumerable.Range(0, result.Rank)
              where elements.IsNumbered(dimension)
              select new PositionCount(result.Dimensions[dimension], elements.Count(dimension), result.Name, elements.Elements[0].Syntax.Identifier.Span);

    /// <summary>
    /// The classes of an array's dimensions, each joined with the axes that index it. The first use with indices says how many there are.
    /// </summary>
    private int[] Dimensions(LossParameter array)
    {
        var uses = _uses.Where(use => use.Array == array).ToList();
        var rank = uses.FirstOrDefault(use => !use.IsBare)?.Classes.Count ?? 1;
        if (rank > MaximumRank)
        {
            _diagnostics.Report(
                LanguageErrors.TooManyDimensions,
                uses.First(use => !use.IsBare).Span,
                array.Name,
                LanguageErrors.Format(rank),
                LanguageErrors.Format(MaximumRank));
        }

        var dimensions = Enumerable.Range(0, rank).Select(_ => _classes.Add()).ToArray();
        foreach (var use in uses)
        {
            if (use.Classes.Count != rank)
                ReportRank(use, rank);
            for (var i = 0; i < rank && use.Classes.Count == rank; i++)
            {
                if (use.Classes[i] is { } axis)
                    _classes.Join(dimensions[i], axis);
            }
        }

        return dimensions;
    }

    private void ReportRank(ArrayUse use, int rank)
    {
        if (use.IsBare)
        {
            _diagnostics.Report(LanguageErrors.BareArray, use.Span, use.Array.Name, LanguageErrors.Format(rank));
            return;
        }

        _diagnostics.Report(
            LanguageErrors.WrongRank,
            use.Span,
            use.Array.Name,
            Phrase.Count(rank, "dimension") + " elsewhere",
            Phrase.Count(use.Classes.Count, "index", "indices"));
    }

    /// <summary>Gives every class an extent with a name of its own: its first axis, else the array and the dimension.</summary>
    private Dictionary<int, ExtentUse> Name(Dictionary<string, int[]> dimensions)
    {
        var uses = new Dictionary<int, ExtentUse>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in _axesInOrder.GroupBy(axis => _classes.Find(_axes[axis.Name])))
            Add(group.Key, group.First().Name, [.. group.Select(axis => axis.Name)], group.First().Span);
        foreach (var array in dimensions)
        {
            for (var i = 0; i < array.Value.Length; i++)
            {
                var span = _uses.FirstOrDefault(use => use.Array.Name == array.Key)?.Span ?? default;
                if (!uses.ContainsKey(_classes.Find(array.Value[i])))
                    Add(_classes.Find(array.Value[i]), array.Key + LanguageErrors.Format(i), [], span);
            }
        }

        return uses;

        void Add(int id, string name, IReadOnlyList<string> axes, TextSpan span)
        {
            while (CSharpKeywords.Contains(name) || !taken.Add(name))
                name += "_";
            uses.Add(id, new ExtentUse(new Extent(name, uses.Count), axes, span));
        }
    }

    private sealed record ArrayUse(LossParameter Array, TextSpan Span, IReadOnlyList<int?> Classes, bool IsBare);
}
