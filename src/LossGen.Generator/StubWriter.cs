using LossGen.Compiler.Emission;
using LossGen.Compiler.Signatures;

namespace LossGen.Generator;

/// <summary>
/// Bodies for methods whose loss has errors. Without one, C# would stop at the missing body and print no analyzer's finding; with
/// this one it prints them, and still refuses to build.
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

        return writer.ToString();
    }

    private static void WriteStub(IndentedWriter writer, string header)
    {
        writer.WriteLine(SourceFile.GeneratedCodeAttribute);
        writer.WriteLine(header + " => throw global::LossGen.InvalidLoss.Error;");
    }
}
