using System.Reflection;
using System.Text.RegularExpressions;
using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;

namespace LossGen.Compiler.Tests.Binding;

/// <summary><c>docs/language.md</c> says what the compiler does.</summary>
public sealed class DocumentationTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "language.md"));

    [Fact]
    public void Every_error_stands_in_the_table_and_nothing_else()
    {
        var rows = Text.Split('\n').Where(line => line.StartsWith("| LG", StringComparison.Ordinal));
        var descriptors = new[] { typeof(LanguageErrors), typeof(CallErrors), typeof(PropertyErrors) }
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(field => (LossDiagnosticDescriptor)field.GetValue(null)!);

        Assert.Equal(descriptors.Select(descriptor => $"| {descriptor.Id} | {descriptor.Title} |"), rows);
    }

    [Fact]
    public void Every_function_stands_in_the_table_of_functions_and_nothing_else()
    {
        var section = Text.Split("## Functions")[1].Split("\n\n")[1];
        // Formulas such as min(max(x, lo), hi) repeat names and bring in others; the lists are words and blanks.
        var names = Regex.Matches(section, "`([a-z0-9_ ]+)`").SelectMany(match => match.Groups[1].Value.Split(' ')).Append("clamp");

        Assert.Equal(BuiltInFunctions.Names.Distinct().Order(StringComparer.Ordinal), names.Distinct().Order(StringComparer.Ordinal));
    }
}
