using System.Globalization;
using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Interpretation;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;
using LossGen.Compiler.Text;

namespace LossGen.Generator.Tests.Documentation;

/// <summary>What the written form and the stable one yield where the written one breaks, computed operation by operation.</summary>
internal static class RuleNumbers
{
    /// <summary>A stable form may be off by so much in float.</summary>
    private const double StableError = 1e-5;

    public static string Write(RuleExample example, string stable, string input)
    {
        var exact = Evaluate(example, stable, input, Precision.Double);
        return $"""
            At `{input.Replace(" ", ", ", StringComparison.Ordinal).Replace("=", " = ", StringComparison.Ordinal)}`, every operation rounded:

            | | `float` | `double` |
            | --- | ---: | ---: |
            | as written | {Format(Evaluate(example, example.Text, input, Precision.Single))} | {Format(Evaluate(example, example.Text, input, Precision.Double))} |
            | stable | {Format(Evaluate(example, stable, input, Precision.Single))} | {Format(exact)} |

            """ + "\n";
    }

    /// <summary>Whether float goes wrong at the input as written, and not in the stable form.</summary>
    public static bool IsTrue(RuleExample example, string stable, string input)
    {
        var exact = Evaluate(example, stable, input, Precision.Double);
        var written = Evaluate(example, example.Text, input, Precision.Single);
        var kept = Evaluate(example, stable, input, Precision.Single);
        return (!double.IsFinite(written) || Math.Abs(written - exact) > 1e-2 * Math.Abs(exact)) && Math.Abs(kept - exact) <= StableError * Math.Abs(exact);
    }

    /// <summary>What a stable form yields in <c>double</c> at the input of an example.</summary>
    public static double Exact(RuleExample example, string stable) => Evaluate(example, stable, example.Input!, Precision.Double);

    private static double Evaluate(RuleExample example, string text, string input, Precision precision)
    {
        var diagnostics = new DiagnosticBag();
        var program = Binder.Bind(Signature(example.Parameters), LossParser.Parse(text, diagnostics), diagnostics, TestContext.Current.CancellationToken)
            ?? throw new InvalidOperationException(string.Join("\n", diagnostics.Items));
        var arguments = new LossArguments();
        foreach (var (name, values) in input.Split(' ').Select(part => part.Split('=')).Select(part => (part[0], Numbers(part[1], precision))))
        {
            if (program.Signature.Parameters.Single(parameter => parameter.Name == name).IsArray)
                arguments.Arrays[name] = values;
            else
                arguments.Scalars[name] = values.Single();
        }

        arguments.Solve(program.Extents);
        return new Interpreter(arguments, precision).Evaluate(program.Value);
    }

    private static double[] Numbers(string list, Precision precision) =>
    [
        .. list.Split(',').Select(number => double.Parse(number, CultureInfo.InvariantCulture))
            .Select(number => precision == Precision.Single ? (float)number : number),
    ];

    private static LossSignature Signature(string parameters) => new(
        "Example",
        ElementType.Single,
        new EquatableArray<LossParameter>([.. parameters.Split(' ').Select(part => part.Split(':')).Select(part => new LossParameter(
            part[0], part[1].EndsWith("[]", StringComparison.Ordinal) ? ParameterKind.Array : ParameterKind.Scalar, ElementType.Single, part[0]))]),
        null);

    private static string Format(double value) => value switch
    {
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        _ => value.ToString("G7", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal),
    };
}
