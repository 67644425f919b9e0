namespace LossGen.Testing;

/// <summary>What a comparison of a gradient with differences found.</summary>
public enum GradientStatus
{
    /// <summary>All elements agree.</summary>
    Passed,

    /// <summary>An element differs by more than the tolerance and the uncertainty of the differences, or the values differ.</summary>
    Failed,

    /// <summary>
    /// No element is wrong for sure, but there are some that differences say too little about: the loss is not smooth or not finite near the point,
    /// or too noisy in this precision.
    /// </summary>
    Inconclusive,
}
