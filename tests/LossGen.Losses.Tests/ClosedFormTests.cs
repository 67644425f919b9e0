using System.Reflection;

namespace LossGen.Losses.Tests;

/// <summary>Every loss against its closed form, written by hand in double.</summary>
public sealed class ClosedFormTests
{
    /// <summary>Below, at and above the widths of vectors, and both longer than wide and wider than long.</summary>
    private static readonly (int N, int C)[] Shapes = [(1, 2), (1, 7), (7, 16), (16, 17), (17, 33), (33, 3)];

    public static TheoryData<string, Type> Rows => LossTable.InBothPrecisions(_ => true);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Value_and_gradient_agree_with_the_closed_form(string name, Type real)
    {
        var row = LossTable.Row(name);
        var loss = row.Compile(real);
        Assert.Equal(row.Gradients.Length, loss.Outputs.Count);
        var random = new Random(42);
        foreach (var (n, c) in Shapes)
        {
            var point = Point.Create(row.Parameters, n, c, random);
            Check(row, loss, point, real);
        }
    }

    /// <summary>Losses that write arrays besides have tests of their own.</summary>
    [Fact]
    public void Every_loss_has_a_row()
    {
        var declared = typeof(Regression).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(method => method.GetCustomAttribute<LossAttribute>() is not null && method.ReturnType == typeof(float))
            .Where(method => !method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Span<float>)))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => parameter.Name))})");
        Assert.Empty(declared.Except(LossTable.All.Select(row => row.Name)).Except(LatticeTests.Covered));
    }

    internal static void Check(LossRow row, CompiledLoss loss, Point point, Type real)
    {
        var agreement = Agreement.Of(real);
        using var call = new LossCall(loss, point);
        var truth = row.Value(point);
        var scale = row.Magnitude?.Invoke(point) ?? 0;
        agreement.Check([truth], [call.Value()], "value", scale);
        if (row.Gradients.Length == 0)
            return;
        agreement.Check([truth], [call.Gradient()], "value beside the gradient", scale);
        for (var i = 0; i < row.Gradients.Length; i++)
            agreement.Check(row.Gradients[i](point), call.Written(i), $"{loss.Outputs[i]}Gradient at n = {point.N}, c = {point.C}", row.GradientMagnitude?.Invoke(point, i) ?? 0);
        call.AssertIntact();
    }
}
