using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Composition;

/// <summary>A program without calls of other losses.</summary>
/// <param name="Program">The statements; those of called losses stand before the statement of the call.</param>
/// <param name="Calls">Where calls stood in the text. What the binder finds there is about the called losses, which have findings of their own.</param>
internal sealed record ComposedProgram(ProgramSyntax Program, IReadOnlyCollection<TextSpan> Calls);

/// <summary>
/// Writes calls of other losses out: the statements of the called loss are copied before the statement of the call, with names that nothing
/// else has, its arrays become the caller's, and its value a name. What follows sees one program and fuses it like any other.
/// </summary>
internal sealed class Composer
{
    /// <summary>How deeply losses may call losses.</summary>
    private const int MaximumNesting = 32;

    /// <summary>The most expressions of a composed program: calls that call twice would double it with every level.</summary>
    private const int MaximumExpressions = 50_000;

    private readonly LossCalls _calls;
    private readonly Func<int, bool> _isSound;
    private readonly DiagnosticBag _diagnostics;
    private readonly CancellationToken _cancellationToken;
    private readonly Frame _caller;
    private readonly CalledPrograms _programs;
    private readonly ComposedNames _names;
    private readonly OverloadResolution _overloads;
    private readonly LossSignature _signature;
    private readonly List<StatementSyntax> _statements = [];
    private readonly HashSet<TextSpan> _callSpans = [];
    private Failure? _failure;
    private int _expressions;

    private Composer(
        LossSignature signature,
        ProgramSyntax program,
        LossCalls calls,
        Func<int, bool> isSound,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        (_signature, _calls, _isSound, _diagnostics, _cancellationToken) = (signature, calls, isSound, diagnostics, cancellationToken);
        _caller = new Frame(program, ProgramNames.Of(signature, program), calls.Names);
        _programs = new CalledPrograms(calls);
        _names = new ComposedNames(signature, program, _caller.Names);
        _overloads = new OverloadResolution(calls, _programs, signature.Precision);
    }

    /// <summary>Writes out all calls of losses in a program. A call with an error leaves a gap, and the error in <paramref name="diagnostics"/>.</summary>
    /// <param name="signature">The calling loss.</param>
    /// <param name="program">Its text.</param>
    /// <param name="calls">The losses that it can call.</param>
    /// <param name="isSound">Whether a called loss, by its position, has no errors of its own.</param>
    /// <param name="diagnostics">Takes the errors.</param>
    /// <param name="cancellationToken">Notices that nobody wants the result any more.</param>
    /// <exception cref="InsufficientExecutionStackException">Losses call losses too deeply for the stack.</exception>
    public static ComposedProgram Compose(
        LossSignature signature,
        ProgramSyntax program,
        LossCalls calls,
        Func<int, bool> isSound,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        if (program.HasErrors || !CallNames.In(program).Any())
            return new ComposedProgram(program, []);
        var composer = new Composer(signature, program, calls, isSound, diagnostics, cancellationToken);
        composer.Copy(composer._caller);
        return new ComposedProgram(new ProgramSyntax(program.Text, composer._statements, hasErrors: false), composer._callSpans);
    }

    /// <summary>Counts the expressions of the composed program.</summary>
    public void Spend()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (++_expressions > MaximumExpressions)
            _failure ??= new Failure(CallErrors.CallTooLarge);
    }

    /// <summary>The value of a call; null if it is no call of a loss, which is then the binder's affair.</summary>
    public ExpressionSyntax? Call(Frame frame, FrameRewriter rewriter, CallSyntax call)
    {
        if (_failure is not null)
            return Missing(call);
        var name = frame.Calls.FirstOrDefault(name => name.Name == call.Name);
        switch (name?.Target)
        {
            case CallTarget.Loss:
                return Write(frame, rewriter, call, name);
            case CallTarget.NotALoss:
                return Fail(frame, call, CallErrors.NotALoss, call.Identifier.Span, call.Name);
            case CallTarget.Inaccessible:
                return Fail(frame, call, CallErrors.InaccessibleLoss, call.Identifier.Span, call.Name);
            default:
                return Unknown(frame, call, name);
        }
    }

    /// <summary>
    /// A name with a dot or a capital is meant to be a loss, unless it is near a function of the language; others are when they are near a loss.
    /// </summary>
    private ExpressionSyntax? Unknown(Frame frame, CallSyntax call, CalledName? name)
    {
        var suggestion = NameSuggestion.For(call.Name, name?.Candidates ?? default);
        var isQualified = call.Name.Contains(".");
        var mayBeFunction = !isQualified && (BuiltInFunctions.Spelling(call.Name) is not null
            || NameSuggestion.For(call.Name, BuiltInFunctions.Names.Concat(frame.Names.Definitions)).Length > 0
            || (!char.IsUpper(call.Name[0]) && suggestion.Length == 0));
        return mayBeFunction ? null : Fail(frame, call, CallErrors.UnknownLoss, call.Identifier.Span, call.Name, suggestion);
    }

    private ExpressionSyntax Write(Frame frame, FrameRewriter rewriter, CallSyntax call, CalledName name)
    {
        if (call.Axes is not null || call.Primes > 0)
            return Fail(frame, call, CallErrors.NotAFunctionOfNumbers, call.Identifier.Span, call.Name);
        var arguments = new List<Argument>();
        foreach (var syntax in call.Arguments)
        {
            var value = rewriter.RewriteArgument(syntax);
            if (HasGap(value) || DependsOnSurroundings(frame, call, syntax, value))
                return Missing(call);
            arguments.Add(Argument.Of(value, syntax.Span, _names, RankOf));
        }

        var (index, error) = _overloads.Resolve(call, name, arguments);
        if (error is not null)
            return Fail(frame, call, error);
        var statements = _statements.Count;
        var result = Inline(frame, call, index, arguments);
        if (!frame.IsCaller)
            return result;
        if (_failure is null && !_isSound(index))
            _failure = new Failure(CallErrors.LossWithErrors);
        if (_failure is not { } failure)
            return result;
        _statements.RemoveRange(statements, _statements.Count - statements);
        if (failure.Descriptor != CallErrors.CallTooLarge)
            _failure = null;
        return Fail(_caller, call, failure.Descriptor, call.Span, failure.Argument ?? call.Name);
    }

    /// <summary>A loss is called once, on whole arrays: not for each position of an axis around the call, nor for each value of a parameter.</summary>
    private bool DependsOnSurroundings(Frame frame, CallSyntax call, ExpressionSyntax syntax, ExpressionSyntax value)
    {
        if (frame.FunctionParameters.Values.FirstOrDefault(parameter => Mentions(value, parameter)) is { } used)
        {
            Fail(frame, call, CallErrors.ArgumentOfFunction, syntax.Span, call.Name, used);
            return true;
        }

        var axes = value is NameSyntax { Name: var name } && _names.Array(name) is not null ? [] : _names.AxesOf(value);
        var (axis, binder) = frame.Around.FirstOrDefault(around => axes.Contains(around.Axis));
        if (axis is null)
            return false;
        Fail(frame, call, CallErrors.ReducedAxisInArgument, syntax.Span, call.Name, axis, binder);
        return true;
    }

    private static bool Mentions(ExpressionSyntax expression, string name) => expression switch
    {
        NameSyntax bare => bare.Name == name,
        IndexSyntax index when index.Name == name => true,
        _ => expression.Expressions.Any(operand => Mentions(operand, name)),
    };

    private static bool HasGap(ExpressionSyntax expression) =>
        expression is MissingExpressionSyntax || expression.Expressions.Any(HasGap);

    private int? RankOf(LossParameter array) =>
        _programs.Rank(_caller.Program, _caller.Calls, array.Name);

    /// <summary>Copies the statements of a called loss, with its parameters made of the arguments; gives its value.</summary>
    private ExpressionSyntax Inline(Frame outer, CallSyntax call, int index, IReadOnlyList<Argument> arguments)
    {
        var (program, names) = _programs.Get(index);
        if (Refusal(outer, index, program) is { } refusal)
        {
            _failure ??= refusal;
            return Missing(call);
        }

        var loss = _calls.Losses[index];
        var span = outer.At(call.Span);
        _callSpans.Add(span);
        var frame = new Frame(program, names, loss.Names) { CallSpan = span, Stack = [.. outer.Stack, index] };
        var prefix = Camel(loss.Signature.MethodName);
        foreach (var axis in names.Axes)
            frame.Renamed[axis] = _names.AllocateAxis(axis);
        foreach (var definition in names.Definitions.Where(definition => !frame.Renamed.ContainsKey(definition)))
            frame.Renamed[definition] = _names.Allocate(prefix + Pascal(definition));
        new ArgumentWriter(outer, frame, prefix, _names, Emit).Write(call, loss, arguments, new FrameRewriter(frame, this));
        return Copy(frame, new Token(TokenKind.Identifier, span, _names.Allocate(prefix))) ?? (ExpressionSyntax)Missing(call);
    }

    private Failure? Refusal(Frame outer, int index, ProgramSyntax program)
    {
        if (index == _calls.Self)
        {
            var circle = outer.Stack.Prepend(index).Append(index).Select(position => _calls.Losses[position].Name);
            return new Failure(CallErrors.CircularCall, string.Join(" → ", circle));
        }

        return outer.Stack.Contains(index) || program.HasErrors ? new Failure(CallErrors.LossWithErrors)
            : outer.Stack.Count == MaximumNesting ? new Failure(CallErrors.CallTooLarge)
            : null;
    }

    /// <summary>Copies the statements of a loss. The value of a called one gets a name, which is the result.</summary>
    private NameSyntax? Copy(Frame frame, Token? result = null)
    {
        var rewriter = new FrameRewriter(frame, this);
        foreach (var statement in frame.Program.Statements)
        {
            if (_failure is not null && !frame.IsCaller)
                return null;
            if (statement is ValueSyntax value && result is not null)
            {
                var body = rewriter.Rewrite(value.Body);
                Emit(new TypedBindingSyntax(result, null, body, _signature.Precision, "The value") { InlinedText = frame.InlinedText(value.Span) });
                return new NameSyntax(result);
            }

            Emit(Copy(frame, rewriter, statement));
        }

        return null;
    }

    private StatementSyntax Copy(Frame frame, FrameRewriter rewriter, StatementSyntax statement)
    {
        if (statement is FunctionSyntax { Parameters: var parameters })
        {
            foreach (var parameter in parameters)
                frame.FunctionParameters[parameter.Name] = frame.IsCaller ? parameter.Name : _names.Allocate(parameter.Name);
        }
        else if (statement is BindingSyntax { Axes: { } left } definition)
        {
            frame.Around.AddRange(left.Select(axis => (frame.Rename(axis).Name, definition.Name)));
        }

        var body = rewriter.Rewrite(statement.Body);
        var text = frame.InlinedText(statement.Body.Span);
        StatementSyntax copy = statement switch
        {
            BindingSyntax binding => new BindingSyntax(
                frame.Rename(binding.Identifier), binding.Indices?.Select(index => index is NameSyntax axis ? frame.Rename(axis) : index).ToList(), body)
            {
                InlinedText = text,
            },
            FunctionSyntax function => new FunctionSyntax(
                frame.Rename(function.Identifier), [.. function.Parameters.Select(parameter => Parameter(frame, parameter))], body)
            {
                InlinedText = text,
            },
            RequireSyntax require => new RequireSyntax(frame.At(require.Keyword), body) { InlinedText = text },
            AssumeSyntax assume => new AssumeSyntax(frame.At(assume.Keyword), body) { InlinedText = text },
            AxisSyntax axis => new AxisSyntax(frame.At(axis.Keyword), frame.Rename(axis.Identifier), body) { InlinedText = text },
            _ => new ValueSyntax(body),
        };
        frame.FunctionParameters.Clear();
        frame.Around.Clear();
        return copy;
    }

    private static NameSyntax Parameter(Frame frame, NameSyntax parameter) =>
        new(frame.At(parameter.Identifier with { Text = frame.FunctionParameters[parameter.Name] }));

    private void Emit(StatementSyntax statement)
    {
        _statements.Add(statement);
        _names.Define(statement);
    }

    /// <summary>The gap that a call with an error leaves. The axes of its arguments remain, so that other places that name them are no errors.</summary>
    private static MissingExpressionSyntax Missing(CallSyntax call) => new(call.Span, [.. call.Arguments.Where(argument => argument is not NameSyntax)]);

    private MissingExpressionSyntax Fail(
        Frame frame, CallSyntax call, LossDiagnosticDescriptor descriptor, TextSpan span, params string[] arguments) =>
        Fail(frame, call, new LossDiagnostic(descriptor, span, new EquatableArray<string>(arguments)));

    /// <summary>An error in the calling loss is its own; one in a called loss is that loss's own, and makes the call impossible.</summary>
    private MissingExpressionSyntax Fail(Frame frame, CallSyntax call, LossDiagnostic error)
    {
        if (frame.IsCaller)
            _diagnostics.Report(error);
        else
            _failure ??= new Failure(CallErrors.LossWithErrors);
        return Missing(call);
    }

    internal static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    /// <summary>Why the outermost call cannot be written out.</summary>
    private sealed record Failure(LossDiagnosticDescriptor Descriptor, string? Argument = null);
}
