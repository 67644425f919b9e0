using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Composition;

/// <summary>Gives the parameters of a called loss their arguments.</summary>
/// <param name="outer">The loss of the call.</param>
/// <param name="frame">The called loss.</param>
/// <param name="prefix">What names of the called loss begin with.</param>
/// <param name="names">The names of the composed program.</param>
/// <param name="emit">Adds a statement to it.</param>
internal sealed class ArgumentWriter(Frame outer, Frame frame, string prefix, ComposedNames names, Action<StatementSyntax> emit)
{
    public void Write(CallSyntax call, CalledLoss loss, IReadOnlyList<Argument> arguments, FrameRewriter rewriter)
    {
        var required = loss.Signature.Parameters.Count - loss.Defaults.Count;
        for (var i = 0; i < loss.Signature.Parameters.Count; i++)
        {
            var parameter = loss.Signature.Parameters[i];
            var argument = i < arguments.Count ? arguments[i] : Default(loss.Defaults[i - required], call, rewriter);
            var subject = OverloadResolution.Subject(parameter, call.Name);
            if (parameter.IsArray)
                WriteArray(parameter, argument, subject);
            else
                WriteScalar(parameter, argument, subject);
        }
    }

    private static Argument Default(string text, CallSyntax call, FrameRewriter rewriter)
    {
        var cursor = new TokenCursor(Lexer.Tokenize(text), new DiagnosticBag());
        var value = rewriter.Rewrite(new ExpressionParser(cursor).Expression());
        return new Argument(value, call.Span, null, [], true, 0, null);
    }

    /// <summary>An array of the calling loss is read as it is; anything else becomes a binding with axes.</summary>
    private void WriteArray(LossParameter parameter, Argument argument, string subject)
    {
        if (argument.Array is { } array && array.IsReal == parameter.IsReal)
        {
            frame.Arrays[parameter.Name] = (array.Name, null);
            return;
        }

        var span = outer.At(argument.Span);
        var own = argument.Array is null ? argument.Axes : [.. AxesFor(argument)];
        List<NameSyntax> axes = [.. own.Select(axis => Name(span, axis))];
        var value = argument.Array is { } other ? Indexed(span, other.Name, axes)
            : argument.Value is NameSyntax { Name: var name } && names.OrderedAxes(name) is not null ? Indexed(span, name, axes)
            : argument.Value;
        var binding = names.Allocate(prefix + Composer.Pascal(parameter.Name));
        emit(new TypedBindingSyntax(Token(span, binding), axes, value, parameter.Element, subject) { InlinedText = outer.InlinedText(argument.Span) });
        frame.Arrays[parameter.Name] = (binding, own);
    }

    private IEnumerable<string> AxesFor(Argument argument) =>
        Enumerable.Range(0, argument.Rank ?? 1).Select(_ => names.AllocateAxis(prefix + "Axis"));

    /// <summary>A scalar becomes a binding, and an axis with it if the called loss uses its name for one.</summary>
    private void WriteScalar(LossParameter parameter, Argument argument, string subject)
    {
        var span = outer.At(argument.Span);
        var binding = names.Allocate(prefix + Composer.Pascal(parameter.Name));
        var text = outer.InlinedText(argument.Span);
        emit(new TypedBindingSyntax(Token(span, binding), null, argument.Value, parameter.Element, subject) { InlinedText = text });
        frame.Scalars[parameter.Name] = binding;
        if (!frame.Renamed.TryGetValue(parameter.Name, out var axis))
            return;
        emit(new AxisSyntax(Token(span, "axis"), Token(span, axis), Name(span, binding)) { InlinedText = outer.Program.TextOf(argument.Span) });
    }

    private static IndexSyntax Indexed(TextSpan span, string name, IReadOnlyList<NameSyntax> axes) => new(span, Token(span, name), [.. axes]);

    private static NameSyntax Name(TextSpan span, string name) => new(Token(span, name));

    private static Token Token(TextSpan span, string text) => new(TokenKind.Identifier, span, text);
}
