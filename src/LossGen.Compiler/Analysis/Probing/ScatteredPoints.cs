using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Analysis.Probing;

/// <summary>
/// Points of all sizes: magnitudes spread evenly on a logarithmic scale, other ones for each element, and at every third point elements and
/// arguments that are near each other. They are pseudo-random and the same every time.
/// </summary>
internal sealed class ScatteredPoints
{
    private const int WideDecades = 37;
    private const int UsualDecades = 4;
    private const int NearestDigits = 7;

    private readonly IReadOnlyList<ProbeInput> _inputs;
    private readonly InputDomain[] _domains;
    private uint _state = 2_463_534_242;

    private ScatteredPoints(IReadOnlyList<ProbeInput> inputs, IReadOnlyDictionary<object, InputDomain> domains) =>
        (_inputs, _domains) = (inputs, [.. inputs.Select(input => InputDomain.Of(input, domains))]);

    public static IEnumerable<double[]> Of(IReadOnlyList<ProbeInput> inputs, IReadOnlyDictionary<object, InputDomain> domains, int count)
    {
        var points = new ScatteredPoints(inputs, domains);
        return Enumerable.Range(0, count).Select(number => points.Next(isNear: number % 3 == 0));
    }

    private double[] Next(bool isNear)
    {
        var point = new double[_inputs.Sum(input => input.Count)];
        for (var n = 0; n < _inputs.Count; n++)
        {
            var (input, domain) = (_inputs[n], _domains[n]);
            var before = n > 0 && _inputs[0].Parameter.IsReal ? point[0] : (double?)null;
            for (var i = 0; i < input.Count; i++)
            {
                var value = isNear && input.Parameter.IsReal && before is { } other ? Near(other) : Anywhere(input, domain);
                if (!domain.Contains(value))
                    value = Anywhere(input, domain);
                before = point[input.First + i] = value;
            }
        }

        return point;
    }

    private double Near(double other) =>
        ProbeLevels.Round(other * (1 + ((Fraction() < 0.5 ? 1 : -1) * Math.Pow(10, -NearestDigits * Fraction()))), isSingle: true);

    private double Anywhere(ProbeInput input, InputDomain domain)
    {
        var levels = input.Parameter.IsReal ? null : ProbeLevels.Of(input, domain);
        if (levels is { Count: > 0 })
            return levels[(int)(Fraction() * levels.Count)].Value;
        if (domain.Values is { } values)
            return values[(int)(Fraction() * values.Count)];
        var value = ProbeLevels.Round(OfSize(domain), input.Parameter.Element == ElementType.Single);
        return domain.Contains(value) ? value : ProbeLevels.Round(ProbeLevels.Typical(domain, 0), input.Parameter.Element == ElementType.Single);
    }

    /// <summary>Of a bounded domain as much is near each end, and near 0, as is far from them.</summary>
    private double OfSize(InputDomain domain)
    {
        var place = Fraction();
        if (double.IsInfinity(domain.Low) && double.IsInfinity(domain.High))
            return (place < 0.5 ? 1 : -1) * Size();
        if (double.IsInfinity(domain.High))
            return domain.Low + Size();
        if (double.IsInfinity(domain.Low))
            return domain.High - Size();
        var width = domain.High - domain.Low;
        if (place < 0.25)
            return domain.Low + (width * Fraction());
        if (place < 0.5 && domain.Contains(0))
            return (Fraction() < 0.5 ? domain.Low : domain.High) * Math.Pow(10, -WideDecades * Fraction());
        var small = width * Math.Pow(10, -NearestDigits * Fraction());
        return place < 0.75 ? domain.Low + small : domain.High - small;
    }

    private double Size()
    {
        var decades = Fraction() < 0.5 ? UsualDecades : WideDecades;
        return Math.Pow(10, decades * ((2 * Fraction()) - 1));
    }

    /// <summary>From 0 to 1 (Marsaglia's xorshift).</summary>
    private double Fraction()
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return _state / 4_294_967_296.0;
    }
}
