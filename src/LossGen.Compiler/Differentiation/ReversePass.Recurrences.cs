using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Differentiation;

/// <content>Recurrences. The adjoint of a recurrence is a recurrence that runs the other way.</content>
internal sealed partial class ReversePass
{
    private readonly Dictionary<Recurrence, OpenRecurrence> _openRecurrences = [];

    private void PropagateToArray(Element element, Recurrence recurrence, IReadOnlyList<GuardedTerm> terms)
    {
        var open = Open(recurrence);
        var transposition = new Transposition(algebra, [.. element.Indices], open.OutputAxes, kept.Union(recurrence.FreeAxes), solvesSteps: true);
        foreach (var term in terms)
            AdjointOf(recurrence).Add(algebra, transposition.Apply(element.FreeAxes, term));
    }

    /// <summary>
    /// The terms are what the program outside reads of an element. Later elements read it as well, so its whole adjoint is
    /// Ā[k] = terms[k] + Σ over the reads of k by elements k′ of Ā[k′] · ∂element[k′]/∂read.
    /// </summary>
    private void PropagateToBody(Recurrence recurrence, IReadOnlyList<GuardedTerm> terms)
    {
        if (terms.Count == 0)
            return;
        var factory = algebra.Factory;
        var open = Open(recurrence);
        var symbol = factory.NewSymbol(recurrence.Symbol.Name + "Adjoint", recurrence.Axes.Count);
        var adjoint = new Adjoint();
        foreach (var term in terms)
            adjoint.Add(algebra, term);
        var reads = new ReversePass(algebra, open.IsOwnRead, kept.Union(recurrence.FreeAxes), this);
        var seed = reads.Gathered(open.Body, open.Axes, GuardedTerm.Of(factory.Carried(symbol, Positions(open.Axes))))!;
        var isRead = false;
        reads.Run(open.Body, seed, (read, contributions) =>
        {
            var element = (Element)read;
            var transposition = new Transposition(algebra, [.. element.Indices], open.OutputAxes, kept.Union(recurrence.FreeAxes), solvesSteps: true);
            foreach (var contribution in contributions)
            {
                var transposed = transposition.Apply(element.FreeAxes, contribution);
                adjoint.Add(algebra, transposed);
                isRead |= transposed is not null;
            }
        });

        Axis[] axes = [.. recurrence.FreeAxes, .. open.Axes];
        if (isRead)
        {
            StepDirection[] directions = [.. recurrence.Directions.Select(Reversed)];
            var backwards = factory.Recurrence(open.OutputAxes, directions, symbol, adjoint.ToNode(algebra));
            var whole = GuardedTerm.Of(factory.Element(backwards, Positions(open.Axes)));
            Contribute(open.Body, axes, Reached(terms, recurrence, open.OutputAxes) is { } reached ? whole.When(Guard.Of(algebra, reached, true)) : whole, algebra.One);
            return;
        }

        // Nothing of the recurrence varies with its earlier elements.
        foreach (var term in adjoint.Terms)
            Contribute(open.Body, axes, term.Map(node => Renamed(node, open.OutputAxes, open.Axes)), algebra.One);
    }

    /// <summary>
    /// The condition under which the program reads of the recurrence at all; null if it always does. Elsewhere its body may mean nothing. Where a condition reads of the
    /// recurrence itself, it is there to be read.
    /// </summary>
    private Node? Reached(IReadOnlyList<GuardedTerm> terms, Recurrence recurrence, IReadOnlyList<Axis> axes)
    {
        Node reached = algebra.Factory.Boolean(false);
        foreach (var term in terms)
        {
            Node condition = algebra.Factory.Boolean(true);
            foreach (var guard in term.Guards.TakeWhile(guard => !IsPartOf(guard.Condition)))
                condition = algebra.And(condition, guard.Holds ? guard.Condition : algebra.Not(guard.Condition));
            if (condition is BooleanConstant)
                return null;
            reached = algebra.Or(reached, condition);
        }

        return reached;

        bool IsPartOf(Node condition) => axes.Any(condition.FreeAxes.Contains) || NodeMatching.Contains(condition, recurrence);
    }

    private Node Renamed(Node node, IReadOnlyList<Axis> from, IReadOnlyList<Axis> to) => from
        .Zip(to, (axis, own) => (Axis: axis, Own: own))
        .Aggregate(node, (current, pair) => algebra.Factory.Substitute(current, pair.Axis, algebra.Factory.Position(pair.Own)));

    private Node[] Positions(IReadOnlyList<Axis> axes) => [.. axes.Select(algebra.Factory.Position)];

    private static StepDirection Reversed(StepDirection direction) => direction switch
    {
        StepDirection.Forward => StepDirection.Backward,
        StepDirection.Backward => StepDirection.Forward,
        _ => StepDirection.Parallel,
    };

    private bool IsOwnRead(Node node) =>
        node is Element { Array: Recurrence recurrence } && _openRecurrences.TryGetValue(recurrence, out var open) && open.IsOwnRead(node);

    private OpenRecurrence Open(Recurrence recurrence)
    {
        if (!_openRecurrences.TryGetValue(recurrence, out var open))
            _openRecurrences[recurrence] = open = new OpenRecurrence(algebra.Factory, recurrence);
        return open;
    }
}
