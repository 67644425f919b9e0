using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Syntax;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Binding;

/// <summary>Makes a recurrence of a binding that reads itself: finds in which order its elements can be computed.</summary>
internal sealed class RecurrenceBuilder(NodeFactory factory, Provenance provenance, ProgramSyntax program, DiagnosticBag diagnostics)
{
    /// <summary>The element at the axes of the left side; null if there is no order, which is reported.</summary>
    /// <param name="syntax">The binding.</param>
    /// <param name="axes">The axes of its left side.</param>
    /// <param name="symbol">What the body reads of it, with one index an axis.</param>
    /// <param name="body">The right side, a real expression.</param>
    public Node? Build(BindingSyntax syntax, IReadOnlyList<Axis> axes, RecurrenceSymbol symbol, Node body)
    {
        SelfRead[] reads = [.. NodeWalk.All(body).OfType<CarriedRead>().Where(read => read.Symbol == symbol).Select(read => SelfRead.Of(read, axes))];
        if (reads.FirstOrDefault(read => read.Distances.All(distance => distance == 0)) is { } same)
            return Fail(LanguageErrors.ReadsItsOwnPosition, PlaceOf(same, syntax), syntax.Name);

        var moving = Enumerable.Range(0, axes.Count).Where(axis => reads.Any(read => read.Distances[axis] != 0)).ToList();
        if (FindOrder(reads, moving, axes, syntax) is not { } sequential)
            return null;

        // Along an axis that every read leaves as it is, the elements are recurrences of their own. If it stands before the sequential ones, each is computed and
        // done with by itself; behind them, all take their steps together, as neighbours in memory.
        var steps = sequential.Select(step => step.Axis).ToList();
        var together = Enumerable.Range(0, axes.Count).Where(axis => moving.Contains(axis) || axis > steps.Min());
        var order = steps.Concat(together.Except(steps)).ToList();
        var directions = order.Select((_, i) => i < sequential.Count ? sequential[i].Direction : StepDirection.Parallel).ToList();
        var inner = factory.NewSymbol(symbol.Name, order.Count);
        var carried = CarriedReads.Replace(factory, body, symbol, indices => factory.Carried(inner, [.. order.Select(axis => indices[axis])]));
        var recurrence = factory.Recurrence([.. order.Select(axis => axes[axis])], directions, inner, carried);
        provenance.Transfer(body, recurrence.Body);
        provenance.Name(recurrence, syntax.Name);
        return factory.Element(recurrence, [.. order.Select(axis => factory.Position(axes[axis]))]);
    }

    /// <summary>
    /// The sequential axes, outermost first. Reads that are some constant distance away along the first one, all of them back or all of them ahead, are computed before; so the
    /// next axis need only order the others.
    /// </summary>
    private List<(int Axis, StepDirection Direction)>? FindOrder(
        IReadOnlyList<SelfRead> reads, IReadOnlyList<int> axes, IReadOnlyList<Axis> leftSide, BindingSyntax syntax)
    {
        var order = new List<(int Axis, StepDirection Direction)>();
        while (reads.Count > 0)
        {
            var candidates = axes.Where(axis => RunsOneWay(reads, axis)).ToList();
            if (candidates.Count == 0)
            {
                Explain(reads, axes, leftSide, syntax);
                return null;
            }

            var axis = candidates[0];
            var first = reads.First(read => read.Distances[axis] != 0);
            order.Add((axis, first.Distances[axis] < 0 ? StepDirection.Forward : StepDirection.Backward));
            reads = [.. reads.Where(read => read.Distances[axis] == 0)];
        }

        return order;
    }

    private static bool RunsOneWay(IReadOnlyList<SelfRead> reads, int axis) =>
        reads.Any(read => read.Distances[axis] != 0)
        && (reads.All(read => read.Distances[axis] <= 0) || reads.All(read => read.Distances[axis] >= 0));

    private void Explain(IReadOnlyList<SelfRead> reads, IReadOnlyList<int> axes, IReadOnlyList<Axis> leftSide, BindingSyntax syntax)
    {
        foreach (var axis in axes)
        {
            if (reads.FirstOrDefault(read => read.Distances[axis] < 0) is not { } back || reads.FirstOrDefault(read => read.Distances[axis] > 0) is not { } ahead)
                continue;
            var (first, second) = (PlaceOf(back, syntax), PlaceOf(ahead, syntax));
            if (first.Start > second.Start)
                (first, second) = (second, first);
            Fail(LanguageErrors.RunsBothWays, second, syntax.Name, program.TextOf(first), program.TextOf(second));
            return;
        }

        var unknown = reads.First(read => axes.Any(axis => read.Distances[axis] is null));
        Fail(LanguageErrors.DistanceNotConstant, PlaceOf(unknown, syntax), syntax.Name, leftSide[axes[0]].Name);
    }

    private TextSpan PlaceOf(SelfRead read, BindingSyntax syntax) => provenance.PlaceOf(read.Node) ?? syntax.Body.Span;

    private Node? Fail(LossDiagnosticDescriptor descriptor, TextSpan span, params string[] arguments)
    {
        diagnostics.Report(descriptor, span, arguments);
        return null;
    }

    /// <summary>A read of the binding in its own body.</summary>
    /// <param name="Node">The read.</param>
    /// <param name="Distances">How far each index is from the position that is computed; null if that is not constant.</param>
    private sealed record SelfRead(CarriedRead Node, IReadOnlyList<long?> Distances)
    {
        public static SelfRead Of(CarriedRead read, IReadOnlyList<Axis> axes) =>
            new(read, [.. axes.Select((axis, i) => Offset.From(axis, read.Operands[i]))]);
    }
}
