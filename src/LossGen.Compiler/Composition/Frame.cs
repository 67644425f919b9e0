using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Composition;

/// <summary>A loss whose statements are being copied: the calling one, whose names stay what they are, or one that is called.</summary>
/// <param name="program">Its statements.</param>
/// <param name="names">Its names.</param>
/// <param name="calls">What the names of its calls stand for.</param>
internal sealed class Frame(ProgramSyntax program, ProgramNames names, EquatableArray<CalledName> calls)
{
    public ProgramSyntax Program { get; } = program;

    public ProgramNames Names { get; } = names;

    public EquatableArray<CalledName> Calls { get; } = calls;

    /// <summary>Where the outermost call stands in the calling loss; null for the calling loss itself.</summary>
    public TextSpan? CallSpan { get; init; }

    public bool IsCaller => CallSpan is null;

    /// <summary>Positions of the called losses from the outermost to this one.</summary>
    public IReadOnlyList<int> Stack { get; init; } = [];

    /// <summary>The names in the composed program of bindings, functions and axes.</summary>
    public Dictionary<string, string> Renamed { get; } = new(StringComparer.Ordinal);

    /// <summary>What stands for the array parameters: an array parameter of the calling loss, or a binding and its axes.</summary>
    public Dictionary<string, (string Name, IReadOnlyList<string>? Axes)> Arrays { get; } = new(StringComparer.Ordinal);

    /// <summary>The bindings that stand for the scalar parameters.</summary>
    public Dictionary<string, string> Scalars { get; } = new(StringComparer.Ordinal);

    /// <summary>The parameters of the function whose body is being copied, with their names in the composed program.</summary>
    public Dictionary<string, string> FunctionParameters { get; } = new(StringComparer.Ordinal);

    /// <summary>The axes that the expressions and statements around the current one bind, with what binds them.</summary>
    public List<(string Axis, string Binder)> Around { get; } = [];

    public TextSpan At(TextSpan span) => CallSpan ?? span;

    public Token At(Token token) => CallSpan is { } span ? token with { Span = span } : token;

    public Token Rename(Token token) => At(Renamed.TryGetValue(token.Text, out var name) ? token with { Text = name } : token);

    public NameSyntax Rename(NameSyntax name) => new(Rename(name.Identifier));

    /// <summary>The text of a statement from another loss; the calling loss's own has none.</summary>
    public string? InlinedText(TextSpan span) => IsCaller ? null : Program.TextOf(span);
}
