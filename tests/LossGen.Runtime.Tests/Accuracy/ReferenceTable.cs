using System.Collections.Concurrent;
using System.IO.Compression;

namespace LossGen.Runtime.Tests.Accuracy;

/// <summary>An argument (Y unused by functions of one) and the exact value: Value + Remainder ulp of Value.</summary>
internal readonly record struct ReferencePoint(double X, double Y, double Value, double Remainder);

/// <summary>The tables that Reference/make_reference.py computes with mpmath; the format is described there.</summary>
internal static class ReferenceTable
{
    private static readonly ConcurrentDictionary<string, ReferencePoint[]> Tables = new();

    public static ReferencePoint[] Read(string function, int arity) => Tables.GetOrAdd(function, name =>
    {
        using var resource = typeof(ReferenceTable).Assembly.GetManifestResourceStream(name + ".ref.gz")
            ?? throw new InvalidOperationException($"There is no reference table for {name}; see Reference/make_reference.py.");
        using var bytes = new MemoryStream();
        using (var unzipped = new GZipStream(resource, CompressionMode.Decompress)) unzipped.CopyTo(bytes);
        bytes.Position = 0;
        using var reader = new BinaryReader(bytes);
        var points = new ReferencePoint[bytes.Length / (8 * arity + 12)];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = new ReferencePoint(reader.ReadDouble(), arity == 2 ? reader.ReadDouble() : 0, reader.ReadDouble(), reader.ReadSingle());
        }
        return points;
    });
}
