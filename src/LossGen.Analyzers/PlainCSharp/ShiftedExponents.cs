using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;

namespace LossGen.Analyzers.PlainCSharp;

/// <summary>
/// Exponents from which a number has been subtracted. That may be their maximum however it was found, and then all is well with the sum of their
/// exponentials.
/// </summary>
internal static class ShiftedExponents
{
    private static readonly HashSet<LossDiagnosticDescriptor> Sums = [StabilityWarnings.LogSumExp, StabilityWarnings.LogMeanExp, StabilityWarnings.SoftmaxByHand];

    /// <summary>Whether an exponent is the difference of an element and a number, or of a number and an element; or a multiple of that.</summary>
    public static bool IsBySomething(Node exponent) => exponent switch
    {
        Call { Operands: [var inner] } negated when negated.Operator == Operators.Negate => IsBySomething(inner),
        Call { Operands: [{ FreeAxes.Count: > 0 } scaled, { FreeAxes.Count: 0 }] } quotient when quotient.Operator == Operators.Divide => IsBySomething(scaled),
        Call { Operands: [var x, var y] } difference when difference.Operator == Operators.Subtract =>
            (x.FreeAxes.Count > 0) != (y.FreeAxes.Count > 0) && !Algebra.TryGetConstant(x, out _) && !Algebra.TryGetConstant(y, out _),
        _ => false,
    };

    /// <summary>Whether a form over whole tensors is a sum of exponentials less a variable or a maximum, which are tensors like their elements.</summary>
    public static bool AreIn(LossDiagnosticDescriptor rule, IEnumerable<Node> variables) => Sums.Contains(rule) && variables.Any(variable =>
        variable is Call { Operands: [_, ArrayRead or ScalarRead or Reduce { Kind: ReduceKind.Max }] } difference && difference.Operator == Operators.Subtract);
}
