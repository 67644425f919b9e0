namespace LossGen.Losses.Tests;

/// <summary>Zeros, subnormal numbers, saturated exponentials, the largest floats, infinities and NaN.</summary>
public sealed class ExtremeInputTests
{
    private const int Draws = 1500;

    public static TheoryData<string> Rows => LossTable.Names(_ => true);

    public static TheoryData<string, Type> RowsInBothPrecisions => LossTable.InBothPrecisions(_ => true);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Floats_are_right_wherever_the_truth_is_a_float(string name)
    {
        var row = LossTable.Row(name);
        var loss = row.Compile(typeof(float));
        var agreement = Agreement.Of(typeof(float));
        var random = new Random(7);
        var failures = new List<string>();
        for (var draw = 0; draw < Draws; draw++)
        {
            var point = Point.Create(row.Parameters, 1, 3, random, edges: true);
            using var call = new LossCall(loss, point);
            Compare([row.Value(point)], [call.Value()], "value", row.Magnitude?.Invoke(point) ?? 0);
            if (row.Gradients.Length == 0)
                continue;
            Compare([row.Value(point)], [call.Gradient()], "value beside the gradient", row.Magnitude?.Invoke(point) ?? 0);
            for (var i = 0; i < row.Gradients.Length; i++)
                Compare(row.Gradients[i](point), call.Written(i), loss.Outputs[i], row.GradientMagnitude?.Invoke(point, i) ?? 0);

            void Compare(double[] truth, double[] actual, string what, double scale)
            {
                if (!truth.All(IsFloat))
                    return;
                var exception = Record.Exception(() => agreement.Check(truth, actual, what, scale));
                if (exception is not null)
                    failures.Add($"{exception.Message} at {point}");
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} failures, the first:\n{string.Join("\n", failures.Take(6))}");
    }

    [Theory]
    [MemberData(nameof(RowsInBothPrecisions))]
    public void Infinities_and_NaN_do_no_harm(string name, Type real)
    {
        var row = LossTable.Row(name);
        var loss = row.Compile(real);
        var random = new Random(11);
        double[] wild = [double.NaN, double.PositiveInfinity, double.NegativeInfinity];
        for (var draw = 0; draw < 100; draw++)
        {
            var point = Point.Create(row.Parameters, 5, 3, random);
            foreach (var array in row.ParameterNames.Where(parameter => point[parameter].Length > 1 && !row.IsInteger(parameter)))
                point[array][random.Next(point[array].Length)] = wild[random.Next(3)];
            using var call = new LossCall(loss, point);
            call.Value();
            if (row.Gradients.Length > 0)
                call.Gradient();
            call.AssertIntact();
        }
    }

    /// <summary>With room for an intermediate result that is a little larger.</summary>
    private static bool IsFloat(double x) => Math.Abs(x) <= float.MaxValue / 4;
}
