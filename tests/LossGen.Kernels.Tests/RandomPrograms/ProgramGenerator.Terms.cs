using System.Globalization;

namespace LossGen.Kernels.Tests.RandomPrograms;

/// <content>Terms of the three types.</content>
public sealed partial class ProgramGenerator
{
    private const int MostDepth = 6;

    /// <summary>Functions of one or two arguments on arguments where they are smooth (or step) and of moderate size.</summary>
    private static readonly string[] Functions =
    [
        "abs({0})", "sign({0})", "sqrt(1 + {0}^2)", "exp(tanh({0}))", "exp(-abs({0}))", "expm1(sin({0}))", "log(1.5 + {0}^2)", "log1p({0}^2)",
        "sin({0})", "cos({0})", "tan(0.5 * tanh({0}))", "asin(0.9 * sin({0}))", "acos(0.9 * tanh({0}))", "atan({0})", "sinh(tanh({0}))",
        "cosh(sin({0}))", "tanh({0})", "floor({0})", "ceil({0})", "round({0})", "hypot({0}, 1.5)", "hypot({0}, {1})", "erf({0})", "erfc(tanh({0}))",
        "lgamma(1.5 + abs({0}))", "digamma(1.5 + abs({0}))", "xlogy({0}, 1.5 + {1}^2)", "xlog1py({0}, {1}^2)", "entr(0.2 + sigmoid({0}))",
        "rel_entr(0.1 + sigmoid({0}), 0.1 + sigmoid({1}))", "kl_div(0.1 + sigmoid({0}), 0.1 + sigmoid({1}))", "logaddexp({0}, {1})",
        "logaddexp({0}, {1}, 0)", "log1mexp(-0.3 - abs({0}))", "log1pexp({0})", "sigmoid({0})", "logsigmoid({0})", "softplus({0})", "relu({0})",
        "clamp({0}, -1, 1.5)", "min({0}, {1})", "max({0}, {1}, -0.5)", "{0}^2", "tanh({0})^3", "(1.5 + {0}^2)^0.7", "(1.2 + sigmoid({0}))^tanh({1})",
        "{0} / (1.5 + {1}^2)", "-{0}", "log(0.5 + sigmoid({0}))", "exp(min({0}, 1)) / (1 + exp(min({0}, 1)))", "1 / (1 + exp(-{0}))",
    ];

    private Term Real(IReadOnlyList<string> open, int depth)
    {
        if (_budget-- <= 0 || depth >= MostDepth)
            return Leaf(open);
        switch (_random.Next(20))
        {
            case < 3:
                return Leaf(open);
            case < 6:
                return new Term(TermType.Real, Pick(["({0} + {1})", "({0} - {1})", "({0} * {1})"]), Real(open, depth + 1), Real(open, depth + 1));
            case < 11:
                return Elementwise(() => Real(open, depth + 1));
            case < 16:
                return Reduction(open, depth);
            case < 17:
                return Softmax(open, depth);
            case < 18:
                return new Term(TermType.Real, "({0} ? {1} : {2})", Boolean(open, depth + 1), Real(open, depth + 1), Real(open, depth + 1));
            case < 19 when _functions.Count > 0:
                return new Term(TermType.Real, $"{Pick(_functions)}{Pick(["", "", "'", "''"])}({{0}})", Real(open, depth + 1));
            default:
                return new Term(TermType.Real, "({0} * {1})", Boolean(open, depth + 1), Real(open, depth + 1));
        }
    }

    private Term Elementwise(Func<Term> argument)
    {
        var format = Pick(Functions);
        return new Term(TermType.Real, $"({format})", format.Contains("{1}", StringComparison.Ordinal) ? [argument(), argument()] : [argument()]);
    }

    private Term Leaf(IReadOnlyList<string> open)
    {
        var reads = _parameters.Where(parameter => parameter.IsReal && parameter.IsArray).Select(parameter => (parameter.Name, parameter.Shape))
            .Concat(_bindings)
            .Where(array => array.Shape.All(extent => open.Any(axis => ExtentOf(axis) == extent)))
            .ToList();
        if (reads.Count > 0 && _random.Next(8) != 0)
        {
            var (name, shape) = Pick(reads);
            return shape == "I"
                ? new Term(TermType.Real, _random.Next(2) == 0 ? name : name + "[i]")
                : new Term(TermType.Real, $"{name}[{string.Join(", ", shape.Select(extent => Index(open, extent)))}]");
        }

        var position = open.FirstOrDefault(HasPosition);
        return _random.Next(5) switch
        {
            0 when _parameters.Any(parameter => parameter.Name == "tau") => new Term(TermType.Real, "tau"),
            1 when position is not null => new Term(TermType.Real, $"(0.1 * {position})"),
            2 when position is not null => new Term(TermType.Real, $"({position} / size({position}))"),
            _ => new Term(TermType.Real, Pick(["0.5", "2", "1.25", "(-0.75)", "0.1"])),
        };
    }

    /// <summary>An index of a dimension: an open axis, a label, or a computed position that is always inside.</summary>
    private string Index(IReadOnlyList<string> open, char extent)
    {
        var axes = open.Where(axis => ExtentOf(axis) == extent).ToList();
        var labels = Labels(open, extent, mayBeIgnored: false);
        switch (_random.Next(6))
        {
            case 0 when labels.Count > 0:
                return Pick(labels);
            case 1 when axes.Any(HasPosition):
                var axis = Pick([.. axes.Where(HasPosition)]);
                return Pick([$"mod({axis} + 1, size({axis}))", $"size({axis}) - 1 - {axis}", $"div({axis}, 2)"]);
            default:
                return Pick(axes);
        }
    }

    private List<string> Labels(IReadOnlyList<string> open, char target, bool mayBeIgnored) =>
    [
        .. from parameter in _parameters
           where parameter.Target == target && parameter.MayBeIgnored == mayBeIgnored
               && parameter.Shape.All(extent => open.Any(axis => ExtentOf(axis) == extent))
           select $"{parameter.Name}[{string.Join(",", parameter.Shape.Select(extent => Pick([.. open.Where(axis => ExtentOf(axis) == extent)])))}]",
    ];

    private Term Integer(IReadOnlyList<string> open, int depth)
    {
        _budget--;
        var positions = open.Where(HasPosition).ToList();
        var labels = _parameters.Where(parameter => parameter.Target != '\0')
            .SelectMany(parameter => Labels(open, parameter.Target, parameter.MayBeIgnored)).ToList();
        switch (_random.Next(9))
        {
            case < 2 when labels.Count > 0:
                return new Term(TermType.Integer, Pick(labels));
            case < 4 when positions.Count > 0:
                return new Term(TermType.Integer, Pick(positions));
            case 4 when positions.Count > 0:
                return new Term(TermType.Integer, $"size({Pick(positions)})");
            case 5 when depth < MostDepth && _budget > 0:
                return new Term(TermType.Integer, Pick(["({0} + {1})", "({0} - {1})", "({0} * {1})", "min({0}, {1})"]), Integer(open, depth + 1), Integer(open, depth + 1));
            case 6 when depth < MostDepth && _budget > 0:
                return new Term(TermType.Integer, Pick(["mod({0}, 3)", "div({0}, 2)", "mod({0}, -2)", "abs({0})"]), Integer(open, depth + 1));
            case 7 when depth < MostDepth && _budget > 0 && NewAxis(open) is { } axis:
                return _random.Next(2) == 0
                    ? new Term(TermType.Integer, $"{Pick(["argmin", "argmax"])}[{axis}]({{0}})", Real([.. open, axis], depth + 1))
                    : new Term(TermType.Integer, $"count[{axis}]({{0}})", Boolean([.. open, axis], depth + 1));
            default:
                return new Term(TermType.Integer, _random.Next(4).ToString(CultureInfo.InvariantCulture));
        }
    }

    private Term Boolean(IReadOnlyList<string> open, int depth)
    {
        _budget--;
        switch (_random.Next(8))
        {
            case 0 when depth < MostDepth && _budget > 0:
                return new Term(TermType.Boolean, Pick(["({0} && {1})", "({0} || {1})"]), Boolean(open, depth + 1), Boolean(open, depth + 1));
            case 1 when depth < MostDepth:
                return new Term(TermType.Boolean, "!{0}", Boolean(open, depth + 1));
            case 2 when depth < MostDepth && _budget > 0 && NewAxis(open) is { } axis:
                return new Term(TermType.Boolean, $"{Pick(["any", "all"])}[{axis}]({{0}})", Boolean([.. open, axis], depth + 1));
            case < 5:
                return new Term(TermType.Boolean, $"({{0}} {Pick(["<", "<=", ">", ">="])} {{1}})", Real(open, depth + 1), Leaf(open));
            default:
                return new Term(TermType.Boolean, $"({{0}} {Pick(["==", "!=", "<", "<=", ">", ">="])} {{1}})", Integer(open, depth + 1), Integer(open, depth + 1));
        }
    }

    private Term Reduction(IReadOnlyList<string> open, int depth)
    {
        var axes = new List<string>();
        for (var count = _random.Next(5) == 0 ? 2 : 1; count > 0; count--)
        {
            if (NewAxis([.. open, .. axes]) is { } axis)
                axes.Add(axis);
        }

        if (axes.Count == 0)
            return Leaf(open);
        IReadOnlyList<string> inner = [.. open, .. axes];
        var name = Pick(["sum", "sum", "mean", "mean", "prod", "min", "max", "logsumexp", "norm", "var", "std"]);
        var list = string.Join(",", axes);
        var body = Real(inner, depth + 1);
        if (name == "prod")
            body = new Term(TermType.Real, "(0.5 + sigmoid({0}))", body);
        if (GuardedGather(inner, list, name) is { } gather)
            return gather;
        if (_random.Next(4) == 0)
        {
            var guarded = new Term(TermType.Real, $"{name}[{list} | {{0}}]({{1}})", Boolean(inner, depth + 1), body);
            return name is "min" or "max" or "logsumexp" ? new Term(TermType.Real, "max(min({0}, 50), -50)", guarded) : guarded;
        }

        return new Term(TermType.Real, $"{name}[{list}]({{0}})", body);
    }

    /// <summary>A read at labels of which some are −1, under the guard that they are not.</summary>
    private Term? GuardedGather(IReadOnlyList<string> inner, string list, string name)
    {
        var pairs = from parameter in _parameters
                    where parameter.IsReal && parameter.IsArray && parameter.Shape.Length == 2
                    from label in Labels(inner, parameter.Shape[1], mayBeIgnored: true)
                    where inner.Any(axis => ExtentOf(axis) == parameter.Shape[0])
                    select (parameter, label);
        var choices = pairs.ToList();
        if (choices.Count == 0 || name is "min" or "max" or "logsumexp" || _random.Next(2) == 0)
            return null;
        var (array, index) = Pick(choices);
        var row = Pick([.. inner.Where(axis => ExtentOf(axis) == array.Shape[0])]);
        return new Term(TermType.Real, $"{name}[{list} | {index} != -1]({(name == "prod" ? "0.5 + sigmoid" : "")}({array.Name}[{row}, {index}]))");
    }

    /// <summary>A softmax along an axis that is open already, or a sum along which it is used.</summary>
    private Term Softmax(IReadOnlyList<string> open, int depth)
    {
        var name = Pick(["softmax", "logsoftmax"]);
        if (open.Count > 0 && _random.Next(2) == 0)
            return new Term(TermType.Real, $"{name}[{Pick(open)}]({{0}})", Real(open, depth + 1));
        if (NewAxis(open) is not { } axis)
            return Leaf(open);
        IReadOnlyList<string> inner = [.. open, axis];
        return new Term(TermType.Real, $"sum[{axis}]({{0}} * {name}[{axis}]({{1}}))", Leaf(inner), Real(inner, depth + 1));
    }
}
