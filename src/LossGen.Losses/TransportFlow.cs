namespace LossGen.Losses;

/// <summary>A transportation problem, solved by sending mass along shortest paths of the residual network.</summary>
/// <param name="supply">The masses that are still at the sources.</param>
/// <param name="demand">The masses that the targets still lack.</param>
/// <param name="costs">The cost of a unit, sources by targets.</param>
/// <param name="negligible">A mass below which a rest is rounding.</param>
internal sealed class TransportFlow(double[] supply, double[] demand, double[] costs, double negligible)
{
    private readonly double[] _sourcePotential = new double[supply.Length];
    private readonly double[] _targetPotential = new double[demand.Length];

    /// <summary>What goes from every source to every target.</summary>
    public double[] Flow { get; } = new double[costs.Length];

    public void Solve()
    {
        // Reduced costs must not be negative for Dijkstra's algorithm; they are not from here on.
        for (var j = 0; j < demand.Length; j++)
            _targetPotential[j] = Enumerable.Range(0, supply.Length).Min(i => costs[(i * demand.Length) + j]);
        while (supply.Any(mass => mass > negligible) && demand.Any(mass => mass > negligible))
            Send(new Search(this));
    }

    private void Send(Search search)
    {
        search.Run();
        var amount = demand[search.End];
        for (var j = search.End; ;)
        {
            var i = search.SourceBefore[j];
            var back = search.TargetBefore[i];
            amount = Math.Min(amount, back < 0 ? supply[i] : Flow[(i * demand.Length) + back]);
            if (back < 0)
                break;
            j = back;
        }

        demand[search.End] -= amount;
        for (var j = search.End; ;)
        {
            var i = search.SourceBefore[j];
            var back = search.TargetBefore[i];
            Flow[(i * demand.Length) + j] += amount;
            if (back < 0)
            {
                supply[i] -= amount;
                break;
            }

            Flow[(i * demand.Length) + back] -= amount;
            j = back;
        }
    }

    /// <summary>Dijkstra's algorithm from all sources with a rest to the closest target with a lack.</summary>
    private sealed class Search(TransportFlow flow)
    {
        private readonly double[] _sourceDistance = new double[flow._sourcePotential.Length];
        private readonly double[] _targetDistance = new double[flow._targetPotential.Length];
        private readonly bool[] _isSourceDone = new bool[flow._sourcePotential.Length];
        private readonly bool[] _isTargetDone = new bool[flow._targetPotential.Length];

        public int End { get; private set; }

        /// <summary>The source that a target is reached from.</summary>
        public int[] SourceBefore { get; } = new int[flow._targetPotential.Length];

        /// <summary>The target whose flow back reaches a source; −1 where a path begins.</summary>
        public int[] TargetBefore { get; } = new int[flow._sourcePotential.Length];

        public void Run()
        {
            _targetDistance.AsSpan().Fill(double.PositiveInfinity);
            for (var i = 0; i < _sourceDistance.Length; i++)
            {
                _sourceDistance[i] = flow.HasRest(i) ? 0 : double.PositiveInfinity;
                TargetBefore[i] = -1;
            }

            while (true)
            {
                var (source, target) = (Closest(_sourceDistance, _isSourceDone), Closest(_targetDistance, _isTargetDone));
                if (source >= 0 && (target < 0 || _sourceDistance[source] <= _targetDistance[target]))
                {
                    Leave(source);
                    continue;
                }

                if (flow.HasLack(target))
                {
                    End = target;
                    break;
                }

                Return(target);
            }

            flow.Raise(_sourceDistance, _targetDistance, _targetDistance[End]);
        }

        private void Leave(int source)
        {
            _isSourceDone[source] = true;
            for (var j = 0; j < _targetDistance.Length; j++)
            {
                var distance = _sourceDistance[source] + flow.Reduced(source, j);
                if (!_isTargetDone[j] && distance < _targetDistance[j])
                    (_targetDistance[j], SourceBefore[j]) = (distance, source);
            }
        }

        /// <summary>Along an arc with flow the reduced cost is 0.</summary>
        private void Return(int target)
        {
            _isTargetDone[target] = true;
            for (var i = 0; i < _sourceDistance.Length; i++)
            {
                if (!_isSourceDone[i] && flow.Carries(i, target) && _targetDistance[target] < _sourceDistance[i])
                    (_sourceDistance[i], TargetBefore[i]) = (_targetDistance[target], target);
            }
        }

        private static int Closest(double[] distances, bool[] isDone)
        {
            var closest = -1;
            for (var k = 0; k < distances.Length; k++)
            {
                if (!isDone[k] && !double.IsPositiveInfinity(distances[k]) && (closest < 0 || distances[k] < distances[closest]))
                    closest = k;
            }

            return closest;
        }
    }

    private bool HasRest(int source) => supply[source] > negligible;

    private bool HasLack(int target) => demand[target] > negligible;

    private bool Carries(int source, int target) => Flow[(source * demand.Length) + target] > 0;

    /// <summary>Rounding may leave a little below 0.</summary>
    private double Reduced(int source, int target) =>
        Math.Max(0, costs[(source * demand.Length) + target] + _sourcePotential[source] - _targetPotential[target]);

    private void Raise(double[] sourceDistance, double[] targetDistance, double limit)
    {
        for (var i = 0; i < _sourcePotential.Length; i++)
            _sourcePotential[i] += Math.Min(sourceDistance[i], limit);
        for (var j = 0; j < _targetPotential.Length; j++)
            _targetPotential[j] += Math.Min(targetDistance[j], limit);
    }
}
