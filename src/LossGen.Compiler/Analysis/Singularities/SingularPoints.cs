using LossGen.Compiler.Analysis.Probing;
using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Syntax;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Analysis.Singularities;

/// <summary>
/// Finds quotients that are 0 / 0, roots of an infinite slope, and arcs at the ends of their domain, at points that every data set has: all data 0,
/// and all data equal.
/// </summary>
/// <remarks>
/// The formula has no value there, so nothing is computed wrongly: no precision and no other form of it would help, and the author has to
/// choose. Both are shown by running the loss. A guard, a small number added and a requirement keep them from happening, and so from being reported.
/// </remarks>
internal static class SingularPoints
{
    /// <summary>All findings in the order of the text.</summary>
    public static IReadOnlyList<LossDiagnostic> In(BoundProgram program, ProgramSyntax syntax, CancellationToken cancellationToken = default)
    {
        var calls = program.Origins.Keys.OfType<Call>().Where(call => call.Type == NodeType.Real && RuleOf(call) is not null).ToList();
        if (calls.Count == 0 || SingularTrial.Run(ProbeProgram.Of(program), cancellationToken) is not { } trial)
            return [];
        var findings = new DiagnosticBag();
        foreach (var suspect in calls.Where(call => IsSuspect(call, program)).OrderBy(call => call.Id))
        {
            var rule = RuleOf(suspect)!;
            var place = rule == SingularityWarnings.ZeroByZero ? trial.ZeroByZero(suspect)
                : rule == SingularityWarnings.EndOfDomain ? trial.EndOfDomain(suspect)
                : trial.InfiniteSlope(suspect);
            if (place is null)
                continue;
            foreach (var span in program.Origins[suspect])
                findings.Report(new LossDiagnostic(rule, span, new(syntax.TextOf(span), place)));
        }

        return [.. findings.Items.OrderBy(finding => finding.Span.Start).ThenByDescending(finding => finding.Span.Length)];
    }

    /// <summary>What a call may be reported for; null for nothing.</summary>
    private static LossDiagnosticDescriptor? RuleOf(Call call) => IsRoot(call) ? SingularityWarnings.InfiniteSlope
        : call.Operator == Operators.Divide ? SingularityWarnings.ZeroByZero
        : IsArc(call) ? SingularityWarnings.EndOfDomain
        : null;

    private static bool IsArc(Call call) => call.Operator == Operators.Acos || call.Operator == Operators.Asin;

    private static bool IsRoot(Call call) => call.Operator == Operators.Sqrt
        || (call.Operator == Operators.Power && Algebra.TryGetConstant(call.Operands[1], out var power) && power is > 0 and < 1);

    /// <summary>
    /// A quotient by a parameter is the caller's matter, as is the root or the arc of one: what counts is what the loss makes of its data, and that both
    /// parts of a quotient vanish for the same reason. What a label picks is one of a row of probabilities, which are not all 0.
    /// </summary>
    private static bool IsSuspect(Call call, BoundProgram program)
    {
        var isRootOrArc = IsRoot(call) || IsArc(call);
        if (call.Operands[0] is ScalarRead or ArrayRead && isRootOrArc)
            return false;
        var data = DataOf(call.Operands[0]);
        if (isRootOrArc)
            return program.DifferentiatedBy.Any(data.Contains);
        return call.Operands[1] is not (ScalarRead or ArrayRead) && !IsPicked(call.Operands[0]) && !IsCoincidence(call.Operands[1])
            && data.Overlaps(DataOf(call.Operands[1]));
    }

    /// <summary>That all of several data are 0 in one element is a coincidence, as in (x − y)/(x + y). A row of zeros is none.</summary>
    private static bool IsCoincidence(Node divisor) => DataOf(divisor).Count > 1 && !NodeWalk.All(divisor).Any(node => node is Reduce);

    private static bool IsPicked(Node node) => node switch
    {
        ArrayRead read => read.Operands.Any(index => DataOf(index).Count > 0),
        Call { Operator: var op } call when op == Operators.Negate => IsPicked(call.Operands[0]),
        _ => false,
    };

    private static HashSet<object> DataOf(Node node)
    {
        var (data, seen, pending) = (new HashSet<object>(), new HashSet<Node> { node }, new Stack<Node>([node]));
        while (pending.Count > 0)
        {
            var next = pending.Pop();
            if (next is ArrayRead read)
                data.Add(read.Array.Parameter);
            else if (next is ScalarRead scalar)
                data.Add(scalar.Parameter);
            foreach (var operand in next.Operands.Where(seen.Add))
                pending.Push(operand);
        }

        return data;
    }
}
