using System.Text;

namespace LossGen.Compiler.Tests.Composition;

/// <summary>Whatever calls whatever: findings inside the text, and no exception.</summary>
public sealed class CompositionFuzzTests
{
    private static readonly string[] Tokens =
    [
        "Mse", "Mae", "Losses", "Losses.Huber", ".", "CrossEntropy", "Entropy", "Column", "Once", "Broken", "Rows", "Caller", "(", ")", "[", "]", ",",
        "z", "label", "tau", "k", "n", "c", "i", "=", "\n", ";", "+", "*", "'", "sum[n]", "mean", "size(z, 1)", "f(t) =", "t", "s[n,c] =", "axis b =",
        "require", "2", "e", "(k)", "|",
    ];

    private static readonly string[] Programs =
    [
        "0.7 * Mse(z, z) + 0.3 * Mae(z, tau * z)",
        "s[n,c] = z[n,c] / tau\nCrossEntropy(s, label) + Entropy(s, k)",
        "f(t) = t * Losses.Huber(label, 2 * label, tau)\nf(Once(label))",
        "axis b = 2 * k\nColumn(z, k, 1) + sum[b](b) * size(z, 1)",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Mutations_of_valid_programs_and_of_what_they_call(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 400; round++)
        {
            var text = Mutated(Programs[random.Next(Programs.Length)], random);
            var book = LossBook.Standard().Add("Caller", "z:f[] label:i[] tau:f k:i", text).Add("Mse", "a:i[]", Mutated(Programs[random.Next(Programs.Length)], random));

            var findings = book.Analyze("z:f[] label:i[] tau:f k:i", text, random.Next(2) == 0 ? "Caller" : null);

            Assert.All(findings, finding => Assert.InRange(finding.Span.Start, 0, finding.Span.End));
            Assert.All(findings, finding => Assert.InRange(finding.Span.End, 0, text.Length));
        }
    }

    private static string Mutated(string program, Random random)
    {
        var text = new StringBuilder(program);
        for (var edits = random.Next(0, 5); edits > 0 && text.Length > 0; edits--)
        {
            var position = random.Next(text.Length);
            if (random.Next(3) == 0)
                text.Remove(position, Math.Min(text.Length - position, random.Next(1, 6)));
            else
                text.Insert(position, Tokens[random.Next(Tokens.Length)]);
        }

        return text.ToString();
    }
}
