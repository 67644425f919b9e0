using LossGen.Compiler.Ir;
using Microsoft.CodeAnalysis;

namespace LossGen.Analyzers.PlainCSharp.Tensors;

/// <summary>How a TorchSharp method reads its tensors.</summary>
internal enum TorchKind
{
    /// <summary>Element by element.</summary>
    Elementwise,

    /// <summary>Along the dimension that <c>dim</c> names, or along all.</summary>
    Reduction,

    /// <summary>Along the dimension that <c>dim</c> names, which stays.</summary>
    Normalization,

    /// <summary>The same elements in another arrangement, or some of them.</summary>
    View,
}

/// <summary>What a method of TorchSharp is in the compiler's terms.</summary>
/// <param name="Kind">How it reads its tensors.</param>
/// <param name="Apply">Makes the value from the tensors and, for a reduction, its axes.</param>
internal sealed record TorchFunction(TorchKind Kind, Func<Algebra, IReadOnlyList<Node>, IReadOnlyList<Axis>, Node> Apply);

/// <summary>
/// The methods of TorchSharp that the compiler knows: one row a name, whether it is static or an instance method, and with an underscore if it
/// works in place.
/// </summary>
internal sealed class TorchFunctions
{
    private const string Torch = "TorchSharp.torch";

    private static readonly string[] Owners =
        [Torch, Torch + "+Tensor", Torch + "+special", Torch + "+linalg", Torch + "+nn+functional"];

    private static readonly TorchFunction View = new(TorchKind.View, (_, x, _) => x[0]);

    private static readonly Dictionary<(string Name, int Tensors), TorchFunction> Rows = new()
    {
        [("log", 1)] = Unary(Operators.Log),
        [("log1p", 1)] = Unary(Operators.Log1P),
        [("exp", 1)] = Unary(Operators.Exp),
        [("expm1", 1)] = Unary(Operators.ExpM1),
        [("sigmoid", 1)] = Unary(Operators.Sigmoid),
        [("expit", 1)] = Unary(Operators.Sigmoid),
        [("logsigmoid", 1)] = Unary(Operators.LogSigmoid),
        [("log_sigmoid", 1)] = Unary(Operators.LogSigmoid),
        [("softplus", 1)] = Unary(Operators.Softplus),
        [("sqrt", 1)] = Unary(Operators.Sqrt),
        [("abs", 1)] = Unary(Operators.Abs),
        [("tanh", 1)] = Unary(Operators.Tanh),
        [("sinh", 1)] = Unary(Operators.Sinh),
        [("cosh", 1)] = Unary(Operators.Cosh),
        [("erf", 1)] = Unary(Operators.Erf),
        [("erfc", 1)] = Unary(Operators.Erfc),
        [("acos", 1)] = Unary(Operators.Acos),
        [("asin", 1)] = Unary(Operators.Asin),
        [("neg", 1)] = Elementwise((algebra, x) => algebra.Factory.Call(Operators.Negate, x[0])),
        [("square", 1)] = Elementwise((algebra, x) => algebra.Factory.Call(Operators.Power, x[0], algebra.Real(2))),
        [("reciprocal", 1)] = Elementwise((algebra, x) => algebra.Factory.Call(Operators.Divide, algebra.One, x[0])),
        [("rsqrt", 1)] = Elementwise((algebra, x) => algebra.Factory.Call(Operators.Divide, algebra.One, algebra.Factory.Call(Operators.Sqrt, x[0]))),
        [("add", 2)] = Unary(Operators.Add),
        [("sub", 2)] = Unary(Operators.Subtract),
        [("mul", 2)] = Unary(Operators.Multiply),
        [("div", 2)] = Unary(Operators.Divide),
        [("pow", 2)] = Unary(Operators.Power),
        [("maximum", 2)] = Unary(Operators.Max),
        [("minimum", 2)] = Unary(Operators.Min),
        [("logaddexp", 2)] = Unary(Operators.LogAddExp),
        [("xlogy", 2)] = Unary(Operators.XLogY),
        [("xlog1py", 2)] = Unary(Operators.XLog1PY),
        [("hypot", 2)] = Unary(Operators.Hypot),
        [("sum", 1)] = Reduction((algebra, x, axes) => Reduce(algebra, ReduceKind.Sum, x, axes)),
        [("mean", 1)] = Reduction((algebra, x, axes) => algebra.Factory.Call(Operators.Divide, Reduce(algebra, ReduceKind.Sum, x, axes), Count(algebra, axes))),
        [("logsumexp", 1)] = Reduction((algebra, x, axes) => Reduce(algebra, ReduceKind.LogSumExp, x, axes)),
        [("norm", 1)] = Reduction((algebra, x, axes) => Reduce(algebra, ReduceKind.Norm, x, axes)),
        [("softmax", 1)] = Normalization((algebra, x, axes) => algebra.Factory.Call(Operators.Softmax, x, Reduce(algebra, ReduceKind.LogSumExp, x, axes))),
        [("log_softmax", 1)] = Normalization((algebra, x, axes) => algebra.Factory.Call(Operators.Subtract, x, Reduce(algebra, ReduceKind.LogSumExp, x, axes))),
        [("gather", 1)] = View,
        [("gather", 2)] = View,
        [("index_select", 2)] = View,
        [("squeeze", 1)] = View,
        [("unsqueeze", 1)] = View,
        [("view", 1)] = View,
        [("reshape", 1)] = View,
        [("flatten", 1)] = View,
        [("transpose", 1)] = View,
        [("permute", 1)] = View,
        [("contiguous", 1)] = View,
        [("clone", 1)] = View,
        [("to", 1)] = View,
        [("cpu", 1)] = View,
        [("cuda", 1)] = View,
        [("float", 1)] = View,
        [("double", 1)] = View,
    };

    private readonly HashSet<INamedTypeSymbol> _owners;
    private readonly IReadOnlyList<INamedTypeSymbol> _factories;

    public TorchFunctions(Compilation compilation)
    {
        _owners = new(Owners.SelectMany(name => compilation.GetTypesByMetadataName(name)), SymbolEqualityComparer.Default);
        _factories = [.. compilation.GetTypesByMetadataName(Torch + "+nn")];
        Tensor = compilation.GetTypeByMetadataName(Torch + "+Tensor");
        Modules = compilation.GetTypeByMetadataName("TorchSharp.Modules.Sigmoid")?.ContainingNamespace;
    }

    /// <summary>TorchSharp's tensors; null if the library is not referenced.</summary>
    public INamedTypeSymbol? Tensor { get; }

    /// <summary>The namespace of TorchSharp's modules.</summary>
    private INamespaceSymbol? Modules { get; }

    public bool IsTensor(ITypeSymbol? type) => SymbolEqualityComparer.Default.Equals(type, Tensor);

    /// <summary>Whether a method is one of TorchSharp's functions or of its tensors' methods.</summary>
    public bool IsFunction(IMethodSymbol method) => _owners.Contains(method.ContainingType);

    /// <summary>Whether a method makes one of TorchSharp's modules.</summary>
    public bool IsFactory(IMethodSymbol method) => _factories.Contains(method.ContainingType, SymbolEqualityComparer.Default);

    /// <summary>The module that a method calls: <c>Softmax</c> for <c>softmax.forward(x)</c>; null if it calls none of TorchSharp's.</summary>
    public string? ModuleOf(IMethodSymbol method, ITypeSymbol? receiver) =>
        method.Name is "forward" or "call" && receiver is INamedTypeSymbol && Modules is not null
        && SymbolEqualityComparer.Default.Equals(receiver.ContainingNamespace, Modules)
            ? receiver.Name
            : null;

    /// <summary>The meaning of a function's name for so many tensors; null if it has none.</summary>
    public static TorchFunction? Find(string name, int tensors) =>
        Rows.TryGetValue((name, tensors), out var row) || Rows.TryGetValue((name.TrimEnd('_'), tensors), out row) ? row : null;

    private static TorchFunction Unary(Operator op) => Elementwise((algebra, x) => algebra.Factory.Call(op, [.. x]));

    private static TorchFunction Elementwise(Func<Algebra, IReadOnlyList<Node>, Node> apply) => new(TorchKind.Elementwise, (algebra, x, _) => apply(algebra, x));

    private static TorchFunction Reduction(Func<Algebra, Node, IReadOnlyList<Axis>, Node> apply) =>
        new(TorchKind.Reduction, (algebra, x, axes) => apply(algebra, x[0], axes));

    private static TorchFunction Normalization(Func<Algebra, Node, IReadOnlyList<Axis>, Node> apply) =>
        new(TorchKind.Normalization, (algebra, x, axes) => apply(algebra, x[0], axes));

    private static Node Reduce(Algebra algebra, ReduceKind kind, Node x, IReadOnlyList<Axis> axes) =>
        axes.Reverse().Aggregate(x, (body, axis) => algebra.Factory.Reduce(kind, axis, body));

    private static Node Count(Algebra algebra, IReadOnlyList<Axis> axes)
    {
        var sizes = axes.Select(axis => algebra.Factory.Call(Operators.ToReal, algebra.Factory.Size(axis.Extent)));
        return sizes.Aggregate((x, y) => algebra.Factory.Call(Operators.Multiply, x, y));
    }
}
