using LossGen.Compiler.Binding;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Scheduling;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Emission;

/// <summary>Writes the members of one loss: the implementing part of the user's method and its companions, with their documentation.</summary>
internal sealed class MemberWriter(LossMethod method, BoundProgram program)
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

    public void WriteGradient(Kernel kernel, IReadOnlyList<GradientFormula> gradients)
    {
        _writer.WriteLine();
        var name = method.Signature.MethodName + "Gradient";
        var declared = method.DeclaredCompanions.FirstOrDefault(companion => companion.Name == name);
        var header = declared is null ? GradientDocumentation(gradients) : FormulaComment();
        var declaration = declared is null ? GradientDeclaration.Of(method)! : $"{declared.Declaration} {name}({declared.Parameters})";
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
        foreach (var parameter in method.Signature.Parameters)
            yield return $"/// <param name=\"{Xml(parameter.Name)}\">{Describe(parameter)}</param>";
        yield return "/// <returns>The value of the loss.</returns>";
    }

    private IEnumerable<string> GradientDocumentation(IReadOnlyList<GradientFormula> gradients)
    {
        yield return $"/// <summary>The value and the gradient of <c>{Xml(method.Signature.MethodName)}</c>, in one pass.</summary>";
        yield return "/// <remarks>";
        yield return "/// The loss:";
        yield return "/// <code>";
        foreach (var line in Lines(method.Text))
            yield return "/// " + Xml(line);
        yield return "/// </code>";
        yield return "/// Its gradient:";
        yield return "/// <code>";
        foreach (var gradient in gradients)
            yield return "/// " + Xml(Formula(gradient));
        yield return "/// </code>";
        yield return "/// </remarks>";
        foreach (var parameter in method.Signature.Parameters)
            yield return $"/// <param name=\"{Xml(parameter.Name)}\">{Describe(parameter)}</param>";
        foreach (var gradient in gradients)
        {
            var source = Xml(gradient.Parameter.Name);
            yield return gradient.Parameter.IsArray
                ? $"/// <param name=\"{source}Gradient\">Receives seed · ∂value/∂{source}: as long as <paramref name=\"{source}\"/>, and sharing no memory with an input.</param>"
                : $"/// <param name=\"{source}Gradient\">Receives seed · ∂value/∂{source}.</param>";
        }

        yield return "/// <param name=\"seed\">What the gradient is multiplied by.</param>";
        yield return "/// <returns>The value of the loss.</returns>";
    }

    private static string Formula(GradientFormula gradient)
    {
        var axes = gradient.Axes.Count == 0 ? "" : $"[{string.Join(",", gradient.Axes.Select(axis => axis.Name))}]";
        return $"{gradient.Parameter.Name}Gradient{axes} = {NodePrinter.Print(gradient.Value)}";
    }

    private string Describe(LossParameter parameter)
    {
        var array = program.Arrays.FirstOrDefault(array => array.Parameter == parameter);
        return array is null ? "A number." : $"Shape [{string.Join(",", array.Dimensions.Select(extent => Xml(extent.Name)))}], row-major.";
    }

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0);

    private static string TypeName(ElementType precision) => precision == ElementType.Double ? "double" : "float";

    private static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;");
}
