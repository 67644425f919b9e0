namespace LossGen.Compiler.Diagnostics;

/// <summary>
/// Calls of tensor libraries that do not do what their names promise, or are given what they do not expect: LG32xx <c>TensorPrimitives</c>, LG33xx
/// TorchSharp. Unstable formulas over tensors are the rules of <see cref="CSharpWarnings"/>.
/// </summary>
public static class TensorWarnings
{
    public static readonly LossDiagnosticDescriptor NaivePrimitive = new(
        "LG3201",
        "A function of TensorPrimitives is computed naively",
        "TensorPrimitives.{0} is computed as {1}, which is {2}: use LossMath.{3}",
        LossSeverity.Warning);

    public static readonly LossDiagnosticDescriptor InexactPrimitive = new(
        "LG3202",
        "A function of TensorPrimitives loses small values",
        "TensorPrimitives.{0} is {1} where its vectors are used: use LossMath.{0} if small values matter",
        LossSeverity.Info);

    public static readonly LossDiagnosticDescriptor BinaryEntropyOfSigmoid = new(
        "LG3301",
        "binary_cross_entropy of a sigmoid loses its gradient",
        "binary_cross_entropy(sigmoid(x), y) is 100 with gradient 0 at x = 20, y = 0, where it should be 20 and 1: use binary_cross_entropy_with_logits(x, y)",
        LossSeverity.Warning);

    public static readonly LossDiagnosticDescriptor CrossEntropyOfSoftmax = new(
        "LG3302",
        "cross_entropy takes logits",
        "cross_entropy takes a softmax itself: of {0} its best value for 10 classes is 1.46 and not 0; pass the logits",
        LossSeverity.Warning);

    public static readonly LossDiagnosticDescriptor LikelihoodOfProbabilities = new(
        "LG3303",
        "nll_loss takes log-probabilities",
        "nll_loss takes log-probabilities: of {0} it is between -1 and 0 and its gradient does not depend on how wrong the prediction is; use log_softmax",
        LossSeverity.Warning);

    public static readonly LossDiagnosticDescriptor LogTargetByDefault = new(
        "LG3304",
        "kl_div takes the target as logarithms by default",
        "kl_div's log_target is true by default (PyTorch's is false): with probabilities two equal distributions have 1.97 and not 0; say which it is",
        LossSeverity.Warning);

    public static readonly LossDiagnosticDescriptor DivergenceOfProbabilities = new(
        "LG3305",
        "kl_div takes log-probabilities",
        "kl_div takes the logarithm of the prediction, and {0} are probabilities: use log_softmax",
        LossSeverity.Warning);

    public static readonly LossDiagnosticDescriptor DetachedVariance = new(
        "LG3306",
        "gaussian_nll_loss does not train its variance",
        "gaussian_nll_loss detaches the variance, whose gradient is then none: write the likelihood out if the variance is learnt",
        LossSeverity.Warning);

    public static readonly LossDiagnosticDescriptor DeviationForVariance = new(
        "LG3307",
        "torch.var_mean returns the standard deviation",
        "The static torch.var_mean(x) returns the standard deviation in place of the variance: use x.var_mean(…)",
        LossSeverity.Warning);

    public static readonly LossDiagnosticDescriptor IgnoredRounding = new(
        "LG3308",
        "torch.div ignores its rounding mode",
        "The static torch.div(a, b, mode) ignores the mode, 7 / 2 is 3.5: use a.div(b, mode)",
        LossSeverity.Warning);

    public static readonly LossDiagnosticDescriptor InfiniteCtc = new(
        "LG3309",
        "CTC is infinite where the target is too long",
        "Where no alignment exists CTC is inf and its gradient NaN, which zero_infinity: true leaves out; it is false by default",
        LossSeverity.Info);

    public static readonly LossDiagnosticDescriptor LogitsOfSigmoid = new(
        "LG3310",
        "binary_cross_entropy_with_logits takes logits",
        "binary_cross_entropy_with_logits takes a sigmoid itself: of {0} its best value is 0.31 and not 0; pass the logits",
        LossSeverity.Warning);

    public static readonly LossDiagnosticDescriptor SilentBroadcast = new(
        "LG3311",
        "A loss of tensors of different ranks compares all with all",
        "{0} broadcasts a tensor of rank {1} against one of rank {2}, so that every prediction is compared with every target; give both the same shape",
        LossSeverity.Warning);

    public static readonly LossDiagnosticDescriptor ChoiceOfUndefined = new(
        "LG3312",
        "The branch that where does not take spoils the gradient",
        "'{0}' has no gradient at 0, and torch.where multiplies that of the branch it does not take by 0, which is NaN; choose the argument first, as in {1}",
        LossSeverity.Warning);

    public static readonly LossDiagnosticDescriptor QuotientByNorm = new(
        "LG3313",
        "A vector of zeros has no direction",
        "'{0}' is NaN for a vector of zeros, and so is its gradient; {1} has an eps for that",
        LossSeverity.Info);

    public static readonly LossDiagnosticDescriptor SoftmaxOfMasked = new(
        "LG3314",
        "A row that is masked entirely has no softmax",
        "A row that is filled with -inf entirely has the {0} NaN, and so has all that is trained with it; fill with a large finite number, or make sure of one entry a row",
        LossSeverity.Info);

    public static readonly LossDiagnosticDescriptor SoftmaxOverBatch = new(
        "LG3315",
        "A softmax over another dimension than the loss expects",
        "{0} takes the classes from dimension 1, and dimension 0 is normalized here: the samples of a batch then share one probability",
        LossSeverity.Info);
}
