namespace LossGen.Compiler.Ir;

/// <content>Expressions that are to stand in the user's text: in his words, and with the functions that the language has.</content>
public sealed partial class NodePrinter
{
    private readonly ISourceText? _source;

    /// <summary>
    /// The expression as a part of the user's text, where only what binds at least as tightly as <paramref name="precedence"/> needs no
    /// parentheses. Null if it cannot be one: it is too long, or defines an array.
    /// </summary>
    internal static string? Print(Node node, ISourceText source, int precedence)
    {
        var printer = new NodePrinter(node.FreeAxes, source);
        foreach (var axis in node.FreeAxes)
            printer._names[axis] = source.NameOf(axis, node);
        printer.Write(node, precedence);
        return printer._text.Length <= MaximumLength && printer._definitions.Count == 0 ? printer._text.ToString() : null;
    }

    private bool TryWriteSource(Node node, int precedence)
    {
        if (_source is null)
            return false;
        if (_source.Find(node, _names) is { } words)
        {
            _text.Append(words.Precedence < precedence ? $"({words.Text})" : words.Text);
            return true;
        }

        return TryWriteLogSoftmax(node) || TryWriteMean(node);
    }

    /// <summary>
    /// Writes a reduction under the names that the user has for its axes. An inner axis may hide an outer one of the same name unless the
    /// body needs both.
    /// </summary>
    private void WriteSourceReduce(Reduce reduce)
    {
        var hidden = new Dictionary<Axis, string>(_names);
        var (axes, guard, body) = OpenAll(reduce);
        WriteReduction(NameOf(reduce.Kind), axes, guard, body);
        Restore(hidden);
    }

    /// <summary>The axes of nested reductions of one kind, in scope from here on, with what they reduce.</summary>
    private (List<Axis> Axes, Node? Guard, Node Body) OpenAll(Reduce reduce)
    {
        var axes = new List<Axis>();
        Node body = reduce;
        while (body is Reduce inner && inner.Kind == reduce.Kind)
        {
            (var axis, body) = _source!.Open(inner);
            var others = body.FreeAxes.Where(other => other != axis && _names.ContainsKey(other)).Select(other => _names[other]).ToList();
            _names[axis] = NumberedName(_source.NameOf(axis, body), others);
            axes.Add(axis);
        }

        return body is Select guarded && IsIdentity(reduce.Kind, guarded.IfFalse)
            ? (axes, guarded.Condition, guarded.IfTrue)
            : (axes, null, body);
    }

    private void WriteReduction(string name, IReadOnlyList<Axis> axes, Node? guard, Node body)
    {
        var mayBeOmitted = guard is null && body.FreeAxes.Count == axes.Count && axes.All(body.FreeAxes.Contains);
        _text.Append(name)
            .Append(_source!.Brackets([.. axes.Select(NameOf)], guard is null ? null : Fragment(guard, SelectPrecedence + 1), mayBeOmitted))
            .Append('(');
        Write(body, SelectPrecedence);
        _text.Append(')');
    }

    /// <summary>Writes <c>x - logsumexp(x)</c> as <c>logsoftmax(x)</c> where x is an element of its row; under a guard it is -inf elsewhere.</summary>
    private bool TryWriteLogSoftmax(Node node)
    {
        var guard = default(Node);
        if (node is Select select && IsIdentity(ReduceKind.LogSumExp, select.IfFalse))
            (guard, node) = (select.Condition, select.IfTrue);
        return node is Call { Operands: [var element, Reduce { Kind: ReduceKind.LogSumExp } row] } call && call.Operator == Operators.Subtract
            && TryWriteRow("logsoftmax", element, guard, row);
    }

    /// <summary>Writes a function of an element and its row, if the element stands at free positions of the row and has its guard.</summary>
    private bool TryWriteRow(string name, Node element, Node? condition, Reduce row)
    {
        var bound = new List<Axis>();
        Node body = row;
        for (; body is Reduce { Kind: ReduceKind.LogSumExp } inner; body = inner.Body)
            bound.Add(inner.Axis);
        var guard = default(Node);
        if (body is Select guarded && IsIdentity(ReduceKind.LogSumExp, guarded.IfFalse))
            (guard, body) = (guarded.Condition, guarded.IfTrue);
        if (PositionsIn(body, bound, element) is not { } axes
            || (guard is null) != (condition is null)
            || (guard is not null && PositionsIn(guard, bound, condition!)?.SequenceEqual(axes) != true))
        {
            return false;
        }

        WriteReduction(name, axes, condition, element);
        return true;
    }

    /// <summary>The free axes that an expression has in place of bound ones; null if something else is in their place.</summary>
    private static List<Axis>? PositionsIn(Node body, IReadOnlyList<Axis> bound, Node instance) =>
        NodeMatching.FindSubstitutions(body, bound, instance) is { } found && found.All(node => node is Position)
            ? [.. found.Cast<Position>().Select(position => position.Axis)]
            : null;

    /// <summary>Writes a sum over the number of its terms as <c>mean(x)</c>, and the mean square of deviations as <c>var(x)</c>.</summary>
    private bool TryWriteMean(Node node)
    {
        if (TermsOfMean(node) is not { } sum)
            return false;
        var hidden = new Dictionary<Axis, string>(_names);
        var (axes, guard, body) = OpenAll(sum);
        if (axes is [var axis] && Deviation(body, axis) is { } x)
            WriteReduction("var", axes, guard, x);
        else
            WriteReduction("mean", axes, guard, body);
        Restore(hidden);
        return true;
    }

    /// <summary>The unguarded sum over one axis that is divided by its length; null for anything else.</summary>
    private static Reduce? TermsOfMean(Node node) =>
        node is Call { Operands: [Reduce { Kind: ReduceKind.Sum, Type: NodeType.Real } sum, Call { Operands: [ExtentRead size] }] } call
        && call.Operator == Operators.Divide && size.Extent == sum.Axis.Extent && sum.Body is not (Reduce or Select)
            ? sum
            : null;

    /// <summary>The x of <c>(x - mean(x))^2</c>.</summary>
    private static Node? Deviation(Node node, Axis axis) =>
        node is Call { Operands: [Call { Operands: [var x, var mean] } difference, var exponent] } square
        && square.Operator == Operators.Power && Algebra.IsConstant(exponent, 2) && difference.Operator == Operators.Subtract
        && TermsOfMean(mean) is { } sum && NodeMatching.FindSubstitution(sum.Body, sum.Axis, x) is Position position && position.Axis == axis
            ? x
            : null;

    private string Fragment(Node node, int precedence)
    {
        var start = _text.Length;
        Write(node, precedence);
        var fragment = _text.ToString(start, _text.Length - start);
        _text.Length = start;
        return fragment;
    }

    private void Restore(Dictionary<Axis, string> names)
    {
        _names.Clear();
        foreach (var entry in names)
            _names[entry.Key] = entry.Value;
    }
}
