using System.Text;

namespace LossGen.Compiler.Text;

/// <summary>
/// A text with <c>\n</c> as its only line break, so that what is compiled does not depend on the line breaks of the C# file,
/// and the way back to positions of the original.
/// </summary>
public sealed class LineBreaks
{
    private readonly int[] _origin;

    private LineBreaks(string text, int[] origin) => (Text, _origin) = (text, origin);

    /// <summary>The text with each <c>\r\n</c> and each single <c>\r</c> replaced by <c>\n</c>.</summary>
    public string Text { get; }

    public static LineBreaks Normalize(string original)
    {
        var text = new StringBuilder(original.Length);
        var origin = new List<int>(original.Length + 1);
        for (var i = 0; i < original.Length; i++)
        {
            if (original[i] == '\n' && i > 0 && original[i - 1] == '\r')
                continue;
            origin.Add(i);
            text.Append(original[i] == '\r' ? '\n' : original[i]);
        }

        origin.Add(original.Length);
        return new LineBreaks(text.ToString(), [.. origin]);
    }

    /// <summary>The part of the original that became <paramref name="span"/> of <see cref="Text"/>.</summary>
    public TextSpan ToOriginal(TextSpan span) =>
        TextSpan.FromBounds(_origin[span.Start], _origin[span.End]);
}
