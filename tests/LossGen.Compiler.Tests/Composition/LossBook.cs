using LossGen.Compiler.Composition;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Interpretation;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Tests.Composition;

/// <summary>Losses that call each other by their names; stands in for a C# type.</summary>
internal sealed class LossBook
{
    private readonly List<(string Name, LossSignature Signature, string Text, string[] Defaults)> _losses = [];
    private readonly Dictionary<string, CallTarget> _others = new(StringComparer.Ordinal);

    /// <summary>The losses that most tests call.</summary>
    public static LossBook Standard() => new LossBook()
        .Add("Mse", "yhat:f[] y:f[]", "residual = yhat - y\nmean(residual^2)")
        .Add("Mse", "yhat:d[] y:d[]", "residual = yhat - y\nmean(residual^2)")
        .Add("Mae", "yhat:f[] y:f[]", "mean(abs(yhat - y))")
        .Add("Double", "yhat:d[] y:d[]", "mean(abs(yhat - y))")
        .Add("Losses.Huber", "yhat:f[] y:f[] delta:f", "require delta > 0\nr = yhat - y\nh(t) = abs(t) <= delta ? t^2 / 2 : delta * (abs(t) - delta / 2)\nmean(h(r))", "1")
        .Add("CrossEntropy", "z:f[] label:i[]", "nll[n] = logsumexp[c](z[n,c]) - z[n,label[n]]\nmean[n](nll[n])")
        .Add("Entropy", "p:f[] c:i", "mean[n](sum[c](entr(p[n,c]))) / size(c) * size(p, 1)")
        .Add("Column", "z:f[] c:i k:i", "mean[n](z[n,(k)] - logsumexp[c](z[n,c]))")
        .Add("Weights", "w:f[]", "norm(w) * e")
        .Add("Discounted", "r:f[] gamma:f", "s[t] = r[t] + (t == 0 ? 0 : gamma * s[t-1])\nsum[t](s[t])")
        .Add("Unstable", "z:f[]", "log(sum(exp(z)))")
        .Add("Broken", "yhat:f[]", "mean(yhat - zz)")
        .Add("Malformed", "yhat:f[]", "mean(yhat")
        .Add("Rows", "z:f[] result:f=", "result = z\nmean(z)")
        .Add("Once", "yhat:f[]", "Weights(yhat) + Twice(yhat)")
        .Add("Twice", "yhat:f[]", "2 * Weights(yhat)")
        .Is("Helper", CallTarget.NotALoss)
        .Is("Hidden", CallTarget.Inaccessible);

    public LossBook Add(string name, string parameters, string text, params string[] defaults)
    {
        var precision = parameters.Contains(":d", StringComparison.Ordinal) ? ElementType.Double : ElementType.Single;
        var method = name[(name.LastIndexOf('.') + 1)..];
        _losses.Add((name, LossSignatures.Parse(parameters, precision) with { MethodName = method }, text, defaults));
        return this;
    }

    public LossBook Is(string name, CallTarget target)
    {
        _others.Add(name, target);
        return this;
    }

    /// <summary>The losses as a text sees them; <paramref name="self"/> is the name of the loss that the text is.</summary>
    public LossCalls Calls(string text, string? self = null) => new(
        Names(text),
        new EquatableArray<CalledLoss>([.. _losses.Select(loss => new CalledLoss(
            loss.Name, loss.Signature, loss.Text, new EquatableArray<string>(loss.Defaults), Names(loss.Text)))]),
        _losses.FindIndex(loss => loss.Name == self));

    public BoundLoss Bind(string parameters, string text, DiagnosticBag diagnostics, string? self = null)
    {
        var precision = parameters.Contains(":d", StringComparison.Ordinal) ? ElementType.Double : ElementType.Single;
        return new FrontEnd(Calls(text, self), TestContext.Current.CancellationToken)
            .Bind(LossSignatures.Parse(parameters, precision), text, diagnostics);
    }

    /// <summary>The value of a loss at arguments such as <c>x=1,2,3 tau=0.5</c>.</summary>
    public double Evaluate(string parameters, string text, string arguments)
    {
        var diagnostics = new DiagnosticBag();
        var program = Bind(parameters, text, diagnostics).Program;
        Assert.True(program is not null, string.Join("\n", diagnostics.Items));
        return new Interpreter(TestLoss.Arguments(program, arguments)).Evaluate(program.Value);
    }

    /// <summary>What the analyzer reports, but for unused inputs.</summary>
    public IReadOnlyList<LossDiagnostic> Analyze(string parameters, string text, string? self = null) =>
    [
        .. LossCompiler.Analyze(LossSignatures.Parse(parameters), text, Calls(text, self), TestContext.Current.CancellationToken)
            .Where(finding => finding.Descriptor != InputWarnings.UnusedInput),
    ];

    private EquatableArray<CalledName> Names(string text) => new([.. CallNames.In(text).Select(Name)]);

    private CalledName Name(string name)
    {
        if (_others.TryGetValue(name, out var target))
            return new CalledName(name, target, default, default);
        int[] overloads = [.. Enumerable.Range(0, _losses.Count).Where(i => _losses[i].Name == name)];
        return overloads.Length > 0
            ? new CalledName(name, CallTarget.Loss, new EquatableArray<int>(overloads), default)
            : new CalledName(name, CallTarget.Unknown, default, new EquatableArray<string>([.. _losses.Select(loss => loss.Name).Distinct()]));
    }
}
