using LossGen.Compiler.Analysis.Properties;
using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;

namespace LossGen.Compiler.Tests.Analysis.Properties;

/// <summary>No claim about any loss is false: sampling refutes none.</summary>
public sealed class RefutationTests
{
    private const int BlockLength = 60;

    public static TheoryData<string> References => [.. ReferenceLosses.All.Select(loss => loss.Name)];

    [Theory]
    [MemberData(nameof(References))]
    public void Nothing_refutes_what_is_proven_of_a_reference_loss(string name)
    {
        var reference = ReferenceLosses.Get(name);
        var diagnostics = new DiagnosticBag();
        var program = Binder.Bind(reference.Signature, LossParser.Parse(reference.Text, diagnostics), diagnostics, TestContext.Current.CancellationToken)!;
        if (PropertyAnalysis.Of(program) is { } certificate)
            Assert.Null(Refutation.Of(program, certificate, 1, reference.Arguments()).Counterexample);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void Nothing_refutes_what_is_proven_of_random_losses(int block)
    {
        var (claims, points) = (0, 0);
        for (var seed = block * BlockLength; seed < (block + 1) * BlockLength; seed++)
        {
            var text = new RandomLoss(seed).Text();
            var (program, _) = TestLoss.Analyze(RandomLoss.Parameters, text, ["p"]);
            if (program is null || PropertyAnalysis.Of(program) is not { } certificate)
                continue;
            var (counterexample, tried) = Refutation.Of(program, certificate, seed);
            Assert.True(counterexample is null, $"{text}\n{string.Join("; ", CertificateText.Of(certificate))}\n{counterexample}");
            points += tried;
            claims += Enum.GetValues<RequiredProperties>().Count(property => property != 0 && certificate.Proven.HasFlag(property));
        }

        Assert.True(claims > BlockLength / 2 && points > 5 * BlockLength, $"{claims} claims at {points} points");
    }
}
