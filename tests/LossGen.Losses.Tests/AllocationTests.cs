namespace LossGen.Losses.Tests;

/// <summary>A call allocates nothing once its code and its pooled scratch memory are there.</summary>
public sealed class AllocationTests
{
    public static TheoryData<string, Type> Rows => LossTable.InBothPrecisions(_ => true);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Value_and_gradient_allocate_nothing(string name, Type real)
    {
        var row = LossTable.Row(name);
        var loss = row.Compile(real);
        var point = Point.Create(row.Parameters, 17, 33, new Random(3));
        using var call = new LossCall(loss, point);
        Run();
        Run();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run()
        {
            call.Value();
            if (row.Gradients.Length > 0)
                call.Gradient();
        }
    }
}
