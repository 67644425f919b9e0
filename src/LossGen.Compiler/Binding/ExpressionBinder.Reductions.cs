using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;

namespace LossGen.Compiler.Binding;

/// <content>Reductions, softmax, and sizes.</content>
internal sealed partial class ExpressionBinder
{
    private Node? Reduction(CallSyntax call)
    {
        // count[j | guard]() counts the positions that the guard admits.
        var countsGuard = call.Name == "count" && call.Guard is not null && call.Arguments.Count == 0;
        if (!countsGuard && !HasArguments(call, 1, 1))
            return null;
        var named = call.Axes is null ? [] : AxesOf(call.Axes);
        var guard = call.Guard is null ? null : BindCondition(call.Guard, "A guard");
        var body = countsGuard ? factory.Boolean(true)
            : call.Name is "count" or "any" or "all" ? BindCondition(call.Arguments[0], $"The argument of '{call.Name}'")
            : Bind(call.Arguments[0]);
        if (named is null || body is null || (guard is null && call.Guard is not null))
            return null;
        IReadOnlyList<Axis> axes = call.Axes is null ? body.FreeAxes : named;
        if (BuiltInFunctions.RunsOverOneAxis(call.Name) && axes.Count != 1)
        {
            var count = axes.Count == 0 ? "none" : LanguageErrors.Format(axes.Count);
            return Fail(LanguageErrors.OneAxisExpected, call.Identifier.Span, call.Name, count);
        }

        if (call is { Name: "sort", Guard: { } condition })
            return Fail(LanguageErrors.GuardedSort, condition.Span);
        RecordNonEmpty(call, axes);
        WarnReducedInside(call, axes, body, guard);
        return Reduction(call.Name, new ReductionBuilder(factory, Provenance, axes, guard), body);
    }

    private static Node Reduction(string name, ReductionBuilder builder, Node body) => name switch
    {
        "sum" => builder.Sum(body),
        "mean" => builder.Mean(body),
        "prod" => builder.Product(body),
        "min" => builder.Min(body),
        "max" => builder.Max(body),
        "logsumexp" => builder.LogSumExp(body),
        "norm" => builder.Norm(body),
        "count" => builder.Count(body),
        "any" => builder.Any(body),
        "all" => builder.All(body),
        "argmin" => builder.PositionOf(body, builder.Min(body)),
        "argmax" => builder.PositionOf(body, builder.Max(body)),
        "var" => builder.Variance(body),
        "std" => builder.StandardDeviation(body),
        "softmax" => builder.Softmax(body),
        "logsoftmax" => builder.LogSoftmax(body),
        "sort" => builder.Sort(body),
        "cumsum" => builder.CumulativeSum(body),
        _ => builder.CumulativeLogSumExp(body),
    };

    private void RecordNonEmpty(CallSyntax call, IReadOnlyList<Axis> axes)
    {
        if (call.Guard is not null || !BuiltInFunctions.IsUndefinedOnNothing(call.Name))
            return;
        foreach (var axis in axes)
        {
            var entry = new NonEmptyExtent(axis.Extent, call.Name);
            if (!NonEmpty.Contains(entry))
                NonEmpty.Add(entry);
        }
    }

    /// <summary>
    /// In <c>mean[n](sum(z[n,c]))</c> the sum takes the axis n away from the mean. Where the body names an axis and does not depend
    /// on it, that is what happened, and hardly what was meant.
    /// </summary>
    private void WarnReducedInside(CallSyntax call, IReadOnlyList<Axis> axes, Node body, Node? guard)
    {
        if (call.Axes is null)
            return;
        for (var i = 0; i < axes.Count; i++)
        {
            var (axis, name) = (axes[i], call.Axes[i]);
            if (body.FreeAxes.Contains(axis) || guard?.FreeAxes.Contains(axis) == true)
                continue;
            if (call.Arguments.Any(argument => Mentions(argument, axis.Name)))
                diagnostics.Report(InputWarnings.AxisReducedInside, name.Span, call.Name, name.Name);
        }
    }

    /// <summary>Whether an expression indexes by an axis outside of reductions that name it.</summary>
    private bool Mentions(ExpressionSyntax expression, string axis)
    {
        budget.Spend();
        return expression switch
        {
            CallSyntax { Axes: { } axes } when axes.Any(name => name.Name == axis) => false,
            CallSyntax { Name: BuiltInFunctions.Size } => false,
            IndexSyntax index => index.Indices.Any(operand => operand is NameSyntax name ? name.Name == axis : Mentions(operand, axis)),
            _ => expression.Expressions.Any(operand => Mentions(operand, axis)),
        };
    }

    private Node? Size(CallSyntax call)
    {
        if (call is not { Axes: null, Primes: 0, Arguments: [NameSyntax subject, ..] } || call.Arguments.Count > 2)
            return Fail(LanguageErrors.SizeArgument, call.Span);
        if (call.Arguments.Count == 2)
            return SizeOfDimension(call, subject);
        if (symbols.Find(subject.Name) is ParameterSymbol { Parameter.IsArray: true } or BindingSymbol or ResultSymbol)
            return Fail(LanguageErrors.SizeArgument, call.Span);
        return AxisOf(subject) is { } axis ? factory.Size(axis.Extent) : null;
    }

    private Node? SizeOfDimension(CallSyntax call, NameSyntax subject)
    {
        if (!shapes.Arrays.TryGetValue(subject.Name, out var array) && !shapes.Results.TryGetValue(subject.Name, out array))
        {
            return symbols.Find(subject.Name) is null && !shapes.Axes.ContainsKey(subject.Name)
                ? Fail(LanguageErrors.UnknownName, subject.Span, subject.Name, SuggestValue(subject.Name))
                : Fail(LanguageErrors.SizeArgument, call.Span);
        }

        if (Bind(call.Arguments[1]) is not { } dimension)
            return null;
        if (dimension is not IntegerConstant { Value: var number })
            return Fail(LanguageErrors.SizeArgument, call.Span);
        if (number < 0 || number >= array.Rank)
        {
            var rank = Phrase.Count(array.Rank, "dimension");
            return Fail(LanguageErrors.SizeDimension, call.Arguments[1].Span, array.Name, rank, LanguageErrors.Format(number));
        }

        Measured.Add(array.Name);
        return factory.Size(array.Dimensions[(int)number]);
    }
}
