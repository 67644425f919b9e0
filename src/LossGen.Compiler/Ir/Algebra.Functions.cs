namespace LossGen.Compiler.Ir;

/// <content>The operations that formulas name most.</content>
public sealed partial class Algebra
{
    public Node Sign(Node x) => Call(Operators.Sign, x);

    public Node Sqrt(Node x) => Call(Operators.Sqrt, x);

    public Node Exp(Node x) => Call(Operators.Exp, x);

    public Node ExpM1(Node x) => Call(Operators.ExpM1, x);

    public Node Log(Node x) => Call(Operators.Log, x);

    public Node Log1P(Node x) => Call(Operators.Log1P, x);

    public Node Sin(Node x) => Call(Operators.Sin, x);

    public Node Cos(Node x) => Call(Operators.Cos, x);

    public Node Sinh(Node x) => Call(Operators.Sinh, x);

    public Node Cosh(Node x) => Call(Operators.Cosh, x);

    public Node Tanh(Node x) => Call(Operators.Tanh, x);

    public Node Digamma(Node x) => Call(Operators.Digamma, x);

    public Node Trigamma(Node x) => Call(Operators.Trigamma, x);

    public Node Sigmoid(Node x) => Call(Operators.Sigmoid, x);

    public Node Hypot(Node x, Node y) => Call(Operators.Hypot, x, y);

    public Node DirectionCosine(Node x, Node y) => Call(Operators.DirectionCosine, x, y);

    public Node Softmax(Node x, Node logSumExp) => Call(Operators.Softmax, x, logSumExp);

    public Node LessOrEqual(Node x, Node y) => Call(Operators.LessOrEqual, x, y);

    public Node GreaterOrEqual(Node x, Node y) => Call(Operators.GreaterOrEqual, x, y);
}
