using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Syntax;

namespace LossGen.Compiler.Composition;

/// <summary>Finds out which names a host has to look up.</summary>
public static class CallNames
{
    /// <summary>
    /// The names of calls that may be calls of other losses: of no function of the language or of the text. Each once, in a fixed order;
    /// none if the text has syntax errors.
    /// </summary>
    public static IReadOnlyList<string> In(string text)
    {
        var program = LossParser.Parse(text, new DiagnosticBag());
        return program.HasErrors ? [] : [.. In(program).Distinct().OrderBy(name => name, StringComparer.Ordinal)];
    }

    internal static IEnumerable<string> In(ProgramSyntax program)
    {
        var functions = new HashSet<string>(program.Statements.OfType<FunctionSyntax>().Select(function => function.Name), StringComparer.Ordinal);
        return program.Expressions.SelectMany(Calls)
            .Select(call => call.Name)
            .Where(name => !functions.Contains(name) && !BuiltInFunctions.Contains(name));
    }

    private static IEnumerable<CallSyntax> Calls(ExpressionSyntax expression)
    {
        var inner = expression.Expressions.SelectMany(Calls);
        return expression is CallSyntax call ? inner.Prepend(call) : inner;
    }
}
