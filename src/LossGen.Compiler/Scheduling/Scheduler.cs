using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Scheduling;

/// <summary>Turns tasks into loops, one scope after the other from the outside in.</summary>
/// <remarks>
/// In each scope: the reductions that become known there are tasks of their own; a task runs in a later pass than the reductions that it
/// reads; tasks of one pass over one extent share a loop; and inside that loop the same happens again. A value that a loop would compute
/// again at every position, or that several passes need, is kept in scratch memory if it is worth it.
/// </remarks>
internal sealed class Scheduler(NodeFactory factory, ElementType lanePrecision, NameAllocator names, ExpressionBuilder builder)
{
    /// <summary>Computed arrays are read in vectors that begin up to half as far from a vector's place as this.</summary>
    private const int Margin = 16;

    private readonly Placeholders _placeholders = builder.Placeholders;
    private Contractions? _contractions;
    private int _lastId; // counts down, so that kept values and results never share one

    /// <summary>The scratch memory that the schedule needs.</summary>
    public List<StoreTarget> Scratch { get; } = [];

    /// <summary>Schedules tasks in a scope; statements go to <see cref="Scope.Statements"/>.</summary>
    public void Run(Scope scope, IEnumerable<KernelTask> tasks)
    {
        _contractions ??= new Contractions(factory, this, builder, names, lanePrecision);
        var (left, additions) = _contractions.Begin(scope, [.. tasks]);
        var plan = new ScopePlan(this, scope);
        foreach (var task in left)
            plan.Add(task);
        plan.KeepWhatSeveralPassesNeed();

        foreach (var pass in plan.Passes())
        {
            // A recurrence has its loop to itself.
            var groups = pass.GroupBy(planned => (planned.Loop!.Value.Extent, Lanes: LanesOf(planned, scope), planned.Task as RecurrenceTask));
            foreach (var group in groups)
                RunLoop(scope, [.. group], group.Key.Extent, group.Key.Lanes);
        }

        builder.CountUses(plan.Steps.SelectMany(step => step.Nodes), scope);
        foreach (var step in plan.Steps)
            builder.Emit(step, scope);
        scope.Statements.AddRange(additions);
    }

    /// <summary>The precision of the lanes in which a task's next loop runs; null if it runs on numbers.</summary>
    private ElementType? LanesOf(PlannedTask planned, Scope scope) =>
        !IsInnermost(planned, scope) ? null : NeedsDoubles(planned) ? ElementType.Double : lanePrecision;

    /// <summary>Whether a task needs no further loop inside its next one, so that this one can run on vectors.</summary>
    private bool IsInnermost(PlannedTask planned, Scope scope) =>
        planned.Opened.Order.Count == 0
        && !planned.Opened.IsScalar
        && planned.Task is not RecurrenceTask
        && !NodeQueries.Reachable(planned.Opened.Nodes, node => !builder.IsKnown(node, scope))
            .Any(node => node is Reduce or ArrayNode && !builder.IsKnown(node, scope));

    /// <summary>
    /// Whether the lanes of a task's next loop are elements of computed arrays: numbers in double precision, like sums. A recurrence adds up its
    /// rounding errors, and the differences of its elements are exponents.
    /// </summary>
    private static bool NeedsDoubles(PlannedTask planned)
    {
        var axis = planned.Loop!.Value.Axis;
        return planned.Opened is StoreTask { Mode: StoreMode.Set, Target.Storage.Element: ElementType.Double, Intermediate: null }
            || NodeQueries.Reachable(planned.Opened.Nodes, node => node is not (Reduce or ArrayNode) && node.FreeAxes.Contains(axis))
                .Any(node => node is Element or CarriedRead && node.Type == NodeType.Real && node.FreeAxes.Contains(axis));
    }

    private void RunLoop(Scope scope, IReadOnlyList<PlannedTask> group, Extent extent, ElementType? lanes)
    {
        var isInnermost = lanes.HasValue;
        var (axis, variable) = LoopOver(scope, extent);
        var inside = scope.Inside(axis, variable, lanes);
        var recurrence = group[0].Task as RecurrenceTask;
        if (recurrence is { Directions.Count: 1 })
            inside.Carried = (recurrence.Symbol, recurrence.Result);
        var finished = new List<(Reduce Reduce, Accumulator Accumulator, Local Result)>();
        var tasks = new List<KernelTask>();
        foreach (var planned in group)
        {
            if (planned.Opened is AccumulateTask accumulate)
            {
                var reduce = accumulate.Reduce;
                var result = new Local(builder.NameFor(reduce, NameOf(reduce.Kind)), reduce.Type);
                var isInPlace = !isInnermost && reduce.Kind != ReduceKind.Norm;
                var accumulator = new Accumulator(
                    isInPlace ? result.Name : names.Allocate(result.Name + "Lanes"),
                    reduce.Kind,
                    reduce.Type,
                    lanes,
                    reduce.Kind == ReduceKind.Sum && NodeQueries.CountedCondition(accumulate.Value) is not null);
                finished.Add((reduce, accumulator, result));
                tasks.Add(accumulate with { Accumulator = accumulator });
            }
            else
            {
                tasks.Add(planned.Opened);
            }
        }

        var kept = group.Where(planned => planned.Task is StoreTask { Intermediate: not null }).ToList();
        foreach (var planned in kept.Where(planned => lanes != ElementType.Single && planned.Opened.Order.Count == 0))
        {
            // What is computed in double precision is kept so: it may be compared with a maximum that was taken of it.
            var storage = ((StoreTask)planned.Task).Intermediate!.Storage;
            if (storage.Element == ElementType.Single)
                storage.Element = ElementType.Double;
        }

        foreach (var (_, accumulator, _) in finished)
            scope.Statements.Add(new StartReduction(accumulator));
        if (isInnermost)
        {
            builder.CountUses(tasks.SelectMany(task => task.Nodes), inside);
            foreach (var task in tasks)
                builder.Emit(task, inside);
            foreach (var extremum in tasks.OfType<AccumulateTask>().Where(task => lanes == ElementType.Single && task.Reduce.Kind is ReduceKind.Min or ReduceKind.Max))
                builder.NoteExtremumOfLanes(extremum.Value, axis);
        }
        else
        {
            Run(inside, tasks);
        }

        scope.Statements.Add(new Loop(variable, builder.ExtentOf(extent), lanes, inside.Statements)
        {
            Direction = recurrence?.Directions[0] ?? StepDirection.Parallel,
        });
        foreach (var (reduce, accumulator, result) in finished)
        {
            if (accumulator.Name != result.Name)
                scope.Statements.Add(new FinishReduction(result, accumulator));
            scope.Values[reduce] = result;
        }

        foreach (var planned in group.Where(planned => planned.Task is StoreTask))
            Unfilled.RemoveAll(table => table.Fill.Id == ((StoreTask)planned.Task).Id);
        foreach (var intermediate in kept.Select(planned => ((StoreTask)planned.Task).Intermediate!))
            scope.Intermediates[intermediate.Pattern] = intermediate;
        if (recurrence is { IsWhole: true })
            scope.Arrays[recurrence.Result.Array] = recurrence.Result;
        foreach (var ranking in group.Select(planned => planned.Task).OfType<RankingTask>())
        {
            scope.Statements.Add(new Rank(ranking.Store.Target.Storage, ranking.Result.Storage));
            scope.Arrays[ranking.Result.Array] = ranking.Result;
        }
    }

    internal (Axis Axis, Local Variable) LoopOver(Scope scope, Extent extent) => scope.LoopOver(extent, () =>
        (factory.NewAxis(extent.Name, extent), new Local(names.Allocate(extent.Name), NodeType.Integer)));

    internal NodeFactory Factory => factory;

    /// <summary>Tables that no pass has filled so far.</summary>
    public List<SummedTable> Unfilled { get; } = [];

    /// <summary>A number for a store, different from every other.</summary>
    public int NewId() => --_lastId;


    internal bool IsKnown(Node node, Scope scope) => builder.IsKnown(node, scope);

    internal bool IsSpread(ArrayNode array, Scope scope) =>
        scope.Spreads.Count > 0 && scope.Spreads.ContainsKey(_placeholders.Abstract(array, scope.OpenAxes).Pattern);

    /// <summary>Scratch memory for a value over all its axes that are not open in a scope, and the task that fills it.</summary>
    internal StoreTask Keep(Node node, Scope scope)
    {
        var (pattern, axes) = _placeholders.Abstract(node, scope.OpenAxes);
        var name = names.Allocate(builder.HintFor(node) + "Kept");
        var storage = new Storage(name, name + "Origin", node.Type == NodeType.Integer ? ElementType.Int64 : lanePrecision, isReadOnly: false) { IsPadded = axes.Count == 1 };
        var intermediate = new Intermediate(pattern, storage, [.. axes.Select(axis => axis.Extent)]);
        Scratch.Add(new StoreTarget(storage, intermediate.Dimensions));
        Node[] index = [.. axes.Select(factory.Position)];
        return new StoreTask(NewId(), new StoreTarget(storage, intermediate.Dimensions), index, node, StoreMode.Set)
        {
            Order = axes,
            Intermediate = intermediate,
        };
    }

    /// <summary>Memory for a computed array, and the task that fills it.</summary>
    internal ArrayTask Compute(ArrayNode array)
    {
        var open = factory.Open(array);
        IReadOnlyList<Extent> dimensions = [.. open.Axes.Select(axis => axis.Extent)];
        StoreTask StoreTo(StoreTarget target) =>
            new(NewId(), target, [.. open.Axes.Select(factory.Position)], open.Body, StoreMode.Set) { Order = open.Axes };

        if (array is Recurrence recurrence)
        {
            var elements = Allocate(recurrence.Symbol.Name, ElementType.Double, dimensions);
            IReadOnlyList<StepDirection> sequential = [.. recurrence.Directions.Take(recurrence.SequentialCount)];
            return new RecurrenceTask(new StoredArray(array, elements.Storage, dimensions), open.Symbol!, sequential, StoreTo(elements));
        }

        var name = open.Body is ArrayRead read ? read.Array.Name : builder.HintFor(open.Body);
        var keys = Allocate(name + "Keys", ElementType.Double, dimensions);
        var ranks = Allocate(name + "Ranks", ElementType.Int64, dimensions);
        return new RankingTask(new StoredArray(array, ranks.Storage, dimensions), StoreTo(keys));
    }

    /// <summary>
    /// A recurrence for all positions of its axes that are not open: where a loop would compute it again and again. The further axes come last, and
    /// nothing along them depends on each other.
    /// </summary>
    internal Recurrence Spread(Recurrence recurrence, Scope scope)
    {
        var (pattern, axes) = _placeholders.Abstract(recurrence, scope.OpenAxes);
        if (scope.Spreads.TryGetValue(pattern, out var known))
            return known;
        var open = factory.Open(recurrence);
        var symbol = factory.NewSymbol(recurrence.Symbol.Name, open.Axes.Count + axes.Count);
        var body = CarriedReads.Replace(factory, open.Body, open.Symbol!, index => factory.Carried(symbol, [.. index, .. axes.Select(factory.Position)]));
        return scope.Spreads[pattern] =
            factory.Recurrence([.. open.Axes, .. axes], [.. recurrence.Directions, .. axes.Select(_ => StepDirection.Parallel)], symbol, body);
    }

    private StoreTarget Allocate(string name, ElementType element, IReadOnlyList<Extent> dimensions)
    {
        var storage = new Storage(names.Allocate(name), names.Allocate(name + "Origin"), element, isReadOnly: false) { Margin = Margin };
        var target = new StoreTarget(storage, dimensions);
        Scratch.Add(target);
        return target;
    }

    internal Node PatternOf(Node node, Scope scope) => _placeholders.Abstract(node, scope.OpenAxes).Pattern;

    private static string NameOf(ReduceKind kind) => kind switch
    {
        ReduceKind.Sum => "sum",
        ReduceKind.Product => "product",
        ReduceKind.Min => "min",
        ReduceKind.Max => "max",
        _ => "norm",
    };
}
