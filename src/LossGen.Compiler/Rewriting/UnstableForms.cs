using System.Runtime.CompilerServices;
using LossGen.Compiler.Analysis.Probing;
using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Rewriting;

/// <summary>An unstable form in an expression.</summary>
/// <param name="Diagnostic">What reports it.</param>
/// <param name="Node">The form.</param>
/// <param name="Variables">What the variables of its rule stand for; empty where no rule knows it.</param>
/// <param name="Witness">An input at which it goes wrong; null where none was looked for.</param>
public sealed record UnstableForm(LossDiagnosticDescriptor Diagnostic, Node Node, IReadOnlyList<Node> Variables, Witness? Witness)
{
    /// <summary>The rule that knows it.</summary>
    internal StabilityRule? Rule { get; init; }

    /// <summary>The equal form of the node that the rule fits: <c>sqrt(x)</c> for <c>x^0.5</c>.</summary>
    internal Node? Form { get; init; }
}

/// <summary>
/// Finds unstable forms: the left sides of <see cref="RuleTable"/> that stand in the source, as far as they go wrong in the domain and spoil the result, and what
/// else spoils it.
/// </summary>
public sealed class UnstableForms
{
    /// <summary>Of what no rule knows, so much is reported; more of it has the same cause more often than not.</summary>
    private const int MostUnexplained = 3;

    private readonly Func<Node, bool> _isWritten;
    private readonly MatchContext _context;
    private readonly Canonicalizer _canonicalizer;
    private readonly HashSet<Node> _visited = [];
    private readonly List<Candidate> _candidates = [];

    private UnstableForms(NodeFactory factory, ProbeProgram program, Func<Node, bool> isWritten)
    {
        _isWritten = isWritten;
        _context = MatchContext.ForReading(factory, program.Conditions);
        _canonicalizer = new(_context, opensBodies: false);
    }

    /// <summary>The unstable forms of a computation, outer ones first. What is inside of one is searched only where a variable of its rule stands.</summary>
    /// <param name="factory">Made the expressions.</param>
    /// <param name="program">The computation.</param>
    /// <param name="isWritten">Whether a node stands somewhere in the source; no other is reported.</param>
    /// <param name="cancellationToken">Ends the search early.</param>
    public static IReadOnlyList<UnstableForm> In(
        NodeFactory factory, ProbeProgram program, Func<Node, bool> isWritten, CancellationToken cancellationToken = default)
    {
        var forms = new UnstableForms(factory, program, isWritten);
        foreach (var root in program.Roots)
            forms.Visit(root, null);
        return forms.Judge(Probe.Run(program, cancellationToken));
    }

    private List<UnstableForm> Judge(Probe? probe)
    {
        var found = new List<UnstableForm>();
        foreach (var candidate in _candidates)
        {
            var witness = default(Witness);
            if (probe is null ? candidate.IsWhole : IsProven(candidate, probe, out witness))
                found.Add(candidate.ToForm(witness));
        }

        if (probe is null)
            return found;
        foreach (var (node, witness) in probe.Unexplained(found.Select(form => form.Node), _isWritten).Take(MostUnexplained))
            found.Add(new UnstableForm(StabilityWarnings.LosesValue, node, [], witness));
        return found;
    }

    /// <summary>
    /// Errors of the forms around a candidate cannot be repaired without repairing it, so what it must reach is what they are made of.
    /// </summary>
    private bool IsProven(Candidate candidate, Probe probe, out Witness? witness)
    {
        witness = null;
        switch (candidate.Rule.Proof)
        {
            case ProofKind.Value or ProofKind.NearEquality:
                var around = candidate.Around().ToList();
                var others = _candidates.Where(other => other != candidate && !around.Contains(other) && !other.Around().Contains(candidate));
                var isNear = candidate.Rule.Proof == ProofKind.NearEquality;
                return probe.IsToBlame(
                    new Accusation(candidate.Node, candidate.Variables, candidate.Outer?.Variables, [.. others.Select(other => other.Node)], isNear), out witness);
            case ProofKind.Limit:
                return probe.IsUndefinedSomewhere(candidate.Node);
            default:
                return true;
        }
    }

    /// <summary>
    /// Outer forms first; what is inside of a reported form is not reported again, but for what the form's variables stand for.
    /// </summary>
    private void Visit(Node node, Candidate? outer)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        node = _canonicalizer.SourceOf(node);
        if (!_visited.Add(node))
            return;
        if (_isWritten(node) && FindInEqualForm(node) is var (form, application))
        {
            var variables = application.Match.Nodes.Reverse().Select(_canonicalizer.SourceOf).SelectMany(part => ReferenceEquals(part, node) ? DataTerms(node) : [part]);
            var candidate = new Candidate(application, node, form, [.. variables.Distinct()], outer);
            _candidates.Add(candidate);
            foreach (var variable in candidate.Variables)
                Visit(variable, candidate);
            foreach (var term in application.Part?.Rest ?? [])
                Visit(term.Node, outer);
            return;
        }

        foreach (var operand in node.Operands)
            Visit(operand, outer);
    }

    /// <summary>What a sum is made of whose numbers are in the wrong order: all but the numbers.</summary>
    private static IEnumerable<Node> DataTerms(Node sum) =>
        TermChain.Of(sum).Select(term => term.Node).Where(term => !Algebra.TryGetConstant(term, out _));

    /// <summary>An equal form that the table knows goes first, as its row is the more particular one.</summary>
    private (Node Form, RuleApplication Application)? FindInEqualForm(Node node)
    {
        var canonical = _canonicalizer.Rewrite(node);
        var asWritten = Find(node);
        if (!ReferenceEquals(canonical, node) && Find(canonical) is { } application && application.Rule != asWritten?.Rule)
            return (canonical, application);
        return asWritten is null ? null : (node, asWritten);
    }

    /// <summary>
    /// A form is reported where it stands most narrowly: not at a longer product that contains it; and a product yields to its factors,
    /// since y · log(softmax(z)) is a matter of the logarithm first.
    /// </summary>
    private RuleApplication? Find(Node node)
    {
        if (node is not Call { Type: NodeType.Real } call)
            return null;
        foreach (var rule in RuleTable.For(call.Operator))
        {
            if (rule.Diagnostic is null || rule.TryApply(node, _context) is not { } application)
                continue;
            if (rule.Left is SumPattern or ProductPattern && node.Operands.Any(operand => rule.TryApply(operand, _context) is not null))
                continue;
            if (rule is { Left: ProductPattern, IsGeneral: true }
                && FactorChain.Of(node).Factors.Any(factor => !ReferenceEquals(factor, node) && Find(factor) is not null))
                continue;
            return application;
        }

        return null;
    }

    /// <summary>A left side that has been found, and not been judged.</summary>
    private sealed class Candidate(RuleApplication application, Node node, Node form, IReadOnlyList<Node> variables, Candidate? outer)
    {
        /// <summary>
        /// Whether the left side is all of the node. What some terms of a sum lose may not matter beside the others: only a probe can tell.
        /// </summary>
        public bool IsWhole { get; } = application.IsWhole;

        public StabilityRule Rule { get; } = application.Rule;

        public Node Node { get; } = node;

        public IReadOnlyList<Node> Variables { get; } = variables;

        public Candidate? Outer { get; } = outer;

        /// <summary>The forms that this one is a variable's part of.</summary>
        public IEnumerable<Candidate> Around()
        {
            for (var outer = Outer; outer is not null; outer = outer.Outer)
                yield return outer;
        }

        public UnstableForm ToForm(Witness? witness) => new(Rule.Diagnostic!, Node, Variables, witness) { Rule = Rule, Form = form };
    }
}
