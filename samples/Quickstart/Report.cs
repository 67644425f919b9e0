using System.Globalization;
using Spectre.Console;

namespace Quickstart;

/// <summary>Headings, tables and verdicts that read well on a screen and in a log.</summary>
internal static class Report
{
    public static void Heading(string text)
    {
        AnsiConsole.Write(new Rule(text).LeftJustified());
        AnsiConsole.WriteLine();
    }

    /// <summary>A table whose first column is text and whose others are numbers.</summary>
    public static Table Table(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns(columns);
        foreach (var column in table.Columns.Skip(1))
            column.RightAligned();
        return table;
    }

    public static bool Verdict(bool passed, string success, string failure)
    {
        AnsiConsole.Write(new Text(passed ? success : failure, new Style(passed ? Color.Green : Color.Red)));
        AnsiConsole.WriteLine();
        AnsiConsole.WriteLine();
        return passed;
    }

    public static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
