using System.Globalization;
using LossGen.Generator.Tests.Infrastructure;

namespace LossGen.Generator.Tests.Generation;

/// <summary>The same bytes for the same losses, whatever the order of files, the culture, the line breaks and the run.</summary>
public sealed class DeterminismTests
{
    private static readonly (string Path, string Source)[] Sources =
    [
        ("A.cs", Part("N", "L", "C(ReadOnlySpan<float> x)", "A(ReadOnlySpan<float> x)")),
        ("B.cs", Part("N", "L", "B(ReadOnlySpan<float> x)", "A(ReadOnlySpan<double> x)")),
        ("C.cs", Part("N", "l", "A(ReadOnlySpan<float> x)")),
        ("D.cs", Part("M", "L", "A(ReadOnlySpan<float> x)")),
    ];

    [Fact]
    public void The_order_of_files_does_not_matter()
    {
        var expected = Sorted(Sources);
        Assert.Equal(3, expected.Count);
        Assert.All(Permutations(Sources), order => Assert.Equal(expected, Sorted(order)));
    }

    [Fact]
    public void Types_that_differ_in_case_alone_get_names_that_differ_otherwise()
    {
        var names = Sorted(Sources).Select(file => file.Name).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Contains("M.L.Loss.g.cs", names);
        Assert.Equal(2, names.Count(name => name.StartsWith("N.L-", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Line_breaks_of_the_file_do_not_matter()
    {
        const string Source = "partial class L\n{\n[LossGen.Loss(@\"a\nb\")]\npublic static partial float F(float x);\n}";
        Assert.Equal(
            Host.Run(Source).Files(),
            Host.Run(Source.Replace("\n", "\r\n", StringComparison.Ordinal)).Files());
    }

    [Fact]
    public void The_culture_does_not_matter()
    {
        var expected = Sorted(Sources);
        var odd = (CultureInfo)CultureInfo.GetCultureInfo("de-DE").Clone();
        odd.NumberFormat.NegativeSign = "\u2212";
        odd.NumberFormat.NumberDecimalSeparator = ",";
        Assert.Equal(expected, InCulture(odd, () => Sorted(Sources)));
        Assert.Equal(expected, InCulture(CultureInfo.GetCultureInfo("tr-TR"), () => Sorted(Sources)));
    }

    internal static T InCulture<T>(CultureInfo culture, Func<T> run)
    {
        var (current, currentUI) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
            return run();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (current, currentUI);
        }
    }

    private static List<(string Name, string Text)> Sorted(IEnumerable<(string Path, string Source)> sources) =>
        [.. Host.Run(Host.Compile(sources), Host.StubGenerator).Files().OrderBy(file => file.Name, StringComparer.Ordinal)];

    private static IEnumerable<T[]> Permutations<T>(T[] items) => items.Length <= 1
        ? [items]
        : Enumerable.Range(0, items.Length).SelectMany(i =>
            Permutations<T>([.. items[..i], .. items[(i + 1)..]]).Select(rest => (T[])[items[i], .. rest]));

    private static string Part(string containingNamespace, string type, params string[] methods) => $$"""
        using System;
        using LossGen;
        namespace {{containingNamespace}}
        {
            public static partial class {{type}}
            {
                {{string.Join("\n", methods.Select(method => $"[Loss(\"x\")] public static partial float {method};"))}}
            }
        }
        """;
}
