using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Scheduling;

/// <summary>Turns tasks into loops, one scope after the other from the outside in.</summary>
/// <remarks>
/// In each scope: the reductions that become known there are tasks of their own; a task runs in a later pass than the reductions that it
/// reads; tasks of one pass over one extent share a loop; and inside that loop the same happens again. A value that a loop would compute
/// again at every position, or that several passes need, is kept in scratch memory if it is worth it.
/// </remarks>
internal sealed class Scheduler(NodeFactory factory, ElementType precision, NameAllocator names, ExpressionBuilder builder)
{
    private readonly Placeholders _placeholders = builder.Placeholders;
    private Contractions? _contractions;
    private int _lastId; // counts down, so that kept values and results never share one

    /// <summary>The scratch memory that the schedule needs.</summary>
    public List<(Storage Storage, IReadOnlyList<Extent> Dimensions)> Scratch { get; } = [];

    /// <summary>Schedules tasks in a scope; statements go to <see cref="Scope.Statements"/>.</summary>
    public void Run(Scope scope, IEnumerable<KernelTask> tasks)
    {
        _contractions ??= new Contractions(factory, this, builder, names, precision);
        var (left, additions) = _contractions.Begin(scope, [.. tasks]);
        var plan = new ScopePlan(this, scope);
        foreach (var task in left)
            plan.Add(task);
        plan.KeepWhatSeveralPassesNeed();

        foreach (var pass in plan.Passes())
        {
            foreach (var group in pass.GroupBy(planned => (planned.Loop!.Value.Extent, IsInnermost: IsInnermost(planned, scope))))
                RunLoop(scope, [.. group], group.Key.Extent, group.Key.IsInnermost);
        }

        builder.CountUses(plan.Steps.SelectMany(step => step.Nodes), scope);
        foreach (var step in plan.Steps)
            builder.Emit(step, scope);
        scope.Statements.AddRange(additions);
    }

    /// <summary>Whether a task needs no further loop inside its next one, so that this one can run on vectors.</summary>
    private bool IsInnermost(PlannedTask planned, Scope scope) =>
        planned.Opened.Order.Count == 0
        && !planned.Opened.IsScalar
        && !NodeQueries.Reachable(planned.Opened.Nodes, node => !builder.IsKnown(node, scope))
            .Any(node => node is Reduce && !builder.IsKnown(node, scope));

    private void RunLoop(Scope scope, IReadOnlyList<PlannedTask> group, Extent extent, bool isInnermost)
    {
        var (axis, variable) = LoopOver(scope, extent);
        var inside = scope.Inside(axis, variable, isInnermost);
        var finished = new List<(Reduce Reduce, Accumulator Accumulator, Local Result)>();
        var tasks = new List<KernelTask>();
        foreach (var planned in group)
        {
            if (planned.Opened is AccumulateTask accumulate)
            {
                var reduce = accumulate.Reduce;
                var result = new Local(builder.NameFor(reduce, NameOf(reduce.Kind)), reduce.Type, isVector: false);
                var isInPlace = !isInnermost && reduce.Kind != ReduceKind.Norm;
                var accumulator = new Accumulator(
                    isInPlace ? result.Name : names.Allocate(result.Name + "Lanes"),
                    reduce.Kind,
                    reduce.Type,
                    isInnermost,
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
        foreach (var planned in kept.Where(planned => !isInnermost && planned.Opened.Order.Count == 0))
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
            foreach (var extremum in tasks.OfType<AccumulateTask>().Where(task => precision == ElementType.Single && task.Reduce.Kind is ReduceKind.Min or ReduceKind.Max))
                builder.NoteExtremumOfLanes(extremum.Value, axis);
        }
        else
        {
            Run(inside, tasks);
        }

        scope.Statements.Add(new Loop(variable, builder.ExtentOf(extent), isInnermost, inside.Statements));
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
    }

    internal (Axis Axis, Local Variable) LoopOver(Scope scope, Extent extent) => scope.LoopOver(extent, () =>
        (factory.NewAxis(extent.Name, extent), new Local(names.Allocate(extent.Name), NodeType.Integer, isVector: false)));

    internal NodeFactory Factory => factory;

    /// <summary>Tables that no pass has filled so far.</summary>
    public List<SummedTable> Unfilled { get; } = [];

    /// <summary>A number for a store, different from every other.</summary>
    public int NewId() => --_lastId;


    internal bool IsKnown(Node node, Scope scope) => builder.IsKnown(node, scope);

    /// <summary>Scratch memory for a value over all its axes that are not open in a scope, and the task that fills it.</summary>
    internal StoreTask Keep(Node node, Scope scope)
    {
        var (pattern, axes) = _placeholders.Abstract(node, scope.OpenAxes);
        var name = names.Allocate(builder.HintFor(node) + "Kept");
        var storage = new Storage(name, name + "Origin", node.Type == NodeType.Integer ? ElementType.Int64 : precision, isReadOnly: false) { IsPadded = axes.Count == 1 };
        var intermediate = new Intermediate(pattern, storage, [.. axes.Select(axis => axis.Extent)]);
        Scratch.Add((storage, intermediate.Dimensions));
        Node[] index = [.. axes.Select(factory.Position)];
        return new StoreTask(NewId(), new StoreTarget(storage, intermediate.Dimensions), index, node, StoreMode.Set)
        {
            Order = axes,
            Intermediate = intermediate,
        };
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
