using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Differentiation;
using LossGen.Compiler.Emission;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Rewriting;
using LossGen.Compiler.Scheduling;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;

namespace LossGen.Compiler;

/// <summary>The whole road in one call. Never throws for any text or signature.</summary>
public static class LossCompiler
{
    /// <summary>All findings in a loss: language errors, stability warnings, design notes.</summary>
    public static IReadOnlyList<LossDiagnostic> Analyze(LossSignature signature, string text, CancellationToken cancellationToken = default)
    {
        var diagnostics = new DiagnosticBag();
        Run(signature, text, diagnostics, use: null, cancellationToken);
        return diagnostics.Items;
    }

    /// <summary>Compiles a loss to the C# of its members; of findings it gives the errors, since the analyzer reports the rest. <see cref="CompiledLoss.Code"/> is null if there are errors.</summary>
    public static CompiledLoss Compile(LossMethod method, CancellationToken cancellationToken = default)
    {
        var diagnostics = new DiagnosticBag();
        string? code = null;
        Run(method.Signature, method.Text, diagnostics, program => code = Generate(method, program, cancellationToken), cancellationToken);
        return new CompiledLoss(diagnostics.Items, diagnostics.HasErrors ? null : code);
    }

    private static void Run(
        LossSignature signature, string text, DiagnosticBag diagnostics, Action<BoundProgram>? use, CancellationToken cancellationToken)
    {
        try
        {
            var syntax = LossParser.Parse(text, diagnostics);
            if (Binder.Bind(signature, syntax, diagnostics, cancellationToken) is not { } program)
                return;
            if (use is not null)
                use(program);
            else
                Report(StabilityFindings.In(program, syntax), diagnostics);
        }
        catch (ProgramTooLargeException)
        {
            diagnostics.Report(LanguageErrors.TooLarge, new Text.TextSpan(0, text.Length));
        }
    }

    private static void Report(IEnumerable<LossDiagnostic> findings, DiagnosticBag diagnostics)
    {
        foreach (var finding in findings)
            diagnostics.Report(finding);
    }

    private static string Generate(LossMethod method, BoundProgram program, CancellationToken cancellationToken)
    {
        var simplifier = new Simplifier(program.Factory);
        var rewriter = new Rewriter(program.Factory, program.Assumptions.Concat(program.Requirements.Select(requirement => requirement.Condition)));
        var value = simplifier.Simplify(method.Stabilize ? rewriter.Stabilize(program.Value) : program.Value);
        cancellationToken.ThrowIfCancellationRequested();
        var writer = new MemberWriter(method, program);
        writer.WriteValue(KernelBuilder.Build(program, value, []));
        if (program.DifferentiatedBy.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var factors = new CommonFactors(program.Factory);
            var gradients = Differentiate(program, value)
                .Select(gradient => gradient with { Value = method.Stabilize ? rewriter.StabilizeGradient(gradient.Value) : gradient.Value })
                .Select(gradient => gradient with { Value = factors.Rewrite(simplifier.Simplify(gradient.Value)) })
                .ToList();
            cancellationToken.ThrowIfCancellationRequested();
            writer.WriteGradient(KernelBuilder.Build(program, value, gradients), gradients);
        }

        return writer.ToString();
    }

    private static List<GradientFormula> Differentiate(BoundProgram program, Node value)
    {
        var factory = program.Factory;
        var differentiator = new Differentiator(factory);
        var seed = factory.Scalar(MemberWriter.Seed(program.Signature));
        var gradients = new List<GradientFormula>();
        foreach (var parameter in program.DifferentiatedBy)
        {
            if (program.Arrays.FirstOrDefault(array => array.Parameter == parameter) is { } array)
            {
                var gradient = differentiator.Gradient(value, array, seed);
                gradients.Add(new GradientFormula(parameter, gradient.OutputAxes, gradient.Expression));
            }
            else
            {
                gradients.Add(new GradientFormula(
                    parameter, [], differentiator.Derivative(value, (ScalarRead)factory.Scalar(parameter), seed)));
            }
        }

        return gradients;
    }
}

/// <summary>The outcome of compiling one loss.</summary>
/// <param name="Diagnostics">All findings.</param>
/// <param name="Code">The implementing parts and companions, unindented lines ending in <c>\n</c>, to be placed in the containing type; null on errors.</param>
public sealed record CompiledLoss(IReadOnlyList<LossDiagnostic> Diagnostics, string? Code);
