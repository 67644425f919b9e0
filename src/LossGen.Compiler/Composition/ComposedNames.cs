using LossGen.Compiler.Binding;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;

namespace LossGen.Compiler.Composition;

/// <summary>
/// The names of the program that composition makes: the calling loss's own, and those of the statements that come from others. Here is also
/// known which axes an expression of that program has, as far as syntax can tell; the binder has the last word.
/// </summary>
internal sealed class ComposedNames
{
    private readonly ProgramNames _caller;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _axes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (IReadOnlyList<string> Axes, bool AreOrdered)> _bindings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _functions = new(StringComparer.Ordinal);

    public ComposedNames(LossSignature signature, ProgramSyntax program, ProgramNames caller)
    {
        _caller = caller;
        _taken.UnionWith(signature.Parameters.Select(parameter => parameter.Name));
        _taken.UnionWith(Lexer.Tokenize(program.Text).Where(token => token.Kind == TokenKind.Identifier).Select(token => token.Text));
        _taken.UnionWith(BuiltInFunctions.Names.Concat(["pi", "e", "inf", "true", "false", "seed"]).Concat(caller.Axes));
        _axes.UnionWith(caller.Axes);

        // A binding that is used before its definition has an error, but not this stage's.
        foreach (var statement in program.Statements)
            Define(statement);
    }

    /// <summary>A name that nothing has: the proposal, or the proposal with a number.</summary>
    public string Allocate(string proposal)
    {
        var name = proposal;
        while (!_taken.Add(name))
        {
            _numbers[proposal] = _numbers.TryGetValue(proposal, out var number) ? number + 1 : 2;
            name = proposal + Diagnostics.LanguageErrors.Format(_numbers[proposal]);
        }

        return name;
    }

    public string AllocateAxis(string proposal)
    {
        var name = Allocate(proposal);
        _axes.Add(name);
        return name;
    }

    /// <summary>An array parameter of the calling loss, or null.</summary>
    public LossParameter? Array(string name) => _caller.Parameter(name) is { IsArray: true } array ? array : null;

    /// <summary>A scalar parameter of the calling loss, or null.</summary>
    public LossParameter? Scalar(string name) => _caller.Parameter(name) is { Kind: ParameterKind.Scalar } scalar ? scalar : null;

    /// <summary>The axes of a binding that names them, <c>p[n,c] = …</c>, in order; null for any other name.</summary>
    public IReadOnlyList<string>? OrderedAxes(string name) =>
        _bindings.TryGetValue(name, out var binding) && binding.AreOrdered ? binding.Axes : null;

    /// <summary>Notes what a statement of the composed program defines.</summary>
    public void Define(StatementSyntax statement)
    {
        switch (statement)
        {
            case BindingSyntax { IsElement: true }:
                break;
            case BindingSyntax { Axes: { } axes } binding:
                _bindings[binding.Name] = ([.. axes.Select(axis => axis.Name)], true);
                break;
            case BindingSyntax binding:
                _bindings[binding.Name] = (AxesOf(binding.Body), false);
                break;
            case FunctionSyntax function:
                var parameters = function.Parameters.Select(parameter => parameter.Name);
                _functions[function.Name] = [.. AxesOf(function.Body).Except(parameters)];
                break;
        }
    }

    /// <summary>Whether a bare name in an index list is an axis.</summary>
    public bool MayNameAxis(string name) => _axes.Contains(name) && !_bindings.ContainsKey(name)
        && _caller.Parameter(name) is null or { Kind: ParameterKind.Scalar, Element: ElementType.Int32 or ElementType.Int64 };

    /// <summary>The free axes of an expression, in the order of their first appearance.</summary>
    public IReadOnlyList<string> AxesOf(ExpressionSyntax expression) => [.. Free(expression).Distinct()];

    private IEnumerable<string> Free(ExpressionSyntax expression) => expression switch
    {
        NameSyntax { Name: var name } => _bindings.TryGetValue(name, out var binding) ? binding.Axes
            : Array(name) is not null ? [Shapes.ImplicitAxis]
            : MayNameAxis(name) ? [name]
            : [],
        CallSyntax { Name: BuiltInFunctions.Size } => [],
        CallSyntax call when IsReduction(call) => call.Axes is null
            ? []
            : call.Expressions.SelectMany(Free).Except(call.Axes.Select(axis => axis.Name)),
        CallSyntax call when _functions.TryGetValue(call.Name, out var axes) => axes.Concat(call.Expressions.SelectMany(Free)),
        _ => expression.Expressions.SelectMany(Free),
    };

    private static bool IsReduction(CallSyntax call) => BuiltInFunctions.Reduces(call.Name)
        && !(call.Name is "min" or "max" && call.Axes is null && call.Arguments.Count > 1);
}
