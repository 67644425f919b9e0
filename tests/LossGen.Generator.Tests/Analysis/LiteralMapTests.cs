using System.Text;
using CsCheck;
using LossGen.Analyzers;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.Generator.Tests.Analysis;

public sealed class LiteralMapTests
{
    /// <summary>Pieces that are hard somewhere: escapes, quotes, surrogates, line breaks, tabs.</summary>
    private static readonly Gen<string> Piece = Gen.OneOf(
        "a", "x + y", " ", "\t", "\"", "\"\"", "\\", "{", "}", "'", "ŷ", "😀", "\n", "\r\n", "\r", "\u2028", "0", "F");

    private static readonly Gen<string> Value = Piece.Array[0, 12].Select(string.Concat);

    [Fact]
    public void Regular_literals_map_each_character_to_what_spells_it() =>
        Gen.Select(Value, Gen.Int[0, 1_000_000]).Sample((value, seed) => AssertMaps(Regular(value, new Random(seed)), value));

    [Fact]
    public void Verbatim_literals_map_each_character_to_what_spells_it() =>
        Value.Sample(value => AssertMaps([.. Spell("@\""), .. Characters(value, c => c == '"' ? "\"\"" : c.ToString()), .. Spell("\"")], value));

    [Fact]
    public void Single_line_raw_literals_map_each_character_to_itself() =>
        Value.Select(OneLine).Where(value => value.Length > 0).Sample(value =>
        {
            value = $"({value})";
            var quotes = new string('"', 3 + value.Count(c => c == '"'));
            AssertMaps([.. Spell(quotes), .. Characters(value, c => c.ToString()), .. Spell(quotes)], value);
        });

    [Fact]
    public void Multi_line_raw_literals_leave_the_indentation_out() =>
        Gen.Select(Value.Select(OneLine).Array[1, 5], Gen.OneOf("", "  ", "\t ", "        "), Gen.OneOf("\n", "\r\n"))
            .Sample((lines, indentation, lineBreak) =>
            {
                var value = string.Join(lineBreak, lines);
                var quotes = new string('"', 3 + value.Count(c => c == '"'));
                var pieces = new List<(string Source, int Units)> { (quotes + lineBreak, 0) };
                for (var i = 0; i < lines.Length; i++)
                {
                    if (i > 0)
                        pieces.AddRange(Characters(lineBreak, c => c.ToString()));
                    pieces.AddRange(Spell(lines[i].Length == 0 ? "" : indentation));
                    pieces.AddRange(Characters(lines[i], c => c.ToString()));
                }

                AssertMaps([.. pieces, .. Spell(lineBreak + indentation + quotes)], value);
            });

    [Fact]
    public void Joined_and_parenthesised_literals_map_across() =>
        Gen.Select(Value, Value, Gen.Int[0, 1_000_000]).Sample((left, right, seed) => AssertMaps(
            [
                .. Spell("( "),
                .. Regular(left, new Random(seed)),
                .. Spell(")\n  + (@\""),
                .. Characters(right, c => c == '"' ? "\"\"" : c.ToString()),
                .. Spell("\")"),
            ],
            left + right));

    [Theory]
    [InlineData("Name")]
    [InlineData("nameof(Name)")]
    [InlineData("$\"a{1}\"")]
    [InlineData("\"a\" + Name")]
    [InlineData("\"a")]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("'c'")]
    [InlineData("\"a\"u8")]
    [InlineData("\"\"\"\n    a\n  b\n    \"\"\"")]
    public void What_is_not_spelled_here_has_no_map(string expression) =>
        Assert.Null(LiteralMap.TryCreate(SyntaxFactory.ParseExpression(expression)));

    [Theory]
    [InlineData("\"abc\"", 4)]
    [InlineData("@\"abc\"", 5)]
    [InlineData("\"\"\"abc\"\"\"", 6)]
    [InlineData("\"\"\"\n  abc\n  \"\"\"", 9)]
    [InlineData("\"ab\" + \"c\"", 9)]
    [InlineData("\"\"", 1)]
    public void The_end_is_behind_the_last_character(string expression, int expected)
    {
        var map = LiteralMap.TryCreate(SyntaxFactory.ParseExpression(expression))!;
        Assert.Equal(new TextSpan(expected, 0), map.ToSource(new TextSpan(map.Value.Length, 0)));
    }

    /// <summary>Joins pieces of source, each with the number of UTF-16 units that it spells, and checks the map against them.</summary>
    private static void AssertMaps(IEnumerable<(string Source, int Units)> pieces, string value)
    {
        var source = new StringBuilder();
        var expected = new List<TextSpan>();
        foreach (var (text, units) in pieces)
        {
            expected.AddRange(Enumerable.Repeat(new TextSpan(source.Length, text.Length), units));
            source.Append(text);
        }

        var expression = SyntaxFactory.ParseExpression(source.ToString());
        Assert.False(expression.ContainsDiagnostics, source.ToString());
        Assert.Equal(source.Length, expression.FullSpan.Length);
        var map = LiteralMap.TryCreate(expression);
        Assert.NotNull(map);
        Assert.Equal(value, map.Value);
        Assert.Equal(expected, Enumerable.Range(0, value.Length).Select(i => map.ToSource(new TextSpan(i, 1))));
        Assert.All(Enumerable.Range(0, value.Length), i => Assert.Equal(new TextSpan(expected[i].Start, 0), map.ToSource(new TextSpan(i, 0))));
        if (value.Length > 0)
            Assert.Equal(TextSpan.FromBounds(expected[0].Start, expected[^1].End), map.ToSource(new TextSpan(0, value.Length)));
    }

    private static IEnumerable<(string Source, int Units)> Spell(string source) => [(source, 0)];

    private static IEnumerable<(string Source, int Units)> Characters(string value, Func<char, string> spell) =>
        value.Select(c => (spell(c), 1));

    /// <summary>Each character in one of the ways in which C# may spell it.</summary>
    private static List<(string Source, int Units)> Regular(string value, Random random)
    {
        var pieces = new List<(string Source, int Units)> { ("\"", 0) };
        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsHighSurrogate(value[i]) && random.Next(2) == 0)
            {
                pieces.Add(($"\\U{char.ConvertToUtf32(value, i++):X8}", 2));
                continue;
            }

            var plain = value[i] switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\u2028' => "\\u2028",
                _ => value[i].ToString(),
            };
            pieces.Add((random.Next(4) switch
            {
                0 => $"\\u{(int)value[i]:x4}",
                1 when value[i] <= 'z' => $"\\U{(int)value[i]:X8}",
                2 when i + 1 == value.Length => $"\\x{(int)value[i]:x}",
                _ => plain,
            }, 1));
        }

        pieces.Add(("\"", 0));
        return pieces;
    }

    private static string OneLine(string value) => string.Concat(value.Where(c => c is not ('\n' or '\r' or '\u2028')));
}
