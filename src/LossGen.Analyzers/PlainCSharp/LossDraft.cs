using System.Collections.Immutable;
using System.Globalization;
using LossGen.Compiler;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossGen.Analyzers.PlainCSharp;

/// <summary>A parameter of a loss that is being written for a C# expression.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, as C# writes it.</param>
/// <param name="Argument">What the expression has in its place.</param>
public sealed record DraftParameter(string Name, string Type, IOperation Argument);

/// <summary>A C# expression over floating-point numbers as a loss.</summary>
/// <param name="Text">The expression in the loss language.</param>
/// <param name="Type">The type of its value, <c>float</c> or <c>double</c>.</param>
/// <param name="Parameters">What it reads, in the order of first use.</param>
public sealed record LossDraft(string Text, string Type, IReadOnlyList<DraftParameter> Parameters)
{
    private static readonly HashSet<string> Reserved =
        new(Operators.All.Select(op => op.Name).Concat(["e", "pi", "inf", "sum", "prod", "mean", "size", "seed", "gradient"]), StringComparer.Ordinal);

    /// <summary>The loss of an expression; null if the language cannot say it, or it is too simple to be worth it.</summary>
    public static LossDraft? TryCreate(IOperation expression, Compilation compilation)
    {
        if (FloatFormat.Of(expression.Type) is not { Keyword: { } keyword } format)
            return null;
        var functions = new KnownFunctions(compilation);
        if (!ExpressionTranslator.IsComposed(expression, functions))
            return null;
        try
        {
            var translated = new ExpressionTranslator(functions, new LocalValues(ImmutableArray<IOperation>.Empty, _ => true), expression).Translate();
            return Create(translated, format, keyword);
        }
        catch (Exception exception) when (exception is ProgramTooLargeException or InsufficientExecutionStackException)
        {
            return null;
        }
    }

    private static LossDraft? Create(TranslatedExpression expression, FloatFormat format, string keyword)
    {
        var (root, parameters, signature) = (expression.Root, new List<DraftParameter>(), new List<LossParameter>());
        foreach (var leaf in expression.Leaves)
        {
            if (leaf.Operation.Type is not { } type || TypeOf(leaf, type, keyword) is not { } parameterType)
                return null;
            var name = NameOf(leaf.Operation, parameters);
            var parameter = new LossParameter(name, ParameterKind.Scalar, parameterType.Element, $"{parameterType.Keyword} {name}");
            parameters.Add(new DraftParameter(name, parameterType.Keyword, leaf.Operation));
            signature.Add(parameter);
            root = expression.Factory.Replace(root, leaf.Node, expression.Factory.Scalar(parameter));
        }

        var element = format == FloatFormat.Single ? ElementType.Single : ElementType.Double;
        var text = NodePrinter.Print(WithShortNumbers(root, format, expression.Factory));
        var loss = new LossSignature("Draft", element, new EquatableArray<LossParameter>([.. signature]), null);
        return parameters.Count > 0 && IsSound(loss, text) ? new LossDraft(text, keyword, parameters) : null;
    }

    private static bool IsSound(LossSignature signature, string text) =>
        !LossCompiler.Analyze(signature, text, LossCalls.None, default).Any(finding => finding.Descriptor.Severity == LossSeverity.Error);

    /// <summary>A <c>float</c> constant is written with its own digits: 0.1, and not the double that is nearest to the float.</summary>
    private static Node WithShortNumbers(Node node, FloatFormat format, NodeFactory factory) => node switch
    {
        RealConstant { Value: var value } when format == FloatFormat.Single && !double.IsInfinity(value) =>
            factory.Real(double.Parse(((float)value).ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)),
        _ => factory.MapOperands(node, operand => WithShortNumbers(operand, format, factory)),
    };

    private static (string Keyword, ElementType Element)? TypeOf(Leaf leaf, ITypeSymbol type, string keyword) => leaf.Domain switch
    {
        LeafDomain.Boolean => type.SpecialType == SpecialType.System_Boolean ? ("bool", ElementType.Boolean) : null,
        LeafDomain.Integer => type.SpecialType switch
        {
            SpecialType.System_UInt64 or SpecialType.System_IntPtr or SpecialType.System_UIntPtr => null,
            SpecialType.System_Int64 or SpecialType.System_UInt32 => ("long", ElementType.Int64),
            _ => ("int", ElementType.Int32),
        },

        // A double that the expression narrows would lose its digits before and not after.
        _ => keyword == "float" && type.SpecialType == SpecialType.System_Double ? null
            : (keyword, keyword == "float" ? ElementType.Single : ElementType.Double),
    };

    private static string NameOf(IOperation operation, List<DraftParameter> others)
    {
        var wanted = operation switch
        {
            ILocalReferenceOperation local => local.Local.Name,
            IParameterReferenceOperation parameter => parameter.Parameter.Name,
            IFieldReferenceOperation field => field.Field.Name,
            IPropertyReferenceOperation { Arguments.Length: 0 } property => property.Property.Name,
            IArrayElementReferenceOperation { ArrayReference: var array } => NameOf(array, []),
            IPropertyReferenceOperation { Instance: { } instance } => NameOf(instance, []),
            IInvocationOperation call => call.TargetMethod.Name,
            _ => "x",
        };
        var name = wanted.TrimStart('_');
        name = name.Length == 0 ? "x" : char.ToLowerInvariant(name[0]) + name.Substring(1);
        if (Reserved.Contains(name) || CSharpKeywords.Contains(name))
            name += "Value";
        var free = name;
        for (var number = 2; others.Any(other => other.Name == free); number++)
            free = name + number.ToString(CultureInfo.InvariantCulture);
        return free;
    }
}
