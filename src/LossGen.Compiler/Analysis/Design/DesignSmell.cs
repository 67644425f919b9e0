using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Analysis.Design;

/// <summary>One row of <see cref="DesignTable"/>: a loss that computes what it says, and does not serve what it is for.</summary>
/// <param name="Diagnostic">What reports it.</param>
/// <param name="Find">The expressions of a loss that are it; such as do not stand in the text are not reported.</param>
internal sealed record DesignSmell(LossDiagnosticDescriptor Diagnostic, Func<DesignContext, IEnumerable<Sighting>> Find);

/// <summary>An expression that a smell was found at.</summary>
/// <param name="Node">The expression.</param>
/// <param name="Arguments">The arguments of the message.</param>
internal readonly record struct Sighting(Node Node, params string[] Arguments);
