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

        foreach (var companion in AddedCompanions(loss))
        {
            writer.WriteLine();
            WriteStub(writer, companion);
        }

        return writer.ToString();
    }

    /// <summary>The companions that would be added. None if their parameters would have a name twice; a generic method is refused altogether.</summary>
    private static IEnumerable<string> AddedCompanions(LossSource loss)
    {
        var signature = loss.Method.Signature;
        var added = signature.Parameters
            .SelectMany(parameter => new[] { parameter.Name + "Gradient", parameter.Name + "Hessian", parameter.ToSeed().Name })
            .Append("seed");
        if (loss.Header.Contains(">(") || signature.Parameters.Any(parameter => added.Contains(parameter.Name)))
            return [];
        return new[] { ("Gradient", CompanionDeclaration.OfGradient(loss.Method)), ("Hessian", CompanionDeclaration.OfHessian(loss.Method)) }
            .Where(companion => !loss.Method.DeclaredCompanions.Any(declared => declared.Name == signature.MethodName + companion.Item1))
            .Select(companion => companion.Item2)
            .OfType<string>();
    }

    private static void WriteStub(IndentedWriter writer, string header)
    {
        writer.WriteLine(SourceFile.GeneratedCodeAttribute);
        writer.WriteLine(header + " => throw global::LossGen.InvalidLoss.Error;");
    }
}
