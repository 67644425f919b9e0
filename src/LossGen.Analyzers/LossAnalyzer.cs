using System.Collections.Immutable;
using LossGen.Compiler;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Text;
using LossGen.Hosting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossGen.Analyzers;

/// <summary>Reports the compiler's findings at the characters of the loss, and what is wrong with the C# around it.</summary>
/// <param name="analyze">Finds errors and unstable forms in a loss; tests put another in its place.</param>
/// <param name="compile">Compiles a loss; tests put another in its place.</param>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LossAnalyzer(
    Func<LossSignature, string, LossCalls, CancellationToken, IReadOnlyList<LossDiagnostic>> analyze,
    Func<LossMethod, CancellationToken, CompiledLoss> compile) : DiagnosticAnalyzer
{
    public LossAnalyzer()
        : this(LossCompiler.Analyze, LossCompiler.Compile)
    {
    }

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => RoslynDescriptors.AboutLosses;

    public override void Initialize(AnalysisContext context)
    {
        // [GeneratedCode] on the generated part makes the user's own part count as generated. Besides, a mistake in a loss
        // matters wherever the loss comes from.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            var attributes = start.Compilation.GetTypesByMetadataName(LossAttributeReader.MetadataName);
            if (attributes.IsEmpty)
                return;
            start.RegisterSyntaxNodeAction(node => AnalyzeAttribute(node, attributes), SyntaxKind.Attribute);
            start.RegisterSymbolAction(symbol => AnalyzeType(symbol, attributes), SymbolKind.NamedType);
        });
    }

    private void AnalyzeAttribute(SyntaxNodeAnalysisContext context, ImmutableArray<INamedTypeSymbol> attributes)
    {
        var syntax = (AttributeSyntax)context.Node;
        var type = context.SemanticModel.GetSymbolInfo(syntax, context.CancellationToken).Symbol?.ContainingType;
        if (!attributes.Contains(type, SymbolEqualityComparer.Default))
            return;

        if (syntax.Parent?.Parent is not MethodDeclarationSyntax declaration)
        {
            Report(context, new HostProblem(HostErrors.NotAMethodDeclaration, syntax.GetLocation(), OwnerText(syntax)));
            return;
        }

        if (context.SemanticModel.GetDeclaredSymbol(declaration, context.CancellationToken) is not { } method
            || method.GetAttributes().FirstOrDefault(other => IsInstance(other, type)) is not { } data
            || data.ApplicationSyntaxReference?.Span != syntax.Span)
        {
            return; // C# accepts one loss a method; a second one is its error and not ours.
        }

        var values = LossAttributeReader.Read(data);
        foreach (var problem in HostRules.OfMethod(method, declaration, values, syntax))
            Report(context, problem);
        if (values.Text is not { } text)
            return;

        var source = LossTextSource.Of(syntax);
        foreach (var diagnostic in Findings(method, declaration, values, text, context.Compilation, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                RoslynDescriptors.Of(diagnostic.Descriptor),
                diagnostic.Descriptor == HostErrors.InternalError ? syntax.GetLocation() : source.Locate(diagnostic.Span),
                FixProperties.Write(source.Literals is null ? null : diagnostic.Fix),
                [.. diagnostic.Arguments]));
        }
    }

    private IReadOnlyList<LossDiagnostic> Findings(
        IMethodSymbol method,
        MethodDeclarationSyntax declaration,
        LossAttributeValues values,
        string text,
        Compilation compilation,
        CancellationToken cancellationToken)
    {
        try
        {
            var calls = CallReader.Read(method, text, compilation, cancellationToken);
            var findings = analyze(SignatureReader.Read(method, declaration, values), text, calls, cancellationToken);
            var hasErrors = findings.Any(finding => finding.Descriptor.Severity == LossSeverity.Error);
            var isGenerated = method.PartialImplementationPart is { } body && !HostRules.IsStub(body, cancellationToken);

            if (hasErrors || isGenerated)
                return findings;

            // No error, and yet no generated body: if a later stage of the compiler is the cause, it must not stay a secret.
            var compiled = compile(LossMethodReader.Read(method, declaration, values) with { Calls = calls }, cancellationToken);
            return [.. findings.Union(compiled.Diagnostics)];
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var arguments = new EquatableArray<string>(method.Name, $"{exception.GetType().Name}: {exception.Message}");
            return [new LossDiagnostic(HostErrors.InternalError, default, arguments)];
        }
    }

    private static void AnalyzeType(SymbolAnalysisContext context, ImmutableArray<INamedTypeSymbol> attributes)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var problems = HostRules.OfType(type, context.CancellationToken).ToList();
        if (problems.Count == 0 || !HoldsLosses(type, attributes))
            return;
        foreach (var problem in problems)
            context.ReportDiagnostic(Create(problem));
    }

    private static bool HoldsLosses(INamedTypeSymbol type, ImmutableArray<INamedTypeSymbol> attributes) =>
        type.GetMembers().OfType<IMethodSymbol>().Any(method => method.GetAttributes().Any(
            data => attributes.Contains(data.AttributeClass, SymbolEqualityComparer.Default)))
        || type.GetTypeMembers().Any(nested => HoldsLosses(nested, attributes));

    private static bool IsInstance(AttributeData data, INamedTypeSymbol? type) =>
        SymbolEqualityComparer.Default.Equals(data.AttributeClass, type);

    private static string OwnerText(AttributeSyntax syntax) => syntax.Parent?.Parent switch
    {
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        AccessorDeclarationSyntax accessor => accessor.Keyword.ValueText,
        OperatorDeclarationSyntax declaration => declaration.OperatorToken.ValueText,
        _ => "=>",
    };

    private static void Report(SyntaxNodeAnalysisContext context, HostProblem problem) => context.ReportDiagnostic(Create(problem));

    private static Diagnostic Create(HostProblem problem) =>
        Diagnostic.Create(RoslynDescriptors.Of(problem.Rule), problem.Location, [.. problem.Arguments]);
}
