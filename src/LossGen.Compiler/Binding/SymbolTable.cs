using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;

namespace LossGen.Compiler.Binding;

/// <summary>What a name stands for.</summary>
/// <param name="statement">The position of the defining statement; −1 for parameters.</param>
/// <param name="description">For messages: <c>a parameter</c>.</param>
internal abstract class Symbol(int statement, string description)
{
    public int Statement { get; } = statement;

    public string Description { get; } = description;
}

internal sealed class ParameterSymbol(LossParameter parameter) : Symbol(-1, "a parameter")
{
    public LossParameter Parameter { get; } = parameter;

    /// <summary>An integer scalar may lend its name to an axis.</summary>
    public bool MayNameAxis =>
        Parameter.Kind == ParameterKind.Scalar && Parameter.Element is ElementType.Int32 or ElementType.Int64;
}

/// <param name="syntax">The statement.</param>
/// <param name="statement">Its position.</param>
/// <param name="result">The result that the statement gives; null for a name of the program's own.</param>
internal sealed class BindingSymbol(BindingSyntax syntax, int statement, LossParameter? result = null)
    : Symbol(statement, result is null ? "a binding" : "a result")
{
    public BindingSyntax Syntax { get; } = syntax;

    public LossParameter? Result { get; } = result;

    /// <summary>The axes of the left side, null for a name without brackets. A result without brackets is a bare array.</summary>
    public IReadOnlyList<NameSyntax>? Axes { get; } = syntax.Axes is null && result is not null
        ? [new NameSyntax(syntax.Identifier with { Text = Shapes.ImplicitAxis })]
        : syntax.Axes;

    /// <summary>What stands in the brackets of the left side: <c>n,c</c>.</summary>
    public string LeftSide => string.Join(",", (Syntax.Indices ?? Axes ?? []).Select(index => index is NameSyntax name ? name.Name : ((LiteralSyntax)index).Token.Text));

    /// <summary>What the binding's own body reads of it, one index an axis; null before it is bound, and if it has no axes.</summary>
    public RecurrenceSymbol? Carried { get; set; }

    /// <summary>The value, with the axes of the left side free; null before it is bound and after an error.</summary>
    public Node? Value { get; set; }

    /// <summary>The value with each axis of the left side replaced by one that nothing else uses, so that indices that mention
    /// the same axes can be put in one after the other.</summary>
    public Node? Template { get; set; }

    /// <summary>The axes of <see cref="Template"/>, in the order of the left side.</summary>
    public IReadOnlyList<Axis> TemplateAxes { get; set; } = [];
}

internal sealed class FunctionSymbol(FunctionSyntax syntax, int statement) : Symbol(statement, "a function")
{
    public FunctionSyntax Syntax { get; } = syntax;

    public bool IsCalled { get; set; }
}

/// <summary>The names of a program. Each has one meaning from its definition to the end.</summary>
internal sealed class SymbolTable
{
    private readonly Dictionary<string, Symbol> _symbols = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => _symbols.Keys;

    public static SymbolTable Create(LossSignature signature, ProgramSyntax program, DiagnosticBag diagnostics)
    {
        var table = new SymbolTable();
        foreach (var parameter in signature.Parameters)
            table._symbols[parameter.Name] = new ParameterSymbol(parameter);
        for (var i = 0; i < program.Statements.Count; i++)
        {
            switch (program.Statements[i])
            {
                case BindingSyntax binding when table.ResultOf(binding.Name) is { } result:
                    table.Give(result, new BindingSymbol(binding, i, result), diagnostics);
                    break;
                case BindingSyntax binding:
                    if (binding.IsElement)
                        diagnostics.Report(LanguageErrors.PositionOfNoResult, binding.Indices!.First(index => index is LiteralSyntax).Span, binding.Name);
                    table.Define(binding.Identifier, new BindingSymbol(binding, i), diagnostics);
                    break;
                case FunctionSyntax function:
                    table.Define(function.Identifier, new FunctionSymbol(function, i), diagnostics);
                    CheckParameters(function, diagnostics);
                    break;
            }
        }

        foreach (var result in table._symbols.Values.OfType<ResultSymbol>())
            result.CheckComplete(diagnostics);
        return table;
    }

    public Symbol? Find(string name) => _symbols.TryGetValue(name, out var symbol) ? symbol : null;

    /// <summary>The symbol that a statement defines, or null if its name was taken.</summary>
    public Symbol? Find(string name, int statement) => Find(name) switch
    {
        ResultSymbol result => result.Elements.FirstOrDefault(element => element.Statement == statement),
        { } symbol when symbol.Statement == statement => symbol,
        _ => null,
    };

    /// <summary>The binding that a statement is, or null.</summary>
    public BindingSymbol? FindBinding(int statement) => _symbols.Values.OfType<BindingSymbol>().FirstOrDefault(symbol => symbol.Statement == statement);

    /// <summary>Whether a bare name in an index list is an axis: unless it names a value other than an integer scalar parameter.</summary>
    public bool MayNameAxis(string name) => Find(name) is null or FunctionSymbol or ParameterSymbol { MayNameAxis: true };

    private LossParameter? ResultOf(string name) => Find(name) switch
    {
        ParameterSymbol { Parameter: { Kind: ParameterKind.Result } result } => result,
        BindingSymbol binding => binding.Result,
        ResultSymbol result => result.Parameter,
        _ => null,
    };

    /// <summary>The first statement that gives a result says how: whole, or position by position.</summary>
    private void Give(LossParameter result, BindingSymbol binding, DiagnosticBag diagnostics)
    {
        if (Find(result.Name) is ParameterSymbol)
            _symbols[result.Name] = binding.Syntax.IsElement ? new ResultSymbol(result) : binding;
        if (Find(result.Name) is ResultSymbol elements && binding.Syntax.IsElement)
            elements.Add(binding, diagnostics);
        else if (Find(result.Name) != binding)
            diagnostics.Report(LanguageErrors.ResultTwice, binding.Syntax.Identifier.Span, result.Name);
    }

    private void Define(Token identifier, Symbol symbol, DiagnosticBag diagnostics)
    {
        var name = identifier.Text;
        if (Find(name) is { } other)
        {
            diagnostics.Report(LanguageErrors.DuplicateName, identifier.Span, name, other.Description);
            return;
        }

        // A reserved name is defined all the same, so that its uses bring no further messages.
        if (BuiltInFunctions.Contains(name))
            diagnostics.Report(LanguageErrors.ReservedName, identifier.Span, name);
        _symbols.Add(name, symbol);
    }

    private static void CheckParameters(FunctionSyntax function, DiagnosticBag diagnostics)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in function.Parameters.Where(parameter => !seen.Add(parameter.Name)))
            diagnostics.Report(LanguageErrors.DuplicateName, parameter.Span, parameter.Name, "a parameter");
    }
}
