using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Binding;

/// <summary>Checks what the method's declaration says. Its findings have no place in the text and stand at position 0.</summary>
internal static class SignatureCheck
{
    private static readonly TextSpan Nowhere = new(0, 0);

    public static void Run(LossSignature signature, ProgramSyntax program, DiagnosticBag diagnostics)
    {
        var hasResults = signature.Results.Any();
        if (signature.ReturnType is not (ElementType.Single or ElementType.Double) && !(signature.IsVoid && hasResults))
            diagnostics.Report(LanguageErrors.UnsupportedReturn, Nowhere);
        foreach (var parameter in signature.Parameters)
            Check(parameter, signature, diagnostics);

        var given = program.Statements.OfType<BindingSyntax>().Select(binding => binding.Name).ToList();
        foreach (var result in signature.Results.Where(result => !program.HasErrors && !given.Contains(result.Name)))
            diagnostics.Report(LanguageErrors.ResultNotGiven, Nowhere, result.Name);

        foreach (var name in signature.Wrt ?? default)
            CheckWrt(name, signature, diagnostics);
        if (signature.Hessian is not null && WhyNoHessian(signature) is { } reason)
            diagnostics.Report(LanguageErrors.NoHessian, Nowhere, signature.MethodName, reason);
        var added = AddedByCompanions(signature);
        foreach (var parameter in signature.Parameters.Where(parameter => added.Contains(parameter.Name)))
            diagnostics.Report(LanguageErrors.ReservedParameter, Nowhere, parameter.Name);
    }

    /// <summary>The names of the parameters that gradient and Hessian have besides the inputs; none if there is no gradient.</summary>
    private static IReadOnlyCollection<string> AddedByCompanions(LossSignature signature)
    {
        var parameters = DifferentiatedBy(signature).Select(parameter => parameter.Name).ToList();
        if (parameters.Count == 0)
            return [];
        var hessians = signature.Hessian is null ? [] : parameters.Select(name => name + "Hessian");
        return [.. signature.Results.Select(result => result.ToSeed().Name), .. parameters.Select(name => name + "Gradient"), .. hessians, "seed"];
    }

    /// <summary>Why a loss has no Hessian, in words; null if it has one.</summary>
    public static string? WhyNoHessian(LossSignature signature) =>
        signature.Results.FirstOrDefault() is { } result ? $"writes '{result.Name}': a Hessian is of a value alone"
        : DifferentiatedBy(signature).Count == 0 ? "is differentiated by no parameter"
        : null;

    /// <summary>The parameters to differentiate by, in the order of the signature.</summary>
    public static IReadOnlyList<LossParameter> DifferentiatedBy(LossSignature signature) => signature.Wrt is { } names
        ? [.. signature.Parameters.Where(parameter => names.Contains(parameter.Name) && parameter.Kind != ParameterKind.Result)]
        : [.. signature.Parameters.Where(parameter => parameter.IsArray && parameter.IsReal).Take(1)];

    private static void Check(LossParameter parameter, LossSignature signature, DiagnosticBag diagnostics)
    {
        if (parameter.Kind == ParameterKind.Unsupported)
        {
            diagnostics.Report(LanguageErrors.UnsupportedParameter, Nowhere, parameter.Name);
            return;
        }

        var other = signature.IsVoid ? $"the result '{signature.Results.FirstOrDefault()?.Name}' is" : "the loss returns";
        if (parameter.IsReal && (signature.ReturnType is not null || signature.IsVoid) && parameter.Element != signature.Precision)
        {
            var (element, precision) = (CSharpName(parameter.Element), CSharpName(signature.Precision));
            diagnostics.Report(LanguageErrors.MixedPrecision, Nowhere, parameter.Name, element, other, precision);
        }
    }

    private static void CheckWrt(string name, LossSignature signature, DiagnosticBag diagnostics)
    {
        var parameter = signature.Parameters.FirstOrDefault(parameter => parameter.Name == name);
        if (parameter is null)
        {
            var suggestion = NameSuggestion.For(name, signature.Parameters.Select(candidate => candidate.Name));
            diagnostics.Report(LanguageErrors.UnknownWrt, Nowhere, name, suggestion);
        }
        else if (parameter.Kind == ParameterKind.Result)
        {
            diagnostics.Report(LanguageErrors.WrtNotReal, Nowhere, name, "a result");
        }
        else if (parameter.Kind != ParameterKind.Unsupported && !parameter.IsReal)
        {
            var type = CSharpName(parameter.Element);
            diagnostics.Report(LanguageErrors.WrtNotReal, Nowhere, name, parameter.IsArray ? $"an array of '{type}'" : $"of type '{type}'");
        }
    }

    private static string CSharpName(ElementType element) => element switch
    {
        ElementType.Single => "float",
        ElementType.Double => "double",
        ElementType.Int32 => "int",
        ElementType.Int64 => "long",
        _ => "bool",
    };
}
