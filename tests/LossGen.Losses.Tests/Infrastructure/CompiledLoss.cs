using System.Linq.Expressions;
using System.Reflection;

namespace LossGen.Losses.Tests.Infrastructure;

/// <summary>A method of the library and its gradient, to be called with boxed scalars and <see cref="GuardedMemory{T}"/>; a call allocates nothing of its own.</summary>
public sealed class CompiledLoss
{
    private readonly Func<object[], double> _value;
    private readonly Func<object[], object[], double>? _gradient;
    private readonly ParameterInfo[] _parameters;
    private readonly Type _real;

    public CompiledLoss(MethodInfo method)
    {
        _real = method.ReturnType;
        _parameters = method.GetParameters();
        var arguments = Expression.Parameter(typeof(object[]));
        var inputs = _parameters.Select((parameter, i) => Argument(parameter.ParameterType, Expression.ArrayIndex(arguments, Expression.Constant(i)))).ToArray();
        _value = Expression.Lambda<Func<object[], double>>(Expression.Convert(Expression.Call(method, inputs), typeof(double)), arguments).Compile();

        var gradient = method.DeclaringType!.GetMethods().SingleOrDefault(candidate => IsGradient(candidate, method));
        if (gradient is null)
            return;
        Outputs = [.. gradient.GetParameters()[inputs.Length..^1].Select(parameter => parameter.Name![..^"Gradient".Length])];
        var results = Expression.Parameter(typeof(object[]));
        var outputs = gradient.GetParameters()[inputs.Length..^1]
            .Select((parameter, i) => Output(parameter.ParameterType, Expression.ArrayIndex(results, Expression.Constant(i)))).ToArray();
        var scalars = outputs.OfType<ParameterExpression>().ToArray();
        var value = Expression.Variable(typeof(double));
        var call = Expression.Call(gradient, [.. inputs, .. outputs, Expression.Constant(Convert.ChangeType(1, _real, null))]);
        var stores = scalars.Select(scalar => (Expression)Expression.Call(
            typeof(CompiledLoss), nameof(Store), [_real], Expression.ArrayIndex(results, Expression.Constant(Array.IndexOf(outputs, scalar))), scalar));
        _gradient = Expression.Lambda<Func<object[], object[], double>>(
            Expression.Block([value, .. scalars], [Expression.Assign(value, Expression.Convert(call, typeof(double))), .. stores, value]), arguments, results).Compile();
    }

    /// <summary>The parameters that the loss is differentiated by.</summary>
    public IReadOnlyList<string> Outputs { get; } = [];

    /// <summary>Whether a parameter is an array of real numbers.</summary>
    public bool IsReal(string name) => _parameters.Single(parameter => parameter.Name == name).ParameterType is { IsGenericType: true } type && type.GenericTypeArguments[0] == _real;

    public double Value(object[] arguments) => _value(arguments);

    public double Gradient(object[] arguments, object[] gradients) => _gradient!(arguments, gradients);

    /// <summary>The point in the precision of the loss, in memory between guard pages.</summary>
    public object[] Box(Point point) => [.. _parameters.Select(parameter => Box(parameter.ParameterType, point[parameter.Name!]))];

    public object[] BoxGradients(Point point) => [.. Outputs.Select(name => Memory(_real, [.. point[name].Select(_ => 0.0)]))];

    private static object Box(Type type, double[] values) =>
        type.IsGenericType ? Memory(type.GenericTypeArguments[0], values) : Convert.ChangeType(values[0], type, null);

    private static object Memory(Type element, double[] values) =>
        element == typeof(float) ? new GuardedMemory<float>([.. values.Select(x => (float)x)])
        : element == typeof(double) ? new GuardedMemory<double>(values)
        : new GuardedMemory<int>([.. values.Select(x => (int)x)]);

    /// <summary>What was written to a gradient.</summary>
    public static double[] Read(object gradient) => gradient is GuardedMemory<float> single
        ? [.. single.Span.ToArray().Select(x => (double)x)]
        : ((GuardedMemory<double>)gradient).Span.ToArray();

    private static bool IsGradient(MethodInfo candidate, MethodInfo loss)
    {
        var (inputs, parameters) = (loss.GetParameters(), candidate.GetParameters());
        return candidate.Name == loss.Name + "Gradient"
            && parameters.Length > inputs.Length + 1
            && inputs.Zip(parameters).All(pair => pair.First.ParameterType == pair.Second.ParameterType && pair.First.Name == pair.Second.Name)
            && parameters[inputs.Length..^1].All(parameter => parameter.Name!.EndsWith("Gradient", StringComparison.Ordinal));
    }

    private static Expression Argument(Type type, Expression argument)
    {
        if (!type.IsGenericType)
            return Expression.Convert(argument, type);
        var span = Span(type.GenericTypeArguments[0], argument);
        return Expression.Convert(span, type);
    }

    /// <summary>A span, or a variable for a scalar.</summary>
    private static Expression Output(Type type, Expression result) =>
        type.IsByRef ? Expression.Variable(type.GetElementType()!) : Span(type.GenericTypeArguments[0], result);

    private static MemberExpression Span(Type element, Expression memory)
    {
        var type = typeof(GuardedMemory<>).MakeGenericType(element);
        return Expression.Property(Expression.Convert(memory, type), nameof(GuardedMemory<int>.Span));
    }

    private static void Store<T>(object memory, T value)
        where T : unmanaged => ((GuardedMemory<T>)memory).Span[0] = value;
}
