using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LossGen.Analyzers.PlainCSharp.Tensors;

/// <summary>Functions of <c>TensorPrimitives</c> that are not what they are called: one row each, measured with System.Numerics.Tensors 9 to 11.</summary>
internal static class SpanCalls
{
    private static readonly Dictionary<string, (LossDiagnosticDescriptor Rule, string[] Arguments, bool HasFix)> Rows = new(StringComparer.Ordinal)
    {
        ["LogP1"] = (TensorWarnings.NaivePrimitive, ["LogP1", "Log(x + 1)", "0 at x = 1e-8", "Log1P"], true),
        ["Log2P1"] = (TensorWarnings.NaivePrimitive, ["Log2P1", "Log2(x + 1)", "0 at x = 1e-8", "Log1P and divide by the logarithm of 2"], false),
        ["Log10P1"] = (TensorWarnings.NaivePrimitive, ["Log10P1", "Log10(x + 1)", "0 at x = 1e-8", "Log1P and divide by the logarithm of 10"], false),
        ["ExpM1"] = (TensorWarnings.NaivePrimitive, ["ExpM1", "Exp(x) - 1", "0 or 1.2e-7 at x = 1e-8", "ExpM1"], true),
        ["Exp2M1"] = (TensorWarnings.NaivePrimitive, ["Exp2M1", "Exp2(x) - 1", "0 or 1.2e-7 at x = 1e-8", "ExpM1 of x times the logarithm of 2"], false),
        ["Exp10M1"] = (TensorWarnings.NaivePrimitive, ["Exp10M1", "Exp10(x) - 1", "0 or 1.2e-7 at x = 1e-8", "ExpM1 of x times the logarithm of 10"], false),
        ["CosineSimilarity"] = (
            TensorWarnings.NaivePrimitive,
            ["CosineSimilarity", "Dot(x, y) / (Norm(x) * Norm(y))", "NaN for a vector of zeros, of 1e-23 and of 1e20", "Norm, and divide each vector by its own"],
            false),
        ["Tanh"] = (TensorWarnings.InexactPrimitive, ["Tanh", "-0 at x = 1e-8"], true),
        ["Sinh"] = (TensorWarnings.InexactPrimitive, ["Sinh", "6e-8 at x = 1e-8"], true),
    };

    /// <summary>What is wrong with a call; null if nothing is.</summary>
    public static Diagnostic? Of(IInvocationOperation call, INamedTypeSymbol primitives)
    {
        if (!SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, primitives) || !Rows.TryGetValue(call.TargetMethod.Name, out var row))
            return null;
        return Diagnostic.Create(
            RoslynDescriptors.Of(row.Rule), call.Syntax.GetLocation(), FixProperties.Write(row.HasFix ? Fix(call) : null), [.. row.Arguments]);
    }

    /// <summary>The same arguments for the library's function.</summary>
    private static TextEdit? Fix(IInvocationOperation call)
    {
        if (call.Syntax is not InvocationExpressionSyntax syntax || !IsOfLibrary(call))
            return null;
        var name = call.TargetMethod.Name == "LogP1" ? "Log1P" : call.TargetMethod.Name;
        return new TextEdit(new(syntax.SpanStart, syntax.Span.Length), $"LossMath.{name}{syntax.ArgumentList}");
    }

    /// <summary>The library has spans of float and of double.</summary>
    private static bool IsOfLibrary(IInvocationOperation call) => call.TargetMethod.Parameters.All(parameter =>
        parameter.Type is INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Single or SpecialType.System_Double }] });
}
