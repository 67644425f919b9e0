using System.Runtime.InteropServices;

namespace LossGen.Package.Tests;

/// <summary>The packages as users meet them: what is inside, and that a clean project builds, runs and publishes with them.</summary>
public sealed class PackageTests(PackageFeed feed)
{
    private const string Program = """
        using System.Globalization;
        using LossGen;

        float[] yhat = [1, 2, 3], y = [1, 1, 1];
        var gradient = new float[3];
        var value = MyLosses.Mse(yhat, y);
        var same = MyLosses.MseGradient(yhat, y, gradient);
        Console.WriteLine(string.Join(
            ' ', ((float[])[value, same, .. gradient]).Select(number => number.ToString("F4", CultureInfo.InvariantCulture))));

        internal static partial class MyLosses
        {
            [Loss("mean((yhat - y)^2)")]
            internal static partial float Mse(ReadOnlySpan<float> yhat, ReadOnlySpan<float> y);
        }
        """;

    /// <summary>(0 + 1 + 4) / 3, twice, and 2/3 of the differences.</summary>
    private const string Output = "1.6667 1.6667 0.0000 0.6667 1.3333";

    [Fact]
    public void The_solution_packs_three_packages_with_what_they_need_and_no_more()
    {
        Assert.Equal(
            [$"LossGen.{feed.Version}.nupkg", $"LossGen.Losses.{feed.Version}.nupkg", $"LossGen.Testing.{feed.Version}.nupkg"],
            Directory.GetFiles(feed.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(
            [
                "LossGen.nuspec",
                "README.md",
                "analyzers/dotnet/cs/LossGen.Analyzers.dll",
                "analyzers/dotnet/cs/LossGen.CodeFixes.dll",
                "analyzers/dotnet/cs/LossGen.Compiler.dll",
                "analyzers/dotnet/cs/LossGen.Completion.dll",
                "analyzers/dotnet/cs/LossGen.Generator.dll",
                "lib/net10.0/LossGen.Runtime.dll",
                "lib/net10.0/LossGen.Runtime.xml",
            ],
            feed.Contents("LossGen"));
        Assert.Equal(
            ["LossGen.Losses.nuspec", "README.md", "lib/net10.0/LossGen.Losses.dll", "lib/net10.0/LossGen.Losses.xml"],
            feed.Contents("LossGen.Losses"));
        Assert.Equal(
            ["LossGen.Testing.nuspec", "README.md", "lib/net10.0/LossGen.Testing.dll", "lib/net10.0/LossGen.Testing.xml"],
            feed.Contents("LossGen.Testing"));
    }

    [Fact]
    public void LossGen_and_its_checks_depend_on_nothing_and_the_library_on_the_runtime_alone()
    {
        Assert.DoesNotContain("<dependency ", feed.Manifest("LossGen"), StringComparison.Ordinal);
        Assert.DoesNotContain("<dependency ", feed.Manifest("LossGen.Testing"), StringComparison.Ordinal);
        Assert.Contains(
            $"""<dependency id="LossGen" version="{feed.Version}" exclude="Build,Analyzers" />""",
            feed.Manifest("LossGen.Losses"),
            StringComparison.Ordinal);
        Assert.Contains("""<license type="expression">MIT</license>""", feed.Manifest("LossGen"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clean_project_builds_without_a_warning_and_runs()
    {
        var project = feed.CreateProject("Clean", Program);
        await DotNet.RunAsync(project, "build", "-v", "q", "-p:UseSharedCompilation=false");
        var (exitCode, output) = await DotNet.TryRunAsync(project, "run", "--no-build");
        Assert.Equal((0, Output), (exitCode, output.Trim()));
    }

    [Fact]
    public async Task A_mistake_fails_the_build_at_its_place()
    {
        var project = feed.CreateProject("Mistaken", Program.Replace("^2)\")]", "^2)\", Parallel = true)]", StringComparison.Ordinal)
            .Replace("MyLosses.MseGradient(yhat, y, gradient)", "value", StringComparison.Ordinal));
        var (exitCode, output) = await DotNet.TryRunAsync(project, "build", "-v", "q", "-p:UseSharedCompilation=false");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("Program.cs(13,33): error LG0908: Option 'Parallel' is not supported yet", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Native_code_without_a_just_in_time_compiler_gives_the_same()
    {
        var project = feed.CreateProject("Native", Program);
        var (exitCode, output) = await DotNet.TryRunAsync(
            project,
            "publish", "-v", "q", "-o", "out", "-r", RuntimeInformation.RuntimeIdentifier, "-p:PublishAot=true", "-p:UseSharedCompilation=false");
        Assert.SkipWhen(
            exitCode != 0 && output.Contains("NU110", StringComparison.Ordinal) && output.Contains("ILCompiler", StringComparison.Ordinal),
            "No package source of this machine has the Native AOT compiler.");
        Assert.True(exitCode == 0, output);
        var (_, printed) = await DotNet.StartAsync(Path.Combine(project, "out", "Native"), project);
        Assert.Equal(Output, printed.Trim());
    }
}
