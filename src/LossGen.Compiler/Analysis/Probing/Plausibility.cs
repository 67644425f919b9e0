namespace LossGen.Compiler.Analysis.Probing;

/// <summary>
/// Whether a point is one that a user can meet. A known unstable form is judged at every point of its domain; to accuse any other expression takes
/// inputs of a moderate size, or an only argument.
/// </summary>
internal sealed class Plausibility
{
    private readonly IReadOnlyList<ProbeInput> _inputs;
    private readonly IReadOnlyList<InputDomain> _domains;
    private readonly HashSet<object> _weights;

    /// <param name="inputs">The arguments.</param>
    /// <param name="domains">What is known of them.</param>
    /// <param name="weights">Those that are meant to be between 0 and 1; see <see cref="MixingWeights"/>.</param>
    public Plausibility(IReadOnlyList<ProbeInput> inputs, IReadOnlyDictionary<object, InputDomain> domains, HashSet<object> weights)
    {
        (_inputs, _weights) = (inputs, weights);
        _domains = [.. inputs.Select(input => InputDomain.Of(input, domains))];
        OverData = inputs.Any(input => input.Array is not null);
    }

    /// <summary>Whether arrays are computed with; scalars beside them are hyper-parameters.</summary>
    public bool OverData { get; }

    /// <summary>Whether the point is fit to judge what combines elements of arrays: errors of a whole row add up, and large data are data gone wrong.</summary>
    public bool IsModerate(double[] point) => ExtremeArguments(point, isStrict: true) == 0;

    /// <summary>Whether the point is fit to judge what is computed element by element.</summary>
    public bool IsMeetable(double[] point) => ExtremeArguments(point, isStrict: false) <= (_inputs.Count == 1 ? 1 : 0);

    /// <summary>Whether a hyper-parameter is so large that what it does to data says nothing.</summary>
    public bool HasWildHyperparameter(double[] point) =>
        OverData && _inputs.Any(input => input.Array is null && input.Parameter.IsReal && Math.Abs(point[input.First]) > 1e3);

    /// <summary>Whether all data are small: near the origin, where a loss is at its minimum.</summary>
    public bool IsNearOrigin(double[] point, out double size)
    {
        size = 0;
        foreach (var input in _inputs.Where(input => input.Array is not null))
        {
            for (var i = input.First; i < input.First + input.Count; i++)
                size = Math.Max(size, Math.Abs(point[i]));
        }

        return OverData && size < 0.1;
    }

    private int ExtremeArguments(double[] point, bool isStrict)
    {
        var extremes = 0;
        for (var n = 0; n < _inputs.Count; n++)
        {
            var (input, domain) = (_inputs[n], _domains[n]);
            var isHyperparameter = OverData && input.Array is null;
            var (least, most) = isHyperparameter ? (1e-3, 20) : isStrict ? (1e-9, 2e3) : (1e-12, 1e12);
            var isExtreme = false;
            for (var i = input.First; i < input.First + input.Count; i++)
                isExtreme |= point[i] != 0 && (Math.Abs(point[i]) < least || Math.Abs(point[i]) > Math.Max(most, Declared(domain)));
            if (isHyperparameter && input.Parameter.IsReal && (isExtreme || point[input.First] == 0))
                return int.MaxValue; // a weight of 0 turns a term off
            if (_weights.Contains((object?)input.Array ?? input.Parameter) && Enumerable.Range(input.First, input.Count).Any(i => point[i] is < 0 or > 1))
                return int.MaxValue;
            extremes += isExtreme ? 1 : 0;
        }

        return extremes;
    }

    /// <summary>What the bounds of a domain say themselves is no extreme.</summary>
    private static double Declared(InputDomain domain)
    {
        var high = double.IsInfinity(domain.High) ? 0 : Math.Abs(domain.High);
        return Math.Max(high, double.IsInfinity(domain.Low) ? 0 : 4 * Math.Abs(domain.Low));
    }
}
