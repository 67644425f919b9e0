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
/// <param name="IsSpan">Whether it is a span of the type.</param>
public sealed record DraftParameter(string Name, string Type, IOperation Argument, bool IsSpan);

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
        var functions = new KnownFunctions(compilation);
        return ExpressionTranslator.IsComposed(expression, functions)
            ? TryCreate(expression, functions, new LocalValues(ImmutableArray<IOperation>.Empty, _ => true))
            : null;
    }

    /// <summary>
    /// The loss of a method that returns an expression of sums over arrays and spans, added up in loops or by LINQ; null if it does anything else.
    /// </summary>
    public static LossDraft? TryCreate(IMethodBodyOperation method, Compilation compilation)
    {
        var functions = new KnownFunctions(compilation);
        if (SummingMethod.ValueOf(method, functions) is not { } value)
            return null;
        var draft = TryCreate(value, functions, new LocalValues(ImmutableArray.Create<IOperation>(method), functions.IsPure));
        return draft is not null && draft.Parameters.Any(parameter => parameter.IsSpan)
            && draft.Parameters.All(parameter => parameter.Argument is IParameterReferenceOperation { Parameter.Name: var name } && name == parameter.Name)
                ? draft
                : null;
    }

    private static LossDraft? TryCreate(IOperation expression, KnownFunctions functions, LocalValues locals)
    {
        if (FloatFormat.Of(expression.Type) is not { Keyword: { } keyword } format)
            return null;
        try
        {
            return Create(new ExpressionTranslator(functions, locals, expression).Translate(), format, keyword);
        }
        catch (Exception exception) when (exception is ProgramTooLargeException or InsufficientExecutionStackException)
        {
            return null;
        }
    }

    private static LossDraft? Create(TranslatedExpression expression, FloatFormat format, string keyword)
    {
        var (text, parameters, signature) = (new DraftText(expression.Factory, format), new List<DraftParameter>(), new List<LossParameter>());
        foreach (var leaf in expression.Leaves)
        {
            if (leaf.Operation.Type is not { } type || TypeOf(leaf, type, format) is not { } parameterType)
                return null;
            var name = NameOf(leaf.Operation, parameters);
            var kind = parameterType.IsSpan ? ParameterKind.Array : ParameterKind.Scalar;
            var parameter = new LossParameter(name, kind, parameterType.Element, $"{parameterType.Keyword} {name}");
            parameters.Add(new DraftParameter(name, parameterType.Keyword, leaf.Operation, parameterType.IsSpan));
            signature.Add(parameter);
            if (parameterType.IsSpan)
                text.Rename((ArrayRead)leaf.Node, parameter);
            else
                text.Rename(leaf.Node, parameter);
        }

        if (parameters.Count == 0 || text.TryWrite(expression.Root) is not { } written)
            return null;
        var element = format == FloatFormat.Single ? ElementType.Single : ElementType.Double;
        var loss = new LossSignature("Draft", element, new EquatableArray<LossParameter>([.. signature]), null);
        return IsSound(loss, written) ? new LossDraft(written, keyword, parameters) : null;
    }

    private static bool IsSound(LossSignature signature, string text) =>
        !LossCompiler.Analyze(signature, text, LossCalls.None, default).Any(finding => finding.Descriptor.Severity == LossSeverity.Error);

    private static (string Keyword, ElementType Element, bool IsSpan)? TypeOf(Leaf leaf, ITypeSymbol type, FloatFormat format)
    {
        var keyword = format.Keyword!;
        var element = format == FloatFormat.Single ? ElementType.Single : ElementType.Double;
        return leaf.Domain switch
        {
            LeafDomain.Boolean => type.SpecialType == SpecialType.System_Boolean ? ("bool", ElementType.Boolean, false) : null,
            LeafDomain.Integer => type.SpecialType switch
            {
                SpecialType.System_UInt64 or SpecialType.System_IntPtr or SpecialType.System_UIntPtr => null,
                SpecialType.System_Int64 or SpecialType.System_UInt32 => ("long", ElementType.Int64, false),
                _ => ("int", ElementType.Int32, false),
            },
            _ when type is IArrayTypeSymbol { Rank: 1, ElementType: var item } => FloatFormat.Of(item) == format ? (keyword, element, true) : null,
            _ when type is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments: [var item] } =>
                FloatFormat.Of(item) == format ? (keyword, element, true) : null,

            // A double that the expression narrows would lose its digits before and not after.
            _ => FloatFormat.Of(type) is null || (format == FloatFormat.Single && type.SpecialType == SpecialType.System_Double) ? null : (keyword, element, false),
        };
    }

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
