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
            // The slope by a temperature is a small difference of terms of the value's size, which kernels of floats hold as floats.
            var terms = test.Precision == ElementType.Single && part.Kind == "f" ? Math.Abs(loss.Value) : 0;
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
