using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossGen.Analyzers.PlainCSharp.Tensors;

/// <summary>How many dimensions a tensor has, where the source says it.</summary>
/// <param name="functions">TorchSharp's functions.</param>
/// <param name="locals">The locals around the tensors.</param>
internal sealed class TorchRanks(TorchFunctions functions, LocalValues locals)
{
    /// <summary>The number of dimensions; null if it is not evident.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="anchor">Where it is used.</param>
    public int? Of(IOperation tensor, IOperation anchor)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return tensor switch
        {
            IConversionOperation { Operand: var operand } => Of(operand, anchor),
            ILocalReferenceOperation local when locals.ValueOf(local.Local, anchor) is { } value => Of(value, value),
            IInvocationOperation call when functions.IsFunction(call.TargetMethod) => OfCall(call, anchor),
            IUnaryOperation { Operand: var operand } => Of(operand, anchor),
            IBinaryOperation binary => OfOperand(binary.LeftOperand, anchor) is { } left && OfOperand(binary.RightOperand, anchor) is { } right
                ? Math.Max(left, right)
                : null,
            _ => null,
        };
    }

    /// <summary>A number goes with a tensor of any rank.</summary>
    private int? OfOperand(IOperation operand, IOperation anchor)
    {
        while (operand is IConversionOperation { Operand: var inner })
            operand = inner;
        return functions.IsTensor(operand.Type) ? Of(operand, anchor) : 0;
    }

    private int? OfCall(IInvocationOperation call, IOperation anchor)
    {
        var tensor = call.Instance ?? call.Arguments.FirstOrDefault(argument => functions.IsTensor(argument.Parameter?.Type))?.Value;
        return call.TargetMethod.Name switch
        {
            "view" or "reshape" => call.Arguments.Select(argument => Elements(argument.Value)).FirstOrDefault(count => count is not null),
            "zeros" or "ones" or "empty" or "rand" or "randn" => Sizes(call),
            "arange" or "linspace" or "logspace" or "eye" => call.TargetMethod.Name == "eye" ? 2 : 1,
            "flatten" when call.Arguments.All(argument => argument.ArgumentKind == ArgumentKind.DefaultValue || functions.IsTensor(argument.Parameter?.Type)) => 1,
            "unsqueeze" when tensor is not null => Of(tensor, anchor) + 1,
            "sigmoid" or "tanh" or "exp" or "log" or "relu" or "abs" or "softplus" or "clone" or "detach" or "contiguous" or "to" or "cpu" or "cuda"
                when tensor is not null => Of(tensor, anchor),
            _ => null,
        };
    }

    /// <summary>How many numbers are listed; null if they come from elsewhere.</summary>
    private static int? Elements(IOperation list) => list switch
    {
        IConversionOperation { Operand: var operand } => Elements(operand),
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues.Length,
        _ => null,
    };

    /// <summary>Sizes that are listed, or are parameters of their own.</summary>
    private static int? Sizes(IInvocationOperation call)
    {
        if (call.Arguments.Select(argument => Elements(argument.Value)).FirstOrDefault(count => count is not null) is { } listed)
            return listed;
        var count = call.Arguments.Count(argument => argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.Type.SpecialType: SpecialType.System_Int64 or SpecialType.System_Int32 });
        return count == 0 ? null : count;
    }
}
