using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Interpretation;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Syntax;

namespace LossGen.Compiler.Tests;

/// <summary>Losses from their texts, for tests of the stages that read them.</summary>
internal static class TestLoss
{
    /// <summary>The findings of a loss, and the program if it has no errors.</summary>
    public static (BoundProgram? Program, IReadOnlyList<LossDiagnostic> Findings) Analyze(string parameters, string text, string[]? wrt = null)
    {
        var diagnostics = new DiagnosticBag();
        var program = Binder.Bind(
            LossSignatures.Parse(parameters, wrt: wrt), LossParser.Parse(text, diagnostics), diagnostics, TestContext.Current.CancellationToken);
        return (program, diagnostics.Items);
    }

    /// <summary>A loss that has no errors; warnings are let through.</summary>
    public static BoundProgram Bind(string parameters, string text, string[]? wrt = null)
    {
        var (program, findings) = Analyze(parameters, text, wrt);
        Assert.True(program is not null, string.Join("\n", findings));
        return program;
    }

    /// <summary>The bound value as text of the loss language.</summary>
    public static string Print(string parameters, string text) => NodePrinter.Print(Bind(parameters, text).Value);

    /// <summary>The value of a loss at arguments such as <c>x=1,2,3 tau=0.5</c>.</summary>
    public static double Evaluate(string parameters, string text, string arguments)
    {
        var program = Bind(parameters, text);
        return new Interpreter(Arguments(program, arguments)).Evaluate(program.Value);
    }

    /// <summary>Arguments such as <c>x=1,2,3 tau=0.5</c>, with the lengths that follow.</summary>
    public static LossArguments Arguments(BoundProgram program, string arguments)
    {
        var values = new LossArguments();
        foreach (var part in arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=')))
        {
            var numbers = part[1].Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture))
                .ToArray();
            if (program.Signature.Parameters.Single(parameter => parameter.Name == part[0]).IsArray)
                values.Arrays[part[0]] = numbers;
            else
                values.Scalars[part[0]] = numbers.Single();
        }

        values.Solve(program.Extents);
        return values;
    }
}
