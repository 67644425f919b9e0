using LossGen.Compiler.Signatures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Hosting;

/// <summary>Finds the companions of a loss that the user declared himself, as partial methods without a body.</summary>
internal static class CompanionReader
{
    private static readonly string[] Suffixes = ["Gradient", "Hessian"];

    public static IEnumerable<DeclaredCompanion> Read(IMethodSymbol loss) =>
        from suffix in Suffixes
        from candidate in loss.ContainingType.GetMembers(loss.Name + suffix).OfType<IMethodSymbol>()
        where candidate is { IsPartialDefinition: true, PartialImplementationPart: null, IsGenericMethod: false }
            && HasShape(candidate, loss)
        let declaration = candidate.DeclaringSyntaxReferences[0].GetSyntax() as MethodDeclarationSyntax
        where declaration is not null
        select new DeclaredCompanion(
            candidate.Name,
            LossMethodReader.Declaration(candidate, declaration),
            string.Join(", ", SignatureReader.PrintAll(candidate, declaration)));

    /// <summary>
    /// The inputs of the loss, then a seed for each result, then outputs only, then perhaps a seed: what tells companions of overloads apart.
    /// </summary>
    private static bool HasShape(IMethodSymbol candidate, IMethodSymbol loss)
    {
        var inputs = loss.Parameters.Where(parameter => SignatureReader.SpanElement(parameter.Type) is null).ToList();
        var seeds = loss.Parameters.Length - inputs.Count;
        if (candidate.Parameters.Length <= inputs.Count + seeds)
            return false;
        var sameInputs = inputs.Zip(candidate.Parameters, SameInput).All(same => same);
        var haveSeeds = candidate.Parameters.Skip(inputs.Count).Take(seeds).All(IsSeedOfResult);
        var rest = candidate.Parameters.Skip(inputs.Count + seeds).ToList();
        if (IsSeed(rest[^1]))
            rest.RemoveAt(rest.Count - 1);
        return sameInputs && haveSeeds && rest.All(IsOutput);
    }

    private static bool IsSeedOfResult(IParameterSymbol parameter) =>
        parameter.RefKind == RefKind.None && SignatureReader.ReadOnlySpanElement(parameter.Type) is { } element && IsReal(element);

    private static bool SameInput(IParameterSymbol left, IParameterSymbol right) =>
        left.RefKind == right.RefKind && SymbolEqualityComparer.Default.Equals(left.Type, right.Type);

    private static bool IsSeed(IParameterSymbol parameter) => parameter.RefKind == RefKind.None && IsReal(parameter.Type);

    private static bool IsOutput(IParameterSymbol parameter) => parameter.RefKind switch
    {
        RefKind.None => SignatureReader.SpanElement(parameter.Type) is { } element && IsReal(element),
        RefKind.Out => IsReal(parameter.Type),
        _ => false,
    };

    private static bool IsReal(ITypeSymbol type) => SignatureReader.Element(type) is ElementType.Single or ElementType.Double;
}
