using LossGen.Compiler.Composition;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Text;
using Microsoft.CodeAnalysis;

namespace LossGen.Hosting;

/// <summary>Turns the losses that a loss calls into text, and those that they call in turn: all that the caller's code depends on.</summary>
internal sealed class CallReader
{
    /// <summary>More losses than this are not followed; composition would refuse them anyway.</summary>
    private const int MaximumLosses = 1024;

    private readonly IMethodSymbol _caller;
    private readonly MethodLookup _lookup;
    private readonly CancellationToken _cancellationToken;
    private readonly List<(IMethodSymbol Method, LossAttributeValues Values)> _found = [];
    private readonly Dictionary<ISymbol, int> _positions = new(SymbolEqualityComparer.Default);

    private CallReader(IMethodSymbol caller, Compilation compilation, CancellationToken cancellationToken)
    {
        _caller = caller;
        _lookup = new MethodLookup(compilation, cancellationToken);
        _cancellationToken = cancellationToken;
    }

    public static LossCalls Read(IMethodSymbol caller, string? text, Compilation compilation, CancellationToken cancellationToken)
    {
        if (text is null || CallNames.In(text).Count == 0)
            return LossCalls.None;
        return new CallReader(caller, compilation, cancellationToken).Read(text);
    }

    private LossCalls Read(string text)
    {
        var names = Names(_caller, text);
        var losses = new List<CalledLoss>();
        while (losses.Count < _found.Count)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            var (method, values) = _found[losses.Count];
            losses.Add(new CalledLoss(
                NameOf(method),
                SignatureReader.Read(method, values),
                values.Text!,
                new EquatableArray<string>([.. DefaultValues.Of(method)]),
                Names(method, values.Text!)));
        }

        var self = _positions.TryGetValue(_caller, out var position) ? position : -1;
        return new LossCalls(names, new EquatableArray<CalledLoss>([.. losses]), self);
    }

    private string NameOf(IMethodSymbol method) => SymbolEqualityComparer.Default.Equals(method.ContainingType, _caller.ContainingType)
        ? method.Name
        : $"{method.ContainingType.Name}.{method.Name}";

    private EquatableArray<CalledName> Names(IMethodSymbol method, string text) =>
        new([.. CallNames.In(text).Select(name => Name(method, name))]);

    private CalledName Name(IMethodSymbol method, string name)
    {
        var methods = _lookup.Find(method, name);
        var losses = methods.Where(candidate => TextOf(candidate) is not null).ToList();
        var accessible = losses.Where(loss => _lookup.IsAccessible(loss, method)).ToList();
        if (accessible.Count > 0)
            return new CalledName(name, CallTarget.Loss, new EquatableArray<int>([.. accessible.Select(Position).Where(position => position >= 0)]), default);
        if (losses.Count > 0)
            return new CalledName(name, CallTarget.Inaccessible, default, default);
        if (methods.Count > 0)
            return new CalledName(name, CallTarget.NotALoss, default, default);
        var candidates = _lookup.Siblings(method, name).Where(candidate => TextOf(candidate) is not null);
        var qualifier = name.Substring(0, name.LastIndexOf('.') + 1);
        var suggested = candidates.Select(candidate => qualifier + candidate.Name).Distinct().OrderBy(candidate => candidate, StringComparer.Ordinal);
        return new CalledName(name, CallTarget.Unknown, default, new EquatableArray<string>([.. suggested]));
    }

    private int Position(IMethodSymbol method)
    {
        if (_positions.TryGetValue(method, out var position))
            return position;
        if (_found.Count == MaximumLosses)
            return -1;
        _positions.Add(method, _found.Count);
        _found.Add((method, LossAttributeReader.Find(method)!));
        return _found.Count - 1;
    }

    private static string? TextOf(IMethodSymbol method) => LossAttributeReader.Find(method)?.Text;
}
