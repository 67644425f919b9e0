using LossGen.Compiler;
using LossGen.Compiler.Emission;
using LossGen.Compiler.Signatures;
using LossGen.Hosting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Generator;

/// <summary>
/// Implements methods with <c>[Loss]</c>. Text flows through the pipeline and nothing of Roslyn does, so that an edit which does
/// not change a loss compiles nothing again. It reports nothing: a loss with errors gets a stub, and the analyzer says why.
/// </summary>
/// <param name="compile">The compiler; tests put another in its place.</param>
[Generator(LanguageNames.CSharp)]
public sealed class LossGenerator(Func<LossMethod, CancellationToken, CompiledLoss> compile) : IIncrementalGenerator
{
    public LossGenerator()
        : this(LossCompiler.Compile)
    {
    }

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var losses = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                LossAttributeReader.MetadataName,
                static (node, _) => node is MethodDeclarationSyntax,
                Extract)
            .WithTrackingName(TrackingNames.Extract);

        var members = losses
            .Where(static loss => loss is not null)
            .Select((loss, cancellationToken) => Compile(loss!, cancellationToken))
            .WithTrackingName(TrackingNames.Compile);

        var files = members
            .Collect()
            .SelectMany(static (members, _) => TypeFiles.Group(members))
            .WithTrackingName(TrackingNames.Group);

        context.RegisterSourceOutput(
            files,
            static (context, file) =>
                context.AddSource(file.HintName, SourceFile.Compose(file.Namespace, file.ContainingTypes, file.Members)));
    }

    private static LossSource? Extract(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var attribute = context.Attributes[0];
        if (context.TargetSymbol is not IMethodSymbol method
            || context.TargetNode is not MethodDeclarationSyntax declaration
            || attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is not AttributeSyntax syntax)
        {
            return null;
        }

        var values = LossAttributeReader.Read(attribute);
        var rules = HostRules.OfMethod(method, declaration, values, syntax).Select(problem => problem.Rule).ToList();
        if (rules.Any(HostRules.LeavesNoPlaceForBody)
            || SymbolText.ContainingTypes(method).SelectMany(type => HostRules.OfType(type, cancellationToken)).Any())
        {
            return null;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new LossSource(
            SymbolText.MetadataName(method.ContainingType),
            LossMethodReader.Read(method, declaration, values) with
            {
                Calls = CallReader.Read(method, values.Text, context.SemanticModel.Compilation, cancellationToken),
            },
            LossMethodReader.Header(method, declaration),
            CanCompile: rules.Count == 0);
    }

    private LossMembers Compile(LossSource loss, CancellationToken cancellationToken)
    {
        var method = loss.Method;
        var code = loss.CanCompile ? CodeOf(method, cancellationToken) : null;
        return new LossMembers(
            loss.TypeName, method.Namespace, method.ContainingTypes, SortKey(method.Signature), code ?? StubWriter.Write(loss));
    }

    /// <summary>
    /// A defect of the compiler costs the code of one loss and not the whole generator; the analyzer, which meets the same
    /// exception, reports it.
    /// </summary>
    private string? CodeOf(LossMethod method, CancellationToken cancellationToken)
    {
        try
        {
            return compile(method, cancellationToken).Code;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return null;
        }
    }

    private static string SortKey(LossSignature signature) =>
        $"{signature.MethodName}({string.Join(", ", signature.Parameters.Select(parameter => parameter.Declaration))})";
}
