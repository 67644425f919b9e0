using LossGen.Compiler.Diagnostics;

namespace LossGen.Compiler.Analysis.Design;

/// <summary>The smells of a loss's design that its text decides, each with the test for it.</summary>
internal static class DesignTable
{
    public static IReadOnlyList<DesignSmell> All { get; } =
    [
        new(DesignWarnings.ErrorOfSigmoid, context => ProbabilitySmells.ErrorsOf(Activation.Sigmoid, context)),
        new(DesignWarnings.ErrorOfSoftmax, context => ProbabilitySmells.ErrorsOf(Activation.Softmax, context)),
        new(DesignWarnings.Saturating, ProbabilitySmells.SaturatingTerms),
        new(DesignWarnings.SoftmaxOfProbabilities, ProbabilitySmells.SoftmaxesOfProbabilities),
        new(DesignWarnings.SoftmaxOfLogSoftmax, ProbabilitySmells.SoftmaxesOfLogSoftmaxes),
        new(DesignWarnings.SigmoidOfProbability, ProbabilitySmells.SigmoidsOfProbabilities),
        new(DesignWarnings.PinballSlopes, HyperParameterSmells.PinballSlopes),
        new(DesignWarnings.HuberThreshold, HyperParameterSmells.HuberThresholds),
        new(DesignWarnings.HingeMargin, HyperParameterSmells.HingeMargins),
        new(DesignWarnings.FocalExponent, HyperParameterSmells.FocalExponents),
        new(DesignWarnings.MixtureWeight, HyperParameterSmells.MixtureWeights),
        new(DesignWarnings.Temperature, HyperParameterSmells.Temperatures),
        new(DesignWarnings.ZeroGradient, GradientSmells.ZeroGradients),
        new(DesignWarnings.EpsilonInLogarithm, NumberSmells.EpsilonsInLogarithms),
        new(DesignWarnings.NumberOutOfRange, NumberSmells.Unrepresentable),
        new(DesignWarnings.RoundedToOne, NumberSmells.RoundedToOne),
        new(DesignWarnings.Perplexity, AmountSmells.Perplexities),
    ];
}
