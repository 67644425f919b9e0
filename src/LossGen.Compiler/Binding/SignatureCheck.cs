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
        if (signature.ReturnType is not (ElementType.Single or ElementType.Double))
            diagnostics.Report(LanguageErrors.UnsupportedReturn, Nowhere);
        // An array result that the program writes is reported where it does.
        var written = program.Statements.OfType<BindingSyntax>().Select(binding => binding.Name).ToList();
        foreach (var parameter in signature.Parameters)
        {
            if (parameter.Kind != ParameterKind.Unsupported || !written.Contains(parameter.Name))
                Check(parameter, signature.ReturnType, diagnostics);
        }

        foreach (var name in signature.Wrt ?? default)
            CheckWrt(name, signature, diagnostics);
        var added = DifferentiatedBy(signature).Select(parameter => parameter.Name + "Gradient").ToList();
        foreach (var name in signature.Parameters.Select(parameter => parameter.Name).Where(name => added.Contains(name) || (added.Count > 0 && name == "seed")))
            diagnostics.Report(LanguageErrors.ReservedParameter, Nowhere, name);
    }

    /// <summary>The parameters to differentiate by, in the order of the signature.</summary>
    public static IReadOnlyList<LossParameter> DifferentiatedBy(LossSignature signature) => signature.Wrt is { } names
        ? [.. signature.Parameters.Where(parameter => names.Contains(parameter.Name))]
        : [.. signature.Parameters.Where(parameter => parameter.IsArray && parameter.IsReal).Take(1)];

    private static void Check(LossParameter parameter, ElementType? returnType, DiagnosticBag diagnostics)
    {
        if (parameter.Kind == ParameterKind.Unsupported)
        {
            var isResult = parameter.Declaration.Contains("System.Span<");
            diagnostics.Report(
                isResult ? LanguageErrors.ArrayResultNotSupported : LanguageErrors.UnsupportedParameter, Nowhere, parameter.Name);
        }
        else if (parameter.IsReal && returnType is ElementType.Single or ElementType.Double && parameter.Element != returnType)
        {
            var (element, result) = (Phrase.CSharpName(parameter.Element), Phrase.CSharpName(returnType.Value));
            diagnostics.Report(LanguageErrors.MixedPrecision, Nowhere, parameter.Name, element, result);
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
        else if (parameter.Kind != ParameterKind.Unsupported && !parameter.IsReal)
        {
            var type = Phrase.CSharpName(parameter.Element);
            diagnostics.Report(LanguageErrors.WrtNotReal, Nowhere, name, parameter.IsArray ? $"an array of '{type}'" : $"of type '{type}'");
        }
    }
}
