using System.Globalization;
using Spectre.Console;

namespace LossGen.Benchmarks;

/// <summary>A table as it stands in <c>docs/performance.md</c>: a first column of text, and others of numbers.</summary>
internal sealed class MarkdownTable
{
    private readonly Table _table;

    public MarkdownTable(params string[] columns)
    {
        _table = new Table().MarkdownBorder().AddColumns([.. columns.Select(Markup.Escape)]);
        foreach (var column in _table.Columns)
            column.NoWrap();
        foreach (var column in _table.Columns.Skip(1))
            column.RightAligned();
    }

    public MarkdownTable Row(params string[] cells)
    {
        _table.AddRow([.. cells.Select(Markup.Escape)]);
        return this;
    }

    /// <summary>Writes the table, and an empty line after it.</summary>
    public void Write()
    {
        const int Unlimited = 1000;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(Console.Out) });
        console.Profile.Width = Unlimited;
        console.Write(_table);
        console.WriteLine();
    }

    public static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
