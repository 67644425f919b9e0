using LossGen.Compiler.Text;

namespace LossGen.Compiler.Diagnostics;

/// <summary>Collects findings while a stage runs; a finding that is there already is not added again.</summary>
public sealed class DiagnosticBag
{
    private readonly List<LossDiagnostic> _items = [];

    public IReadOnlyList<LossDiagnostic> Items => _items;

    public bool HasErrors { get; private set; }

    public void Report(LossDiagnosticDescriptor descriptor, TextSpan span, params string[] arguments) =>
        Report(new LossDiagnostic(descriptor, span, new EquatableArray<string>(arguments)));

    public void Report(LossDiagnostic diagnostic)
    {
        if (_items.Contains(diagnostic))
            return;
        _items.Add(diagnostic);
        HasErrors |= diagnostic.Descriptor.Severity == LossSeverity.Error;
    }
}
