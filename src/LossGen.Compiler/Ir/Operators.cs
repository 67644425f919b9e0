using LossGen.Compiler.Interpretation;

namespace LossGen.Compiler.Ir;

/// <summary>The table of all elementwise operations: one row each.</summary>
/// <remarks>
/// This file has the operators that are written with symbols; <c>Operators.Elementary.cs</c> and <c>Operators.Special.cs</c> have the
/// functions. A derivative that is infinite at one point, where the value is finite, is 0 there (<c>sqrt</c> at 0): an optimiser can step
/// on from there.
/// </remarks>
public static partial class Operators
{
    /// <summary>The precedence of calls, indices and names.</summary>
    public const int CallPrecedence = 9;

    private const int OrPrecedence = 1;
    private const int AndPrecedence = 2;
    private const int EqualityPrecedence = 3;
    private const int RelationalPrecedence = 4;
    private const int AdditivePrecedence = 5;
    private const int MultiplicativePrecedence = 6;
    private const int UnaryPrecedence = 7;
    private const int PowerPrecedence = 8;

    private const int TranscendentalCost = 20;
    private const int DivisionCost = 6;

    public static readonly Operator Add = new()
    {
        Name = "+",
        Arity = 2,
        Typing = OperatorTyping.Numeric,
        Precedence = AdditivePrecedence,
        ScalarSymbol = "+",
        VectorSymbol = "+",
        Shape = Shapes.Linear(1, 1),
        Evaluate = x => x[0] + x[1],
        Range = OperatorRanges.Arithmetic((x, y) => x + y),
        Derivative = (a, _, _) => a.One,
    };

    public static readonly Operator Subtract = new()
    {
        Name = "-",
        Arity = 2,
        Typing = OperatorTyping.Numeric,
        Precedence = AdditivePrecedence,
        ScalarSymbol = "-",
        VectorSymbol = "-",
        Shape = Shapes.Linear(1, -1),
        Evaluate = x => x[0] - x[1],
        Range = OperatorRanges.Arithmetic((x, y) => x - y),
        Derivative = (a, _, operand) => operand == 0 ? a.One : a.Real(-1),
    };

    public static readonly Operator Multiply = new()
    {
        Name = "*",
        Arity = 2,
        Typing = OperatorTyping.Numeric,
        Precedence = MultiplicativePrecedence,
        ScalarSymbol = "*",
        VectorSymbol = "*",
        Shape = Shapes.Product,
        Evaluate = x => x[0] * x[1],
        Range = OperatorRanges.Arithmetic((x, y) => x * y),
        Derivative = (_, call, operand) => call.Operands[1 - operand],
    };

    public static readonly Operator Divide = new()
    {
        Name = "/",
        Arity = 2,
        Typing = OperatorTyping.Real,
        Precedence = MultiplicativePrecedence,
        ScalarSymbol = "/",
        VectorSymbol = "/",
        Cost = DivisionCost,
        Shape = Shapes.Quotient,
        Evaluate = x => x[0] / x[1],
        Range = OperatorRanges.Arithmetic((x, y) => x / y),
        Derivative = (a, call, operand) => operand == 0
            ? a.Divide(a.One, call.Operands[1])
            : a.Negate(a.Divide(call, call.Operands[1])),
    };

    /// <summary>
    /// A quotient that is not taken apart: in the gradient of a norm both numbers may be tiny or huge, and only their ratio is not. An internal operation.
    /// </summary>
    public static readonly Operator Quotient = Divide with { };

    public static readonly Operator Negate = new()
    {
        Name = "-",
        Arity = 1,
        Typing = OperatorTyping.Numeric,
        Precedence = UnaryPrecedence,
        ScalarSymbol = "-",
        VectorSymbol = "-",
        Shape = Shapes.Linear(-1),
        Evaluate = x => -x[0],
        Range = OperatorRanges.Unary(x => -x),
        Derivative = (a, _, _) => a.Real(-1),
    };

    public static readonly Operator Power = new()
    {
        Name = "^",
        Arity = 2,
        Typing = OperatorTyping.Real,
        Precedence = PowerPrecedence,
        ScalarMethod = "global::System.Math.Pow",
        VectorMethod = VectorMath("Pow"),
        Cost = 2 * TranscendentalCost,
        Shape = Shapes.Power,
        Evaluate = x => Math.Pow(x[0], x[1]),
        Range = OperatorRanges.Powers,
        Derivative = (a, call, operand) => operand == 0 ? PowerByBase(a, call) : PowerByExponent(a, call),
    };

    public static readonly Operator Equal = Comparison("==", EqualityPrecedence, "Vector512.Equals", (x, y) => x == y, OperatorRanges.IsEqual);

    public static readonly Operator NotEqual = Comparison("!=", EqualityPrecedence, null, (x, y) => x != y, (x, y) => Swap(OperatorRanges.IsEqual(x, y)));

    public static readonly Operator Less = Comparison("<", RelationalPrecedence, "Vector512.LessThan", (x, y) => x < y, OperatorRanges.IsLess);

    public static readonly Operator LessOrEqual = Comparison("<=", RelationalPrecedence, "Vector512.LessThanOrEqual", (x, y) => x <= y, OperatorRanges.IsLessOrEqual);

    public static readonly Operator Greater = Comparison(">", RelationalPrecedence, "Vector512.GreaterThan", (x, y) => x > y, (x, y) => OperatorRanges.IsLess(y, x));

    public static readonly Operator GreaterOrEqual = Comparison(
        ">=", RelationalPrecedence, "Vector512.GreaterThanOrEqual", (x, y) => x >= y, (x, y) => OperatorRanges.IsLessOrEqual(y, x));

    /// <summary>The right side is evaluated only where the left one holds: it may read what is there only then.</summary>
    public static readonly Operator And = new()
    {
        Name = "&&",
        Arity = 2,
        Typing = OperatorTyping.Logical,
        Precedence = AndPrecedence,
        ScalarSymbol = "&&",
        VectorSymbol = "&",
        Evaluate = x => x[0] != 0 && x[1] != 0 ? 1 : 0,
        Range = OperatorRanges.Binary((x, y) => Interval.Closed(x.Low * y.Low, x.High * y.High)),
    };

    /// <summary>The right side is evaluated only where the left one does not hold.</summary>
    public static readonly Operator Or = new()
    {
        Name = "||",
        Arity = 2,
        Typing = OperatorTyping.Logical,
        Precedence = OrPrecedence,
        ScalarSymbol = "||",
        VectorSymbol = "|",
        Evaluate = x => x[0] != 0 || x[1] != 0 ? 1 : 0,
        Range = OperatorRanges.Binary((x, y) => Interval.Closed(Math.Max(x.Low, y.Low), Math.Max(x.High, y.High))),
    };

    public static readonly Operator Not = new()
    {
        Name = "!",
        Arity = 1,
        Typing = OperatorTyping.Logical,
        Precedence = UnaryPrecedence,
        ScalarSymbol = "!",
        VectorSymbol = "~",
        Evaluate = x => x[0] == 0 ? 1 : 0,
        Range = OperatorRanges.Unary(x => Interval.Closed(1 - x.High, 1 - x.Low)),
    };

    /// <summary>An integer or a boolean as a real number. How it is printed depends on the type, so it has no method.</summary>
    public static readonly Operator ToReal = new()
    {
        Name = "real",
        Arity = 1,
        Typing = OperatorTyping.ToReal,
        Shape = Shapes.OfNoNumber,
        Evaluate = x => x[0],
        Range = OperatorRanges.Unary(x => x),
    };

    /// <summary>A boolean as 1 or 0.</summary>
    public static readonly Operator ToInteger = new()
    {
        Name = "integer",
        Arity = 1,
        Typing = OperatorTyping.ToInteger,
        Evaluate = x => x[0],
        Range = OperatorRanges.Unary(x => x),
    };

    /// <summary>The position that a real number equals, or −1 if it equals none: what <c>floor(x[n]) == k</c> compares k with.</summary>
    public static readonly Operator ToPosition = new()
    {
        Name = "position",
        Arity = 1,
        Typing = OperatorTyping.ToPosition,
        ScalarMethod = "global::LossGen.CompilerServices.Lanes.Position",
        VectorMethod = "global::LossGen.CompilerServices.Lanes.Position",
        Evaluate = x => x[0] == Math.Floor(x[0]) && x[0] is >= 0 and <= int.MaxValue ? x[0] : -1,
        Range = x => Interval.Closed(-1, x[0].IsEmpty ? -1 : Math.Max(-1, Math.Min(x[0].High, int.MaxValue))),
    };

    public static readonly Operator FloorDivide = new()
    {
        Name = "div",
        Arity = 2,
        Typing = OperatorTyping.Integer,
        ScalarMethod = LossMath("FloorDivide"),
        VectorMethod = "global::LossGen.CompilerServices.Lanes.FloorDivide",
        Cost = DivisionCost,
        Evaluate = x => ReferenceMath.FloorDivide((long)x[0], (long)x[1]),
        Range = OperatorRanges.Binary(OperatorRanges.FloorDivide),
    };

    public static readonly Operator FloorModulo = new()
    {
        Name = "mod",
        Arity = 2,
        Typing = OperatorTyping.Integer,
        ScalarMethod = LossMath("FloorModulo"),
        VectorMethod = "global::LossGen.CompilerServices.Lanes.FloorModulo",
        Cost = DivisionCost,
        Evaluate = x => ReferenceMath.FloorModulo((long)x[0], (long)x[1]),
        Range = OperatorRanges.Binary(OperatorRanges.FloorModulo),
    };

    /// <summary>Every row.</summary>
    public static IReadOnlyList<Operator> All => Table.Rows;

    /// <summary>The function of the loss language with this name, or null. Symbols and internal operations have no such name.</summary>
    public static Operator? ByName(string name) => Table.Functions.TryGetValue(name, out var op) ? op : null;

    private static (bool Always, bool Never) Swap((bool Always, bool Never) decision) => (decision.Never, decision.Always);

    private static Operator Comparison(
        string symbol, int precedence, string? intrinsic, Func<double, double, bool> holds, Func<Interval, Interval, (bool Always, bool Never)> decide) => new()
        {
            Name = symbol,
            Arity = 2,
            Typing = OperatorTyping.Comparison,
            Precedence = precedence,
            ScalarSymbol = symbol,
            VectorMethod = intrinsic is null ? VectorMath("NotEqual") : $"global::System.Runtime.Intrinsics.{intrinsic}",
            Evaluate = x => holds(x[0], x[1]) ? 1 : 0,
            Range = x => OperatorRanges.Comparison(x[0], x[1], decide, ofNaN: holds(double.NaN, double.NaN)),
        };

    /// <summary>p·x^(p−1). A constant exponent, the common case, gives the cheap form of its own; a root has derivative 0 at 0.</summary>
    private static Node PowerByBase(Algebra a, Call call)
    {
        var (x, p) = (call.Operands[0], call.Operands[1]);
        if (Algebra.TryGetConstant(p, out var exponent))
        {
            var derivative = a.Multiply(p, a.Power(x, a.Real(exponent - 1)));
            return exponent is > 0 and < 1 ? a.Select(a.Equal(x, a.Zero), a.Zero, derivative) : derivative;
        }

        var atZero = a.Select(a.Equal(p, a.One), a.One, a.Zero);
        return a.Select(a.Equal(x, a.Zero), atZero, a.Multiply(p, a.Power(x, a.Subtract(p, a.One))));
    }

    private static Node PowerByExponent(Algebra a, Call call) =>
        a.Select(a.Equal(call.Operands[0], a.Zero), a.Zero, a.Multiply(call, a.Log(call.Operands[0])));

    private static string LossMath(string method) => $"global::LossGen.LossMath.{method}";

    private static string VectorMath(string method) => $"global::LossGen.CompilerServices.VectorMath.{method}";

    /// <summary>The rows in one list. A class of its own, because it must be initialised after all the fields of the files above.</summary>
    private static class Table
    {
        public static readonly IReadOnlyList<Operator> Rows =
        [
            Add, Subtract, Multiply, Divide, Quotient, Negate, Power,
            Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual, And, Or, Not,
            ToReal, ToInteger, ToPosition, FloorDivide, FloorModulo, Min, Max,
            Abs, Sign, Sqrt, Exp, ExpM1, Log, Log1P, Sin, Cos, Tan, Asin, Acos, Atan, Sinh, Cosh, Tanh, Floor, Ceiling, Round, Hypot,
            DirectionCosine, RootMinusOne,
            Erf, Erfc, LogGamma, Digamma, Trigamma, XLogY, XLog1PY, Entropy, RelEntropy, KlDivergence, LogAddExp, Log1MExp,
            Softplus, Sigmoid, LogSigmoid, LogCosh, Softmax,
        ];

        /// <summary>Min and max are not here: with one argument they are reductions, so the language treats them by itself.</summary>
        public static readonly Dictionary<string, Operator> Functions = Rows
            .Where(row => row.Precedence == CallPrecedence)
            .Except([ToReal, ToInteger, ToPosition, Trigamma, Softmax, DirectionCosine, RootMinusOne])
            .ToDictionary(row => row.Name, StringComparer.Ordinal);
    }
}
