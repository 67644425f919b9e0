using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Tests.Infrastructure;

/// <summary>
/// Snapshots with the names and the format of Verify.SourceGenerators, <c>{Class}.{Method}#{hint}.verified.cs</c> beside the test, so
/// that changing to Verify is changing this file. <c>LOSSGEN_ACCEPT=1</c> accepts what is generated.
/// </summary>
internal static class Verifier
{
    public static bool Accepting { get; } = Environment.GetEnvironmentVariable("LOSSGEN_ACCEPT") == "1";

    public static void Verify(GeneratorDriver driver, [CallerFilePath] string file = "", [CallerMemberName] string method = "")
    {
        var directory = Path.GetDirectoryName(file)!;
        var test = $"{Path.GetFileNameWithoutExtension(file)}.{method}";
        var files = driver.Files();
        Assert.NotEmpty(files);

        var verified = new HashSet<string>(StringComparer.Ordinal);
        var problems = new List<string>();
        foreach (var (hintName, text) in files)
        {
            var path = Path.Combine(directory, $"{test}#{Path.GetFileNameWithoutExtension(hintName)}.verified.cs");
            verified.Add(path);
            VerifyText(path, $"//HintName: {hintName}\n{text}", problems);
        }

        foreach (var stale in Directory.GetFiles(directory, $"{test}#*.verified.cs").Where(path => !verified.Contains(path)))
        {
            if (Accepting)
                File.Delete(stale);
            else
                problems.Add("no longer generated: " + Path.GetFileName(stale));
        }

        Assert.Empty(problems);
    }

    /// <summary>Compares with the file and writes <c>.received</c> beside it if they differ; or accepts.</summary>
    public static void VerifyText(string path, string text, List<string> problems)
    {
        var received = path.Replace(".verified.", ".received.", StringComparison.Ordinal);
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);
        var known = File.Exists(path) ? File.ReadAllText(path) : null;
        if (Accepting || known == text)
        {
            File.Delete(received);
            if (known != text)
                File.WriteAllText(path, text, encoding);
            return;
        }

        File.WriteAllText(received, text, encoding);
        problems.Add((known is null ? "new: " : "differs: ") + Path.GetFileName(path));
    }
}
