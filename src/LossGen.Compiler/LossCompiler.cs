using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler;

/// <summary>The whole road in one call. Never throws for any text or signature.</summary>
public static class LossCompiler
{
    /// <summary>All findings in a loss: language errors, stability warnings, design notes.</summary>
    public static IReadOnlyList<LossDiagnostic> Analyze(LossSignature signature, string text, CancellationToken cancellationToken = default)
    {
        throw new NotSupportedException($"{signature.MethodName} {text} {cancellationToken}");
    }

    /// <summary>Compiles a loss to the C# of its members. <see cref="CompiledLoss.Code"/> is null if there are errors.</summary>
    public static CompiledLoss Compile(LossMethod method, CancellationToken cancellationToken = default)
    {
        throw new NotSupportedException($"{method.Text} {cancellationToken}");
    }
}

/// <summary>The outcome of compiling one loss.</summary>
/// <param name="Diagnostics">All findings.</param>
/// <param name="Code">The implementing parts and companions, unindented lines ending in <c>\n</c>, to be placed in the containing type; null on errors.</param>
public sealed record CompiledLoss(IReadOnlyList<LossDiagnostic> Diagnostics, string? Code);
