using System.Globalization;
using System.Runtime.CompilerServices;
using LossGen.Compiler.Binding;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Composition;

/// <summary>Copies the expressions of one loss into the composed program: renames what is not the calling loss's own, and puts values of losses where calls stood.</summary>
/// <param name="frame">The loss.</param>
/// <param name="composer">Writes out calls.</param>
internal sealed class FrameRewriter(Frame frame, Composer composer)
{
    public ExpressionSyntax Rewrite(ExpressionSyntax expression)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        composer.Spend();
        return expression switch
        {
            LiteralSyntax literal => new LiteralSyntax(frame.At(literal.Token)),
            NameSyntax name => Name(name),
            ParenthesizedSyntax parenthesized => new ParenthesizedSyntax(frame.At(parenthesized.Span), Rewrite(parenthesized.Inner)),
            UnarySyntax unary => new UnarySyntax(frame.At(unary.Operator), Rewrite(unary.Operand)),
            BinarySyntax binary => new BinarySyntax(Rewrite(binary.Left), frame.At(binary.Operator), Rewrite(binary.Right)),
            ComparisonSyntax comparison => new ComparisonSyntax(
                [.. comparison.Operands.Select(Rewrite)], [.. comparison.Operators.Select(frame.At)]),
            ConditionalSyntax conditional => new ConditionalSyntax(
                Rewrite(conditional.Condition), Rewrite(conditional.IfTrue), Rewrite(conditional.IfFalse)),
            IndexSyntax index => Index(index),
            CallSyntax call => Call(call),
            _ => expression,
        };
    }

    /// <summary>An argument of a loss: there the bare name of an array is the whole array, and that of a scalar never an axis.</summary>
    public ExpressionSyntax RewriteArgument(ExpressionSyntax expression)
    {
        var inner = expression;
        while (inner is ParenthesizedSyntax parenthesized)
            inner = parenthesized.Inner;
        if (inner is not NameSyntax name || frame.FunctionParameters.ContainsKey(name.Name))
            return Rewrite(expression);
        if (frame.Names.Parameter(name.Name) is { IsArray: true })
            return frame.IsCaller ? name : Named(name.Span, frame.Arrays[name.Name].Name);
        if (frame.Names.Parameter(name.Name) is not { Kind: ParameterKind.Scalar })
            return Rewrite(name);
        if (!frame.IsCaller)
            return Named(name.Span, frame.Scalars[name.Name]);
        return frame.Names.IsAxis(name.Name) && frame.Names.MayNameAxis(name.Name) ? SizeOf(name) : name;
    }

    private NameSyntax Named(TextSpan span, string name) => new(new Token(TokenKind.Identifier, frame.At(span), name));

    private static CallSyntax SizeOf(NameSyntax axis) =>
        new(axis.Span, new Token(TokenKind.Identifier, axis.Span, BuiltInFunctions.Size), 0, null, null, [axis]);

    private ExpressionSyntax Name(NameSyntax syntax)
    {
        var name = syntax.Name;
        if (frame.IsCaller)
            return syntax;
        if (frame.FunctionParameters.TryGetValue(name, out var parameter))
            return Named(syntax.Span, parameter);
        if (frame.Arrays.TryGetValue(name, out var array))
        {
            var axis = Named(syntax.Span, frame.Renamed[Shapes.ImplicitAxis]);
            return new IndexSyntax(axis.Span, Named(syntax.Span, array.Name).Identifier, [axis]);
        }

        if (frame.Renamed.ContainsKey(name))
            return frame.Rename(syntax);
        return frame.Scalars.TryGetValue(name, out var scalar) ? Named(syntax.Span, scalar) : new ConstantSyntax(frame.At(syntax.Identifier));
    }

    private IndexSyntax Index(IndexSyntax syntax)
    {
        var identifier = frame.IsCaller ? syntax.Identifier
            : frame.Arrays.TryGetValue(syntax.Name, out var array) ? Named(syntax.Span, array.Name).Identifier
            : frame.Rename(syntax.Identifier);
        return new IndexSyntax(frame.At(syntax.Span), identifier, [.. syntax.Indices.Select(IndexItem)]);
    }

    /// <summary><c>(k)</c> in an index is the value of a scalar, even of one that lends its name to an axis.</summary>
    private ExpressionSyntax IndexItem(ExpressionSyntax index)
    {
        if (!frame.IsCaller && index is ParenthesizedSyntax { Inner: NameSyntax { Name: var name } }
            && !frame.FunctionParameters.ContainsKey(name) && frame.Scalars.TryGetValue(name, out var scalar))
        {
            return Named(index.Span, scalar);
        }

        return Rewrite(index);
    }

    private ExpressionSyntax Call(CallSyntax call)
    {
        if (call.Name == BuiltInFunctions.Size && !frame.IsCaller)
            return Size(call);
        if (frame.Names.IsFunction(call.Name) || BuiltInFunctions.Contains(call.Name) || frame.Names.IsDefined(call.Name))
            return Copy(call);
        return composer.Call(frame, this, call) ?? Copy(call);
    }

    private CallSyntax Copy(CallSyntax call)
    {
        var axes = call.Axes?.Select(frame.Rename).ToList();
        var around = frame.Around.Count;
        frame.Around.AddRange((axes ?? []).Select(axis => (axis.Name, call.Name)));
        var guard = call.Guard is null ? null : Rewrite(call.Guard);
        // What 'size' takes is no value.
        var arguments = call.Name == BuiltInFunctions.Size ? call.Arguments : [.. call.Arguments.Select(Rewrite)];
        frame.Around.RemoveRange(around, frame.Around.Count - around);
        // An axis may be called as a function of the language is.
        var identifier = frame.Names.IsFunction(call.Name) ? frame.Rename(call.Identifier) : frame.At(call.Identifier);
        return new CallSyntax(frame.At(call.Span), identifier, call.Primes, axes, guard, arguments);
    }

    /// <summary>The size of an axis, or of an array's dimension, which may have become the axis of a binding.</summary>
    private CallSyntax Size(CallSyntax call)
    {
        if (call.Arguments is not [NameSyntax subject, ..])
            return call;
        IReadOnlyList<ExpressionSyntax> arguments = [frame.Rename(subject), .. call.Arguments.Skip(1).Select(Rewrite)];
        if (frame.Arrays.TryGetValue(subject.Name, out var array))
        {
            var dimension = call.Arguments is [_, LiteralSyntax { Token: { Kind: TokenKind.Integer, Text: var text } }]
                && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
            arguments = array.Axes is { } axes && dimension >= 0 && dimension < axes.Count
                ? [Named(subject.Span, axes[dimension])]
                : [Named(subject.Span, array.Name), .. arguments.Skip(1)];
        }

        return new CallSyntax(frame.At(call.Span), frame.At(call.Identifier), call.Primes, null, null, arguments);
    }
}
