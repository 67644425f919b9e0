using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Ir;
using static LossGen.Compiler.Rewriting.Patterns;

namespace LossGen.Compiler.Rewriting;

/// <summary>All stability rules, one row each. An earlier row goes before a later one.</summary>
/// <remarks>
/// <para>
/// Every row is exact: both sides are equal wherever the left side has a value in real arithmetic, and where it has none (0·log 0) the
/// right side is its limit.
/// </para>
/// <para>
/// A form is looked for twice: as it is written, and again when its operands are stable. So <c>log(1 - sigmoid(x))</c> has a row of its own, which is
/// what is reported, and would be found as <c>log(sigmoid(-x))</c> as well. Rows that are <see cref="StabilityRule.AfterOperands"/> are general
/// ones and come into play the second time only.
/// </para>
/// <para>The rows of each family stand in a file of their own. Those of <see cref="Canonical"/> bring equal forms to one and report nothing.</para>
/// </remarks>
internal static partial class RuleTable
{
    /// <summary>Equal forms of one thing, of which the other rows know one.</summary>
    public static IReadOnlyList<StabilityRule> Canonical { get; } = [.. EqualForms()];

    public static IReadOnlyList<StabilityRule> All { get; } =
    [
        .. Probabilities(), .. Hyperbolics(), .. Logarithms(), .. Statistics(), .. Roots(), .. Trigonometry(), .. Remainders(), .. Differences(),
        .. Exponentials(), .. Entropies(), .. Quotients(), .. Canonical,
    ];

    private static readonly Dictionary<Operator, IReadOnlyList<StabilityRule>> AllByHead = ByHead(All);

    private static readonly Dictionary<Operator, IReadOnlyList<StabilityRule>> CanonicalByHead = ByHead(Canonical);

    /// <summary>The rows whose left side may begin with an operation.</summary>
    public static IReadOnlyList<StabilityRule> For(Operator op) => AllByHead.TryGetValue(op, out var rules) ? rules : [];

    public static IReadOnlyList<StabilityRule> CanonicalFor(Operator op) => CanonicalByHead.TryGetValue(op, out var rules) ? rules : [];

    private static Dictionary<Operator, IReadOnlyList<StabilityRule>> ByHead(IReadOnlyList<StabilityRule> rules) => Operators.All.ToDictionary(
        op => op,
        op => (IReadOnlyList<StabilityRule>)[.. rules.Where(rule => rule.Left.Heads?.Contains(op) == true)]);

    /// <summary>Binds <see cref="D"/> to the difference of two operands, where it is simpler than they are.</summary>
    private static Func<Match, MatchContext, Match?> LetDifference(Pattern x, Pattern y) => (match, context) =>
        Bind(D, context.Polynomials.Difference(x.Build(match, context.Algebra), y.Build(match, context.Algebra)), match, context);

    /// <summary>Binds a variable to a node that was computed, if there is one.</summary>
    private static Match? Bind(Variable variable, Node? node, Match match, MatchContext context) =>
        node is null ? null : match.Bind(variable.Name, node, context);

    /// <summary>
    /// Binds <see cref="L"/> to log(x/y), where x − y is simple: log1p of a ratio that is not near −1.
    /// </summary>
    private static Func<Match, MatchContext, Match?> LetLogRatio(Variable x, Variable y) => (match, context) =>
    {
        if (context.Polynomials.Difference(match[x], match[y]) is not { } difference)
            return null;
        var algebra = context.Algebra;
        var growing = algebra.Log1P(algebra.Divide(difference, match[y]));
        var shrinking = algebra.Negate(algebra.Log1P(algebra.Divide(algebra.Negate(difference), match[x])));
        var ratio = context.Signs.IsNonNegative(difference) ? growing
            : context.Signs.IsNonNegative(algebra.Negate(difference)) ? shrinking
            : algebra.Select(algebra.GreaterOrEqual(difference, algebra.Zero), growing, shrinking);
        return match.Bind(L.Name, ratio, context)?.Bind(D.Name, difference, context);
    };

    private static bool IsNoConstant(Match match, RangeAnalysis signs) => !Algebra.TryGetConstant(match[X], out _);
}
