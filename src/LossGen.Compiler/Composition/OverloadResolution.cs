using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Composition;

/// <summary>
/// Finds the overload that a call means: of the right number of parameters, the caller's precision, and kinds that the arguments fit. Of
/// several that fit the one that needs the fewest conversions, then the fewest defaults.
/// </summary>
/// <param name="calls">The losses.</param>
/// <param name="programs">Their syntax.</param>
/// <param name="precision">The caller's precision.</param>
internal sealed class OverloadResolution(LossCalls calls, CalledPrograms programs, ElementType precision)
{
    /// <summary>The overload's position, or the error of the call.</summary>
    public (int Index, LossDiagnostic? Error) Resolve(CallSyntax call, CalledName name, IReadOnlyList<Argument> arguments)
    {
        var callable = name.Overloads.Where(IsCallable).ToList();
        if (callable.Count == 0)
            return Fail(CallErrors.NoValueToCall, call.Identifier.Span, call.Name);
        var counted = callable.Where(index => TakesCount(index, arguments.Count)).ToList();
        if (counted.Count == 0)
            return WrongCount(call, callable, arguments.Count);
        var precise = counted.Where(index => calls.Losses[index].Signature.Precision == precision).ToList();
        if (precise.Count == 0)
        {
            var other = calls.Losses[counted[0]].Signature.Precision;
            return Fail(CallErrors.OtherPrecision, call.Identifier.Span, call.Name, Phrase.CSharpName(other), Phrase.CSharpName(precision));
        }

        var fitting = precise.Where(index => Misfit(call, index, arguments) is null).ToList();
        if (fitting.Count == 0)
            return precise.Count == 1 ? (-1, Misfit(call, precise[0], arguments)) : Fail(CallErrors.NoOverload, call.Span, call.Name, List(callable));
        var best = fitting.GroupBy(index => Cost(index, arguments)).OrderBy(group => group.Key).First().ToList();
        return best.Count == 1 ? (best[0], null) : Fail(CallErrors.AmbiguousCall, call.Identifier.Span, call.Name, List(best));
    }

    private static (int Index, LossDiagnostic? Error) Fail(LossDiagnosticDescriptor descriptor, TextSpan span, params string[] arguments) =>
        (-1, new LossDiagnostic(descriptor, span, new EquatableArray<string>(arguments)));

    private bool IsCallable(int index) => calls.Losses[index].Signature is { ReturnType: not null } signature
        && signature.Parameters.All(parameter => parameter.Kind is ParameterKind.Array or ParameterKind.Scalar);

    private bool TakesCount(int index, int count)
    {
        var loss = calls.Losses[index];
        return loss.Signature.Parameters.Count - loss.Defaults.Count <= count && count <= loss.Signature.Parameters.Count;
    }

    private (int Index, LossDiagnostic? Error) WrongCount(CallSyntax call, List<int> callable, int count)
    {
        var counts = callable.Select(index => calls.Losses[index].Signature.Parameters.Count).Distinct().ToList();
        return counts.Count == 1
            ? Fail(LanguageErrors.WrongArity, call.Span, call.Name, Phrase.Count(counts[0], "argument"), LanguageErrors.Format(count))
            : Fail(CallErrors.NoOverload, call.Span, call.Name, List(callable));
    }

    /// <summary>Conversions weigh more than defaults.</summary>
    private int Cost(int index, IReadOnlyList<Argument> arguments)
    {
        var parameters = calls.Losses[index].Signature.Parameters;
        var conversions = arguments.Where((argument, i) => argument.Type is { } type && type != parameters[i].Element).Count();
        return (conversions * LossParser.MaximumStatements) + parameters.Count - arguments.Count;
    }

    private LossDiagnostic? Misfit(CallSyntax call, int index, IReadOnlyList<Argument> arguments)
    {
        var parameters = calls.Losses[index].Signature.Parameters;
        return arguments.Select((argument, i) => Misfit(call, index, parameters[i], argument)).FirstOrDefault(error => error is not null);
    }

    private LossDiagnostic? Misfit(CallSyntax call, int index, LossParameter parameter, Argument argument)
    {
        var wanted = parameter.IsArray ? programs.Rank(index, parameter.Name) ?? Math.Max(1, argument.Rank ?? 1) : 0;
        if (argument.Rank is { } rank ? rank != wanted : wanted == 0)
            return WrongShape(call, parameter, wanted, argument);
        if (wanted > 1 && !argument.IsOrdered)
            return WrongShape(call, parameter, wanted, argument);
        if (argument.Type is not { } type || parameter.IsReal || Category(type) == Category(parameter.Element))
            return null;
        var (has, given) = (Of(parameter.IsArray, parameter.Element), Of(parameter.IsArray, type));
        return Fail(CallErrors.WrongArgument, argument.Span, Subject(parameter, call.Name), has, given, "").Error;
    }

    private static LossDiagnostic? WrongShape(CallSyntax call, LossParameter parameter, int wanted, Argument argument)
    {
        var hint = argument.IsOrdered ? ""
            : wanted == argument.Rank ? $": define 'name[{string.Join(",", argument.Axes)}] = …' and write 'name' here"
            : "";
        var expected = wanted == 0 ? "a number" : "an array of " + Phrase.Count(wanted, "dimension");
        return Fail(CallErrors.WrongArgument, argument.Span, Subject(parameter, call.Name), expected, argument.Description, hint).Error;
    }

    public static string Subject(LossParameter parameter, string loss) => $"The parameter '{parameter.Name}' of '{loss}'";

    private static NodeType Category(ElementType type) => type switch
    {
        ElementType.Boolean => NodeType.Boolean,
        ElementType.Int32 or ElementType.Int64 => NodeType.Integer,
        _ => NodeType.Real,
    };

    private static string Of(bool isArray, ElementType type) => (isArray, Category(type)) switch
    {
        (true, NodeType.Boolean) => "an array of truth values",
        (true, NodeType.Integer) => "an array of integers",
        (true, _) => "an array of real numbers",
        (_, NodeType.Boolean) => "a truth value",
        (_, NodeType.Integer) => "an integer",
        _ => "a real number",
    };

    /// <summary>The overloads with the types of their parameters: <c>'Mse(float[], float[])'</c>.</summary>
    private string List(IEnumerable<int> overloads) => string.Join(", ", overloads.Select(index =>
    {
        var loss = calls.Losses[index];
        var types = loss.Signature.Parameters.Select(parameter => Phrase.CSharpName(parameter.Element) + (parameter.IsArray ? "[]" : ""));
        return $"'{loss.Name}({string.Join(", ", types)})'";
    }));
}
