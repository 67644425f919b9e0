using System.Text;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Tests;

/// <summary>A loss text with spans marked as in <c>mean((yhat - [|zz|])^2)</c>.</summary>
internal sealed record AnnotatedText(string Text, IReadOnlyList<TextSpan> Spans)
{
    public TextSpan Span => Assert.Single(Spans);

    public static AnnotatedText Parse(string annotated)
    {
        var text = new StringBuilder();
        var spans = new List<TextSpan>();
        var start = 0;
        for (var i = 0; i < annotated.Length; i++)
        {
            switch (annotated.AsSpan(i))
            {
                case ['[', '|', ..]:
                    start = text.Length;
                    i++;
                    break;
                case ['|', ']', ..]:
                    spans.Add(TextSpan.FromBounds(start, text.Length));
                    i++;
                    break;
                default:
                    text.Append(annotated[i]);
                    break;
            }
        }

        return new AnnotatedText(text.ToString(), spans);
    }
}
