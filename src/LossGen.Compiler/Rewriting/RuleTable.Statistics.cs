using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using static LossGen.Compiler.Rewriting.Patterns;

namespace LossGen.Compiler.Rewriting;

/// <content>Variances and covariances in one pass, and norms.</content>
internal static partial class RuleTable
{
    private static IEnumerable<StabilityRule> Statistics() =>
    [
        new(StabilityWarnings.OnePassVariance, Mean(Square(X)) - Square(Mean(X)), Mean(Square(X - Mean(X)))),
        new(StabilityWarnings.OnePassVariance, Mean(X * Y) - (Mean(X) * Mean(Y)), Mean((X - Mean(X)) * (Y - Mean(Y)))),
        new(StabilityWarnings.OnePassVariance, Sum(Square(X)) - (Square(Sum(X)) / Count), Sum(Square(X - Mean(X)))) { Where = IsCountOfSum },
        new(StabilityWarnings.OnePassVariance, Sum(Square(X)) - (Count * Square(Mean(X))), Sum(Square(X - Mean(X)))),
        new(StabilityWarnings.OnePassVariance, (Count * Sum(Square(X))) - Square(Sum(X)), Count * Sum(Square(X - Mean(X)))) { Where = IsCountOfSum },
        new(StabilityWarnings.OnePassVariance, Sum(X * Y) - (Sum(X) * Sum(Y) / Count), Sum((X - Mean(X)) * (Y - Mean(Y)))) { Where = IsCountOfSum },
        new(StabilityWarnings.OnePassVariance, Sum(X * Y) - (Count * Sum(X) * Sum(Y) / Count / Count), Sum((X - Mean(X)) * (Y - Mean(Y))))
        {
            Where = IsCountOfSum,
        },
        new(StabilityWarnings.OnePassVariance, (Count * Sum(X * Y)) - (Sum(X) * Sum(Y)), Count * Sum((X - Mean(X)) * (Y - Mean(Y))))
        {
            Where = IsCountOfSum,
        },
    ];

    /// <summary>Whether what divides is the number of the elements that are summed without a guard.</summary>
    private static bool IsCountOfSum(Match match, RangeAnalysis signs) =>
        match.Scope("axes") is { Guard: null, Axes: [var axis] } && match[Count] is Call { Operands: [ExtentRead size] } && size.Extent == axis.Extent;
}
