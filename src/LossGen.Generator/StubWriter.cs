using LossGen.Compiler.Emission;
using LossGen.Compiler.Signatures;

namespace LossGen.Generator;

/// <summary>
/// Bodies for methods whose loss has errors. Without one, C# would stop at the missing body and print no analyzer's finding; with
/// this one it prints them, and who calls the loss or its gradient meets no error of his own.
/// </summary>
internal static class StubWriter
{
    /// <summary>The body is an expression, by which <see cref="Hosting.HostRules.IsStub"/> knows it: compiled losses have blocks.</summary>
    public static string Write(LossSource loss)
    {
        var writer = new IndentedWriter();
        WriteStub(writer, loss.Header);
        foreach (var companion in loss.Method.DeclaredCompanions)
        {
            writer.WriteLine();
            WriteStub(writer, $"{companion.Declaration} {Hosting.SymbolText.Identifier(companion.Name)}({companion.Parameters})");
        }

        if (HasGradientOfItsOwn(loss) && GradientDeclaration.Of(loss.Method) is { } gradient)
        {
            writer.WriteLine();
            WriteStub(writer, gradient);
        }

        return writer.ToString();
    }

    /// <summary>Whether a gradient is added, and its parameters would not have a name twice; a generic method is refused altogether.</summary>
    private static bool HasGradientOfItsOwn(LossSource loss)
    {
        var signature = loss.Method.Signature;
        var added = signature.Parameters.SelectMany(parameter => new[] { parameter.Name + "Gradient", parameter.ToSeed().Name }).Append("seed");
        return loss.Method.DeclaredCompanions.Count == 0
            && !loss.Header.Contains(">(")
            && !signature.Parameters.Any(parameter => added.Contains(parameter.Name));
    }

    private static void WriteStub(IndentedWriter writer, string header)
    {
        writer.WriteLine(SourceFile.GeneratedCodeAttribute);
        writer.WriteLine(header + " => throw global::LossGen.InvalidLoss.Error;");
    }
}
