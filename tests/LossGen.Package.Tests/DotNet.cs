using System.Diagnostics;
using System.Text;

namespace LossGen.Package.Tests;

/// <summary>Runs programs and keeps what they print.</summary>
internal static class DotNet
{
    /// <summary>Runs <c>dotnet</c> and fails with its output unless it succeeds.</summary>
    public static async Task<string> RunAsync(string directory, params string[] arguments)
    {
        var (exitCode, output) = await TryRunAsync(directory, arguments);
        Assert.True(exitCode == 0, $"dotnet {string.Join(' ', arguments)} → {exitCode}\n{output}");
        return output;
    }

    public static Task<(int ExitCode, string Output)> TryRunAsync(string directory, params string[] arguments) =>
        StartAsync(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", directory, arguments);

    public static async Task<(int ExitCode, string Output)> StartAsync(string program, string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The variables of the build that runs these tests would steer the builds that the tests run.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"Cannot start {program}.");
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(output, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }

        return (process.ExitCode, output.ToString());
    }

    private static void Append(StringBuilder output, string? line)
    {
        lock (output)
        {
            if (line is not null)
                output.Append(line).Append('\n');
        }
    }
}
