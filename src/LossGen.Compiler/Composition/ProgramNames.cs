using LossGen.Compiler.Binding;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;

namespace LossGen.Compiler.Composition;

/// <summary>What the names of one loss, as it is written, stand for.</summary>
internal sealed class ProgramNames
{
    private readonly Dictionary<string, LossParameter> _parameters = new(StringComparer.Ordinal);
    private readonly HashSet<string> _bindings = new(StringComparer.Ordinal);
    private readonly HashSet<string> _functions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _axes = new(StringComparer.Ordinal);
    private HashSet<string> _functionParameters = [];

    private ProgramNames()
    {
    }

    public IEnumerable<string> Axes => _axes;

    /// <summary>Bindings and functions.</summary>
    public IEnumerable<string> Definitions => _bindings.Concat(_functions);

    public static ProgramNames Of(LossSignature signature, ProgramSyntax program)
    {
        var names = new ProgramNames();
        foreach (var parameter in signature.Parameters)
            names._parameters[parameter.Name] = parameter;
        names._bindings.UnionWith(program.Statements.OfType<BindingSyntax>().Select(binding => binding.Name));
        names._functions.UnionWith(program.Statements.OfType<FunctionSyntax>().Select(function => function.Name));
        foreach (var statement in program.Statements)
            names.Statement(statement);
        return names;
    }

    public LossParameter? Parameter(string name) => _parameters.TryGetValue(name, out var parameter) ? parameter : null;

    public bool IsFunction(string name) => _functions.Contains(name);

    public bool IsAxis(string name) => _axes.Contains(name);

    public bool IsDefined(string name) => _bindings.Contains(name) || _parameters.ContainsKey(name);

    /// <summary>Whether a bare name in an index list is an axis.</summary>
    public bool MayNameAxis(string name) => !_bindings.Contains(name)
        && Parameter(name) is null or { Kind: ParameterKind.Scalar, Element: ElementType.Int32 or ElementType.Int64 };

    private void Statement(StatementSyntax statement)
    {
        switch (statement)
        {
            case BindingSyntax { Axes: { } axes }:
                AddAxes(axes);
                break;
            case AxisSyntax axis:
                _axes.Add(axis.Name);
                break;
            case FunctionSyntax function:
                _functionParameters = [.. function.Parameters.Select(parameter => parameter.Name)];
                break;
        }

        Expression(statement.Body);
        _functionParameters = [];
    }

    private void Expression(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case NameSyntax name when IsArray(name):
                _axes.Add(Shapes.ImplicitAxis);
                break;
            case IndexSyntax index:
                AddAxes(index.Indices.OfType<NameSyntax>());
                break;
            case CallSyntax { Axes: { } axes }:
                AddAxes(axes);
                break;
        }

        // What a size or another loss takes by its name alone is not read here.
        var byName = expression is CallSyntax call && (call.Name == BuiltInFunctions.Size || IsLoss(call));
        foreach (var operand in expression.Expressions)
        {
            if (!byName || operand is not NameSyntax)
                Expression(operand);
        }
    }

    private bool IsLoss(CallSyntax call) => !_functions.Contains(call.Name) && !BuiltInFunctions.Contains(call.Name);

    private bool IsArray(NameSyntax name) => Parameter(name.Name) is { IsArray: true } && !_functionParameters.Contains(name.Name);

    private void AddAxes(IEnumerable<NameSyntax> names) =>
        _axes.UnionWith(names.Select(name => name.Name).Where(name => MayNameAxis(name) && !_functionParameters.Contains(name)));
}
