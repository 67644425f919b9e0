namespace LossGen.Losses.Tests.Rows;

/// <summary>All rows, and the theories' data made of them.</summary>
public static class LossTable
{
    private static readonly Dictionary<string, LossRow> Rows = RegressionRows.All()
        .Concat(MarginRows.All()).Concat(ClassificationRows.All()).Concat(FocalRows.All()).Concat(ScoringRows.All()).Concat(BregmanRows.All())
        .Concat(RobustRows.All()).Concat(LikelihoodRows.All()).Concat(GenerativeRows.All()).Concat(VariationalRows.All()).Concat(SequenceRows.All())
        .Concat(DivergenceRows.All()).Concat(DivergenceSampleRows.All()).Concat(TransportRows.All())
        .Concat(TripletRows.All()).Concat(PairRows.All()).Concat(MiningRows.All()).Concat(AngularRows.All())
        .Concat(ContrastiveRows.All()).Concat(SegmentationRows.All()).Concat(ReinforcementRows.All()).Concat(PreferenceRows.All())
        .Concat(TaskRows.All()).Concat(OrdinalRows.All()).Concat(RankingRows.All()).Concat(CrossEntropyOptionRows.All())
        .ToDictionary(row => $"{row.Owner.Name}.{row.Method} {row.Parameters}", StringComparer.Ordinal);

    public static IEnumerable<LossRow> All => Rows.Values;

    public static LossRow Row(string name) => Rows[name];

    /// <summary>Every row.</summary>
    public static TheoryData<string> Names(Func<LossRow, bool> where) => [.. Rows.Where(pair => where(pair.Value)).Select(pair => pair.Key)];

    /// <summary>Every row in both precisions.</summary>
    public static TheoryData<string, Type> InBothPrecisions(Func<LossRow, bool> where)
    {
        var data = new TheoryData<string, Type>();
        foreach (var name in Rows.Where(pair => where(pair.Value)).Select(pair => pair.Key))
        {
            data.Add(name, typeof(float));
            data.Add(name, typeof(double));
        }

        return data;
    }
}
