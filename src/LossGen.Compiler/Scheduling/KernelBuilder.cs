using LossGen.Compiler.Binding;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Rewriting;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Scheduling;

/// <summary>Schedules a whole method: the checks of computed indices, and the loops that give the value and the gradients.</summary>
public sealed class KernelBuilder
{
    private readonly BoundProgram _program;
    private readonly NodeFactory _factory;
    private readonly ElementType _precision;
    private readonly ElementType _lanePrecision;
    private readonly NameAllocator _names;
    private readonly Dictionary<Extent, Local> _extents = [];
    private readonly Dictionary<ArrayParameter, Storage> _arrays = [];
    private readonly ValueNames _userNames;
    private readonly ValueNames _partNames;
    private readonly IReadOnlyList<ArrayParameter> _seeds;
    private readonly Dictionary<string, StoreTarget> _targets = new(StringComparer.Ordinal);

    private KernelBuilder(BoundProgram program, ElementType lanePrecision, IReadOnlyList<ArrayParameter> seeds, IEnumerable<string> parameterNames)
    {
        _program = program;
        _seeds = seeds;
        _factory = program.Factory;
        _precision = program.Signature.Precision;
        _lanePrecision = lanePrecision;
        _names = new NameAllocator(parameterNames);
        foreach (var definition in program.Extents.Definitions)
            _extents[definition.Extent] = new Local(_names.Allocate(definition.Extent.Name + "Count"), NodeType.Integer);
        foreach (var array in program.Arrays.Concat(seeds))
        {
            _arrays[array] = new Storage(
                array.Parameter.IsTensor ? _names.Allocate(array.Name + "Elements") : CSharpKeywords.Escape(array.Name),
                _names.Allocate(array.Name + "Origin"),
                array.Parameter.Element,
                isReadOnly: true);
        }

        _userNames = new ValueNames(_factory);
        _userNames.Add(program.Names);
        _partNames = new ValueNames(_factory);
    }

    /// <summary>Schedules the value, and what is written besides.</summary>
    /// <param name="program">The program, for its extents, arrays and names.</param>
    /// <param name="value">The value, stable and differentiable as it stands; null if the method returns nothing.</param>
    /// <param name="outputs">The results or the gradients to write.</param>
    /// <param name="lanePrecision">
    /// The precision of lanes; null for that of the element type. Lanes of <see cref="ElementType.Double"/> over arrays of <c>float</c> widen what they
    /// load and round what they store.
    /// </param>
    public static Kernel Build(BoundProgram program, Node? value, IReadOnlyList<OutputFormula> outputs, ElementType? lanePrecision = null)
    {
        ArrayParameter[] seeds = outputs.Any(output => output is GradientFormula) ? [.. program.Results.Select(result => result.Seed)] : [];
        var names = program.Signature.Parameters.Select(parameter => parameter.Name)
            .Concat(seeds.Select(seed => seed.Name))
            .Concat(outputs.Select(output => output.Name));
        return new KernelBuilder(program, lanePrecision ?? program.Signature.Precision, seeds, [.. names.Distinct(), "seed"]).Build(value, outputs);
    }

    private Kernel Build(Node? value, IReadOnlyList<OutputFormula> outputs)
    {
        var builder = new ExpressionBuilder(_factory, _names, _extents, _arrays, _userNames, _partNames);
        var scheduler = new Scheduler(_factory, _lanePrecision, _names, builder);
        var entry = EntryExpressions(builder);
        var lowering = new Lowering(_factory);
        var (labelChecks, indexChecks) = Checks(scheduler, lowering);

        var planner = new StorePlanner(_factory);
        var tasks = new List<KernelTask>();
        var root = Scope.Root();
        var sums = new List<(Storage Sums, StoreTarget Target)>();
        var lowered = value is null ? null : lowering.Lower(value);
        var formulas = outputs.Select(output => lowering.Lower(output.Value)).ToList();
        _partNames.Add(lowering.Names);
        var pairs = new PairwiseTables(_factory, scheduler, builder, _names);
        pairs.Find(lowered is null ? formulas : [lowered, .. formulas]);
        var segments = new SegmentedSums(_factory, scheduler, builder, _names);
        lowered = lowered is null ? null : segments.Rewrite(pairs.Rewrite(lowered)); // before the gradients, which read its tables at other places
        foreach (var (output, lower) in outputs.Zip(formulas, (output, lower) => (output, lower)))
        {
            var formula = segments.RewriteAtOtherIndices(pairs.Rewrite(lower));
            if (output is ResultFormula result && result.Index.Any(index => index is not Position))
                tasks.Add(planner.PlanElements(Target(output.Name, result.Array.Dimensions), result.Index, output.Axes, formula));
            else if (output.Axes.Count == 0)
                tasks.Add(new ResultTask(output.Name, formula));
            else
                tasks.AddRange(planner.Plan(adds => Target(output.Name, [.. output.Axes.Select(axis => axis.Extent)], adds, sums), output.Axes, formula));
        }

        tasks = [.. tasks.Select(segments.Rewrite)];
        if (lowered is not null)
            tasks.Add(new ValueTask(lowered));
        var tables = pairs.Tables.Select(table => table with { Fill = (StoreTask)segments.Rewrite(table.Fill) }).Concat(segments.Tables).ToList();
        foreach (var table in tables)
        {
            _arrays[table.Array] = table.Storage;
            scheduler.Unfilled.Add(table);
        }

        foreach (var storage in sums.Select(pair => pair.Sums).Concat(tables.Select(table => table.Storage)))
            root.Statements.Add(new Clear(storage));
        scheduler.Run(root, tasks);
        foreach (var (storage, target) in sums.Where(pair => pair.Sums != pair.Target.Storage))
            root.Statements.Add(new RoundSums(storage, target.Storage));

        var returned = lowered is null ? null : builder.Number(lowered, root); // may declare variables: before the statements are handed over
        return new Kernel
        {
            Precision = _precision,
            LanePrecision = _lanePrecision,
            Program = _program,
            Arrays = _arrays,
            Extents = _extents,
            VectorSteps = _extents.Values
                .SelectMany(extent => new[] { _lanePrecision, ElementType.Double }.Distinct().Select(lanes => (extent, lanes)))
                .ToDictionary(pair => pair, pair => StepsOf(pair.extent, pair.lanes)),
            Results = [.. outputs.Select(ResultOf).Distinct()],
            Seeds = _seeds,
            EntryExpressions = entry,
            LabelChecks = labelChecks,
            IndexChecks = indexChecks,
            Scratch =
            [
                .. sums.Where(pair => pair.Sums != pair.Target.Storage)
                    .Select(pair => ScratchFor(pair.Sums, pair.Target.Dimensions)),
                .. tables.Select(table => ScratchFor(table.Storage, table.Fill.Target.Dimensions)),
                .. scheduler.Scratch.Select(kept => ScratchFor(kept.Storage, kept.Dimensions)),
            ],
            Body = root.Statements,
            Value = returned,
            ValueName = _names.Allocate("value"),
        };
    }

    private Scratch ScratchFor(Storage storage, IReadOnlyList<Extent> dimensions) => new(
        storage,
        [.. dimensions.Select(extent => _extents[extent])],
        _names.Allocate(storage.Name + "Length"),
        _names.Allocate(storage.Name + "Rented"));

    private VectorSteps StepsOf(Local extent, ElementType lanes)
    {
        var name = extent.Name.EndsWith("Count", StringComparison.Ordinal) ? extent.Name.Substring(0, extent.Name.Length - 5) : extent.Name;
        if (lanes != _lanePrecision)
            name += "Doubles";
        return new VectorSteps(_names.Allocate(name + "Full"), _names.Allocate(name + "Rest"), _names.Allocate(name + "Mask"));
    }

    private static KernelResult ResultOf(OutputFormula output) => output switch
    {
        GradientFormula gradient => new DerivativeResult(gradient.Name, gradient.Parameter),
        HessianFormula hessian => new DerivativeResult(hessian.Name, hessian.Parameter),
        ResultFormula result => new ArrayResult(result.Array),
        _ => throw new InvalidOperationException("an unknown kind of output"),
    };

    /// <summary>The span that an output is written to.</summary>
    private StoreTarget Target(string name, IReadOnlyList<Extent> dimensions)
    {
        if (!_targets.TryGetValue(name, out var target))
        {
            var storage = new Storage(CSharpKeywords.Escape(name), _names.Allocate(name + "Origin"), _precision, isReadOnly: false);
            _targets[name] = target = new StoreTarget(storage, dimensions);
        }

        return target;
    }

    /// <summary>Where an output is written: its span, or running sums in double precision that are rounded to it at the end.</summary>
    private StoreTarget Target(string name, IReadOnlyList<Extent> dimensions, bool adds, List<(Storage Sums, StoreTarget Target)> sums)
    {
        var target = Target(name, dimensions);
        if (!adds)
            return target;
        var running = target.Storage;
        if (_precision != ElementType.Double)
        {
            var sumsName = _names.Allocate(name + "Sums");
            running = new Storage(sumsName, _names.Allocate(sumsName + "Origin"), ElementType.Double, isReadOnly: false);
        }

        sums.Add((running, target));
        return new StoreTarget(running, dimensions);
    }

    private Dictionary<Node, LoopExpression> EntryExpressions(ExpressionBuilder builder)
    {
        var root = Scope.Root();
        var expressions = new Dictionary<Node, LoopExpression>();
        foreach (var requirement in _program.Requirements)
            expressions[requirement.Condition] = builder.Inline(requirement.Condition, root);
        foreach (var definition in _program.Extents.Definitions.OfType<ExtentFromExpression>())
            expressions[definition.Value] = builder.Inline(definition.Value, root);
        return expressions;
    }

    private (IReadOnlyList<LabelCheck> Labels, IReadOnlyList<LoopStatement> Indices) Checks(Scheduler scheduler, Lowering lowering)
    {
        var labels = new List<LabelCheck>();
        var tasks = new List<KernelTask>();
        foreach (var (check, array, condition, index) in new GatherChecks(_factory).Find(_program.Roots.Select(new Simplifier(_factory).Simplify)))
        {
            if (array is not null)
            {
                labels.Add(new LabelCheck(array, _extents[check.Extent], check.Target));
                continue;
            }

            Node[] used = condition is null ? [index] : [condition, index];
            var axes = used.Aggregate(AxisSet.Empty, (axes, node) => axes.Union(node.FreeAxes));
            var positions = NodeQueries.OtherAxes(index, []);
            tasks.Add(new CheckTask(check, condition is null ? null : lowering.Lower(condition), lowering.Lower(index))
            {
                Order = [.. positions, .. axes.Where(axis => !positions.Contains(axis))],
                Positions = [.. positions.Select(_factory.Position)],
            });
        }

        var root = Scope.Root();
        scheduler.Run(root, tasks);
        return ([.. labels.Distinct()], root.Statements);
    }
}
