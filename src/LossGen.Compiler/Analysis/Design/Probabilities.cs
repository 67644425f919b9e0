using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Rewriting;

namespace LossGen.Compiler.Analysis.Design;

/// <summary>The functions that make probabilities of logits.</summary>
internal enum Activation
{
    Sigmoid,
    Softmax,
    LogSoftmax,
}

/// <summary>Recognises probabilities that are made of logits in the loss, built in or by hand.</summary>
internal static class Probabilities
{
    /// <summary>The activation that an expression is, and its logit; null if it is none.</summary>
    public static (Activation Activation, Node Logit)? Of(Node node, DesignContext context)
    {
        node = WithoutGuard(node);
        if (node is not Call call)
            return null;
        if (BuiltIn(call) is { } known)
            return known;
        var isByHand = call.Operator == Operators.Divide || call.Operator == Operators.Subtract || call.Operator == Operators.Exp
            || call.Operator == Operators.Power || call.Operator == Operators.Log;
        return isByHand && WithoutGuard(context.Stable(call)) is Call stable ? BuiltIn(stable) : null;
    }

    /// <summary>Whether an expression is a number from 0 to 1 that a sigmoid or a softmax has made.</summary>
    public static bool IsProbability(Node node, DesignContext context) => Of(node, context) is { Activation: not Activation.LogSoftmax };

    private static (Activation Activation, Node Logit)? BuiltIn(Call call) => call.Operator switch
    {
        var op when op == Operators.Sigmoid => (Activation.Sigmoid, call.Operands[0]),
        var op when op == Operators.Softmax => (Activation.Softmax, call.Operands[0]),
        var op when op == Operators.Subtract && RangeAnalysis.IsLogSoftmax(call.Operands[0], call.Operands[1]) => (Activation.LogSoftmax, call.Operands[0]),
        var op when op == Operators.Exp && call.Operands[0] is Call inner && BuiltIn(inner) is { Activation: Activation.LogSoftmax } log =>
            (Activation.Softmax, log.Logit),
        _ => null,
    };

    /// <summary>What a guarded softmax is where its guard holds.</summary>
    private static Node WithoutGuard(Node node) => node is Select select && Algebra.TryGetConstant(select.IfFalse, out _) ? select.IfTrue : node;
}
