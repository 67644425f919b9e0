using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LossGen.Analyzers.PlainCSharp.Tensors;

/// <summary>Losses of TorchSharp that are given what they do not expect, and calls that do not do what they say: one row a rule.</summary>
/// <param name="functions">TorchSharp's functions.</param>
/// <param name="locals">The locals around the calls.</param>
internal sealed partial class TorchCalls(TorchFunctions functions, LocalValues locals)
{
    private delegate Fault? Test(TorchCalls calls, IInvocationOperation call);

    /// <summary>What is wrong with a call.</summary>
    /// <param name="Fix">What to write in its place; null where nobody knows.</param>
    /// <param name="Arguments">The arguments of the rule's message.</param>
    private sealed record Fault(TextEdit? Fix, params string[] Arguments);

    private static readonly Fault Plain = new(null);

    private static readonly (string Method, string? Module, LossDiagnosticDescriptor Rule, Test Test)[] Rows =
    [
        ("binary_cross_entropy", "BCELoss", TensorWarnings.BinaryEntropyOfSigmoid, (calls, call) => calls.First(call, "sigmoid", "expit") is { } sigmoid
            ? new(calls.Renamed(call, sigmoid, "binary_cross_entropy", "binary_cross_entropy_with_logits"))
            : null),
        ("binary_cross_entropy_with_logits", "BCEWithLogitsLoss", TensorWarnings.LogitsOfSigmoid, (calls, call) =>
            calls.First(call, "sigmoid", "expit") is { } sigmoid ? new(calls.Unwrapped(call, sigmoid), NameOf(sigmoid) + "(…)") : null),
        ("cross_entropy", "CrossEntropyLoss", TensorWarnings.CrossEntropyOfSoftmax, (calls, call) => calls.First(call, "softmax") is { } softmax
            ? new(calls.Unwrapped(call, softmax), NameOf(softmax) + "(…)")
            : null),
        ("nll_loss", "NLLLoss", TensorWarnings.LikelihoodOfProbabilities, (calls, call) => calls.First(call, "softmax", "sigmoid") is { } probabilities
            ? new(Logarithm(call, probabilities), NameOf(probabilities) + "(…)")
            : null),
        ("nll_loss", "NLLLoss", TensorWarnings.SoftmaxOverBatch, (calls, call) => calls.First(call, "log_softmax") is { } softmax && IsOverBatch(softmax)
            ? new(null, NameOf(call))
            : null),
        ("kl_div", "KLDivLoss", TensorWarnings.DivergenceOfProbabilities, (calls, call) => calls.First(call, "softmax", "sigmoid") is { } probabilities
            ? new(Logarithm(call, probabilities), NameOf(probabilities) + "(…)")
            : null),
        ("kl_div", null, TensorWarnings.LogTargetByDefault, (_, call) => IsOmitted(call, "log_target") ? Plain : null),
        ("KLDivLoss", null, TensorWarnings.LogTargetByDefault, (_, call) => IsOmitted(call, "log_target") ? Plain : null),
        ("gaussian_nll_loss", "GaussianNLLLoss", TensorWarnings.DetachedVariance, (_, _) => Plain),
        ("var_mean", null, TensorWarnings.DeviationForVariance, (_, call) => call.Instance is null ? Plain : null),
        ("div", null, TensorWarnings.IgnoredRounding, (_, call) => call.Instance is null && HasRounding(call) ? Plain : null),
        ("CTCLoss", null, TensorWarnings.InfiniteCtc, (_, call) => IsOmitted(call, "zero_infinity") ? Plain : null),
        ("ctc_loss", null, TensorWarnings.InfiniteCtc, (_, call) => IsOmitted(call, "zero_infinity") ? Plain : null),
        ("mse_loss", "MSELoss", TensorWarnings.SilentBroadcast, (calls, call) => calls.Broadcast(call)),
        ("l1_loss", "L1Loss", TensorWarnings.SilentBroadcast, (calls, call) => calls.Broadcast(call)),
        ("smooth_l1_loss", "SmoothL1Loss", TensorWarnings.SilentBroadcast, (calls, call) => calls.Broadcast(call)),
        ("huber_loss", "HuberLoss", TensorWarnings.SilentBroadcast, (calls, call) => calls.Broadcast(call)),
        ("where", null, TensorWarnings.ChoiceOfUndefined, (calls, call) => calls.UndefinedBranch(call)),
        ("softmax", "Softmax", TensorWarnings.SoftmaxOfMasked, (calls, call) => calls.Masked(call)),
        ("log_softmax", "LogSoftmax", TensorWarnings.SoftmaxOfMasked, (calls, call) => calls.Masked(call)),
    ];

    /// <summary>What is wrong with an operation.</summary>
    public IEnumerable<Diagnostic> At(IOperation operation) => operation switch
    {
        IInvocationOperation call => Of(call),
        IBinaryOperation binary when Of(binary) is { } finding => [finding],
        _ => [],
    };

    private IEnumerable<Diagnostic> Of(IInvocationOperation call)
    {
        var module = functions.ModuleOf(call.TargetMethod, call.Instance?.Type);
        if (module is null && !functions.IsFunction(call.TargetMethod) && !functions.IsFactory(call.TargetMethod))
            yield break;
        foreach (var (method, ofModule, rule, test) in Rows)
        {
            if ((module is null ? method == call.TargetMethod.Name : ofModule == module) && test(this, call) is { } fault)
                yield return Create(rule, call, fault);
        }
    }

    private static Diagnostic Create(LossDiagnosticDescriptor rule, IOperation operation, Fault fault) => Diagnostic.Create(
        RoslynDescriptors.Of(rule), operation.Syntax.GetLocation(), FixProperties.Write(fault.Fix), [.. fault.Arguments]);

    /// <summary>The first tensor of a call, if it is the value of one of some functions, directly or through a local.</summary>
    private IInvocationOperation? First(IInvocationOperation call, params string[] names) =>
        TensorsOf(call) is [var first, ..] && Followed(first, call) is IInvocationOperation inner && names.Contains(FunctionOf(inner)) ? inner : null;

    /// <summary>The tensors of a call, the object that it is made on first if that is one.</summary>
    private IReadOnlyList<IOperation> TensorsOf(IInvocationOperation call)
    {
        var arguments = call.Arguments.Where(argument => functions.IsTensor(argument.Parameter?.Type))
            .OrderBy(argument => argument.Parameter!.Ordinal)
            .Select(argument => argument.Value);
        return [.. call.Instance is { } instance && functions.IsTensor(instance.Type) ? arguments.Prepend(instance) : arguments];
    }

    /// <summary>What an operation is through conversions and a local.</summary>
    private IOperation Followed(IOperation operation, IOperation anchor)
    {
        operation = WithoutConversion(operation);
        return operation is ILocalReferenceOperation local && locals.ValueOf(local.Local, anchor) is { } value ? WithoutConversion(value) : operation;
    }

    private static IOperation WithoutConversion(IOperation operation)
    {
        while (operation is IConversionOperation { Operand: var operand })
            operation = operand;
        return operation;
    }

    /// <summary>The function that a call computes, be it a method or a module's; null for what is not TorchSharp's.</summary>
    private string? FunctionOf(IInvocationOperation call) => functions.ModuleOf(call.TargetMethod, call.Instance?.Type) switch
    {
        "Sigmoid" => "sigmoid",
        "Softmax" => "softmax",
        "LogSoftmax" => "log_softmax",
        "Sequential" => LastOf(call),
        null when functions.IsFunction(call.TargetMethod) => call.TargetMethod.Name,
        _ => null,
    };

    /// <summary>The function of the last module of a <c>Sequential</c>, if that is a softmax and the modules are listed in this body.</summary>
    private string? LastOf(IInvocationOperation call) =>
        call.Instance is { } model && Followed(model, call) is IInvocationOperation { Arguments: [{ Value: IArrayCreationOperation { Initializer: { } modules } }] } sequential
        && functions.IsFactory(sequential.TargetMethod) && modules.ElementValues.LastOrDefault() is { } last
        && (WithoutConversion(last) is ITupleOperation { Elements: [_, var named] } ? WithoutConversion(named) : WithoutConversion(last))
            is IInvocationOperation { TargetMethod: var factory } && functions.IsFactory(factory) && factory.Name == "Softmax"
            ? "softmax"
            : null;

    /// <summary>Whether a softmax runs along the first dimension.</summary>
    private static bool IsOverBatch(IInvocationOperation softmax) =>
        softmax.Arguments.Any(argument => argument.Parameter?.Name == "dim" && argument.Value.ConstantValue.Value is 0 or 0L);

    private static bool HasRounding(IInvocationOperation call) =>
        call.Arguments.Any(argument => argument.Value.Type?.Name == "RoundingMode" && argument.ArgumentKind != ArgumentKind.DefaultValue);

    private static string NameOf(IInvocationOperation call) => call.TargetMethod.Name is "forward" or "call" ? call.Instance!.Type!.Name : call.TargetMethod.Name;

    private static bool IsOmitted(IInvocationOperation call, string parameter) =>
        call.Arguments.Any(argument => argument.Parameter?.Name == parameter && argument.ArgumentKind == ArgumentKind.DefaultValue);

    /// <summary>The call with the argument of the inner one in its place, if that stands inside.</summary>
    private TextEdit? Unwrapped(IInvocationOperation call, IInvocationOperation inner) =>
        inner.Instance?.Type?.Name != "Sequential" && ArgumentOf(inner) is { } argument && call.Syntax.Span.Contains(inner.Syntax.Span) ? Replaced(call, (inner.Syntax, argument)) : null;

    /// <summary>The same under another name.</summary>
    private TextEdit? Renamed(IInvocationOperation call, IInvocationOperation inner, string name, string newName) =>
        Unwrapped(call, inner) is { } edit && call.TargetMethod.Name == name && call.Syntax is InvocationExpressionSyntax syntax
            ? Replaced(call, (inner.Syntax, ArgumentOf(inner)!), (NameSyntaxOf(syntax), newName))
            : null;

    /// <summary>
    /// The call with the logarithm of a softmax. <c>torch</c> itself has no function of that name: the method of tensors is written in its place.
    /// </summary>
    private static TextEdit? Logarithm(IInvocationOperation call, IInvocationOperation probabilities) =>
        probabilities.TargetMethod.Name == "softmax" && call.Syntax.Span.Contains(probabilities.Syntax.Span)
        && probabilities.Syntax is InvocationExpressionSyntax syntax
            ? syntax.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax } && probabilities.Instance is null
                ? Replaced(call, (syntax, $"{Enclosed(syntax.ArgumentList.Arguments[0])}.log_softmax({string.Join(", ", syntax.ArgumentList.Arguments.Skip(1))})"))
                : Replaced(call, (NameSyntaxOf(syntax), "log_softmax"))
            : null;

    private static string Enclosed(ArgumentSyntax tensor) =>
        tensor.Expression is IdentifierNameSyntax or InvocationExpressionSyntax or MemberAccessExpressionSyntax
            ? tensor.Expression.ToString()
            : $"({tensor.Expression})";

    private string? ArgumentOf(IInvocationOperation call) => call.Instance is { } instance && functions.IsTensor(instance.Type)
        ? instance.Syntax.ToString()
        : call.Arguments.FirstOrDefault(argument => argument.Parameter is { Ordinal: 0 })?.Value.Syntax.ToString();

    private static SyntaxNode NameSyntaxOf(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax member ? member.Name : call.Expression;

    /// <summary>The text of a call with some of its parts replaced.</summary>
    private static TextEdit Replaced(IInvocationOperation call, params (SyntaxNode Old, string New)[] parts)
    {
        var span = call.Syntax.Span;
        var text = call.Syntax.ToString();
        foreach (var (old, replacement) in parts.OrderByDescending(part => part.Old.SpanStart))
            text = text.Remove(old.SpanStart - span.Start, old.Span.Length).Insert(old.SpanStart - span.Start, replacement);
        return new TextEdit(new(span.Start, span.Length), text);
    }
}
