using System.Globalization;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Binding;

/// <summary>
/// Gives every name its meaning. A first walk (<see cref="ShapeCollector"/>) finds the axes and which extents are one, a second
/// (<see cref="ExpressionBinder"/>) makes the nodes, and <see cref="ExtentSolver"/> finds how the extents follow from the arguments.
/// </summary>
public sealed class Binder
{
    private readonly LossSignature _signature;
    private readonly ProgramSyntax _program;
    private readonly DiagnosticBag _diagnostics;
    private readonly NodeFactory _factory = new();
    private readonly SymbolTable _symbols;
    private readonly Shapes _shapes;
    private readonly ExpressionBinder _expressions;
    private readonly RecurrenceBuilder _recurrences;
    private readonly List<Requirement> _requirements = [];
    private readonly List<Node> _assumptions = [];
    private readonly List<AxisDefinition> _axes = [];
    private readonly List<BoundBinding> _bindings = [];
    private Node? _value;

    private Binder(LossSignature signature, ProgramSyntax program, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        _signature = signature;
        _program = program;
        _diagnostics = diagnostics;
        _symbols = SymbolTable.Create(signature, program, diagnostics);
        _shapes = ShapeCollector.Collect(_symbols, signature, program, _factory, diagnostics);
        _expressions = new ExpressionBinder(signature, _symbols, _shapes, _factory, diagnostics, new WorkBudget(cancellationToken));
        _recurrences = new RecurrenceBuilder(_factory, _expressions.Provenance, program, diagnostics);
    }

    /// <summary>Binds a program; null if there are errors, in it or in its syntax. Throws nothing but cancellation.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static BoundProgram? Bind(
        LossSignature signature, ProgramSyntax program, DiagnosticBag diagnostics, CancellationToken cancellationToken = default)
    {
        var findings = new DiagnosticBag();
        SignatureCheck.Run(signature, program, findings);
        var bound = default(BoundProgram);
        try
        {
            if (!program.HasErrors && ValueCheck.Run(signature, program, findings))
                bound = new Binder(signature, program, findings, cancellationToken).Run();
        }
        catch (ProgramTooLargeException)
        {
            findings.Report(LanguageErrors.TooLarge, program.Span);
        }

        foreach (var finding in findings.Items)
            diagnostics.Report(finding);
        return findings.HasErrors ? null : bound;
    }

    private BoundProgram? Run()
    {
        if (_shapes.Axes.Count > ShapeCollector.MaximumAxes)
        {
            _diagnostics.Report(LanguageErrors.TooManyAxes, _program.Span, LanguageErrors.Format(ShapeCollector.MaximumAxes));
            return null;
        }

        for (var i = 0; i < _program.Statements.Count; i++)
            Bind(_program.Statements[i], i);
        for (var i = 0; i < _program.Statements.Count; i++)
        {
            if (_program.Statements[i] is FunctionSyntax { InlinedText: null } syntax && _symbols.Find(syntax.Name, i) is FunctionSymbol function)
                _expressions.CheckUncalled(function);
        }

        if (_diagnostics.HasErrors || (_value is null && !_signature.IsVoid))
            return null;
        var (plan, agreements) = ExtentSolver.Solve(_signature, _shapes, _axes, _factory, _diagnostics);
        var results = _signature.Results.Select(Result).ToList();
        WarnUnused(results.SelectMany(result => result.Parts).Select(part => part.Value));
        return new BoundProgram
        {
            Signature = _signature,
            Factory = _factory,
            ReturnValue = _value,
            Results = results,
            Arrays = [.. _shapes.Arrays.Values],
            DifferentiatedBy = SignatureCheck.DifferentiatedBy(_signature),
            Extents = plan,
            Requirements = [.. agreements, .. _requirements],
            Assumptions = _assumptions,
            NonEmpty = _expressions.NonEmpty,
            Names = _expressions.Provenance.Names,
            Origins = _expressions.Provenance.Origins,
            Mentions = _expressions.Provenance.Mentions,
            Bindings = _bindings,
        };
    }

    private void Bind(StatementSyntax statement, int position)
    {
        _expressions.IsInlined = statement.InlinedText is not null;
        switch (statement)
        {
            case BindingSyntax binding:
                BindBinding(binding, position);
                break;
            case RequireSyntax require:
                BindRequirement(require, position);
                break;
            case AssumeSyntax assume:
                if (_expressions.BindCondition(assume.Body, position, "An assumption") is { } assumption)
                    _assumptions.Add(assumption);
                break;
            case AxisSyntax axis:
                BindAxis(axis, position);
                break;
            case ValueSyntax value:
                BindValue(value, position);
                break;
        }
    }

    private void BindBinding(BindingSyntax syntax, int position)
    {
        var symbol = _symbols.Find(syntax.Name, position) as BindingSymbol;
        var named = symbol is null ? syntax.Axes : symbol.Axes;
        var axes = named is null ? [] : _expressions.AxesOf(named);
        if (symbol is not null && named is not null && !syntax.IsElement)
            symbol.Carried = _factory.NewSymbol(syntax.Name, named.Count);
        var value = _expressions.Bind(syntax.Body, position);
        if (value is not null && syntax is TypedBindingSyntax typed)
            value = Convert(value, typed);
        if (value is null || axes is null || symbol is null)
            return;
        if (symbol.Axes is not null && value.FreeAxes.Where(axis => !axes.Contains(axis)).ToList() is { Count: > 0 } missing)
        {
            _diagnostics.Report(LanguageErrors.FreeAxisInBinding, syntax.Body.Span, syntax.Name, Phrase.Axes(missing), symbol.LeftSide);
            return;
        }

        if (symbol.Carried is { } carried && value.FreeSymbols.Contains(carried))
            value = _recurrences.Build(syntax, axes, carried, _expressions.ToReal(value, syntax.Body));
        else if (symbol.Result is not null)
            value = _expressions.ToReal(value, syntax.Body);
        if (value is null)
            return;
        _expressions.Provenance.Name(value, syntax.Name);
        symbol.Value = value;
        if (!_expressions.IsInlined && !syntax.IsElement)
            _bindings.Add(new BoundBinding(syntax, syntax.Axes is null ? [] : axes, value));
        symbol.TemplateAxes = [.. axes.Select(axis => _factory.NewAxis(axis.Name, axis.Extent))];
        symbol.Template = axes.Zip(symbol.TemplateAxes, (axis, own) => (Axis: axis, Own: own))
            .Aggregate(value, (template, pair) => _factory.Substitute(template, pair.Axis, _factory.Position(pair.Own)));
    }

    /// <summary>An argument as the type of its parameter; null after an error.</summary>
    private Node? Convert(Node value, TypedBindingSyntax syntax)
    {
        var type = syntax.Type switch
        {
            ElementType.Boolean => NodeType.Boolean,
            ElementType.Int32 or ElementType.Int64 => NodeType.Integer,
            _ => NodeType.Real,
        };
        if (type == NodeType.Real)
            value = _expressions.ToReal(value, syntax.Body);
        if (value.Type == type && (syntax.Axes is not null || value.FreeAxes.Count == 0))
            return value;
        var (expected, given) = value.Type == type ? ("a number", "a value with " + Phrase.Axes(value.FreeAxes)) : (Phrase.Type(type), Phrase.Type(value.Type));
        _diagnostics.Report(CallErrors.WrongArgument, syntax.Body.Span, syntax.Subject, expected, given, "");
        return null;
    }

    private void BindRequirement(RequireSyntax syntax, int position)
    {
        if (_expressions.BindCondition(syntax.Body, position, "A requirement") is not { } condition)
            return;
        if (NonScalarPart(condition) is { } part)
        {
            _diagnostics.Report(LanguageErrors.RequireScalars, syntax.Body.Span, part);
            return;
        }

        var text = TextOf(syntax);
        var subject = NodeWalk.All(condition).OfType<ScalarRead>().FirstOrDefault()?.Parameter;
        // A loss that is called with constants keeps its promise here and now, or breaks it.
        var known = syntax.InlinedText is null ? condition : Fold(condition);
        if (known is BooleanConstant { Value: false })
            _diagnostics.Report(CallErrors.RequirementNotMet, syntax.Span, text);
        if (known is not BooleanConstant || syntax.InlinedText is null)
            _requirements.Add(new Requirement(condition, text, subject));
    }

    private Node Fold(Node node) => new Algebra(_factory).MapOperands(node, Fold);

    private string TextOf(StatementSyntax statement) => statement.InlinedText ?? _program.TextOf(statement.Body.Span);

    /// <summary>What in an expression is more than scalars and sizes, in words; null if nothing is.</summary>
    private static string? NonScalarPart(Node node) =>
        NodeWalk.All(node).OfType<ArrayRead>().FirstOrDefault() is { } read ? $"the array '{read.Array.Name}'"
        : node.FreeAxes.Count > 0 ? Phrase.Axes(node.FreeAxes)
        : NodeWalk.All(node).Any(inner => inner is Reduce) ? "a reduction"
        : NodeWalk.All(node).Any(inner => inner is ArrayNode) ? "a recurrence"
        : null;

    private void BindAxis(AxisSyntax syntax, int position)
    {
        if (!_symbols.MayNameAxis(syntax.Name))
        {
            _diagnostics.Report(LanguageErrors.DuplicateName, syntax.Identifier.Span, syntax.Name, _symbols.Find(syntax.Name)!.Description);
            return;
        }

        if (_expressions.Bind(syntax.Body, position) is not { } extent)
            return;
        var what = NonScalarPart(extent);
        if (what is not null)
            _diagnostics.Report(LanguageErrors.ExtentExpression, syntax.Body.Span, what);
        else if (extent.Type != NodeType.Integer)
            _diagnostics.Report(LanguageErrors.IntegerExpected, syntax.Body.Span, "An extent", Phrase.Type(extent.Type));
        else
            _axes.Add(new AxisDefinition(syntax.Name, syntax.Identifier.Span, extent, TextOf(syntax), syntax.InlinedText is not null));
    }

    private void BindValue(ValueSyntax syntax, int position)
    {
        if (_expressions.Bind(syntax.Body, position) is not { } value)
            return;
        if (value.FreeAxes.Count == 0)
        {
            _value = _expressions.ToReal(value, syntax.Body);
            return;
        }

        var names = string.Join(",", value.FreeAxes.Select(axis => axis.Name));
        var scalar = value.FreeAxes.Select(axis => axis.Name).FirstOrDefault(name => _symbols.Find(name) is ParameterSymbol);
        var hint = scalar is null
            ? ""
            : $". '{scalar}' is an axis here; the parameter's value is 'size({scalar})', or '({scalar})' as an index";
        _diagnostics.Report(LanguageErrors.FreeAxisInValue, syntax.Body.Span, Phrase.Axes(value.FreeAxes), names, hint);
    }

    private BoundResult Result(LossParameter parameter)
    {
        var array = _shapes.Results[parameter.Name];
        IEnumerable<BindingSymbol> statements = _symbols.Find(parameter.Name) is ResultSymbol elements
            ? elements.Elements
            : [(BindingSymbol)_symbols.Find(parameter.Name)!];
        return new BoundResult(array, new ArrayParameter(parameter.ToSeed(), array.Dimensions), [.. statements.Select(Part)]);
    }

    private ResultPart Part(BindingSymbol statement) => new(
        [.. (statement.Syntax.Indices ?? statement.Axes!).Select(index => index is NameSyntax name
            ? (Node)_factory.Position(_shapes.Axes[name.Name])
            : _factory.Integer(long.Parse(((LiteralSyntax)index).Token.Text, CultureInfo.InvariantCulture)))],
        statement.Value!);

    private void WarnUnused(IEnumerable<Node> results)
    {
        Node[] roots =
        [
            .. _value is null ? [] : new[] { _value }, .. results, .. _requirements.Select(requirement => requirement.Condition), .. _assumptions, .. _axes.Select(axis => axis.Value),
        ];
        var used = new HashSet<string>(_expressions.Measured, StringComparer.Ordinal);
        foreach (var node in NodeWalk.All(roots))
        {
            if (node is ArrayRead read)
                used.Add(read.Array.Name);
            else if (node is ScalarRead scalar)
                used.Add(scalar.Parameter.Name);
        }

        used.UnionWith(_shapes.Axes.Keys.Where(name => _symbols.Find(name) is ParameterSymbol { MayNameAxis: true }));
        foreach (var parameter in _signature.Parameters.Where(parameter => parameter.Kind != ParameterKind.Result && !used.Contains(parameter.Name)))
            _diagnostics.Report(InputWarnings.UnusedInput, new TextSpan(0, 0), parameter.Name);
    }
}
