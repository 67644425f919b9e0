using LossGen.Compiler.Text;

namespace LossGen.Compiler.Signatures;

/// <summary>The element types that a loss may take.</summary>
public enum ElementType
{
    Single,
    Double,
    Int32,
    Int64,
    Boolean,
}

/// <summary>The shapes of parameters.</summary>
public enum ParameterKind
{
    /// <summary>A number or a flag.</summary>
    Scalar,

    /// <summary><c>ReadOnlySpan&lt;T&gt;</c> or <c>ReadOnlyTensorSpan&lt;T&gt;</c>: dense, row-major.</summary>
    Array,

    /// <summary><c>Span&lt;T&gt;</c> of real numbers: an array that the loss writes, dense, row-major.</summary>
    Result,

    /// <summary>Anything the language has no meaning for; an error that the signature check reports.</summary>
    Unsupported,
}

/// <summary>What a Hessian's diagonal is made into, so that Newton steps can divide by it; the values of the attribute's enumeration.</summary>
public enum CurvaturePolicy
{
    /// <summary>The second derivative itself.</summary>
    AsIs,

    /// <summary>Its absolute value.</summary>
    Absolute,

    /// <summary>The sum of the absolute values of its row.</summary>
    UpperBound,
}

/// <summary>What the user asks to have proven; the values of the attribute's enumeration.</summary>
[Flags]
public enum RequiredProperties
{
    None = 0,

    /// <summary>The value is never below 0.</summary>
    NonNegative = 1 << 0,

    /// <summary>The value is convex in all that it is differentiated by, together.</summary>
    ConvexInPrediction = 1 << 1,

    /// <summary>The gradient is bounded.</summary>
    LipschitzInPrediction = 1 << 2,

    /// <summary>The gradient is continuous.</summary>
    SmoothInPrediction = 1 << 3,

    /// <summary>Value and gradient are finite for all finite inputs.</summary>
    Finite = 1 << 4,

    /// <summary>The value is 0 where the prediction is the target.</summary>
    ZeroAtPerfectPrediction = 1 << 5,

    /// <summary>The value is that of a margin loss whose minimum classifies as well as can be.</summary>
    ClassificationCalibrated = 1 << 6,

    /// <summary>The same number added to prediction and target, or to a row of the prediction, changes nothing.</summary>
    TranslationInvariant = 1 << 7,

    /// <summary>The value never falls, or never rises, where the prediction rises.</summary>
    MonotoneInPrediction = 1 << 8,
}

/// <summary>A parameter of the user's method.</summary>
/// <param name="Name">The name without <c>@</c>.</param>
/// <param name="Kind">Scalar, array or result.</param>
/// <param name="Element">The (element) type.</param>
/// <param name="Declaration">The parameter as C# prints it in the implementing part, for example <c>global::System.ReadOnlySpan&lt;float&gt; yhat</c>.</param>
public sealed record LossParameter(string Name, ParameterKind Kind, ElementType Element, string Declaration)
{
    /// <summary>Whether an array is a <c>ReadOnlyTensorSpan&lt;T&gt;</c>, which knows the lengths of its dimensions.</summary>
    public bool IsTensor { get; init; }

    public bool IsArray => Kind == ParameterKind.Array;

    /// <summary>Whether the elements are real numbers.</summary>
    public bool IsReal => Element is ElementType.Single or ElementType.Double;

    /// <summary>What the gradient takes for a result: the weights of its elements in the vector–Jacobian product.</summary>
    public LossParameter ToSeed()
    {
        var type = Element == ElementType.Double ? "double" : "float";
        return new(Name + "Seed", ParameterKind.Array, Element, $"global::System.ReadOnlySpan<{type}> {Name}Seed");
    }
}

/// <summary>What the language sees of the user's method: names and types, nothing of Roslyn.</summary>
/// <param name="MethodName">The method's name without <c>@</c>.</param>
/// <param name="ReturnType">The type of the value, <see cref="ElementType.Single"/> or <see cref="ElementType.Double"/>; null if it is another.</param>
/// <param name="Parameters">In order.</param>
/// <param name="Wrt">The parameters to differentiate by, or null for the default.</param>
/// <param name="IsVoid">Whether the method returns nothing and only writes results; <paramref name="ReturnType"/> is null then.</param>
/// <param name="Hessian">What the Hessian's diagonal is made into; null if none is asked for.</param>
/// <param name="Require">What has to be proven.</param>
public sealed record LossSignature(
    string MethodName,
    ElementType? ReturnType,
    EquatableArray<LossParameter> Parameters,
    EquatableArray<string>? Wrt,
    bool IsVoid = false,
    CurvaturePolicy? Hessian = null,
    RequiredProperties Require = RequiredProperties.None)
{
    /// <summary>The arrays that the loss writes.</summary>
    public IEnumerable<LossParameter> Results => Parameters.Where(parameter => parameter.Kind == ParameterKind.Result);

    /// <summary>The precision that kernels compute in: the value's, or the first result's.</summary>
    public ElementType Precision => ReturnType ?? Results.FirstOrDefault()?.Element ?? ElementType.Single;
}
