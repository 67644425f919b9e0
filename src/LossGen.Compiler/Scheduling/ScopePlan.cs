using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Scheduling;

/// <summary>A task of a scope with what it waits for.</summary>
internal sealed class PlannedTask(KernelTask task, (Axis Axis, Extent Extent)? loop, KernelTask opened)
{
    public KernelTask Task { get; } = task;

    /// <summary>The loop that it needs in this scope; null for a step of the scope itself.</summary>
    public (Axis Axis, Extent Extent)? Loop { get; } = loop;

    /// <summary>The task inside that loop.</summary>
    public KernelTask Opened { get; } = opened;

    /// <summary>What must be finished before its loop (strict), or be done earlier in the same loop at the latest.</summary>
    public List<(PlannedTask Task, bool IsStrict)> WaitsFor { get; } = [];

    /// <summary>The number of the pass, from 1.</summary>
    public int Pass { get; set; }
}

/// <summary>What one scope must do, in which passes.</summary>
internal sealed class ScopePlan(Scheduler scheduler, Scope scope)
{
    private readonly List<PlannedTask> _planned = [];
    private readonly Dictionary<Reduce, PlannedTask> _reductions = [];
    private readonly Dictionary<ArrayNode, PlannedTask> _arrays = [];
    private readonly Dictionary<Node, PlannedTask> _kept = [];
    private readonly Dictionary<int, PlannedTask> _stores = [];

    /// <summary>The steps that need no loop in this scope, in order.</summary>
    public IEnumerable<KernelTask> Steps => _planned.Where(planned => planned.Loop is null).Select(planned => planned.Task);

    public PlannedTask Add(KernelTask task)
    {
        PlannedTask planned;
        if (task.Order.Count == 0)
        {
            planned = new PlannedTask(task, null, task);
        }
        else
        {
            var extent = task.Order[0].Extent;
            var axis = scheduler.LoopOver(scope, extent).Axis;
            planned = new PlannedTask(task, (axis, extent), task.Open(scheduler.Factory, axis));
        }

        _planned.Add(planned);
        if (task is StoreTask store)
        {
            _stores[store.Id] = planned;
            if (store.Corrects is { } corrected && _stores.TryGetValue(corrected, out var main))
                planned.WaitsFor.Add((main, false));
        }

        FindDependences(planned);
        return planned;
    }

    /// <summary>Keeps values along an axis that loops of several passes over it need, so that only the first computes them.</summary>
    public void KeepWhatSeveralPassesNeed()
    {
        AssignPasses();
        var compared = ComparedWithExtremes();
        var needs = new Dictionary<Node, (SortedSet<int> Passes, Axis Axis)>();
        foreach (var planned in _planned.Where(planned => planned.Loop is not null))
        {
            var axis = planned.Loop!.Value.Axis;
            foreach (var node in NodeQueries.Reachable(planned.Opened.Nodes, node => !IsCandidate(node, axis, compared) && !IsSettled(node)))
            {
                if (!IsCandidate(node, axis, compared) || IsSettled(node))
                    continue;
                if (!needs.TryGetValue(node, out var need))
                    needs[node] = need = ([], axis);
                need.Passes.Add(planned.Pass);
            }
        }

        var added = false;
        foreach (var (node, need) in needs.OrderBy(pair => pair.Key.Id).Select(pair => (pair.Key, pair.Value)))
        {
            var pattern = scheduler.PatternOf(node, scope);
            if (need.Passes.Count < 2 || _kept.ContainsKey(pattern))
                continue;
            var store = Add(scheduler.Keep(node, scope));
            _kept[pattern] = store;
            foreach (var planned in _planned)
            {
                if (planned != store && planned.Loop?.Axis == need.Axis && NodeQueries.Reachable(planned.Opened.Nodes).Contains(node))
                    planned.WaitsFor.Add((store, false));
            }

            added = true;
        }

        if (added)
            AssignPasses();
    }

    /// <summary>The tasks that need a loop, pass by pass; those that keep values come first in each.</summary>
    public IEnumerable<IEnumerable<PlannedTask>> Passes() =>
        from planned in _planned
        where planned.Loop is not null
        group planned by planned.Pass into pass
        orderby pass.Key
        select pass.OrderBy(planned => planned.Task is StoreTask { Intermediate: not null } ? 0 : 1);

    /// <summary>Values that are compared with the maximum or minimum taken of them: computed twice they might differ in the last bit.</summary>
    private HashSet<Node> ComparedWithExtremes()
    {
        var compared = new HashSet<Node>();
        foreach (var node in NodeQueries.Reachable(_planned.SelectMany(planned => planned.Opened.Nodes)))
        {
            if (node is not Call { Operator: var op } call || op != Operators.Equal)
                continue;
            for (var i = 0; i < 2; i++)
            {
                if (call.Operands[i] is Reduce { Kind: ReduceKind.Min or ReduceKind.Max, Type: NodeType.Real }
                    && call.Operands[1 - i] is Call or Select)
                {
                    compared.Add(call.Operands[1 - i]);
                }
            }
        }

        return compared;
    }

    private bool IsCandidate(Node node, Axis axis, HashSet<Node> compared) =>
        (IsWorthKeeping(node) || compared.Contains(node))
        && node.FreeAxes.Contains(axis)
        && node.FreeAxes.All(other => other == axis || scope.OpenAxes.Contains(other))
        && scope.IsUnderWay(node.FreeSymbols);

    /// <summary>Whether a value is at hand, or a reduction or an array that this scope computes.</summary>
    private bool IsSettled(Node node) =>
        scheduler.IsKnown(node, scope)
        || (node is Reduce or ArrayNode && scope.CanCompute(node))
        || (node is ArrayNode array && scheduler.IsSpread(array, scope));

    /// <summary>Whether a value is worth memory. An element is if its array has to be computed for it; else it is in memory already.</summary>
    private bool IsWorthKeeping(Node node) =>
        node is Element element ? !IsSettled(element.Array) : NodeQueries.IsWorthKeeping(node);

    private void FindDependences(PlannedTask planned)
    {
        var pending = new Stack<Node>(planned.Opened.Nodes);
        var seen = new HashSet<Node>();
        var opened = (planned.Task as ReduceTask)?.Reduce;
        while (pending.Count > 0)
        {
            var node = pending.Pop();
            if (!seen.Add(node) || scheduler.IsKnown(node, scope))
                continue;
            if (node is Reduce reduce && reduce != opened && scope.CanCompute(reduce))
            {
                planned.WaitsFor.Add((ReductionOf(reduce), true));
                continue;
            }

            if (node is ArrayNode array && scope.CanCompute(array))
            {
                planned.WaitsFor.Add((ArrayOf(array), true));
                continue;
            }

            if (node is ArrayRead read && scope.Parent is null && scheduler.Unfilled.Find(table => table.Array == read.Array) is { } table)
                planned.WaitsFor.Add((FilledBy(table.Fill), true));

            if (planned.Loop is { } over && node is Recurrence recurrence && IsRepeated(recurrence, over.Axis))
            {
                planned.WaitsFor.Add((ArrayOf(scheduler.Spread(recurrence, scope)), true));
                continue;
            }

            if (planned.Loop is { } loop && (IsInvariant(node, loop.Axis) || (node is Element { Array: Ranking ranking } && IsRepeated(ranking, loop.Axis))))
            {
                planned.WaitsFor.Add((KeptOf(node), true));
                continue;
            }

            foreach (var operand in node.Operands)
                pending.Push(operand);
        }
    }

    /// <summary>Whether a loop over an axis would compute a value again and again that does not depend on it.</summary>
    private bool IsInvariant(Node node, Axis axis) =>
        (IsWorthKeeping(node) || IsGathered(node))
        && !node.FreeAxes.Contains(axis)
        && !node.FreeAxes.IsSubsetOf(scope.OpenAxes)
        && scope.IsUnderWay(node.FreeSymbols);

    /// <summary>Whether a loop over an axis would compute an array again at each position.</summary>
    private bool IsRepeated(ArrayNode array, Axis axis) =>
        !array.FreeAxes.Contains(axis) && !scope.CanCompute(array) && scope.IsUnderWay(array.FreeSymbols);

    /// <summary>Whether elements at computed indices are read for a value: in vectors these are read one by one.</summary>
    private static bool IsGathered(Node node) =>
        node is Call or Select or ArrayRead
        && node.Type != NodeType.Boolean
        && NodeQueries.Reachable([node], inner => inner is not (Reduce or ArrayNode)).Any(inner => inner is ArrayRead read && read.Operands.Any(index => index is not Position));

    private PlannedTask ReductionOf(Reduce reduce)
    {
        if (!_reductions.TryGetValue(reduce, out var planned))
        {
            planned = Add(new ReduceTask(reduce));
            _reductions[reduce] = planned;
        }

        return planned;
    }

    private PlannedTask ArrayOf(ArrayNode array)
    {
        if (!_arrays.TryGetValue(array, out var planned))
        {
            planned = Add(scheduler.Compute(array));
            _arrays[array] = planned;
        }

        return planned;
    }

    private PlannedTask FilledBy(StoreTask fill) => _stores.TryGetValue(fill.Id, out var planned) ? planned : Add(fill);

    private PlannedTask KeptOf(Node node)
    {
        var pattern = scheduler.PatternOf(node, scope);
        if (!_kept.TryGetValue(pattern, out var planned))
        {
            planned = Add(scheduler.Keep(node, scope));
            _kept[pattern] = planned;
        }

        return planned;
    }

    private void AssignPasses()
    {
        foreach (var planned in _planned)
            planned.Pass = 0;
        foreach (var planned in _planned)
            AssignPass(planned);

        // A reduction that no loop of this scope waits for joins the pass over its extent that computes most of what it needs, or else the last.
        var awaited = new HashSet<PlannedTask>(_planned.Where(planned => planned.Loop is not null).SelectMany(planned => planned.WaitsFor).Select(wait => wait.Task));
        foreach (var planned in _planned.Where(planned => planned.Task is ReduceTask && !awaited.Contains(planned)))
            planned.Pass = BestPass(planned);
    }

    private int BestPass(PlannedTask reduction)
    {
        var passes = _planned.Where(other => other.Loop?.Extent == reduction.Loop!.Value.Extent && other.Pass >= reduction.Pass && other.Task is not RecurrenceTask).ToLookup(other => other.Pass);
        if (passes.Count == 1)
            return reduction.Pass;
        var needed = ReductionsOf(reduction);
        return passes
            .OrderByDescending(pass => pass.Where(other => other != reduction).SelectMany(ReductionsOf).Where(needed.Contains).Select(node => node.BinderHeight).Append(0).Max())
            .ThenByDescending(pass => pass.Key)
            .First().Key;
    }

    /// <summary>The reductions that a loop computes at each position.</summary>
    private HashSet<Node> ReductionsOf(PlannedTask planned) =>
        [.. NodeQueries.Reachable(planned.Opened.Nodes, node => !scheduler.IsKnown(node, scope)).Where(node => node is Reduce && node.FreeAxes.Contains(planned.Loop!.Value.Axis))];

    private static int AssignPass(PlannedTask planned)
    {
        if (planned.Pass > 0)
            return planned.Pass;
        planned.Pass = 1;
        foreach (var (task, isStrict) in planned.WaitsFor)
            planned.Pass = Math.Max(planned.Pass, AssignPass(task) + (isStrict ? 1 : 0));
        return planned.Pass;
    }
}
