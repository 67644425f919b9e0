using System.Collections.Immutable;
using System.Globalization;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Rewriting;
using LossGen.Compiler.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossGen.Analyzers.PlainCSharp;

/// <summary>Finds the numerically unstable forms of the rule table in ordinary C#: in <c>Math</c>, <c>MathF</c> and generic arithmetic.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PlainCSharpAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => RoslynDescriptors.AboutCSharp;

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            var functions = new KnownFunctions(start.Compilation);
            start.RegisterOperationBlockAction(block => Analyze(block, functions));
        });
    }

    private static void Analyze(OperationBlockAnalysisContext context, KnownFunctions functions)
    {
        if (!context.OperationBlocks.Any(block => NamesFunction(block.Syntax)))
            return;
        var body = new BodyAnalysis(context.OperationBlocks, functions, context.CancellationToken);
        foreach (var finding in body.Findings())
            context.ReportDiagnostic(finding);
    }

    /// <summary>A look at the words of a body, which is all that most bodies get.</summary>
    private static bool NamesFunction(SyntaxNode syntax)
    {
        var (isAddedTo, isDivided) = (false, false);
        foreach (var token in syntax.DescendantTokens())
        {
            switch (token.Kind())
            {
                case SyntaxKind.NumericLiteralToken when token.Text.IndexOf("e-", StringComparison.OrdinalIgnoreCase) > 0:
                case SyntaxKind.IdentifierToken when IsFunction(token.ValueText):
                    return true;
                case SyntaxKind.PlusEqualsToken:
                    isAddedTo = true;
                    break;
                case SyntaxKind.SlashToken:
                    isDivided = true;
                    break;
            }
        }

        // The mean of the squares, less the square of the mean, needs no function.
        return isAddedTo && isDivided;
    }

    private static bool IsFunction(string name) => name is "Average" || KnownFunctions.Names.Contains(name) || FrameworkRules.Names.Contains(name);
}
