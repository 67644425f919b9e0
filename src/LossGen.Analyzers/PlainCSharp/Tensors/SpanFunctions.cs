using LossGen.Compiler.Ir;
using Microsoft.CodeAnalysis;

namespace LossGen.Analyzers.PlainCSharp.Tensors;

/// <summary>What <c>TensorPrimitives</c> computes, in the compiler's terms, by name and number of inputs; everything runs along one axis.</summary>
internal static class SpanFunctions
{
    public const string MetadataName = "System.Numerics.Tensors.TensorPrimitives";

    /// <summary>Functions that write a span.</summary>
    private static readonly Dictionary<(string Name, int Inputs), Func<NodeFactory, IReadOnlyList<Node>, Axis, Node>> Elementwise = new()
    {
        [("Exp", 1)] = Of(Operators.Exp),
        [("Log", 1)] = Of(Operators.Log),
        [("Sigmoid", 1)] = Of(Operators.Sigmoid),
        [("Tanh", 1)] = Of(Operators.Tanh),
        [("Sqrt", 1)] = Of(Operators.Sqrt),
        [("Abs", 1)] = Of(Operators.Abs),
        [("Negate", 1)] = Of(Operators.Negate),
        [("Cosh", 1)] = Of(Operators.Cosh),
        [("Add", 2)] = Of(Operators.Add),
        [("Subtract", 2)] = Of(Operators.Subtract),
        [("Multiply", 2)] = Of(Operators.Multiply),
        [("Divide", 2)] = Of(Operators.Divide),
        [("Pow", 2)] = Of(Operators.Power),
        [("SoftMax", 1)] = (factory, x, axis) =>
        {
            var exponential = factory.Call(Operators.Exp, x[0]);
            return factory.Call(Operators.Divide, exponential, factory.Reduce(ReduceKind.Sum, axis, exponential));
        },
    };

    /// <summary>Functions that return a number.</summary>
    private static readonly Dictionary<(string Name, int Inputs), Func<NodeFactory, IReadOnlyList<Node>, Axis, Node>> Reductions = new()
    {
        [("Sum", 1)] = (factory, x, axis) => factory.Reduce(ReduceKind.Sum, axis, x[0]),
        [("Average", 1)] = (factory, x, axis) => factory.Call(
            Operators.Divide, factory.Reduce(ReduceKind.Sum, axis, x[0]), factory.Call(Operators.ToReal, factory.Size(axis.Extent))),
        [("Product", 1)] = (factory, x, axis) => factory.Reduce(ReduceKind.Product, axis, x[0]),
        [("Max", 1)] = (factory, x, axis) => factory.Reduce(ReduceKind.Max, axis, x[0]),
        [("Min", 1)] = (factory, x, axis) => factory.Reduce(ReduceKind.Min, axis, x[0]),
        [("SumOfSquares", 1)] = (factory, x, axis) => SumOfSquares(factory, x[0], axis),
        [("Dot", 2)] = (factory, x, axis) => factory.Reduce(ReduceKind.Sum, axis, factory.Call(Operators.Multiply, x[0], x[1])),
        [("Norm", 1)] = (factory, x, axis) => factory.Call(Operators.Sqrt, SumOfSquares(factory, x[0], axis)),
        [("Distance", 2)] = (factory, x, axis) =>
            factory.Call(Operators.Sqrt, SumOfSquares(factory, factory.Call(Operators.Subtract, x[0], x[1]), axis)),
    };

    /// <summary>What is written; null for any other function.</summary>
    public static Node? Written(string name, NodeFactory factory, IReadOnlyList<Node> inputs, Axis axis) =>
        Elementwise.TryGetValue((name, inputs.Count), out var apply) ? apply(factory, inputs, axis) : null;

    /// <summary>What is returned; null for any other function.</summary>
    public static Node? Returned(string name, NodeFactory factory, IReadOnlyList<Node> inputs, Axis axis) =>
        Reductions.TryGetValue((name, inputs.Count), out var apply) ? apply(factory, inputs, axis) : null;

    private static Func<NodeFactory, IReadOnlyList<Node>, Axis, Node> Of(Operator op) => (factory, x, _) => factory.Call(op, [.. x]);

    private static Node SumOfSquares(NodeFactory factory, Node x, Axis axis) =>
        factory.Reduce(ReduceKind.Sum, axis, factory.Call(Operators.Multiply, x, x));
}
