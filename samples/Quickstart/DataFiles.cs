using System.Globalization;
using System.IO.Compression;

namespace Quickstart;

/// <summary>The data that lies beside the program; see Data/README.md for where it is from.</summary>
internal static class DataFiles
{
    /// <summary>Engel's households: income and food expenditure.</summary>
    public static (double[] Income, double[] Food) Engel()
    {
        using var reader = new StreamReader(Locate("engel.csv"));
        var rows = Rows(reader).Skip(1).Select(row => row.Split(',')).ToArray();
        return ([.. rows.Select(row => Number(row[0]))], [.. rows.Select(row => Number(row[1]))]);
    }

    /// <summary>Handwritten digits: 64 grey levels from 0 to 16 an image, and the label.</summary>
    public static (float[][] Images, int[] Labels) Digits()
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Locate("digits.csv.gz")), CompressionMode.Decompress));
        var rows = Rows(reader).Select(row => Array.ConvertAll(row.Split(','), text => (float)Number(text))).ToArray();
        return ([.. rows.Select(row => row[..^1])], [.. rows.Select(row => (int)row[^1])]);
    }

    private static string Locate(string name) => Path.Combine(AppContext.BaseDirectory, "Data", name);

    private static IEnumerable<string> Rows(StreamReader reader)
    {
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
