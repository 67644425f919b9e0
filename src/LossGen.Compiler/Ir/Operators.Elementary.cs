using LossGen.Compiler.Interpretation;

namespace LossGen.Compiler.Ir;

/// <content>The elementary functions.</content>
public static partial class Operators
{
    public static readonly Operator Abs = new()
    {
        Name = "abs",
        Arity = 1,
        Typing = OperatorTyping.Numeric,
        ScalarMethod = SystemMath("Abs"),
        VectorMethod = Intrinsic("Abs"),
        Shape = Shapes.Absolute,
        Evaluate = x => Math.Abs(x[0]),
        Range = OperatorRanges.Unary(OperatorRanges.Abs),
        Derivative = (a, call, _) => a.Sign(call.Operands[0]),
    };

    public static readonly Operator Sign = Function(
        "sign", "Sign", cost: 1, ReferenceMath.Sign,
        OperatorRanges.Unary(OperatorRanges.Sign),
        Shapes.Steps,
        derivative: null);

    /// <summary>√x, with derivative 0 at 0.</summary>
    public static readonly Operator Sqrt = new()
    {
        Name = "sqrt",
        Arity = 1,
        Typing = OperatorTyping.Real,
        ScalarMethod = SystemMath("Sqrt"),
        VectorMethod = Intrinsic("Sqrt"),
        Cost = DivisionCost,
        Shape = Shapes.Sqrt,
        Evaluate = x => Math.Sqrt(x[0]),
        Range = OperatorRanges.IncreasingOn(Interval.Closed(0, double.PositiveInfinity), Math.Sqrt, Interval.AtLeast(0)),
        Derivative = (a, call, _) => a.ZeroWhereZero(call.Operands[0], a.Divide(a.Real(0.5), call)),
    };

    public static readonly Operator Exp = SystemFunction(
        "exp", "Exp", Math.Exp,
        OperatorRanges.Increasing(Math.Exp, Interval.Above(0)),
        Shapes.Exp,
        (_, _, y) => y);

    public static readonly Operator ExpM1 = Function(
        "expm1", "ExpM1", TranscendentalCost, ReferenceMath.ExpM1,
        OperatorRanges.Increasing(ReferenceMath.ExpM1, Interval.Above(-1)),
        Shapes.Exp,
        (a, x, _) => a.Exp(x));

    public static readonly Operator Log = SystemFunction(
        "log", "Log", Math.Log,
        OperatorRanges.IncreasingOn(Interval.Closed(0, double.PositiveInfinity), Math.Log, Interval.Whole),
        Shapes.Log,
        (a, x, _) => a.Divide(a.One, x));

    public static readonly Operator Log1P = Function(
        "log1p", "Log1P", TranscendentalCost, ReferenceMath.Log1P,
        OperatorRanges.IncreasingOn(Interval.Closed(-1, double.PositiveInfinity), ReferenceMath.Log1P, Interval.Whole),
        Shapes.Log1P,
        (a, x, _) => a.Divide(a.One, a.Add(a.One, x)));

    public static readonly Operator Sin = SystemFunction(
        "sin", "Sin", Math.Sin,
        OperatorRanges.Unary(x => OperatorRanges.Wave(Math.Sin, Math.PI / 2, x)),
        Shapes.Wave,
        (a, x, _) => a.Cos(x));

    public static readonly Operator Cos = SystemFunction(
        "cos", "Cos", Math.Cos,
        OperatorRanges.Unary(x => OperatorRanges.Wave(Math.Cos, 0, x)),
        Shapes.Wave,
        (a, x, _) => a.Negate(a.Sin(x)));

    public static readonly Operator Tan = SystemFunction(
        "tan", "Tan", Math.Tan,
        OperatorRanges.Unary(OperatorRanges.Tangent),
        Shapes.OfNoNumber,
        (a, _, y) => a.Add(a.One, a.Multiply(y, y)));

    public static readonly Operator Asin = SystemFunction(
        "asin", "Asin", Math.Asin,
        OperatorRanges.IncreasingOn(Interval.Closed(-1, 1), Math.Asin, Interval.Whole),
        Shapes.Asin,
        (a, x, _) => a.Divide(a.One, UnitCircle(a, x)));

    public static readonly Operator Acos = SystemFunction(
        "acos", "Acos", Math.Acos,
        OperatorRanges.DecreasingOn(Interval.Closed(-1, 1), Math.Acos, Interval.AtLeast(0)),
        Shapes.Acos,
        (a, x, _) => a.Divide(a.Real(-1), UnitCircle(a, x)));

    public static readonly Operator Atan = SystemFunction(
        "atan", "Atan", Math.Atan,
        OperatorRanges.Increasing(Math.Atan, new Interval(-Math.PI / 2, Math.PI / 2, true, true).Widened(1e-15)),
        Shapes.Atan,
        (a, x, _) => a.Divide(a.One, a.Add(a.One, a.Multiply(x, x))));

    public static readonly Operator Sinh = Function(
        "sinh", "Sinh", TranscendentalCost, Math.Sinh,
        OperatorRanges.Increasing(Math.Sinh, Interval.Finite),
        Shapes.Sinh,
        (a, x, _) => a.Cosh(x));

    public static readonly Operator Cosh = Function(
        "cosh", "Cosh", TranscendentalCost, Math.Cosh,
        OperatorRanges.Even(Math.Cosh, Interval.AtLeast(1)),
        Shapes.Cosh,
        (a, x, _) => a.Sinh(x));

    /// <summary>Its derivative is 1/cosh², and not 1 − tanh²: that one is 0 as soon as tanh rounds to 1.</summary>
    public static readonly Operator Tanh = Function(
        "tanh", "Tanh", TranscendentalCost, Math.Tanh,
        OperatorRanges.Increasing(Math.Tanh, new Interval(-1, 1, true, true)),
        Shapes.Tanh,
        (a, x, _) =>
        {
            var secant = a.Divide(a.One, a.Cosh(x));
            return a.Multiply(secant, secant);
        });

    public static readonly Operator Floor = Rounding("floor", "Floor", "Floor", Math.Floor);

    public static readonly Operator Ceiling = Rounding("ceil", "Ceiling", "Ceiling", Math.Ceiling);

    /// <summary>To the nearest integer, halves to the even one.</summary>
    public static readonly Operator Round = Rounding("round", "Round", "Round", Math.Round);

    /// <summary>√(x² + y²) without overflow, with derivatives 0 at the origin.</summary>
    public static readonly Operator Hypot = Function2(
        "hypot", "Hypot", TranscendentalCost, ReferenceMath.Hypot,
        OperatorRanges.Lengths,
        Shapes.Hypotenuse,
        (a, call, operand) => a.DirectionCosine(call.Operands[operand], call.Operands[1 - operand]));

    /// <summary>
    /// Internal: x/√(x² + y²), and 0 at the origin. It is an operation for the sake of its derivative, y²/√(x² + y²)³, which as the difference
    /// 1/h − x²/h³ of the quotient rule is all rounding where x is large.
    /// </summary>
    public static readonly Operator DirectionCosine = Function2(
        "dircos", "DirectionCosine", TranscendentalCost + DivisionCost, ReferenceMath.DirectionCosine,
        OperatorRanges.Binary(OperatorRanges.DirectionCosine),
        Shapes.DirectionCosine,
        (a, call, operand) =>
        {
            var (x, y) = (call.Operands[0], call.Operands[1]);
            var length = Algebra.IsConstant(y, 1) ? RootOfOnePlusSquare(a, x) : a.Hypot(x, y);
            var other = Algebra.IsConstant(y, 1) ? a.Divide(a.One, length) : a.DirectionCosine(y, x);
            var slope = a.Divide(operand == 0 ? a.Multiply(other, other) : a.Negate(a.Multiply(call, other)), length);
            return Algebra.TryGetConstant(y, out var constant) && constant != 0 ? slope : a.ZeroWhereZero(length, slope);
        });

    /// <summary>Internal: √(1 + x²) − 1 without cancellation, x²/(1 + √(1 + x²)). Its derivative is simpler than that of this form.</summary>
    public static readonly Operator RootMinusOne = Function(
        "rootm1", "RootMinusOne", 3 * DivisionCost, ReferenceMath.RootMinusOne,
        OperatorRanges.Unary(OperatorRanges.RootMinusOne),
        Shapes.RootMinusOne,
        (a, x, _) => a.DirectionCosine(x, a.One));

    /// <summary>
    /// The smaller one; NaN wins. Its derivative is half at a tie; the differentiator treats an operand that does not depend on the
    /// variable.
    /// </summary>
    public static readonly Operator Min = Choice(
        "min", "Min", Math.Min,
        OperatorRanges.Binary(OperatorRanges.Min),
        Shapes.Choice(isMax: false),
        (a, x, other) => a.LessOrEqual(x, other));

    /// <summary>
    /// The larger one; NaN wins. Its derivative is half at a tie; the differentiator treats an operand that does not depend on the
    /// variable.
    /// </summary>
    public static readonly Operator Max = Choice(
        "max", "Max", Math.Max,
        OperatorRanges.Binary(OperatorRanges.Max),
        Shapes.Choice(isMax: true),
        (a, x, other) => a.GreaterOrEqual(x, other));

    private static Node RootOfOnePlusSquare(Algebra a, Node x) => a.Sqrt(a.Add(a.One, a.Power(x, a.Real(2))));

    private static Node UnitCircle(Algebra a, Node x) => a.Sqrt(a.Multiply(a.Subtract(a.One, x), a.Add(a.One, x)));

    private static Operator Choice(
        string name,
        string method,
        Func<double, double, double> evaluate,
        Func<IReadOnlyList<Interval>, Interval> range,
        ShapeRule shape,
        Func<Algebra, Node, Node, Node> isChosen) => new()
        {
            Name = name,
            Arity = 2,
            Typing = OperatorTyping.Numeric,
            ScalarMethod = SystemMath(method),
            VectorMethod = Intrinsic(method),
            Evaluate = x => evaluate(x[0], x[1]),
            Range = range,
            Shape = shape,
            Derivative = (a, call, operand) =>
            {
                var (x, other) = (call.Operands[operand], call.Operands[1 - operand]);
                return a.Select(isChosen(a, x, other), a.Select(a.Equal(x, other), a.Real(0.5), a.One), a.Zero);
            },
        };

    private static Operator Rounding(string name, string method, string intrinsic, Func<double, double> evaluate) => new()
    {
        Name = name,
        Arity = 1,
        Typing = OperatorTyping.Real,
        ScalarMethod = SystemMath(method),
        VectorMethod = Intrinsic(intrinsic),
        Shape = Shapes.Steps,
        Evaluate = x => evaluate(x[0]),
        Range = OperatorRanges.Unary(x => OperatorRanges.Steps(evaluate, x)),
    };

    /// <summary>A function of one variable that <see cref="Math"/> computes well.</summary>
    private static Operator SystemFunction(
        string name,
        string method,
        Func<double, double> evaluate,
        Func<IReadOnlyList<Interval>, Interval> range,
        ShapeRule shape,
        Func<Algebra, Node, Node, Node> derivative) => new()
        {
            Name = name,
            Arity = 1,
            Typing = OperatorTyping.Real,
            ScalarMethod = SystemMath(method),
            VectorMethod = VectorMath(method),
            Cost = TranscendentalCost,
            Evaluate = x => evaluate(x[0]),
            Range = range,
            Shape = shape,
            Derivative = (a, call, _) => derivative(a, call.Operands[0], call),
        };

    /// <summary>A function of one variable from the runtime library; the derivative is given the operand and the value.</summary>
    private static Operator Function(
        string name,
        string method,
        int cost,
        Func<double, double> evaluate,
        Func<IReadOnlyList<Interval>, Interval> range,
        ShapeRule shape,
        Func<Algebra, Node, Node, Node>? derivative) => new()
        {
            Name = name,
            Arity = 1,
            Typing = OperatorTyping.Real,
            ScalarMethod = LossMath(method),
            VectorMethod = VectorMath(method),
            Cost = cost,
            Evaluate = x => evaluate(x[0]),
            Range = range,
            Shape = shape,
            Derivative = derivative is null ? null : (a, call, _) => derivative(a, call.Operands[0], call),
        };

    /// <summary>A function of two variables from the runtime library.</summary>
    private static Operator Function2(
        string name,
        string method,
        int cost,
        Func<double, double, double> evaluate,
        Func<IReadOnlyList<Interval>, Interval> range,
        ShapeRule shape,
        DerivativeRule derivative) => new()
        {
            Name = name,
            Arity = 2,
            Typing = OperatorTyping.Real,
            ScalarMethod = LossMath(method),
            VectorMethod = VectorMath(method),
            Cost = cost,
            Evaluate = x => evaluate(x[0], x[1]),
            Range = range,
            Shape = shape,
            Derivative = derivative,
        };

    private static string SystemMath(string method) => $"global::System.Math.{method}";

    private static string Intrinsic(string method) => $"global::System.Runtime.Intrinsics.Vector512.{method}";
}
