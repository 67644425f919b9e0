namespace LossGen.Package.Tests;

/// <summary>The fixes as a real client applies them: <c>dotnet format</c> on a project that knows LossGen as a package only.</summary>
public sealed class FormatTests(PackageFeed feed)
{
    private const string Raw = """"
        using LossGen;

        Console.WriteLine(Raw.Regular([1], [1]));

        internal static partial class Raw
        {
            [Loss("mean(y * log(sigmoid(x))   -   log( 1 + exp( -x ) ))")]
            internal static partial float Regular(ReadOnlySpan<float> x, ReadOnlySpan<float> y);

            [Loss(@"
                p[n,c] = softmax[c](z[n,c]) // the probabilities
                mean[n](-log(p[n, label[n]]))")]
            internal static partial float Verbatim(ReadOnlySpan<float> z, ReadOnlySpan<int> label, int c);

            [Loss("""
                // the margin
                m[i] = y[i] * s[i]
                sum[i](log(1 + exp(
                    -m[i] // as large as it is
                    / t))) + sqrt(sum[i](w[i]^2))
                """)]
            internal static partial float Lines(ReadOnlySpan<float> s, ReadOnlySpan<float> y, ReadOnlySpan<float> w, float t);

            [Loss("""sum[i](u[i] * log(v[i]))""")]
            internal static partial float Line(ReadOnlySpan<float> u, ReadOnlySpan<float> v);

            [Loss("mean[n](z[n,0] - " + "log(sum[c](exp(z[n,c]))))")]
            internal static partial float Joined(ReadOnlySpan<float> z, int c);

            internal static double Deviance(double z) => Math.Log(1 + Math.Exp(z));

            internal static double Score(double z) => Math.Log(1 / (1 + Math.Exp(-z)));
        }

        """";

    private const string Stable = """"
        using LossGen;

        Console.WriteLine(Raw.Regular([1], [1]));

        internal static partial class Raw
        {
            [Loss("mean(y * logsigmoid(x)   -   softplus(-x))")]
            internal static partial float Regular(ReadOnlySpan<float> x, ReadOnlySpan<float> y);

            [Loss(@"
                p[n,c] = softmax[c](z[n,c]) // the probabilities
                mean[n](-(z[n, label[n]] - logsumexp[c](z[n,c])))")]
            internal static partial float Verbatim(ReadOnlySpan<float> z, ReadOnlySpan<int> label, int c);

            [Loss("""
                // the margin
                m[i] = y[i] * s[i]
                sum[i](softplus(-m[i] // as large as it is
                    / t)) + norm[i](w[i])
                """)]
            internal static partial float Lines(ReadOnlySpan<float> s, ReadOnlySpan<float> y, ReadOnlySpan<float> w, float t);

            [Loss("""sum[i](xlogy(u[i], v[i]))""")]
            internal static partial float Line(ReadOnlySpan<float> u, ReadOnlySpan<float> v);

            [Loss("mean[n](z[n,0] - " + "logsumexp[c](z[n,c]))")]
            internal static partial float Joined(ReadOnlySpan<float> z, int c);

            internal static double Deviance(double z) => LossMath.Softplus(z);

            internal static double Score(double z) => LossMath.LogSigmoid(z);
        }

        """";

    private static readonly string[] Rules = ["LG1001", "LG1002", "LG1004", "LG1009", "LG1016", "LG1027", "LG3002", "LG3004"];

    [Fact]
    public async Task Raw_forms_become_stable_ones_and_the_project_builds_clean()
    {
        var project = feed.CreateProject("Raw", Raw);
        await File.WriteAllTextAsync(
            Path.Combine(project, ".globalconfig"),
            "is_global = true\ndotnet_diagnostic.LG1027.severity = warning\n",
            TestContext.Current.CancellationToken);
        var (exitCode, output) = await DotNet.TryRunAsync(project, "build", "-v", "q", "-p:UseSharedCompilation=false");
        Assert.NotEqual(0, exitCode);
        Assert.All(Rules, rule => Assert.Contains($"error {rule}: ", output, StringComparison.Ordinal));

        await DotNet.RunAsync(project, ["format", "analyzers", "--severity", "info", "--diagnostics", .. Rules]);

        Assert.Equal(Stable, await File.ReadAllTextAsync(Path.Combine(project, "Program.cs"), TestContext.Current.CancellationToken));
        var built = await DotNet.RunAsync(project, "build", "-v", "q", "-p:UseSharedCompilation=false");
        Assert.DoesNotContain("LG1", built, StringComparison.Ordinal);
        Assert.DoesNotContain("LG3", built, StringComparison.Ordinal);
    }
}
