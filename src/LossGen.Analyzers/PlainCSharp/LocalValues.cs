using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossGen.Analyzers.PlainCSharp;

/// <summary>
/// Which locals of a body keep the value that they are declared with, so that an expression can be read through them, and where what an
/// expression reads stays as it is. Decided by where writes stand in the text, which is enough for code without <c>goto</c>.
/// </summary>
internal sealed class LocalValues
{
    private readonly Dictionary<ILocalSymbol, IOperation> _declared = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<int>> _writes = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _writtenInFunctions = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// Locals that 1 is subtracted from: <c>u = 1 + x</c>, of which <c>u - 1</c> says what rounding has lost, is how log1p is written by hand.
    /// </summary>
    private readonly HashSet<ILocalSymbol> _compensated = new(SymbolEqualityComparer.Default);

    private readonly List<int> _calls = [];
    private readonly bool _hasJumps;

    public LocalValues(ImmutableArray<IOperation> blocks, Func<IMethodSymbol, bool> isPure)
    {
        foreach (var operation in blocks.SelectMany(block => block.DescendantsAndSelf()))
        {
            if (operation is ILabeledOperation)
                _hasJumps = true;
            else if (operation is IVariableDeclaratorOperation { Initializer.Value: { } value } declarator)
                _declared[declarator.Symbol] = value;
            else if (operation is IDeconstructionAssignmentOperation { Target: IDeclarationExpressionOperation target } deconstruction)
                Declare(target.Expression, deconstruction.Value);
            else if (operation is IInvocationOperation call && !isPure(call.TargetMethod))
                _calls.Add(call.Syntax.SpanStart);
            else if (operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, LeftOperand: ILocalReferenceOperation sum, RightOperand.ConstantValue.Value: 1 or 1f or 1.0 })
                _compensated.Add(sum.Local);
            if (WrittenBy(operation) is { } symbol)
                AddWrite(symbol, operation);
        }
    }

    /// <summary>The value that a local still has where <paramref name="anchor"/> is evaluated; null if that is not certain.</summary>
    public IOperation? ValueOf(ILocalSymbol local, IOperation anchor)
    {
        if (_hasJumps || _writes.ContainsKey(local) || _compensated.Contains(local) || local.RefKind != RefKind.None
            || !_declared.TryGetValue(local, out var value))
            return null;
        return IsUnchanged(value, anchor) ? value : null;
    }

    /// <summary>Whether what an expression reads has the same value when <paramref name="anchor"/> is evaluated later.</summary>
    public bool IsUnchanged(IOperation expression, IOperation anchor)
    {
        if (_hasJumps || anchor.Syntax.SpanStart < expression.Syntax.Span.End)
            return false;
        var (start, end) = (expression.Syntax.Span.End, EndOfUse(expression, anchor));
        foreach (var operation in expression.DescendantsAndSelf())
        {
            if (SymbolOf(operation) is not { } symbol)
                continue;
            if (_writtenInFunctions.Contains(symbol))
                return false;
            if (_writes.TryGetValue(symbol, out var writes) && writes.Any(position => position >= start && position < end))
                return false;

            // Any method may change what is no local variable.
            if (IsShared(operation) && _calls.Any(position => position >= start && position < end))
                return false;
        }

        return true;
    }

    /// <summary>A later use in a loop that the expression stands outside of comes after everything in that loop.</summary>
    private static int EndOfUse(IOperation expression, IOperation anchor)
    {
        var end = anchor.Syntax.SpanStart;
        for (var outer = anchor.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer.Syntax.Span.Contains(expression.Syntax.Span))
                break;
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return int.MaxValue;
            if (outer is ILoopOperation)
                end = outer.Syntax.Span.End;
        }

        return end;
    }

    /// <summary>Declares <c>var (x, y) = (1, 2)</c> part by part.</summary>
    private void Declare(IOperation target, IOperation value)
    {
        if (target is ILocalReferenceOperation local)
            _declared[local.Local] = value;
        if (value is IConversionOperation { IsImplicit: true } conversion)
            value = conversion.Operand;
        if (target is not ITupleOperation parts || value is not ITupleOperation values)
            return;
        for (var i = 0; i < Math.Min(parts.Elements.Length, values.Elements.Length); i++)
            Declare(parts.Elements[i], values.Elements[i]);
    }

    private void AddWrite(ISymbol symbol, IOperation operation)
    {
        if (!_writes.TryGetValue(symbol, out var positions))
            _writes[symbol] = positions = [];

        // An assignment takes effect after its right side.
        positions.Add(operation.Syntax.Span.End);
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation)
                _writtenInFunctions.Add(symbol);
        }
    }

    /// <summary>The variable that an operation changes, itself or in an element.</summary>
    private static ISymbol? WrittenBy(IOperation operation) => operation switch
    {
        IAssignmentOperation assignment => Root(assignment.Target),
        IIncrementOrDecrementOperation step => Root(step.Target),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => Root(argument.Value),
        IAddressOfOperation address => Root(address.Reference),
        ILocalReferenceOperation { Parent: ITupleOperation } part when IsTarget(part.Parent) => part.Local,
        IParameterReferenceOperation { Parent: ITupleOperation } part when IsTarget(part.Parent) => part.Parameter,
        IVariableDeclaratorOperation { Symbol.RefKind: RefKind.Ref, Initializer.Value: { } value } => Root(value),
        _ => null,
    };

    private static bool IsTarget(IOperation? tuple) =>
        tuple?.Parent is IDeconstructionAssignmentOperation assignment && ReferenceEquals(assignment.Target, tuple);

    /// <summary>The variable at the bottom of a chain of elements and members.</summary>
    private static ISymbol? Root(IOperation target) => target switch
    {
        IArrayElementReferenceOperation element => Root(element.ArrayReference),
        IPropertyReferenceOperation { Instance: { } instance, Arguments.Length: > 0 } => Root(instance),
        IConversionOperation conversion => Root(conversion.Operand),
        _ => SymbolOf(target),
    };

    private static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        _ => null,
    };

    private static bool IsShared(IOperation operation) => operation switch
    {
        IFieldReferenceOperation { Field: { IsConst: true } or { IsReadOnly: true, IsStatic: true } } => false,
        IFieldReferenceOperation or IPropertyReferenceOperation { Property.IsStatic: false } => true,
        ILocalReferenceOperation or IParameterReferenceOperation => FloatFormat.Of(operation.Type) is null && !FloatFormat.IsInteger(operation.Type),
        _ => false,
    };
}
