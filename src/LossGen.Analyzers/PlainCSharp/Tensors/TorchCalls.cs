using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LossGen.Analyzers.PlainCSharp.Tensors;

/// <summary>Losses of TorchSharp that are given what they do not expect, and calls that do not do what they say: one row a rule.</summary>
/// <param name="functions">TorchSharp's functions.</param>
/// <param name="locals">The locals around the calls.</param>
internal sealed class TorchCalls(TorchFunctions functions, LocalValues locals)
{
    private delegate (string What, TextEdit? Fix)? Test(TorchCalls calls, IInvocationOperation call);

    private static readonly (string Method, string? Module, LossDiagnosticDescriptor Rule, Test Test)[] Rows =
    [
        ("binary_cross_entropy", "BCELoss", TensorWarnings.BinaryEntropyOfSigmoid, (calls, call) => calls.First(call, "sigmoid", "expit") is { } sigmoid
            ? ("", calls.Renamed(call, sigmoid, "binary_cross_entropy", "binary_cross_entropy_with_logits"))
            : null),
        ("cross_entropy", "CrossEntropyLoss", TensorWarnings.CrossEntropyOfSoftmax, (calls, call) => calls.First(call, "softmax", "log_softmax") is { } softmax
            ? (NameOf(softmax) + "(…)", calls.Unwrapped(call, softmax))
            : null),
        ("nll_loss", "NLLLoss", TensorWarnings.LikelihoodOfProbabilities, (calls, call) => calls.First(call, "softmax", "sigmoid") is { } probabilities
            ? (NameOf(probabilities) + "(…)", Logarithm(call, probabilities))
            : null),
        ("kl_div", "KLDivLoss", TensorWarnings.DivergenceOfProbabilities, (calls, call) => calls.First(call, "softmax", "sigmoid") is { } probabilities
            ? (NameOf(probabilities) + "(…)", Logarithm(call, probabilities))
            : null),
        ("kl_div", null, TensorWarnings.LogTargetByDefault, (_, call) => IsOmitted(call, "log_target") ? ("", null) : null),
        ("KLDivLoss", null, TensorWarnings.LogTargetByDefault, (_, call) => IsOmitted(call, "log_target") ? ("", null) : null),
        ("gaussian_nll_loss", "GaussianNLLLoss", TensorWarnings.DetachedVariance, (_, _) => ("", null)),
        ("var_mean", null, TensorWarnings.DeviationForVariance, (_, call) => call.Instance is null ? ("", null) : null),
        ("div", null, TensorWarnings.IgnoredRounding, (_, call) => call.Instance is null && HasRounding(call) ? ("", null) : null),
        ("CTCLoss", null, TensorWarnings.InfiniteCtc, (_, call) => IsOmitted(call, "zero_infinity") ? ("", null) : null),
        ("ctc_loss", null, TensorWarnings.InfiniteCtc, (_, call) => IsOmitted(call, "zero_infinity") ? ("", null) : null),
    ];

    /// <summary>What is wrong with a call.</summary>
    public IEnumerable<Diagnostic> Of(IInvocationOperation call)
    {
        var module = functions.ModuleOf(call.TargetMethod, call.Instance?.Type);
        if (module is null && !functions.IsFunction(call.TargetMethod) && !functions.IsFactory(call.TargetMethod))
            yield break;
        foreach (var (method, ofModule, rule, test) in Rows)
        {
            if ((module is null ? method == call.TargetMethod.Name : ofModule == module) && test(this, call) is var (what, fix))
                yield return Diagnostic.Create(RoslynDescriptors.Of(rule), call.Syntax.GetLocation(), FixProperties.Write(fix), what);
        }
    }

    /// <summary>The first tensor of a call, if it is the value of one of some functions, directly or through a local.</summary>
    private IInvocationOperation? First(IInvocationOperation call, params string[] names)
    {
        var first = call.Arguments.FirstOrDefault(argument => argument.Parameter is { Ordinal: 0 })?.Value;
        while (first is IConversionOperation { Operand: var operand })
            first = operand;
        if (first is ILocalReferenceOperation local && locals.ValueOf(local.Local, call) is { } value)
            first = value;
        return first is IInvocationOperation inner && names.Contains(FunctionOf(inner)) ? inner : null;
    }

    /// <summary>The function that a call computes, be it a method or a module's; null for what is not TorchSharp's.</summary>
    private string? FunctionOf(IInvocationOperation call) => functions.ModuleOf(call.TargetMethod, call.Instance?.Type) switch
    {
        "Sigmoid" => "sigmoid",
        "Softmax" => "softmax",
        "LogSoftmax" => "log_softmax",
        null when functions.IsFunction(call.TargetMethod) => call.TargetMethod.Name,
        _ => null,
    };

    private static bool HasRounding(IInvocationOperation call) =>
        call.Arguments.Any(argument => argument.Value.Type?.Name == "RoundingMode" && argument.ArgumentKind != ArgumentKind.DefaultValue);

    private static string NameOf(IInvocationOperation call) => call.TargetMethod.Name is "forward" or "call" ? call.Instance!.Type!.Name : call.TargetMethod.Name;

    private static bool IsOmitted(IInvocationOperation call, string parameter) =>
        call.Arguments.Any(argument => argument.Parameter?.Name == parameter && argument.ArgumentKind == ArgumentKind.DefaultValue);

    /// <summary>The call with the argument of the inner one in its place, if that stands inside.</summary>
    private TextEdit? Unwrapped(IInvocationOperation call, IInvocationOperation inner) =>
        ArgumentOf(inner) is { } argument && call.Syntax.Span.Contains(inner.Syntax.Span) ? Replaced(call, (inner.Syntax, argument)) : null;

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
