using LossGen.Compiler.Analysis.Ranges;
using LossGen.Compiler.Binding;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Rewriting;
using LossGen.Compiler.Signatures;

namespace LossGen.Compiler.Analysis.Properties;

/// <summary>Proves properties of a loss from its stable form.</summary>
public sealed class PropertyAnalysis
{
    /// <summary>How many expressions are taken apart for one loss, so that compiling stays fast.</summary>
    private const int Attempts = 60;


    /// <summary>Of a program that has more of them nothing is proven, so that it takes no longer.</summary>
    private const int MaximumNodes = 20_000;

    /// <summary>Nor of one that nests more deeply.</summary>
    private const int MaximumDepth = 64;

    private readonly BoundProgram _program;
    private readonly Rewriter _rewriter;
    private readonly RangeAnalysis _ranges;
    private readonly Normalizer _normalizer;
    private readonly PieceBudget _budget = new(Attempts);
    private readonly Dictionary<string, ShapeAnalysis> _shapes = new(StringComparer.Ordinal);

    private PropertyAnalysis(BoundProgram program)
    {
        _program = program;
        Node[] facts = [.. program.Assumptions, .. program.Requirements.Select(requirement => requirement.Condition)];
        _rewriter = new Rewriter(program.Factory, facts);
        _ranges = RangeAnalysis.Of(program, Arithmetic.Exact);
        _normalizer = new Normalizer(program.Factory, _ranges);
    }

    /// <summary>What is proven of a loss; null of one without a value, or that is too large.</summary>
    public static LossCertificate? Of(BoundProgram program) => For(program)?.Certify();

    /// <summary>The analysis of a loss; null of one without a value, or that is too large.</summary>
    internal static PropertyAnalysis? For(BoundProgram program) =>
        program.ReturnValue is not { Depth: <= MaximumDepth } || program.Factory.Count > MaximumNodes ? null : new(program);

    internal RangeAnalysis Ranges => _ranges;

    internal IReadOnlyList<LossParameter> Predictions => _program.DifferentiatedBy;

    /// <summary>What is proven; null if the analysis needs more than a program may have.</summary>
    internal LossCertificate? Certify()
    {
        try
        {
            return CertifyValue();
        }
        catch (Exception exception) when (exception is ProgramTooLargeException or InsufficientExecutionStackException)
        {
            return null;
        }
    }

    private LossCertificate CertifyValue()
    {
        var value = FormOf(_program.Value);
        var arguments = _program.Arrays.Where(array => array.ElementType == NodeType.Real).Select(array => array.Parameter)
            .Concat(_program.DifferentiatedBy.Where(parameter => !parameter.IsArray))
            .Select(parameter => ArgumentOf(value, [parameter]))
            .ToList();
        var pair = PerfectPrediction.PairOf(_program);
        var prediction = _program.DifferentiatedBy.Count == 1
            ? arguments.FirstOrDefault(argument => argument.IsPrediction) ?? ArgumentOf(value, _program.DifferentiatedBy)
            : ArgumentOf(value, _program.DifferentiatedBy);
        return new LossCertificate
        {
            Range = _ranges.Of(value),
            IsNonNegative = IsNonNegative(value),
            PerfectTarget = pair is var (first, target) && PerfectPrediction.Holds(value, first, target, _normalizer) ? target : null,
            Prediction = prediction,
            Arguments = arguments,
            IsTranslationInvariant = pair is var (moved, other) && TranslationInvariance.HoldsFor(value, [moved, other], _normalizer),
            IsClassificationCalibrated = PredictedArray() is { } scores && new MarginLoss(_normalizer, _ranges).IsCalibrated(value, scores),
            IsFinite = Finiteness.Holds(_program, value),
        };
    }

    /// <summary>An expression as it is analysed: stable, squares as squares, decided conditions decided.</summary>
    internal Node FormOf(Node node) => _normalizer.Canonical(_rewriter.Stabilize(node));

    /// <summary>The shapes of expressions as functions of some parameters.</summary>
    internal ShapeAnalysis ShapesBy(IReadOnlyList<LossParameter> parameters)
    {
        var key = string.Join(" ", parameters.Select(parameter => parameter.Name));
        if (!_shapes.TryGetValue(key, out var shapes))
            _shapes[key] = shapes = new ShapeAnalysis(_program.Factory, _ranges, new Variables(parameters), _budget);
        return shapes;
    }

    internal bool IsNonNegative(Node form) =>
        new NonNegativity(_program.Factory, ShapesBy(_program.DifferentiatedBy), _normalizer, _budget).Holds(form, _ranges);

    private ArrayParameter? PredictedArray() =>
        _program.DifferentiatedBy.Select(parameter => _program.Arrays.FirstOrDefault(array => array.Parameter == parameter)).FirstOrDefault(array => array is not null);

    private ArgumentCertificate ArgumentOf(Node value, IReadOnlyList<LossParameter> parameters)
    {
        var shape = ShapesBy(parameters).Of(value);
        var bounds = new Bounds(_normalizer.Algebra, _ranges);
        var array = parameters.Count == 1 ? _program.Arrays.FirstOrDefault(candidate => candidate.Parameter == parameters[0]) : null;
        return new ArgumentCertificate(
            [.. parameters.Select(parameter => parameter.Name)],
            parameters.All(_program.DifferentiatedBy.Contains),
            shape.Convexity,
            shape.Monotonicity,
            Short(bounds.WithoutData(shape.Lipschitz)),
            Short(bounds.WithoutData(shape.GradientLipschitz)),
            shape.Smoothness,
            array is null ? [] : [.. Enumerable.Range(0, array.Rank).Where(k => TranslationInvariance.HoldsAlong(value, array, k, _normalizer))]);
    }

    /// <summary>A bound without what cancels: d²/d is d.</summary>
    private Node? Short(Node? bound) => bound is null ? null : _normalizer.Expanded(bound);
}
