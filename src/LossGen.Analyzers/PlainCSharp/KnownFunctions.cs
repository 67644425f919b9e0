using LossGen.Compiler.Ir;
using Microsoft.CodeAnalysis;

namespace LossGen.Analyzers.PlainCSharp;

/// <summary>What a function of C# is in the compiler's terms.</summary>
internal delegate Node FunctionMeaning(NodeFactory factory, IReadOnlyList<Node> arguments);

/// <summary>The functions of a compilation's libraries that the compiler knows, resolved once.</summary>
/// <remarks>
/// To know another library is to add its type to <see cref="Owners"/>; a function that goes by another name there is another row of the table
/// of meanings.
/// </remarks>
internal sealed class KnownFunctions
{
    /// <summary>The types whose static methods are looked up by name.</summary>
    private static readonly string[] Owners =
    [
        "System.Math", "System.MathF", "System.Single", "System.Double", "System.Half", "LossGen.LossMath", "UnityEngine.Mathf",
        "System.Numerics.INumber`1", "System.Numerics.INumberBase`1", "System.Numerics.IFloatingPoint`1",
        "System.Numerics.IFloatingPointIeee754`1", "System.Numerics.IExponentialFunctions`1", "System.Numerics.ILogarithmicFunctions`1",
        "System.Numerics.IRootFunctions`1", "System.Numerics.IPowerFunctions`1", "System.Numerics.IHyperbolicFunctions`1",
        "System.Numerics.ITrigonometricFunctions`1",
    ];

    public static readonly double Ln2 = Math.Log(2);

    public static readonly double Ln10 = Math.Log(10);

    /// <summary>By name and number of arguments.</summary>
    private static readonly Dictionary<(string Name, int Arity), FunctionMeaning> Meanings = new()
    {
        [("Log", 1)] = Function(Operators.Log),
        [("Log", 2)] = (factory, x) => factory.Call(
            Operators.Divide,
            factory.Call(Operators.Log, x[0]),
            Algebra.TryGetConstant(x[1], out var radix) ? factory.Real(Math.Log(radix)) : factory.Call(Operators.Log, x[1])),
        [("Log2", 1)] = (factory, x) => factory.Call(Operators.Divide, factory.Call(Operators.Log, x[0]), factory.Real(Ln2)),
        [("Log10", 1)] = (factory, x) => factory.Call(Operators.Divide, factory.Call(Operators.Log, x[0]), factory.Real(Ln10)),
        [("LogP1", 1)] = Function(Operators.Log1P),
        [("Log2P1", 1)] = (factory, x) => factory.Call(Operators.Divide, factory.Call(Operators.Log1P, x[0]), factory.Real(Ln2)),
        [("Log10P1", 1)] = (factory, x) => factory.Call(Operators.Divide, factory.Call(Operators.Log1P, x[0]), factory.Real(Ln10)),
        [("Exp", 1)] = Function(Operators.Exp),
        [("Exp2", 1)] = (factory, x) => factory.Call(Operators.Exp, Scaled(factory, x[0], Ln2)),
        [("Exp10", 1)] = (factory, x) => factory.Call(Operators.Exp, Scaled(factory, x[0], Ln10)),
        [("Exp2M1", 1)] = (factory, x) => factory.Call(Operators.ExpM1, Scaled(factory, x[0], Ln2)),
        [("Exp10M1", 1)] = (factory, x) => factory.Call(Operators.ExpM1, Scaled(factory, x[0], Ln10)),
        [("Pow", 2)] = Power,
        [("Clamp", 3)] = (factory, x) => factory.Call(Operators.Min, factory.Call(Operators.Max, x[0], x[1]), x[2]),
        [("FusedMultiplyAdd", 3)] = MultiplyAdd,
        [("MultiplyAddEstimate", 3)] = MultiplyAdd,
        [("Abs", 1)] = Function(Operators.Abs),
        [("Sqrt", 1)] = Function(Operators.Sqrt),
        [("Hypot", 2)] = Function(Operators.Hypot),
        [("Max", 2)] = Function(Operators.Max),
        [("Min", 2)] = Function(Operators.Min),
        [("Floor", 1)] = Function(Operators.Floor),
        [("Ceiling", 1)] = Function(Operators.Ceiling),
        [("Round", 1)] = Function(Operators.Round),
        [("Sin", 1)] = Function(Operators.Sin),
        [("Cos", 1)] = Function(Operators.Cos),
        [("Tan", 1)] = Function(Operators.Tan),
        [("Asin", 1)] = Function(Operators.Asin),
        [("Acos", 1)] = Function(Operators.Acos),
        [("Atan", 1)] = Function(Operators.Atan),
        [("Sinh", 1)] = Function(Operators.Sinh),
        [("Cosh", 1)] = Function(Operators.Cosh),
        [("Tanh", 1)] = Function(Operators.Tanh),
        [("Log1P", 1)] = Function(Operators.Log1P),
        [("ExpM1", 1)] = Function(Operators.ExpM1),
        [("Log1MExp", 1)] = Function(Operators.Log1MExp),
        [("Sigmoid", 1)] = Function(Operators.Sigmoid),
        [("LogSigmoid", 1)] = Function(Operators.LogSigmoid),
        [("Softplus", 1)] = Function(Operators.Softplus),
        [("LogCosh", 1)] = Function(Operators.LogCosh),
        [("LogAddExp", 2)] = Function(Operators.LogAddExp),
        [("XLogY", 2)] = Function(Operators.XLogY),
        [("XLog1PY", 2)] = Function(Operators.XLog1PY),
        [("Entropy", 1)] = Function(Operators.Entropy),
        [("RelEntropy", 2)] = Function(Operators.RelEntropy),
        [("KlDivergence", 2)] = Function(Operators.KlDivergence),
        [("Erf", 1)] = Function(Operators.Erf),
        [("Erfc", 1)] = Function(Operators.Erfc),
        [("LogGamma", 1)] = Function(Operators.LogGamma),
    };

    /// <summary>Names of functions without which an expression cannot have an unstable form; for a look at the text before all else.</summary>
    public static IReadOnlyCollection<string> Names { get; } =
        new HashSet<string>(Meanings.Keys.Select(key => key.Name).Except(["Abs", "Max", "Min", "Floor", "Ceiling", "Round", "Clamp"]), StringComparer.Ordinal);

    private readonly Dictionary<IMethodSymbol, FunctionMeaning> _meanings = new(SymbolEqualityComparer.Default);
    private readonly HelperFunctions _helpers;

    public KnownFunctions(Compilation compilation)
    {
        _helpers = new HelperFunctions(compilation, this);
        foreach (var method in Owners.SelectMany(name => compilation.GetTypesByMetadataName(name)).SelectMany(type => type.GetMembers()).OfType<IMethodSymbol>())
        {
            if (method is { IsStatic: true, MethodKind: MethodKind.Ordinary, IsGenericMethod: false }
                && Meanings.TryGetValue((method.Name, method.Parameters.Length), out var meaning) && IsOfNumbers(method))
                _meanings[method] = meaning;
        }
    }

    /// <summary>The meaning of a method, or null if it is none of those known.</summary>
    public FunctionMeaning? MeaningOf(IMethodSymbol method) =>
        _meanings.TryGetValue(method.OriginalDefinition, out var meaning) ? meaning : null;

    /// <summary>What a function of the user's own returns if that is one expression of its parameters; null for any other method.</summary>
    public IOperation? BodyOf(IMethodSymbol method) => _helpers.BodyOf(method);

    /// <summary>Whether a method changes nothing and returns the same for the same arguments, as far as is known.</summary>
    public bool IsPure(IMethodSymbol method) => MeaningOf(method) is not null || Purity.IsOfFramework(method) || BodyOf(method) is not null;

    /// <summary>Overloads for integers, spans and pointers are other functions.</summary>
    private static bool IsOfNumbers(IMethodSymbol method) =>
        IsNumber(method.ReturnType, method) && method.Parameters.All(parameter => parameter.RefKind == RefKind.None && IsNumber(parameter.Type, method));

    private static bool IsNumber(ITypeSymbol type, IMethodSymbol method) =>
        FloatFormat.Of(type) is not null || (type is ITypeParameterSymbol && FloatFormat.IsGenericNumber(method.ContainingType));

    private static FunctionMeaning Function(Operator op) => (factory, x) => factory.Call(op, [.. x]);

    private static Node Scaled(NodeFactory factory, Node x, double factor) => factory.Call(Operators.Multiply, factory.Real(factor), x);

    private static Node MultiplyAdd(NodeFactory factory, IReadOnlyList<Node> x) =>
        factory.Call(Operators.Add, factory.Call(Operators.Multiply, x[0], x[1]), x[2]);

    /// <summary>Powers that have a function of their own are that function.</summary>
    private static Node Power(NodeFactory factory, IReadOnlyList<Node> x) =>
        Algebra.IsConstant(x[0], Math.E) || Algebra.IsConstant(x[0], (float)Math.E) ? factory.Call(Operators.Exp, x[1])
        : Algebra.IsConstant(x[1], 0.5) ? factory.Call(Operators.Sqrt, x[0])
        : factory.Call(Operators.Power, x[0], x[1]);
}
