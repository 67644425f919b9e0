using System.Runtime.CompilerServices;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Scheduling;

/// <summary>
/// Turns nodes into expressions of loop IR. A value is computed in the outermost scope where its axes are open, as a number; in a vector loop, as
/// vectors. What is used more than once or costs much gets a variable.
/// </summary>
internal sealed partial class ExpressionBuilder(
    NodeFactory factory,
    NameAllocator names,
    IReadOnlyDictionary<Extent, Local> extents,
    IReadOnlyDictionary<ArrayParameter, Storage> arrays,
    ValueNames userNames,
    ValueNames partNames)
{
    private const int VariableCost = 6;
    private const int MaximumExtrema = 200; // each is compared with every number; larger programs have no such guarantee

    private readonly Dictionary<Node, int> _uses = [];
    private readonly List<(Node Body, Axis Axis)> _extremaOfLanes = [];

    public Placeholders Placeholders { get; } = new(factory);

    public Local ExtentOf(Extent extent) => extents[extent];

    public Storage StorageOf(ArrayParameter array) => arrays[array];

    /// <summary>
    /// Notes that the extremum of a value was taken in lanes. A number that is one of those elements, or a part of one, is then computed in the lanes'
    /// precision as well: otherwise it would differ from the extremum in the last bits where it should equal it, and a difference of the two would
    /// be all rounding.
    /// </summary>
    public void NoteExtremumOfLanes(Node body, Axis axis)
    {
        foreach (var part in NodeQueries.Reachable([body], node => node.FreeAxes.Contains(axis) && node is not Reduce))
        {
            if (part is Call { Type: NodeType.Real } && part.FreeAxes.Contains(axis) && _extremaOfLanes.Count < MaximumExtrema)
                _extremaOfLanes.Add((part, axis));
        }
    }

    /// <summary>A variable's name for a node: the user's, or else <paramref name="otherwise"/>.</summary>
    public string NameFor(Node node, string otherwise) => names.Allocate(userNames.Find(node) ?? partNames.Find(node) ?? otherwise);

    /// <summary>What a variable for a node is best called.</summary>
    public string HintFor(Node node) => userNames.Find(node) ?? partNames.Find(node) ?? node switch
    {
        ArrayRead read => read.Array.Name + "Value",
        Call call when call.Operator.ScalarMethod is { } method => Uncapitalise(method.Substring(method.LastIndexOf('.') + 1)),
        Call { Operator: var op } when op == Operators.Add => "total",
        Call { Operator: var op } when op == Operators.Subtract => "difference",
        Call { Operator: var op } when op == Operators.Multiply => "scaled",
        Call { Operator: var op } when op == Operators.Divide => "ratio",
        Call { Operator: var op } when op == Operators.Negate => "negated",
        { Type: NodeType.Boolean } => "holds",
        Select => "chosen",
        Reduce reduce => Uncapitalise(reduce.Kind.ToString()),
        Element { Array: Recurrence recurrence } => recurrence.Symbol.Name + "Value",
        CarriedRead carried => carried.Symbol.Name + "Value",
        Element => "position",
        _ => "value",
    };

    /// <summary>Whether a value is in a variable or in finished scratch memory that a scope can read.</summary>
    public bool IsKnown(Node node, Scope scope) =>
        node is ArrayNode array
            ? FindArray(array, scope) is not null
            : scope.Outwards().Any(outer => outer.Values.ContainsKey(node)) || FindIntermediate(node, scope) is not null;

    /// <summary>Counts how often nodes are operands below some roots; call it before the roots are emitted.</summary>
    public void CountUses(IEnumerable<Node> roots, Scope scope)
    {
        foreach (var root in roots)
            _uses[root] = _uses.TryGetValue(root, out var count) ? count + 1 : 1;
        foreach (var node in NodeQueries.Reachable(roots, node => !IsKnown(node, scope)))
        {
            if (IsKnown(node, scope))
                continue;
            foreach (var operand in node.Operands)
                _uses[operand] = _uses.TryGetValue(operand, out var count) ? count + 1 : 1;
        }
    }

    /// <summary>Emits the step of a task that has no loops left.</summary>
    public void Emit(KernelTask task, Scope scope)
    {
        switch (task)
        {
            case AccumulateTask { Accumulator: { Counts: true } accumulator } counting:
                scope.Statements.Add(new Reduction(accumulator, Evaluate(NodeQueries.CountedCondition(counting.Value)!, scope)));
                break;
            case AccumulateTask accumulate:
                scope.Statements.Add(new Reduction(accumulate.Accumulator!, Evaluate(accumulate.Value, scope)));
                break;
            case StoreTask store:
                EmitStore(store, scope);
                break;
            case CheckTask check:
                scope.Statements.Add(check.Check.ToStatement(
                    check.Condition is null ? null : Number(check.Condition, scope),
                    Number(check.Index, scope),
                    extents[check.Check.Extent],
                    [.. check.Positions.Select(position => ((LocalUse)Number(position, scope)).Local)]));
                break;
            case ResultTask result:
                scope.Statements.Add(new AssignResult(result.Name, Number(result.Value, scope)));
                break;
            case ValueTask:
                break; // the kernel's last statement returns it
            default:
                throw new InvalidOperationException("a task with nothing to do");
        }
    }

    /// <summary>A number in any scope.</summary>
    public LoopExpression Number(Node node, Scope scope)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (node)
        {
            case RealConstant constant:
                return new Literal(NodeType.Real, constant.Value, 0, false);
            case IntegerConstant constant:
                return new Literal(NodeType.Integer, 0, constant.Value, false);
            case BooleanConstant constant:
                return new Literal(NodeType.Boolean, 0, constant.Value ? 1 : 0, false);
            case ScalarRead scalar:
                return new ParameterUse(scalar.Parameter, scalar.Type);
            case ExtentRead extent:
                return new LocalUse(extents[extent.Extent]);
            case Position position:
                return new LocalUse(scope.Outwards().First(outer => outer.Axis == position.Axis).Variable!);
        }

        foreach (var outer in scope.Outwards())
        {
            if (outer.Values.TryGetValue(node, out var local) && !local.IsVector)
                return new LocalUse(local);
        }

        var home = scope.HomeOf(node);
        LoopExpression expression;
        var isElement = _extremaOfLanes.Any(extremum => NodeMatching.FindSubstitution(extremum.Body, extremum.Axis, node) is not null);
        if (FindIntermediate(node, scope) is { } kept)
        {
            expression = new ElementLoad(kept.Intermediate.Storage, Offset(kept.Intermediate.Dimensions, kept.Index, scope), node.Type, kept.Index.Any(index => index is not Position));
            if (isElement)
                expression = new FirstLane(new Broadcast(expression));
        }
        else if (isElement)
        {
            expression = new FirstLane(Same(node, scope));
        }
        else if (node is ArrayRead read)
            expression = new ElementLoad(arrays[read.Array], Offset(read.Array.Dimensions, read.Operands, scope), read.Type, !IsPlain(read));
        else if (FindStored(node, scope) is { } stored)
            expression = new ElementLoad(stored.Array.Storage, Offset(stored.Array.Dimensions, stored.Index, scope), node.Type, !IsPlain(stored.Index, stored.Array.Dimensions));
        else if (node is Select select)
            expression = new Choice(Number(select.Condition, scope), Number(select.IfTrue, scope), Number(select.IfFalse, scope));
        else if (node is Call call)
            expression = new Operation(call.Operator, [.. call.Operands.Select(operand => Number(operand, scope))], call.Type, false);
        else
            throw new InvalidOperationException("a reduction that no pass has computed");
        return IsWorthVariable(node) ? DeclareIn(home, node, expression) : expression;
    }

    /// <summary>A number without any variables of its own.</summary>
    public LoopExpression Inline(Node node, Scope scope) => node switch
    {
        Select select => new Choice(Inline(select.Condition, scope), Inline(select.IfTrue, scope), Inline(select.IfFalse, scope)),
        Call call => new Operation(call.Operator, [.. call.Operands.Select(operand => Inline(operand, scope))], call.Type, false),
        _ => Number(node, scope),
    };

    private LoopExpression Evaluate(Node node, Scope scope) => scope.IsVector ? Lanes(node, scope) : Number(node, scope);

    /// <summary>A vector in a vector loop.</summary>
    private LoopExpression Lanes(Node node, Scope scope)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!node.FreeAxes.Contains(scope.Axis!))
            return InEveryLane(node, scope);
        if (node is Position)
            return new LanePositions(scope.Variable!);
        if (scope.Values.TryGetValue(node, out var local))
            return new LocalUse(local);

        LoopExpression expression;
        if (FindIntermediate(node, scope) is { } kept)
            expression = Load(kept.Intermediate.Storage, kept.Intermediate.Dimensions, kept.Index, node.Type, scope);
        else if (node is ArrayRead read)
            expression = Load(arrays[read.Array], read.Array.Dimensions, read.Operands, read.Type, scope);
        else if (FindStored(node, scope) is { } stored)
            expression = Load(stored.Array.Storage, stored.Array.Dimensions, stored.Index, node.Type, scope);
        else if (node is Select select)
            expression = new Choice(Lanes(select.Condition, scope), Lanes(select.IfTrue, scope), Lanes(select.IfFalse, scope));
        else if (node is Call call)
            expression = new Operation(call.Operator, [.. call.Operands.Select(operand => Lanes(operand, scope))], call.Type, true);
        else
            throw new InvalidOperationException("a reduction that no pass has computed");
        return IsWorthVariable(node) ? DeclareIn(scope, node, expression) : expression;
    }

    /// <summary>A number in every lane, computed by the operations of lanes.</summary>
    private LoopExpression Same(Node node, Scope scope) => node switch
    {
        RealConstant or IntegerConstant or BooleanConstant => InEveryLane(node, scope),
        Select select => new Choice(Same(select.Condition, scope), Same(select.IfTrue, scope), Same(select.IfFalse, scope)),
        Call call when call.Type == NodeType.Real && FindIntermediate(call, scope) is null => new Operation(call.Operator, [.. call.Operands.Select(operand => Same(operand, scope))], NodeType.Real, true),
        _ => new Broadcast(Number(node, scope)),
    };

    private LoopExpression InEveryLane(Node node, Scope scope)
    {
        switch (node)
        {
            case RealConstant constant:
                return new Literal(NodeType.Real, constant.Value, 0, true);
            case IntegerConstant constant:
                return new Literal(NodeType.Integer, 0, constant.Value, true);
            case BooleanConstant constant:
                return new Literal(NodeType.Boolean, 0, constant.Value ? 1 : 0, true);
        }

        var home = scope.HomeOf(node);
        var lanes = scope.Lanes!.Value;
        foreach (var outer in scope.Outwards())
        {
            if (outer.Broadcasts.TryGetValue((node, lanes), out var known))
                return new LocalUse(known);
        }

        var number = Number(node, home);
        var hint = number is LocalUse use ? use.Local.Name : node is ScalarRead scalar ? scalar.Parameter.Name : HintFor(node);
        var local = new Local(names.Allocate(hint + "Lanes"), node.Type, lanes);
        home.Statements.Add(new Declare(local, new Broadcast(number)));
        home.Broadcasts[(node, lanes)] = local;
        return new LocalUse(local);
    }

    private bool IsWorthVariable(Node node) =>
        (_uses.TryGetValue(node, out var uses) && uses > 1)
        || userNames.Find(node) is not null
        || (node is Call call && call.Operator.Cost >= VariableCost);

    private LocalUse DeclareIn(Scope scope, Node node, LoopExpression value, string? hint = null)
    {
        var local = new Local(names.Allocate(hint ?? HintFor(node)), node.Type, value.IsVector ? scope.Lanes : null);
        scope.Statements.Add(new Declare(local, value));
        scope.Values[node] = local;
        return new LocalUse(local);
    }

    private static string Uncapitalise(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);
}
