using LossGen.Compiler.Binding;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Syntax;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Rewriting;

/// <summary>What the user has written in a place of his text, to be quoted character by character in what replaces it.</summary>
/// <param name="program">The program.</param>
/// <param name="syntax">Its text.</param>
/// <param name="place">The expression that is replaced.</param>
/// <param name="match">What the rule has found there.</param>
internal sealed class UserWords(BoundProgram program, ProgramSyntax syntax, ExpressionSyntax place, Match match) : ISourceText
{
    private readonly IReadOnlyList<CallSyntax> _reductions = Reductions(place);

    /// <summary>
    /// What stands in the place means in it what it says, if its axes are called there as they are here. Elsewhere in the text only
    /// definitions are looked for, by the name that the user gave to a value.
    /// </summary>
    public (string Text, int Precedence)? Find(Node node, IReadOnlyDictionary<Axis, string> names)
    {
        foreach (var span in MentionsIn(place.Span, node))
        {
            if (span != place.Span && AgreeOnAxes(node, span, names) && syntax.FindExpression(span) is { } expression)
                return (TextOf(span), SyntaxPrecedence.Of(expression));
        }

        return Negated(node, names) ?? (node.Operands.Count > 0 ? Named(node, names) : LogarithmOfNumber(node));
    }

    public string NameOf(Axis axis, Node body)
    {
        var position = program.Factory.Position(axis);
        var parts = NodeWalk.All(body).Where(part => part.FreeAxes.Contains(axis)).ToList();
        var said = parts.SelectMany(part => MentionsIn(place.Span, part)).Concat(parts.SelectMany(part => MentionsIn(syntax.Span, part)));
        foreach (var span in said.SelectMany(span => MentionsIn(span, position)))
            return TextOf(span);
        return axis.Name;
    }

    /// <summary>A rule that deepens an expression gives its bound axes away; the matched ones are those of which there are words.</summary>
    public (Axis Axis, Node Body) Open(Reduce reduce)
    {
        if (IsSaid(reduce.Body, reduce.Axis))
            return (reduce.Axis, reduce.Body);
        foreach (var axis in match.Axes.Where(axis => axis.Extent == reduce.Axis.Extent && axis != reduce.Axis))
        {
            var body = program.Factory.OpenBody(reduce, axis);
            if (IsSaid(body, axis))
                return (axis, body);
        }

        return (reduce.Axis, reduce.Body);
    }

    public string Brackets(IReadOnlyList<string> axes, string? guard, bool mayBeOmitted)
    {
        foreach (var reduction in _reductions)
        {
            if (reduction.Axes?.Select(axis => axis.Name).SequenceEqual(axes) == true
                && (reduction.Guard is null ? null : TextOf(reduction.Guard.Span)) == guard
                && WrittenBrackets(reduction) is { } written)
                return written;
        }

        var isTerse = _reductions.Count > 0 && _reductions.All(reduction => reduction.Axes is null);
        return mayBeOmitted && isTerse ? "" : $"[{string.Join(",", axes)}{(guard is null ? "" : " | " + guard)}]";
    }

    /// <summary>A negative number, alone or before a product, of which the user wrote the opposite.</summary>
    private (string Text, int Precedence)? Negated(Node node, IReadOnlyDictionary<Axis, string> names)
    {
        var opposite = node switch
        {
            RealConstant { Value: < 0 } real => program.Factory.Real(-real.Value),
            Call { Operands: [RealConstant { Value: < 0 } real, var other] } call when call.Operator == Operators.Multiply || call.Operator == Operators.Divide =>
                program.Factory.Call(call.Operator, program.Factory.Real(-real.Value), other),
            _ => null,
        };
        return opposite is not null && Find(opposite, names) is { } words
            ? ("-" + words.Text, Math.Min(words.Precedence, Operators.Negate.Precedence))
            : null;
    }

    private static IReadOnlyList<CallSyntax> Reductions(ExpressionSyntax expression)
    {
        var inner = expression.Expressions.SelectMany(Reductions);
        return expression is CallSyntax call && BuiltInFunctions.IsReduction(call.Name) ? [call, .. inner] : [.. inner];
    }

    /// <summary>What stands between the name of a reduction and the parenthesis around its body.</summary>
    private string? WrittenBrackets(CallSyntax reduction)
    {
        if (reduction.Arguments is not [var argument, ..])
            return null;
        var head = TextOf(TextSpan.FromBounds(reduction.Identifier.Span.End, argument.Span.Start));
        return head.LastIndexOf('(') is var end and > 0 && head.IndexOf('\n') < 0 ? head.Substring(0, end).TrimEnd() : null;
    }

    private IEnumerable<TextSpan> MentionsIn(TextSpan span, Node node) => program.Mentions.TryGetValue(node, out var spans)
        ? spans.Where(mention => span.Start <= mention.Start && mention.End <= span.End).OrderBy(mention => mention.Start)
        : [];

    private bool IsSaid(Node body, Axis axis) =>
        NodeWalk.All(body).Any(part => part.FreeAxes.Contains(axis) && part is not Position && MentionsIn(place.Span, part).Any());

    /// <summary>Whether the axes that a node depends on are called in some words as they are called where these are to stand.</summary>
    private bool AgreeOnAxes(Node node, TextSpan span, IReadOnlyDictionary<Axis, string> names) => node.FreeAxes.All(axis =>
    {
        var said = MentionsIn(span, program.Factory.Position(axis)).Select(TextOf).ToList();
        return said.Count == 0 || (names.TryGetValue(axis, out var name) && said.Contains(name));
    });

    /// <summary>The name of an earlier definition, with the indices that make it this node.</summary>
    private (string Text, int Precedence)? Named(Node node, IReadOnlyDictionary<Axis, string> names)
    {
        foreach (var binding in program.Bindings.Where(binding => binding.Syntax.Span.End <= place.Span.Start))
        {
            var isIndexed = binding.Syntax.Axes is not null;
            IReadOnlyList<Axis> axes = isIndexed ? binding.Axes : binding.Value.FreeAxes;
            if (NodeMatching.FindSubstitutions(binding.Value, axes, node) is not { } indices
                || (axes.Count == 0 && !ReferenceEquals(binding.Value, node)))
                continue;
            if (!isIndexed && axes.Zip(indices, (axis, index) => index is Position at && names.TryGetValue(at.Axis, out var name) && name == axis.Name).All(same => same))
                return (binding.Syntax.Name, Operators.CallPrecedence);
            if (isIndexed && IndicesOf(indices, names) is { } brackets)
                return (binding.Syntax.Name + brackets, Operators.CallPrecedence);
        }

        return null;
    }

    private string? IndicesOf(IReadOnlyList<Node> indices, IReadOnlyDictionary<Axis, string> names)
    {
        var texts = indices.Select(index => index switch
        {
            Position position => names.TryGetValue(position.Axis, out var name) ? name : null,
            IntegerConstant or ArrayRead => NodePrinter.Print(index, this, 0),
            _ => null,
        }).ToList();
        return texts.Contains(null) ? null : $"[{string.Join(indices.All(index => index is Position) ? "," : ", ", texts)}]";
    }

    /// <summary>A rule computes the logarithm of a number that the user wrote; the text rather says what it is.</summary>
    private (string Text, int Precedence)? LogarithmOfNumber(Node node)
    {
        if (node is not RealConstant real)
            return null;
        foreach (var number in match.Nodes)
        {
            if (Algebra.TryGetConstant(number, out var value) && value > 0 && value != 1 && Math.Log(value) == real.Value)
                return ($"log({NodePrinter.Print(number)})", Operators.CallPrecedence);
        }

        return null;
    }

    private string TextOf(TextSpan span) => syntax.Text.Substring(span.Start, span.Length);
}
