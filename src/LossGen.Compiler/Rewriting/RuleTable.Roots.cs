using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using static LossGen.Compiler.Rewriting.Patterns;

namespace LossGen.Compiler.Rewriting;

/// <content>Roots: of squares, which over- and underflow, and their differences, which cancel.</content>
internal static partial class RuleTable
{
    private static IEnumerable<StabilityRule> Roots() =>
    [
        new(StabilityWarnings.RootMinusOne, Sqrt(1 + Square(X)) - 1, RootMinusOne(X)),
        new(StabilityWarnings.DifferenceOfSquares, Sqrt(Square(X) - 1), Sqrt(Abs(X) - 1) * Sqrt(Abs(X) + 1)),
        new(StabilityWarnings.RootOfSquare, Sqrt(Square(X)), Abs(X)),
        new(StabilityWarnings.Hypotenuse, Sqrt(Square(X) + Square(Y)), Hypot(X, Y)),
        new(StabilityWarnings.Hypotenuse, Sqrt(Square(X) + Square(Y) + Square(S)), Hypot(Hypot(X, Y), S)),
        new(StabilityWarnings.RootOfSumOfSquares, Sqrt(Sum(Square(X))), Norm(X)),
        new(StabilityWarnings.RootOfSumOfSquares, Sqrt(Sum(Square(X)) / N), Norm(X) / Sqrt(N))
        {
            Where = (match, signs) => signs.IsNonNegative(match[N]),
        },
        new(StabilityWarnings.RootOfSumOfSquares, Sqrt(Select(Condition, 0, Sum(Square(X)) / N)), Select(Condition, 0, Norm(X) / Sqrt(N)))
        {
            Where = (match, signs) => signs.IsNonNegative(match[N]),
        },
        new(StabilityWarnings.RootOfSumOfSquares, Sqrt(Sum(Square(X)) * OtherSum(Square(Y))), Norm(X) * OtherNorm(Y)),
        new(null, Power(Product(X), P), Exp(P * Sum(Log(X))))
        {
            Where = (match, signs) => HasFractionalExponent(match, signs) && signs.IsNonNegative(match[X]),
        },
        new(
            StabilityWarnings.RootOfSumOfSquares,
            Power(Sum(Power(Abs(X), N)), P),
            Choose(Equal(Maximum(Abs(X)), 0), 0, Maximum(Abs(X)) * Power(Sum(Power(Abs(X) / Maximum(Abs(X)), N)), P)))
        {
            Where = (match, _) => AreReciprocal(match[N], match[P]),
        },
        new(StabilityWarnings.DifferenceOfRoots, Sqrt(X) - Sqrt(Y), Choose(Equal(D, 0), 0, D / (Sqrt(X) + Sqrt(Y)))) { Let = LetDifference(X, Y) },
        new(StabilityWarnings.DifferenceOfRoots, (1 / Sqrt(X)) - (1 / Sqrt(Y)), D / (Sqrt(X) * Sqrt(Y) * (Sqrt(X) + Sqrt(Y))))
        {
            Let = LetDifference(Y, X),
        },
        new(StabilityWarnings.DifferenceOfRoots, (1 / Sqrt(X)) - PositiveNumber, D / (Sqrt(X) * (1 + (PositiveNumber * Sqrt(X)))))
        {
            Let = LetDifference(1, Square(PositiveNumber) * X),
        },
        new(StabilityWarnings.DifferenceOfRoots, Sqrt(X) - PositiveNumber, D / (Sqrt(X) + PositiveNumber))
        {
            Let = LetDifference(X, Square(PositiveNumber)),
        },
        new(StabilityWarnings.ConjugateRoot, Hypot(X, Y) - X, Choose(Less(0, X), Y * (Y / (Hypot(X, Y) + X)), Hypot(X, Y) + Abs(X))),
        new(StabilityWarnings.ConjugateRoot, Sqrt(X) - Y, L) { Let = LetConjugate },
        new(StabilityWarnings.DifferenceOfRoots, Power(X, P) - Power(Y, P), D / (Power(X, 2 * P) + (Power(X, P) * Power(Y, P)) + Power(Y, 2 * P)))
        {
            Where = (match, _) => Algebra.IsConstant(match[P], 1.0 / 3),
            Let = LetDifference(X, Y),
        },
        new(StabilityWarnings.DifferenceOfPowers, Power(X, P) - Power(Y, P), Choose(Equal(Y, 0), Power(X, P), Power(Y, P) * ExpM1(P * L)))
        {
            Where = HasFractionalExponent,
            Let = LetLogRatio(X, Y),
        },
        new(StabilityWarnings.RootOfExponential, Sqrt(Exp(X)), Exp(0.5 * X)),
        new(StabilityWarnings.RootOfExponential, Sqrt(PureInLogSpace(L)), Exp(0.5 * L)) { AfterOperands = true },
        new(StabilityWarnings.RootOfExponential, Power(Exp(X), P), Exp(P * X)),
        new(StabilityWarnings.RootOfExponential, Power(PureInLogSpace(L), P), Exp(P * L)) { AfterOperands = true, Where = HasFractionalExponent },
    ];

    /// <summary>
    /// √x − y as (x − y²)/(√x + y) where y is positive and x − y² is simple. Where y is negative nothing cancels.
    /// </summary>
    private static Match? LetConjugate(Match match, MatchContext context)
    {
        var (algebra, signs) = (context.Algebra, context.Signs);
        var isNegated = match[Y] is Call { Operator: var op } && op == Operators.Negate;
        var size = isNegated ? algebra.Negate(match[Y]) : match[Y];
        var isNonNegative = signs.IsNonNegative(size) || IsRootOrAbs(size);
        if (Algebra.TryGetConstant(size, out _) || (isNegated ? isNonNegative || IsRootOrAbs(size) : signs.IsNonPositive(size))
            || context.Polynomials.Difference(match[X], algebra.Power(size, algebra.Real(2))) is not { } difference)
            return null;
        var root = Algebra.TryGetConstant(difference, out var square) && square > 0
            ? algebra.Hypot(size, algebra.Real(Math.Sqrt(square)))
            : algebra.Sqrt(match[X]);
        if (isNonNegative)
        {
            var quotient = algebra.Divide(difference, algebra.Add(root, size));
            return match.Bind(L.Name, algebra.Select(algebra.Call(Operators.Equal, difference, algebra.Zero), algebra.Zero, quotient), context);
        }

        var sum = algebra.Add(root, algebra.Call(Operators.Abs, size));
        var cancels = isNegated ? algebra.Call(Operators.Less, size, algebra.Zero) : algebra.Call(Operators.Less, algebra.Zero, size);
        return match.Bind(L.Name, algebra.Select(cancels, algebra.Divide(difference, sum), sum), context);
    }

    /// <summary>n above 2 and 1/n, be n a number or not. The 2-norm has a row of its own.</summary>
    private static bool AreReciprocal(Node exponent, Node root) => Algebra.TryGetConstant(exponent, out var n)
        ? n > 2 && ((Algebra.TryGetConstant(root, out var p) && Math.Abs((n * p) - 1) < 1e-15) || IsOneBy(root, divisor => Algebra.IsConstant(divisor, n)))
        : IsOneBy(root, divisor => divisor == exponent);

    private static bool IsOneBy(Node node, Func<Node, bool> isDivisor) => node is Call quotient && quotient.Operator == Operators.Divide
        && Algebra.IsConstant(quotient.Operands[0], 1) && isDivisor(quotient.Operands[1]);

    private static bool IsRootOrAbs(Node node) =>
        node is Call call && (call.Operator == Operators.Abs || call.Operator == Operators.Sqrt || call.Operator == Operators.Hypot);
}
