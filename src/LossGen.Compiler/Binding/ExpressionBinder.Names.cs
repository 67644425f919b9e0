using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;

namespace LossGen.Compiler.Binding;

/// <content>Names, reads of arrays and of bindings, and axes.</content>
internal sealed partial class ExpressionBinder
{
    private static readonly string[] Constants = ["pi", "e", "inf", "true", "false"];

    private Node? Name(NameSyntax syntax)
    {
        var name = syntax.Name;
        if (_arguments.TryGetValue(name, out var argument))
            return argument;
        switch (symbols.Find(name))
        {
            case BindingSymbol binding:
                return IsVisible(binding, syntax) ? binding.Value : null;
            case ResultSymbol:
                return Fail(LanguageErrors.PositionExpected, syntax.Span, name);
            case ParameterSymbol { Parameter.Kind: ParameterKind.Unsupported or ParameterKind.Result }:
                return null;
            case ParameterSymbol { Parameter.IsArray: true }:
                var array = shapes.Arrays[name];
                return array.Rank == 1 ? factory.Read(array, factory.Position(shapes.Axes[Shapes.ImplicitAxis])) : null;
            case ParameterSymbol parameter when !shapes.Axes.ContainsKey(name) || !parameter.MayNameAxis:
                return factory.Scalar(parameter.Parameter);
            case FunctionSymbol when !shapes.Axes.ContainsKey(name):
                return Fail(LanguageErrors.FunctionWithoutArguments, syntax.Span, name);
        }

        if (shapes.Axes.TryGetValue(name, out var axis))
            return factory.Position(axis);
        if (Constant(name) is { } constant)
            return constant;
        return BuiltInFunctions.Contains(name)
            ? Fail(LanguageErrors.FunctionWithoutArguments, syntax.Span, name)
            : Fail(LanguageErrors.UnknownName, syntax.Span, name, SuggestValue(name));
    }

    private Node? Constant(string name) => name switch
    {
        "pi" => factory.Real(Math.PI),
        "e" => factory.Real(Math.E),
        "inf" => factory.Real(double.PositiveInfinity),
        "true" => factory.Boolean(true),
        "false" => factory.Boolean(false),
        _ => null,
    };

    private string SuggestValue(string name) =>
        NameSuggestion.For(name, symbols.Names.Concat(shapes.Axes.Keys).Concat(_arguments.Keys).Concat(Constants));

    /// <summary>Whether a binding or a function is defined before the statement that is bound; reports it if not.</summary>
    private bool IsVisible(Symbol symbol, ExpressionSyntax use)
    {
        if (symbol.Statement < _statement)
            return true;
        var (name, reportAt) = use switch
        {
            NameSyntax bare => (bare.Name, bare.Span),
            IndexSyntax index => (index.Name, index.Span),
            CallSyntax call => (call.Name, call.Identifier.Span),
            _ => ("", use.Span),
        };
        if (symbol.Statement == _statement)
            diagnostics.Report(LanguageErrors.RefersToItself, reportAt, name, symbol is BindingSymbol binding ? RecurrenceHint(binding) : "");
        else if (symbol is BindingSymbol later && symbols.FindBinding(_statement) is { } bound && Reads(later.Syntax.Body, bound.Syntax.Name))
            diagnostics.Report(LanguageErrors.MutualRecurrence, reportAt, bound.Syntax.Name, name);
        else
            diagnostics.Report(LanguageErrors.UsedBeforeDefinition, reportAt, name);
        return false;
    }

    private static string RecurrenceHint(BindingSymbol binding) => binding.Axes is { Count: > 0 } axes
        ? $"; with indices it could read its earlier elements, as in '{binding.Syntax.Name}[{string.Join(",", axes.Select((axis, i) => i == 0 ? axis.Name + "-1" : axis.Name))}]'"
        : $"; with axes, as in '{binding.Syntax.Name}[t] = …', it could read its earlier elements, '{binding.Syntax.Name}[t-1]'";

    /// <summary>Whether an expression reads a binding.</summary>
    private bool Reads(ExpressionSyntax expression, string name)
    {
        budget.Spend();
        return expression is NameSyntax bare && bare.Name == name
            || expression is IndexSyntax index && index.Name == name
            || expression.Expressions.Any(operand => Reads(operand, name));
    }

    private Node? Index(IndexSyntax syntax)
    {
        var name = syntax.Name;
        if (_arguments.ContainsKey(name))
            return Fail(LanguageErrors.NotIndexable, syntax.Identifier.Span, name, "is a value without axes of its own", "");
        switch (symbols.Find(name))
        {
            case BindingSymbol { Carried: { } carried } binding when binding.Statement == _statement:
                return HasIndices(binding.Axes!.Count, syntax) && Indices(syntax) is { } own ? factory.Carried(carried, own) : null;
            case BindingSymbol binding:
                return IsVisible(binding, syntax) ? ReadBinding(binding, syntax) : null;
            case ResultSymbol result:
                return ReadResult(result, syntax);
            case ParameterSymbol { Parameter.Kind: ParameterKind.Unsupported or ParameterKind.Result }:
                return null;
            case ParameterSymbol { Parameter.IsArray: true }:
                var array = shapes.Arrays[name];
                return Indices(syntax) is { } indices && indices.Length == array.Rank ? factory.Read(array, indices) : null;
            case ParameterSymbol:
                return Fail(LanguageErrors.NotIndexable, syntax.Identifier.Span, name, "is a scalar", "");
            case FunctionSymbol:
                return Fail(LanguageErrors.NotIndexable, syntax.Identifier.Span, name, "is a function", "");
        }

        return BuiltInFunctions.IsReduction(name)
            ? Fail(LanguageErrors.FunctionWithoutArguments, syntax.Span, name)
            : Fail(LanguageErrors.UnknownName, syntax.Identifier.Span, name, SuggestValue(name));
    }

    private Node? ReadBinding(BindingSymbol binding, IndexSyntax syntax)
    {
        if (binding.Axes is not { } axes)
        {
            return Fail(
                LanguageErrors.NotIndexable,
                syntax.Identifier.Span,
                syntax.Name,
                "is defined without axes",
                $": write '{syntax.Name}[…] = …' where it is defined");
        }

        if (!HasIndices(axes.Count, syntax))
            return null;
        return Indices(syntax) is { } indices ? At(binding, indices) : null;
    }

    /// <summary>The value of a binding with indices put in for its axes; null if the binding has an error.</summary>
    private Node? At(BindingSymbol binding, IReadOnlyList<Node> indices)
    {
        if (binding.Value is not { } value)
            return null;
        var result = binding.Template!;
        for (var i = 0; i < indices.Count; i++)
            result = factory.Substitute(result, binding.TemplateAxes[i], indices[i]);
        Provenance.Transfer(value, result);
        return result;
    }

    /// <summary>A result that is given position by position: at a number what stands there, along an axis a choice by the position.</summary>
    private Node? ReadResult(ResultSymbol result, IndexSyntax syntax)
    {
        if (!HasIndices(result.Indices.Count, syntax) || Indices(syntax) is not { } indices)
            return null;
        var choice = default(Node);
        for (var e = result.Elements.Count - 1; e >= 0; e--)
        {
            var element = result.Elements[e];
            var condition = default(Node);
            var isElsewhere = false;
            for (var i = 0; i < indices.Length; i++)
            {
                if (!result.IsNumbered(i))
                    continue;
                var position = ResultSymbol.PositionOf(element, i);
                if (indices[i] is IntegerConstant { Value: var number })
                    isElsewhere |= number != position;
                else if (indices[i] is Position)
                    condition = And(condition, factory.Call(Operators.Equal, indices[i], factory.Integer(position)));
                else
                    return Fail(LanguageErrors.PositionExpected, syntax.Indices[i].Span, syntax.Name);
            }

            if (isElsewhere)
                continue;
            if (!IsVisible(element, syntax) || At(element, [.. indices.Where((_, i) => !result.IsNumbered(i))]) is not { } value)
                return null;
            choice = choice is null || condition is null ? value : factory.Select(condition, value, choice);
        }

        return choice ?? NoSuchPosition(result, syntax, indices);
    }

    private Node And(Node? left, Node right) => left is null ? right : factory.Call(Operators.And, left, right);

    private Node? NoSuchPosition(ResultSymbol result, IndexSyntax syntax, Node[] indices)
    {
        for (var i = 0; i < indices.Length; i++)
        {
            if (result.IsNumbered(i) && indices[i] is IntegerConstant { Value: var number } && number >= result.Count(i))
            {
                var count = Phrase.Count(result.Count(i), "position");
                return Fail(LanguageErrors.NoSuchPosition, syntax.Indices[i].Span, syntax.Name, count, LanguageErrors.Format(number));
            }
        }

        return null;
    }

    private bool HasIndices(int axes, IndexSyntax syntax)
    {
        if (axes == syntax.Indices.Count)
            return true;
        var (has, given) = (Phrase.Count(axes, "axis", "axes"), Phrase.Count(syntax.Indices.Count, "index", "indices"));
        diagnostics.Report(LanguageErrors.WrongRank, syntax.Span, syntax.Name, has, given);
        return false;
    }

    private Node[]? Indices(IndexSyntax syntax)
    {
        var indices = syntax.Indices.Select(IndexNode).ToList();
        return indices.Contains(null) ? null : [.. indices.OfType<Node>()];
    }

    /// <summary>
    /// An index. A bare name is an axis unless it names a value; <c>(k)</c> is the value of a scalar parameter that could be an axis, too.
    /// </summary>
    private Node? IndexNode(ExpressionSyntax syntax)
    {
        if (syntax is ParenthesizedSyntax { Inner: NameSyntax inner } && !_arguments.ContainsKey(inner.Name)
            && symbols.Find(inner.Name) is ParameterSymbol { MayNameAxis: true } scalar)
        {
            var value = factory.Scalar(scalar.Parameter);
            Provenance.Add(value, inner.Span);
            return value;
        }

        if (syntax is NameSyntax name && !_arguments.ContainsKey(name.Name) && symbols.MayNameAxis(name.Name)
            && shapes.Axes.TryGetValue(name.Name, out var axis))
        {
            var position = factory.Position(axis);
            Provenance.Add(position, name.Span);
            return position;
        }

        var node = Bind(syntax);
        return node is null or { Type: NodeType.Integer }
            ? node
            : Fail(LanguageErrors.IndexNotInteger, syntax.Span, Phrase.Type(node.Type));
    }

    /// <summary>An axis that stands where only an axis can; reports what it is instead.</summary>
    private Axis? AxisOf(NameSyntax syntax)
    {
        if (symbols.MayNameAxis(syntax.Name) && shapes.Axes.TryGetValue(syntax.Name, out var axis))
            return axis;
        if (symbols.Find(syntax.Name) is { } symbol)
            diagnostics.Report(LanguageErrors.NotAnAxis, syntax.Span, syntax.Name, symbol.Description);
        else
            diagnostics.Report(LanguageErrors.UnknownAxis, syntax.Span, syntax.Name, NameSuggestion.For(syntax.Name, shapes.Axes.Keys));
        return null;
    }

    /// <summary>The axes of a list, each once; null after an error.</summary>
    public List<Axis>? AxesOf(IReadOnlyList<NameSyntax> names)
    {
        var axes = new List<Axis>();
        var valid = true;
        foreach (var name in names)
        {
            var axis = AxisOf(name);
            if (axis is not null && axes.Contains(axis))
            {
                diagnostics.Report(LanguageErrors.DuplicateAxis, name.Span, name.Name);
                axis = null;
            }

            valid &= axis is not null;
            if (axis is not null)
                axes.Add(axis);
        }

        return valid ? axes : null;
    }
}
