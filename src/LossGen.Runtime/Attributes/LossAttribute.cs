using System.Diagnostics.CodeAnalysis;

namespace LossGen;

/// <summary>
/// Implements a partial method by a formula, and adds its gradient beside it.
/// </summary>
/// <remarks>
/// <para>
/// The method takes <see cref="ReadOnlySpan{T}"/> of <see cref="float"/>, <see cref="double"/>, <see cref="int"/>,
/// <see cref="long"/> or <see cref="bool"/> (dense, row-major), <c>ReadOnlyTensorSpan&lt;T&gt;</c> of them, and scalars of the same types, and returns
/// <see cref="float"/> or <see cref="double"/>. It may write arrays as well, each a <see cref="Span{T}"/> parameter that the
/// formula gives with <c>losses[n] = …</c>; then it may return nothing. For a method <c>Mse(yhat, y)</c> the generator adds
/// <c>MseGradient(yhat, y, yhatGradient, seed = 1)</c> to the same partial type. The gradient of a method with a result
/// <c>losses</c> takes <c>lossesSeed</c> in its place, after the inputs, and gives the vector–Jacobian product.
/// </para>
/// <example>
/// <code>
/// public static partial class MyLosses
/// {
///     [Loss("mean((yhat - y)^2)")]
///     public static partial float Mse(ReadOnlySpan&lt;float&gt; yhat, ReadOnlySpan&lt;float&gt; y);
/// }
/// </code>
/// </example>
/// </remarks>
/// <param name="expression">The program in the loss language; a constant.</param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class LossAttribute([StringSyntax("LossGen")] string expression) : Attribute
{
    /// <summary>The program in the loss language.</summary>
    public string Expression { get; } = expression;

    /// <summary>
    /// The parameters to differentiate by. Null, the default, means the first array parameter of <see cref="float"/> or
    /// <see cref="double"/>; an empty array asks for no gradient.
    /// </summary>
    public string[]? Wrt { get; set; }

    /// <summary>
    /// Whether numerically unstable forms are replaced by stable ones with the same value in exact arithmetic; default true.
    /// With false the formula is evaluated as written.
    /// </summary>
    public bool Stabilize { get; set; } = true;

    /// <summary>
    /// Whether to add the diagonal of the Hessian, which Newton steps (gradient boosting, for one) divide by: for <c>Mse(yhat, y)</c> the method
    /// <c>MseHessian(yhat, y, yhatGradient, yhatHessian, seed = 1)</c>, which gives the value, the gradient and, for every element,
    /// <c>seed · ∂²value/∂yhat²</c>. It is the diagonal of the true Hessian whether or not the loss is a sum of losses of one element each.
    /// A loss that writes results has none (error LG0418).
    /// </summary>
    public bool Hessian { get; set; }

    /// <summary>What the Hessian's diagonal is made into; it matters only together with <see cref="Hessian"/>.</summary>
    public HessianPolicy HessianPolicy { get; set; }

    /// <summary>
    /// Properties that the compiler has to prove. One that it cannot prove is an error (LG0701 to LG0709) at the part of the formula that breaks the
    /// proof. What holds only for some inputs has to be said: <c>require delta &gt; 0</c>, <c>assume 0 &lt;= y[i] &lt;= 1</c>.
    /// </summary>
    public LossProperties Require { get; set; }

    /// <summary>Whether large inputs are spread over threads. Reserved for a later version: setting it is error LG0908.</summary>
    public bool Parallel { get; set; }
}
