using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Ir;
using static LossGen.Compiler.Rewriting.Patterns;

namespace LossGen.Compiler.Rewriting;

/// <content>
/// What is left of a function beside the first term of its Taylor series: for small operands the terms that follow. They report nothing: what is lost
/// there is seen by running the form.
/// </content>
internal static partial class RuleTable
{
    /// <summary>Below this size the series is used. There nothing has been lost yet beyond a hundred units in the last place.</summary>
    private const double Small = 0.25;

    private static IEnumerable<StabilityRule> Remainders() =>
    [
        Remainder(x => Sin(x) - x, x => x * Square(x) * Series(Square(x), Taylor.Sine)),
        Remainder(x => Sinh(x) - x, x => x * Square(x) * Series(Square(x), Taylor.HyperbolicSine)),
        Remainder(x => Tan(x) - x, x => x * Square(x) * Series(Square(x), Taylor.Tangent)),
        Remainder(x => Atan(x) - x, x => x * Square(x) * Series(Square(x), Taylor.Arctangent)),
        Remainder(x => (1 / x) - (1 / Tan(x)), x => x * Series(Square(x), Taylor.Cotangent)),
        Remainder(x => (1 / Tanh(x)) - (1 / x), x => x * Series(Square(x), Taylor.HyperbolicCotangent)),
    ];

    /// <summary>The form itself stays for operands that are not small; a choice as its operand says that this has been done.</summary>
    private static StabilityRule Remainder(Func<Pattern, Pattern> form, Func<Pattern, Pattern> series)
    {
        var isSmall = Less(Abs(X), Small);
        return new(null, form(X), Choose(isSmall, series(X), form(Choose(isSmall, 1, X)))) { Where = IsNoChoice };
    }

    private static bool IsNoChoice(Match match, RangeAnalysis signs) => match[X] is not Ir.Select && !Algebra.TryGetConstant(match[X], out _);

    /// <summary>c₀ + c₁·t + c₂·t² + …</summary>
    private static Pattern Series(Pattern t, double[] coefficients) =>
        coefficients.Reverse().Skip(1).Aggregate((Pattern)coefficients[coefficients.Length - 1], (inner, coefficient) => coefficient + (t * inner));

    /// <summary>The coefficients of x³, x⁵, …, or of what stands before the series.</summary>
    private static class Taylor
    {
        public static readonly double[] Sine = [-1.0 / 6, 1.0 / 120, -1.0 / 5040, 1.0 / 362880, -1.0 / 39916800];
        public static readonly double[] HyperbolicSine = [1.0 / 6, 1.0 / 120, 1.0 / 5040, 1.0 / 362880, 1.0 / 39916800];

        public static readonly double[] Tangent =
            [1.0 / 3, 2.0 / 15, 17.0 / 315, 62.0 / 2835, 1382.0 / 155925, 21844.0 / 6081075, 929569.0 / 638512875, 6404582.0 / 10854718875];

        public static readonly double[] Arctangent = [-1.0 / 3, 1.0 / 5, -1.0 / 7, 1.0 / 9, -1.0 / 11, 1.0 / 13, -1.0 / 15, 1.0 / 17, -1.0 / 19];

        public static readonly double[] Cotangent =
            [1.0 / 3, 1.0 / 45, 2.0 / 945, 1.0 / 4725, 2.0 / 93555, 1382.0 / 638512875, 4.0 / 18243225];

        public static readonly double[] HyperbolicCotangent =
            [1.0 / 3, -1.0 / 45, 2.0 / 945, -1.0 / 4725, 2.0 / 93555, -1382.0 / 638512875, 4.0 / 18243225];
    }
}
