using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Differentiation;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Binding;

/// <content>Calls of the user's functions, of elementwise functions, and derivatives.</content>
internal sealed partial class ExpressionBinder
{
    private const int MaximumDerivative = 2;

    /// <summary>The most arguments of <c>min</c>, <c>max</c> and <c>logaddexp</c>, which become chains of two.</summary>
    private const int MaximumArguments = 64;

    private readonly Dictionary<(string Function, EquatableArray<int> Arguments), Node?> _calls = [];
    private readonly Dictionary<(string Function, int Order), Node?> _derivatives = [];

    /// <summary>What a function is differentiated by. No C# parameter can have this name.</summary>
    private readonly ScalarRead _variable =
        (ScalarRead)factory.Scalar(new LossParameter("'", ParameterKind.Scalar, signature.Precision, ""));

    /// <summary>Binds functions that nothing calls, once, for their messages.</summary>
    public void CheckUncalled(FunctionSymbol function)
    {
        if (!function.IsCalled)
            Apply(function, [.. function.Syntax.Parameters.Select(_ => (Node)_variable)]);
    }

    private Node? Call(CallSyntax call)
    {
        if (symbols.Find(call.Name) is FunctionSymbol function)
        {
            // A function that reads itself is visible to nobody, itself included.
            function.IsCalled = true;
            return IsVisible(function, call) ? CallFunction(function, call) : null;
        }

        if (call.Name == BuiltInFunctions.Size)
            return Size(call);
        if (IsReduction(call))
        {
            return call.Primes == 0
                ? Reduction(call)
                : Fail(LanguageErrors.DerivativeOfReduction, call.Identifier.Span, call.Name);
        }

        return BuiltInFunctions.Contains(call.Name) ? CallBuiltIn(call) : UnknownFunction(call);
    }

    /// <summary><c>min</c> and <c>max</c> of several arguments choose; of one they reduce.</summary>
    private static bool IsReduction(CallSyntax call) =>
        BuiltInFunctions.IsReduction(call.Name) && !(call.Name is "min" or "max" && call.Axes is null && call.Arguments.Count > 1);

    private Node? UnknownFunction(CallSyntax call)
    {
        var span = call.Identifier.Span;
        if (symbols.Find(call.Name) is { } symbol)
        {
            var hint = call.Axes is null && symbol is BindingSymbol or ParameterSymbol { Parameter.IsArray: true }
                ? "; indices stand in brackets, and a product is written with '*'"
                : "; a product is written with '*'";
            return Fail(LanguageErrors.NotAFunction, span, call.Name, symbol.Description, hint);
        }

        if (BuiltInFunctions.Spelling(call.Name) is { } spelling)
            return Fail(LanguageErrors.UnknownFunction, span, call.Name, $": write '{spelling}'");
        var functions = BuiltInFunctions.Names.Concat(symbols.Names.Where(name => symbols.Find(name) is FunctionSymbol));
        var suggestion = NameSuggestion.For(call.Name, functions);
        // Methods are written with a capital, functions of the language are not.
        return suggestion.Length == 0 && char.IsUpper(call.Name[0])
            ? Fail(LanguageErrors.CompositionNotSupported, span, call.Name)
            : Fail(LanguageErrors.UnknownFunction, span, call.Name, suggestion);
    }

    private Node? CallFunction(FunctionSymbol function, CallSyntax call)
    {
        var parameters = function.Syntax.Parameters.Count;
        if (!TakesNoAxes(call))
            return null;
        if (call.Primes > 0 && parameters != 1)
            return Fail(LanguageErrors.DerivativeArity, call.Identifier.Span, call.Name, LanguageErrors.Format(parameters));
        if (!HasArguments(call, parameters, parameters))
            return null;
        if (call.Primes > 0)
            return Derivative(call, argument => Apply(function, [argument]));
        return BindAll(call.Arguments) is { } arguments ? Apply(function, arguments) : null;
    }

    /// <summary>The body of a function with arguments put in: bound once for each list of arguments.</summary>
    private Node? Apply(FunctionSymbol function, Node[] arguments)
    {
        var key = (function.Syntax.Name, new EquatableArray<int>([.. arguments.Select(argument => argument.Id)]));
        if (_calls.TryGetValue(key, out var known))
            return known;
        var (callerArguments, callerStatement) = (_arguments, _statement);
        var inner = new Dictionary<string, Node>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Length; i++)
            inner[function.Syntax.Parameters[i].Name] = arguments[i];
        (_arguments, _statement) = (inner, function.Statement);
        var result = Bind(function.Syntax.Body);
        (_arguments, _statement) = (callerArguments, callerStatement);
        return _calls[key] = result;
    }

    /// <summary>Differentiates a function of one number symbolically, and puts the argument in.</summary>
    private Node? Derivative(CallSyntax call, Func<Node, Node?> apply)
    {
        if (call.Primes > MaximumDerivative)
            return Fail(LanguageErrors.DerivativeOrder, call.Identifier.Span, call.Name);
        if (!HasArguments(call, 1, 1) || Reals(call.Arguments) is not [var argument])
            return null;
        if (!_derivatives.TryGetValue((call.Name, call.Primes), out var derivative))
        {
            derivative = apply(_variable) is { } body ? Conversions.ToReal(factory, body) : null;
            for (var i = 0; i < call.Primes && derivative is not null; i++)
            {
                derivative = new Differentiator(factory).Derivative(derivative, _variable);
                if (_depth.IsTooDeep(derivative))
                    derivative = Fail(LanguageErrors.TooLarge, call.Span);
            }

            _derivatives[(call.Name, call.Primes)] = derivative;
        }

        return derivative is null ? null : factory.Replace(derivative, _variable, argument);
    }

    private Node? CallBuiltIn(CallSyntax call)
    {
        if (!TakesNoAxes(call))
            return null;
        var (least, most) = Arity(call.Name);
        if (call.Primes > 0)
        {
            return most == 1
                ? Derivative(call, argument => Elementwise(call.Name, [argument]))
                : Fail(LanguageErrors.DerivativeArity, call.Identifier.Span, call.Name, LanguageErrors.Format(least));
        }

        if (!HasArguments(call, least, most))
            return null;
        var op = Operators.ByName(call.Name);
        if (op?.Typing == OperatorTyping.Integer)
            return Integers(call) is { } integers ? factory.Call(op, integers) : null;
        var arguments = op?.Typing == OperatorTyping.Real ? Reals(call.Arguments) : Unify(call.Arguments);
        return arguments is null ? null : Elementwise(call.Name, arguments);
    }

    /// <summary>The fewest and the most arguments of an elementwise function.</summary>
    private static (int Least, int Most) Arity(string name) => name switch
    {
        "min" or "max" or "logaddexp" => (2, MaximumArguments),
        "clamp" => (3, 3),
        _ => Operators.ByName(name) is { } op ? (op.Arity, op.Arity) : (1, 1),
    };

    private Node Elementwise(string name, Node[] arguments) => name switch
    {
        "min" => arguments.Aggregate((left, right) => factory.Call(Operators.Min, left, right)),
        "max" => arguments.Aggregate((left, right) => factory.Call(Operators.Max, left, right)),
        "logaddexp" => arguments.Aggregate((left, right) => factory.Call(Operators.LogAddExp, left, right)),
        "clamp" => factory.Call(Operators.Min, factory.Call(Operators.Max, arguments[0], arguments[1]), arguments[2]),
        "relu" => factory.Call(Operators.Max, Conversions.Unify(factory, [arguments[0], Zero(arguments[0].Type)])),
        "log1pexp" => factory.Call(Operators.Softplus, Conversions.ToReal(factory, arguments[0])),
        _ => factory.Call(Operators.ByName(name)!, arguments),
    };

    private Node Zero(NodeType type) => type == NodeType.Real ? factory.Real(0) : factory.Integer(0);

    private Node[]? Integers(CallSyntax call)
    {
        if (BindAll(call.Arguments) is not { } arguments)
            return null;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i].Type == NodeType.Real)
            {
                var span = call.Arguments[i].Span;
                Fail(LanguageErrors.IntegerExpected, span, $"An argument of '{call.Name}'", Phrase.Type(NodeType.Real));
                return null;
            }
        }

        return Conversions.Unify(factory, arguments);
    }

    private bool TakesNoAxes(CallSyntax call)
    {
        if (call.Axes is null)
            return true;
        var brackets = call.Axes.Select(axis => axis.Span).Aggregate((left, right) => left.Union(right));
        diagnostics.Report(LanguageErrors.NotAReduction, brackets, call.Name);
        return false;
    }

    private bool HasArguments(CallSyntax call, int least, int most)
    {
        var count = call.Arguments.Count;
        if (least <= count && count <= most)
            return true;
        var takes = least == most ? Phrase.Count(least, "argument") : $"{LanguageErrors.Format(least)} to {LanguageErrors.Format(most)} arguments";
        diagnostics.Report(LanguageErrors.WrongArity, call.Span, call.Name, takes, LanguageErrors.Format(count));
        return false;
    }
}
