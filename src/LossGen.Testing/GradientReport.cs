using System.Globalization;
using System.Text;

namespace LossGen.Testing;

/// <summary>How a gradient compares with differences of the value.</summary>
/// <param name="Elements">All elements.</param>
/// <param name="Tolerance">The error that was allowed, as a share of an element.</param>
/// <param name="Value">What the loss alone gives at the point.</param>
/// <param name="ValueBesideGradient">What the gradient's method returns there.</param>
public sealed record GradientReport(IReadOnlyList<GradientElement> Elements, double Tolerance, double Value, double ValueBesideGradient)
{
    /// <summary>Differences are trusted up to so many times their estimated error.</summary>
    private const double Caution = 4;

    /// <summary>Whether the gradient is right.</summary>
    public GradientStatus Status =>
        !ValuesAgree || WrongElements.Any() ? GradientStatus.Failed
        : UncertainElements.Any() ? GradientStatus.Inconclusive
        : GradientStatus.Passed;

    /// <summary>The elements that are wrong, the worst first.</summary>
    public IEnumerable<GradientElement> WrongElements => Elements.Where(IsWrong).OrderByDescending(element => Excess(element));

    /// <summary>The elements that differences say too little about, the least certain first.</summary>
    public IEnumerable<GradientElement> UncertainElements => Elements.Where(IsUncertain).OrderByDescending(element => element.Uncertainty);

    /// <summary>The element with the largest error beyond what differences can tell; null if there are no elements.</summary>
    public GradientElement? Worst => Elements.Count == 0 ? null : Elements.MaxBy(Excess);

    private bool ValuesAgree => Value.Equals(ValueBesideGradient) || Math.Abs(Value - ValueBesideGradient) <= Tolerance * Math.Abs(Value);

    /// <summary>The largest element: what is small beside it need not be known as well.</summary>
    private double Scale => Elements.Select(element => Math.Abs(element.Numeric)).Where(double.IsFinite).DefaultIfEmpty(0).Max();

    /// <summary>Throws unless the gradient passed.</summary>
    /// <exception cref="LossCheckException">It failed, or the comparison was inconclusive; says where.</exception>
    public void ThrowIfFailed()
    {
        if (Status != GradientStatus.Passed)
            throw new LossCheckException(ToString());
    }

    /// <summary>The outcome in words, with the worst element.</summary>
    /// <returns>One or two sentences.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        if (!ValuesAgree)
            text.Append(CultureInfo.InvariantCulture, $"The value beside the gradient is {ValueBesideGradient:G9}, and the loss alone {Value:G9}. ");
        var (wrong, uncertain) = (WrongElements.ToList(), UncertainElements.ToList());
        if (wrong.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"The gradient is wrong in {wrong.Count} of {Elements.Count} elements. The worst is {Describe(wrong[0])}");
        else if (uncertain.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"Differences say too little about {uncertain.Count} of {Elements.Count} elements. The least certain is {Describe(uncertain[0])}");
        else if (ValuesAgree)
            text.Append(CultureInfo.InvariantCulture, $"All {Elements.Count} elements of the gradient agree with differences.");
        return text.ToString().TrimEnd();
    }

    private static string Describe(GradientElement element) => string.Create(
        CultureInfo.InvariantCulture,
        $"element {element.Index}: {element.Analytic:G9} was written, and differences give {element.Numeric:G9} ± {element.Uncertainty:G2}.");

    private bool IsWrong(GradientElement element) => !double.IsPositiveInfinity(element.Uncertainty) && !(Excess(element) <= 0);

    private bool IsUncertain(GradientElement element) => element.Uncertainty > Tolerance * Math.Max(Scale, Math.Abs(element.Analytic));

    /// <summary>The error beyond what is allowed; infinite for a gradient that is no number where there is one.</summary>
    private double Excess(GradientElement element)
    {
        if (double.IsPositiveInfinity(element.Uncertainty))
            return double.NegativeInfinity;
        var allowed = (Tolerance * Math.Max(Math.Abs(element.Analytic), Math.Abs(element.Numeric))) + (Caution * element.Uncertainty);
        return double.IsFinite(element.Analytic) ? element.Error - allowed : double.PositiveInfinity;
    }
}
