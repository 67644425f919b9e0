using LossGen.Compiler.Analysis.Properties;
using LossGen.Compiler.Binding;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Scheduling;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Emission;

/// <summary>Writes the members of one loss: the implementing part of the user's method and its companions, with their documentation.</summary>
/// <param name="method">The loss.</param>
/// <param name="program">What it means.</param>
/// <param name="certificate">What is proven of it; null for nothing.</param>
internal sealed class MemberWriter(LossMethod method, BoundProgram program, LossCertificate? certificate)
{
    /// <summary>
    /// Kernels are compiled well from the first call on, and in methods of their own: inlined into a caller, which the JIT does where a profile says that
    /// it is hot, they use up the caller's budget, and what they call stays calls.
    /// </summary>
    private const string Optimized =
        $"[{CompilerServices}MethodImpl({CompilerServices}MethodImplOptions.AggressiveOptimization | {CompilerServices}MethodImplOptions.NoInlining)]";

    private const string CompilerServices = "global::System.Runtime.CompilerServices.";

    private readonly IndentedWriter _writer = new();

    public void WriteValue(Kernel kernel)
    {
        var parameters = string.Join(", ", method.Signature.Parameters.Select(parameter => parameter.Declaration));
        var header = (method.IsDocumented ? FormulaComment() : ValueDocumentation()).Concat([SourceFile.GeneratedCodeAttribute, Optimized]);
        MethodWriter.Write(_writer, header, $"{method.Declaration} {CSharpKeywords.Escape(method.Signature.MethodName)}({parameters})", kernel);
    }

    public void WriteGradient(Kernel kernel, IReadOnlyList<GradientFormula> gradients) =>
        WriteCompanion("Gradient", CompanionDeclaration.OfGradient(method)!, GradientDocumentation(gradients), kernel);

    public void WriteHessian(Kernel kernel, Formulas formulas) =>
        WriteCompanion("Hessian", CompanionDeclaration.OfHessian(method)!, HessianDocumentation(formulas), kernel);

    private void WriteCompanion(string suffix, string added, IEnumerable<string> documentation, Kernel kernel)
    {
        _writer.WriteLine();
        var name = method.Signature.MethodName + suffix;
        var declared = method.DeclaredCompanions.FirstOrDefault(companion => companion.Name == name);
        var header = declared is null ? documentation : FormulaComment();
        var declaration = declared is null ? added : $"{declared.Declaration} {name}({declared.Parameters})";
        MethodWriter.Write(_writer, header.Concat([SourceFile.GeneratedCodeAttribute, Optimized]), declaration, kernel);
    }

    public override string ToString() => _writer.ToString();

    private IEnumerable<string> FormulaComment() => Lines(method.Text).Select(line => ("// " + line).TrimEnd());

    private IEnumerable<string> ValueDocumentation()
    {
        yield return "/// <summary>The loss";
        yield return "/// <code>";
        foreach (var line in Lines(method.Text))
            yield return "/// " + Xml(line);
        yield return "/// </code>";
        yield return "/// </summary>";
        foreach (var line in ProvenProperties() is { } proven ? new[] { "/// <remarks>", proven, "/// </remarks>" } : [])
            yield return line;
        foreach (var parameter in method.Signature.Parameters)
            yield return $"/// <param name=\"{Xml(parameter.Name)}\">{Describe(parameter)}</param>";
        if (!method.Signature.IsVoid)
            yield return "/// <returns>The value of the loss.</returns>";
    }

    private string? ProvenProperties() => certificate is null || CertificateText.Of(certificate) is not { Count: > 0 } proven
        ? null
        : $"/// <para>Proven of the value: {Xml(string.Join("; ", proven))}.</para>";

    private IEnumerable<string> GradientDocumentation(IReadOnlyList<GradientFormula> gradients)
    {
        var (name, product) = (Xml(method.Signature.MethodName), ProductText());
        yield return product is null ? $"/// <summary>The value and the gradient of <c>{name}</c>, in one pass.</summary>"
            : method.Signature.IsVoid ? $"/// <summary>The vector–Jacobian product of <c>{name}</c>: the gradient of {product}.</summary>"
            : $"/// <summary>The value of <c>{name}</c> and its vector–Jacobian product: the gradient of {product}.</summary>";
        foreach (var line in Remarks(product is null ? "Its gradient" : "The product", gradients).Concat(Inputs()))
            yield return line;
        foreach (var result in program.Results)
            yield return $"/// <param name=\"{Xml(result.Seed.Name)}\">The weights of the elements of the result {Xml(result.Array.Name)}. {Shape(result.Array)}</param>";
        foreach (var parameter in gradients.Select(gradient => gradient.Parameter))
        {
            var source = Xml(parameter.Name);
            yield return Output(parameter, "Gradient", product is null ? $"seed · ∂value/∂{source}" : $"the product's derivative by {source}");
        }

        var isSeedOfValue = product is not null && !method.Signature.IsVoid;
        yield return $"/// <param name=\"seed\">What the {(isSeedOfValue ? "value's part of the gradient" : "gradient")} is multiplied by.</param>";
        if (!method.Signature.IsVoid)
            yield return "/// <returns>The value of the loss.</returns>";
    }

    private IEnumerable<string> HessianDocumentation(Formulas formulas)
    {
        yield return $"/// <summary>The value of <c>{Xml(method.Signature.MethodName)}</c>, its gradient, and the diagonal of its Hessian, in one pass.</summary>";
        foreach (var line in Remarks("Its derivatives", [.. formulas.Gradients, .. formulas.Hessians]).Concat(Inputs()))
            yield return line;
        foreach (var parameter in formulas.Gradients.Select(gradient => gradient.Parameter))
            yield return Output(parameter, "Gradient", $"seed · ∂value/∂{Xml(parameter.Name)}");
        foreach (var parameter in formulas.Hessians.Select(hessian => hessian.Parameter))
            yield return Output(parameter, "Hessian", SecondDerivative(Xml(parameter.Name)));
        yield return "/// <param name=\"seed\">What the derivatives are multiplied by.</param>";
        yield return "/// <returns>The value of the loss.</returns>";
    }

    /// <summary>What a Hessian's element is, by the policy.</summary>
    private string SecondDerivative(string parameter) => method.Signature.Hessian switch
    {
        CurvaturePolicy.Absolute => $"|seed · ∂²value/∂{parameter}²|",
        CurvaturePolicy.UpperBound =>
            $"Σ |seed · ∂²value/∂{parameter}∂q| over all q that the loss is differentiated by: an upper bound of the Hessian, in the sense of diagonal dominance",
        _ => $"seed · ∂²value/∂{parameter}²",
    };

    private static string Output(LossParameter parameter, string suffix, string what)
    {
        var source = Xml(parameter.Name);
        var shape = parameter.IsArray ? $": as long as <paramref name=\"{source}\"/>, and sharing no memory with an input" : "";
        return $"/// <param name=\"{source}{suffix}\">Receives {what}{shape}.</param>";
    }

    private IEnumerable<string> Remarks(string what, IEnumerable<OutputFormula> formulas) =>
    [
        "/// <remarks>",
        "/// The loss:",
        "/// <code>",
        .. Lines(method.Text).Select(line => "/// " + Xml(line)),
        "/// </code>",
        $"/// {what}:",
        "/// <code>",
        .. formulas.Select(formula => "/// " + Xml(formula.Text)),
        "/// </code>",
        .. ProvenProperties() is { } proven ? new[] { proven } : [],
        "/// </remarks>",
    ];

    private IEnumerable<string> Inputs() =>
        from parameter in method.Signature.Parameters
        where parameter.Kind != ParameterKind.Result
        select $"/// <param name=\"{Xml(parameter.Name)}\">{Describe(parameter)}</param>";

    /// <summary>What the gradient of a loss with results differentiates: <c>seed · value + Σ lossesSeed · losses</c>; null without results.</summary>
    private string? ProductText()
    {
        if (program.Results.Count == 0)
            return null;
        var terms = program.Results.Select(result => $"Σ {Xml(result.Seed.Name)} · {Xml(result.Array.Name)}");
        return !method.Signature.IsVoid ? $"seed · value + {string.Join(" + ", terms)}"
            : program.Results.Count == 1 ? "seed · " + terms.Single()
            : $"seed · ({string.Join(" + ", terms)})";
    }

    private string Describe(LossParameter parameter)
    {
        if (program.Results.FirstOrDefault(result => result.Array.Parameter == parameter) is { Array: var written })
            return $"Receives the result. {Shape(written)} It shares no memory with an input or another result.";
        var array = program.Arrays.FirstOrDefault(array => array.Parameter == parameter);
        return array is null ? "A number." : Shape(array);
    }

    private static string Shape(ArrayParameter array) => $"Shape [{string.Join(",", array.Dimensions.Select(extent => Xml(extent.Name)))}], row-major.";

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0);

    private static string TypeName(ElementType precision) => precision == ElementType.Double ? "double" : "float";

    private static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;");
}
