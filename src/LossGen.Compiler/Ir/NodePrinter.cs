using System.Globalization;
using System.Text;

namespace LossGen.Compiler.Ir;

/// <summary>Prints an expression in the loss language, with no more parentheses than it needs.</summary>
/// <remarks>
/// Bound axes get the name that their extent had first; one that would hide another axis in scope gets a number as well. Shared
/// subexpressions are printed wherever they stand, so the text is cut at <see cref="MaximumLength"/>. Computed arrays have names, and
/// their definitions follow: <c>alpha[t] where alpha[t] = …</c>.
/// </remarks>
public sealed partial class NodePrinter
{
    public const int MaximumLength = 4000;

    private const int SelectPrecedence = 0;

    private readonly StringBuilder _text = new();
    private readonly Dictionary<Axis, string> _names = [];

    private readonly AxisSet _outermost;

    private NodePrinter(AxisSet outermost, ISourceText? source = null) => (_outermost, _source) = (outermost, source);

    public static string Print(Node node)
    {
        var printer = new NodePrinter(node.FreeAxes);
        foreach (var axis in node.FreeAxes)
            printer.Name(axis);
        printer.Write(node, SelectPrecedence);
        printer.WriteDefinitions();
        if (printer._text.Length <= MaximumLength)
            return printer._text.ToString();
        return printer._text.ToString(0, MaximumLength) + "…";
    }

    /// <summary>Puts an axis in scope under a name that no axis in scope has.</summary>
    private void Name(Axis axis) => _names[axis] = NumberedName(axis.Name, _names.Values);

    private static string NumberedName(string name, ICollection<string> taken)
    {
        var numbered = name;
        for (var number = 2; taken.Contains(numbered); number++)
            numbered = name + number.ToString(CultureInfo.InvariantCulture);
        return numbered;
    }

    private string NameOf(Axis axis) => _names.TryGetValue(axis, out var name) ? name : axis.Name;

    /// <summary>Writes a node where only what binds at least as tightly as <paramref name="precedence"/> needs no parentheses.</summary>
    private void Write(Node node, int precedence)
    {
        if (_text.Length > MaximumLength || TryWriteSource(node, precedence))
            return;
        var own = PrecedenceOf(node);
        if (own < precedence)
            _text.Append('(');
        WriteBare(node, own);
        if (own < precedence)
            _text.Append(')');
    }

    private void WriteBare(Node node, int precedence)
    {
        switch (node)
        {
            case RealConstant real:
                _text.Append(Format(real.Value));
                break;
            case IntegerConstant integer:
                _text.Append(integer.Value.ToString(CultureInfo.InvariantCulture));
                break;
            case BooleanConstant boolean:
                _text.Append(boolean.Value ? "true" : "false");
                break;
            case ScalarRead scalar:
                _text.Append(scalar.Parameter.Name);
                break;
            case Position position:
                _text.Append(NameOf(position.Axis));
                break;
            case ExtentRead size:
                _text.Append("size(").Append(size.Extent.Name).Append(')');
                break;
            case ArrayRead read:
                WriteRead(read.Array.Name, [], read.Operands);
                break;
            case Element element:
                WriteRead(DefinitionOf(element.Array).Name, DefinitionOf(element.Array).Surrounding, [.. element.Indices]);
                break;
            case CarriedRead carried:
                var known = _symbols.TryGetValue(carried.Symbol, out var definition);
                WriteRead(known ? definition!.Name : carried.Symbol.Name, known ? definition!.Surrounding : [], carried.Operands);
                break;
            case ArrayNode array:
                _text.Append(DefinitionOf(array).Name);
                break;
            case Select select:
                Write(select.Condition, SelectPrecedence + 1);
                _text.Append(" ? ");
                Write(select.IfTrue, SelectPrecedence + 1);
                _text.Append(" : ");
                Write(select.IfFalse, SelectPrecedence);
                break;
            case Reduce reduce:
                WriteReduce(reduce);
                break;
            case Call call:
                WriteCall(call, precedence);
                break;
        }
    }

    /// <summary>
    /// Writes an element of an array; the axes that stand before its own indices are those of binders around a computed array.
    /// </summary>
    private void WriteRead(string name, IReadOnlyList<Axis> surrounding, IReadOnlyList<Node> indices)
    {
        var separator = indices.All(index => index is Position) ? "," : ", ";
        _text.Append(name).Append('[').Append(string.Join(separator, surrounding.Select(NameOf)));
        for (var i = 0; i < indices.Count; i++)
        {
            if (surrounding.Count + i > 0)
                _text.Append(separator);

            // A bare name would be an axis here.
            Write(indices[i], indices[i] is ScalarRead ? int.MaxValue : SelectPrecedence);
        }

        _text.Append(']');
    }

    private void WriteReduce(Reduce reduce)
    {
        if (_source is not null)
        {
            WriteSourceReduce(reduce);
            return;
        }

        var scope = new List<Axis>();
        Node body = reduce;
        while (body is Reduce inner && inner.Kind == reduce.Kind)
        {
            Name(inner.Axis);
            scope.Add(inner.Axis);
            body = inner.Body;
        }

        _text.Append(NameOf(reduce.Kind)).Append('[').Append(string.Join(",", scope.Select(axis => _names[axis])));
        if (body is Select guarded && IsIdentity(reduce.Kind, guarded.IfFalse))
        {
            _text.Append(" | ");
            Write(guarded.Condition, SelectPrecedence + 1);
            body = guarded.IfTrue;
        }

        _text.Append("](");
        Write(body, SelectPrecedence);
        _text.Append(')');
        foreach (var axis in scope)
            _names.Remove(axis);
    }

    private void WriteCall(Call call, int precedence)
    {
        var op = call.Operator;
        if (op == Operators.ToReal || op == Operators.ToInteger || op == Operators.ToPosition)
        {
            WriteBare(call.Operands[0], precedence);
        }
        else if (op == Operators.Softmax)
        {
            WriteSoftmax(call.Operands[0], call.Operands[1]);
        }
        else if (op == Operators.RootMinusOne)
        {
            WriteRootMinusOne(call.Operands[0]);
        }
        else if (op == Operators.DirectionCosine)
        {
            WriteDirectionCosine(call.Operands[0], call.Operands[1]);
        }
        else if (op.Precedence == Operators.CallPrecedence)
        {
            _text.Append(op.Name).Append('(');
            for (var i = 0; i < call.Operands.Count; i++)
            {
                _text.Append(i > 0 ? ", " : "");
                Write(call.Operands[i], SelectPrecedence);
            }

            _text.Append(')');
        }
        else if (op.Arity == 1)
        {
            _text.Append(op.Name);
            Write(call.Operands[0], precedence);
        }
        else
        {
            // Powers group to the right, all else to the left; comparisons do not group at all, they chain.
            var (left, right) = op == Operators.Power
                ? (precedence + 1, precedence)
                : (op.Typing == OperatorTyping.Comparison ? precedence + 1 : precedence, precedence + 1);
            Write(call.Operands[0], left);
            _text.Append(op == Operators.Power ? "^" : $" {op.Name} ");
            Write(call.Operands[1], right);
        }
    }

    /// <summary>Writes <c>x * (x / (1 + hypot(x, 1)))</c>, since the square would overflow.</summary>
    private void WriteRootMinusOne(Node x)
    {
        Write(x, Operators.Multiply.Precedence);
        _text.Append(" * (");
        Write(x, Operators.Divide.Precedence);
        _text.Append(" / (1 + hypot(");
        Write(x, SelectPrecedence);
        _text.Append(", 1)))");
    }

    /// <summary>Writes <c>x / hypot(x, y)</c>.</summary>
    private void WriteDirectionCosine(Node x, Node y)
    {
        Write(x, Operators.Divide.Precedence);
        _text.Append(" / hypot(");
        Write(x, SelectPrecedence);
        _text.Append(", ");
        Write(y, SelectPrecedence);
        _text.Append(')');
    }

    /// <summary>Writes <c>softmax[c](x)</c> if x is the element at a free position c of the row whose logsumexp is given.</summary>
    private void WriteSoftmax(Node element, Node logSumExp)
    {
        if (_source is not null && logSumExp is Reduce source && TryWriteRow("softmax", element, null, source))
            return;
        if (logSumExp is Reduce { Kind: ReduceKind.LogSumExp } row
            && NodeMatching.FindSubstitution(row.Body, row.Axis, element) is Position position)
        {
            _text.Append("softmax[");
            Write(position, SelectPrecedence);
            _text.Append("](");
            Write(element, SelectPrecedence);
        }
        else
        {
            _text.Append("exp(");
            Write(element, Operators.Subtract.Precedence);
            _text.Append(" - ");
            Write(logSumExp, Operators.Subtract.Precedence + 1);
        }

        _text.Append(')');
    }

    private static int PrecedenceOf(Node node) => node switch
    {
        Select => SelectPrecedence,
        RealConstant { Value: < 0 } or IntegerConstant { Value: < 0 } => Operators.Negate.Precedence,
        Call call when call.Operator == Operators.ToReal || call.Operator == Operators.ToInteger || call.Operator == Operators.ToPosition => PrecedenceOf(call.Operands[0]),
        Call call when call.Operator == Operators.RootMinusOne || call.Operator == Operators.DirectionCosine => Operators.Divide.Precedence,
        Call call => call.Operator.Precedence,
        _ => Operators.CallPrecedence,
    };

    private static string NameOf(ReduceKind kind) => kind switch
    {
        ReduceKind.Product => "prod",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static bool IsIdentity(ReduceKind kind, Node node) => (kind, node) switch
    {
        (ReduceKind.Min, IntegerConstant { Value: long.MaxValue }) or (ReduceKind.Max, IntegerConstant { Value: long.MinValue }) => true,
        _ => Algebra.IsConstant(node, kind switch
        {
            ReduceKind.Product => 1,
            ReduceKind.Min => double.PositiveInfinity,
            ReduceKind.Max or ReduceKind.LogSumExp => double.NegativeInfinity,
            _ => 0,
        }),
    };

    private static string Format(double value) => value switch
    {
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        Math.PI => "pi",
        Math.E => "e",
        _ => value.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant(),
    };
}
