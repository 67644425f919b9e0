namespace LossGen.Compiler.Diagnostics;

/// <summary>Warnings about losses that compute what they say, and do not serve what they are asked for.</summary>
public static class DesignWarnings
{
    public static readonly LossDiagnosticDescriptor NoCurvature = new(
        "LG2010",
        "The second derivative is 0 everywhere",
        "The second derivative by '{0}' is 0 wherever there is one: a Newton step divides by it, so that it needs a loss that is curved, or a "
        + "constant of its own in its place",
        LossSeverity.Warning);

    public static readonly LossDiagnosticDescriptor ErrorOfSigmoid = Warning(
        11,
        "The error of a sigmoid has a vanishing gradient",
        "The gradient of (sigmoid(x) - 1)^2 at x = -10, where the prediction is as wrong as can be, is -9.1e-5, and 0 at x = -104; that of the "
        + "cross-entropy is -1: use softplus(x) - y * x");

    public static readonly LossDiagnosticDescriptor ErrorOfSoftmax = Warning(
        12,
        "The error of a softmax has a vanishing gradient",
        "The gradient of the error of softmax(z) is 8e-9 where a wrong class leads by 20, that of the cross-entropy is 1: use "
        + "logsumexp(z) - z[label]");

    public static readonly LossDiagnosticDescriptor Saturating = Warning(
        13,
        "The logarithm of a probability is minimised",
        "log(1 - sigmoid(x)) = -softplus(x) has no lower bound, and its gradient is -4.5e-5 at x = -10, where it is needed most (the saturating "
        + "generator loss): use softplus(-x), whose gradient is -1 there");

    public static readonly LossDiagnosticDescriptor SoftmaxOfProbabilities = Warning(
        21,
        "A softmax of probabilities",
        "The logits of this softmax are probabilities already, between 0 and 1: with 10 classes the cross-entropy cannot fall below 1.46, and "
        + "its gradient vanishes; leave the inner softmax or sigmoid out");

    public static readonly LossDiagnosticDescriptor SoftmaxOfLogSoftmax = Info(
        22,
        "A softmax of log-probabilities",
        "The logits of this softmax are normalised already: softmax(logsoftmax(z)) is softmax(z), and logsumexp(logsoftmax(z)) is 0");

    public static readonly LossDiagnosticDescriptor SigmoidOfProbability = Warning(
        23,
        "A sigmoid of a probability",
        "The logit of this sigmoid is a probability already, between 0 and 1: it reaches values from 0.5 to 0.73 only, and the cross-entropy "
        + "cannot fall below 0.31; leave the inner sigmoid or softmax out");

    public static readonly LossDiagnosticDescriptor PinballSlopes = Warning(
        31,
        "A quantile level is not between 0 and 1",
        "Both slopes of this error have the same sign, or one is 0: it has no minimum at 0 and, unless a slope is 0, no lower bound; tau * e and "
        + "(tau - 1) * e need 0 < tau < 1");

    public static readonly LossDiagnosticDescriptor HuberThreshold = Warning(
        32,
        "A threshold of a magnitude is not positive",
        "No magnitude is below the threshold {0}: the loss never takes its quadratic branch, and its linear one is 0 or falls where the error "
        + "grows; the threshold must be positive");

    public static readonly LossDiagnosticDescriptor HingeMargin = Warning(
        33,
        "A margin is not positive",
        "With the margin {0} the loss is 0 where all scores, or all embeddings, are equal, which minimises it without learning anything: the "
        + "margin must be positive");

    public static readonly LossDiagnosticDescriptor FocalExponent = Warning(
        34,
        "A focusing exponent is negative",
        "With the exponent {0} the weight grows beyond all bounds as the probability goes to 0: a focal loss needs an exponent of at least 0");

    public static readonly LossDiagnosticDescriptor MixtureWeight = Warning(
        35,
        "The weights of a mixture are not shares",
        "{0} and 1 - {0} are no shares of 1, since one of them is negative or 0: the loss then rewards what the other part punishes; the weight "
        + "must be at least 0 and below 1");

    public static readonly LossDiagnosticDescriptor Temperature = Warning(
        36,
        "A temperature is not positive",
        "Divided by {0} the logits change their order, or are infinite: a temperature must be positive");

    public static readonly LossDiagnosticDescriptor ZeroGradient = Warning(
        41,
        "The gradient is 0 everywhere",
        "The loss depends on '{0}' only through steps such as this one, whose derivative is 0: its gradient by '{0}' is 0 everywhere, and "
        + "nothing can be learnt from it");

    public static readonly LossDiagnosticDescriptor EpsilonInLogarithm = Info(
        51,
        "A number added inside a logarithm",
        "log(p + {0}) is not log(p): it is biased where p is small, above 0 at p = 1, and bounds the gradient; compute the logarithm from the "
        + "logits (logsigmoid, logsoftmax), or use xlogy");

    public static readonly LossDiagnosticDescriptor NumberOutOfRange = Warning(
        52,
        "A number does not fit into float",
        "{0} is {1} in float");

    public static readonly LossDiagnosticDescriptor RoundedToOne = Warning(
        53,
        "A number is 1 in float",
        "{0} is 1 in float, whose neighbours of 1 are 1 - 6e-8 and 1 + 1.2e-7: what it should keep away from 1 is not kept");

    public static readonly LossDiagnosticDescriptor Perplexity = Info(
        56,
        "A perplexity as a loss",
        "exp of a mean is infinite from 88.8 on, and its gradient grows with the value: minimise the mean itself, which has the same minimum, and "
        + "report its exponential");

    private static LossDiagnosticDescriptor Warning(int number, string title, string message) => new($"LG20{number}", title, message, LossSeverity.Warning);

    private static LossDiagnosticDescriptor Info(int number, string title, string message) => new($"LG20{number}", title, message, LossSeverity.Info);
}
