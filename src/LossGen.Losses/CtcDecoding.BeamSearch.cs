using System.Numerics;

namespace LossGen.Losses;

/// <content>Prefix beam search.</content>
public static partial class CtcDecoding
{
    /// <summary>Decodes by prefix beam search: after every step only the most probable prefixes of labellings are kept.</summary>
    /// <remarks>
    /// <para>
    /// Paths of the same prefix are added up, those that end in a blank apart from those that end in the last label, in the log domain. With a
    /// beam that holds every prefix the result is exact.
    /// </para>
    /// <para>A. Y. Hannun et al., First-pass large vocabulary continuous speech recognition using bi-directional recurrent DNNs (2014).</para>
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="logProbabilities">Log-probabilities, shape [t, c], row-major; at most 0, −∞ allowed.</param>
    /// <param name="classes">c, the number of classes with the blank.</param>
    /// <param name="blank">The number of the blank; 0 to c − 1.</param>
    /// <param name="beamWidth">How many prefixes are kept; 1 or more.</param>
    /// <returns>The labellings in the beam that have a probability, the best first.</returns>
    /// <exception cref="ArgumentException">The log-probabilities are no rows of <paramref name="classes"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="blank"/> is not a class, <paramref name="beamWidth"/> is not positive, or a log-probability is NaN.
    /// </exception>
    public static IReadOnlyList<CtcHypothesis> BeamSearch<T>(ReadOnlySpan<T> logProbabilities, int classes, int blank, int beamWidth)
        where T : IBinaryFloatingPointIeee754<T>
    {
        Arguments.IsPositive(beamWidth, nameof(beamWidth));
        var steps = Steps(logProbabilities, classes, blank, nameof(logProbabilities));
        var beam = new List<Prefix> { Prefix.Empty() };
        var candidates = new List<Prefix>();
        for (var t = 0; t < steps; t++)
        {
            var row = logProbabilities.Slice(t * classes, classes);
            candidates.Clear();
            foreach (var prefix in beam)
            {
                prefix.AddTo(candidates).StayAtBlank(double.CreateChecked(row[blank]));
                for (var label = 0; label < classes; label++)
                {
                    var log = double.CreateChecked(row[label]);
                    if (label == blank || double.IsNegativeInfinity(log))
                        continue;
                    if (label == prefix.Label)
                        prefix.StayAtLabel(log);
                    prefix.Child(label).AddTo(candidates).ComeFrom(prefix, log);
                }
            }

            foreach (var prefix in candidates)
                prefix.Advance();
            candidates.Sort(ByProbability);
            foreach (var dropped in candidates.Skip(beamWidth))
                dropped.Drop();
            beam = [.. candidates.Take(beamWidth)];
        }

        return [.. beam.Where(prefix => !double.IsNegativeInfinity(prefix.Total)).Select(prefix => new CtcHypothesis(prefix.Labels(), prefix.Total))];
    }

    /// <summary>The more probable first; of equally probable ones the one that is first as a text.</summary>
    private static int ByProbability(Prefix first, Prefix second)
    {
        var order = second.Total.CompareTo(first.Total);
        return order != 0 ? order : first.Labels().AsSpan().SequenceCompareTo(second.Labels());
    }

    /// <summary>A prefix of labellings: a node of a trie, so that equal prefixes are one.</summary>
    private sealed class Prefix(Prefix? parent, int label)
    {
        private Dictionary<int, Prefix>? _children;
        private double _endingInBlank = double.NegativeInfinity;
        private double _endingInLabel = double.NegativeInfinity;
        private double _nextEndingInBlank = double.NegativeInfinity;
        private double _nextEndingInLabel = double.NegativeInfinity;
        private bool _isCandidate;

        /// <summary>The last label; −1 for the empty prefix.</summary>
        public int Label { get; } = label;

        /// <summary>The logarithm of its probability.</summary>
        public double Total => LogAdd(_endingInBlank, _endingInLabel);

        /// <summary>The empty prefix, which is certain before the first step.</summary>
        public static Prefix Empty() => new(null, -1) { _endingInBlank = 0 };

        public Prefix Child(int next)
        {
            _children ??= [];
            return _children.TryGetValue(next, out var child) ? child : _children[next] = new(this, next);
        }

        public Prefix AddTo(List<Prefix> candidates)
        {
            if (!_isCandidate)
                candidates.Add(this);
            _isCandidate = true;
            return this;
        }

        public void StayAtBlank(double log) => _nextEndingInBlank = LogAdd(_nextEndingInBlank, Total + log);

        public void StayAtLabel(double log) => _nextEndingInLabel = LogAdd(_nextEndingInLabel, _endingInLabel + log);

        /// <summary>The same label again is a new one only after a blank.</summary>
        public void ComeFrom(Prefix shorter, double log) =>
            _nextEndingInLabel = LogAdd(_nextEndingInLabel, (shorter.Label == Label ? shorter._endingInBlank : shorter.Total) + log);

        public void Advance()
        {
            (_endingInBlank, _endingInLabel) = (_nextEndingInBlank, _nextEndingInLabel);
            (_nextEndingInBlank, _nextEndingInLabel) = (double.NegativeInfinity, double.NegativeInfinity);
            _isCandidate = false;
        }

        /// <summary>Leaves the beam; the node stays only for the longer prefixes that hang on it.</summary>
        public void Drop()
        {
            (_endingInBlank, _endingInLabel) = (double.NegativeInfinity, double.NegativeInfinity);
            if (_children is null or { Count: 0 })
                Parent?._children!.Remove(Label);
        }

        public int[] Labels()
        {
            var labels = new List<int>();
            for (var node = this; node.Parent is not null; node = node.Parent)
                labels.Add(node.Label);
            labels.Reverse();
            return [.. labels];
        }

        private Prefix? Parent { get; } = parent;
    }
}
