using LossGen.Compiler.Signatures;
using LossGen.Kernels.Tests.Infrastructure;

namespace LossGen.Kernels.Tests;

/// <summary>Generated kernels against values and gradients that were computed with 60 digits.</summary>
public sealed class ReferenceTests(ReferenceTests.Kernels kernels) : IClassFixture<ReferenceTests.Kernels>
{
    public static TheoryData<string, ElementType> Losses()
    {
        var data = new TheoryData<string, ElementType>();
        foreach (var loss in ReferenceLoss.All)
        {
            data.Add(loss.Name, ElementType.Single);
            data.Add(loss.Name, ElementType.Double);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Value_and_gradient_agree_with_the_reference(string name, ElementType precision)
    {
        var loss = ReferenceLoss.All.Single(loss => loss.Name == name);
        var test = loss.Case(precision);
        var (valueTolerance, gradientTolerance) = precision == ElementType.Double ? (1e-13, 1e-13) : (1e-6, 2e-6);

        Close([loss.Value], [kernels.Library.Value(test.Name, loss.Arguments(precision))], valueTolerance, "value");
        if (precision == ElementType.Double)
            Check<double>(loss, test, gradientTolerance, valueTolerance, x => x);
        else
            Check<float>(loss, test, gradientTolerance, valueTolerance, x => x);
    }

    private void Check<T>(ReferenceLoss loss, KernelCase test, double gradientTolerance, double valueTolerance, Func<T, double> toDouble)
        where T : unmanaged
    {
        var gradients = test.DifferentiatedBy.Select(part => new GuardedMemory<T>(loss.Gradients[part.Name].Length)).ToArray();
        var value = kernels.Library.Gradient(test.Name, loss.Arguments(test.Precision), gradients);
        Close([loss.Value], [value], valueTolerance, "value");
        foreach (var (part, gradient) in test.DifferentiatedBy.Zip(gradients))
        {
            // This slope of 0.03 is the difference of terms of size 2 to 3, sums over pairs that a kernel of floats holds as floats: one rounding of one is allowed, 1.3e-7.
            var terms = test.Precision == ElementType.Single && (loss.Name, part.Name) == ("info_nce", "tau") ? Math.Abs(loss.Value) / 20 : 0;
            Close(loss.Gradients[part.Name], [.. gradient.Span.ToArray().Select(toDouble)], gradientTolerance, part.Name, terms);
            Assert.True(gradient.IsIntact);
        }
    }

    private static void Close(double[] expected, double[] actual, double tolerance, string what, double terms = 0)
    {
        var scale = Math.Max(terms, expected.Max(Math.Abs));
        for (var i = 0; i < expected.Length; i++)
        {
            var error = Math.Abs(actual[i] - expected[i]);
            Assert.True(error <= tolerance * scale, $"{what}[{i}] is {actual[i]:R}, not {expected[i]:R}: error {error / scale:E2} of the scale");
        }
    }

    /// <summary>All losses in both precisions, compiled once.</summary>
    public sealed class Kernels
    {
        public KernelLibrary Library { get; } = KernelLibrary.Compile(
            [.. ReferenceLoss.All.SelectMany(loss => new[] { loss.Case(ElementType.Single), loss.Case(ElementType.Double) })]);
    }
}
