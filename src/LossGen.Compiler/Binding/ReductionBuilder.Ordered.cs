using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Binding;

/// <content>Functions that depend on the order of the elements. They run over one axis, which stays.</content>
internal sealed partial class ReductionBuilder
{
    /// <summary>The elements in ascending order.</summary>
    public Node Sort(Node body)
    {
        var key = Real(body);
        var ranking = factory.Ranking(axes[0], key);
        provenance.Transfer(key, ranking.Body);
        var sorted = factory.Substitute(key, axes[0], factory.Element(ranking, factory.Position(axes[0])));
        provenance.Transfer(key, sorted);
        return sorted;
    }

    /// <summary>c[t] = c[t−1] + x[t]; what the guard does not admit counts as 0.</summary>
    public Node CumulativeSum(Node body) => Cumulative("cumsum", Operators.Add, Guarded(Real(body), factory.Real(0)), 0);

    /// <summary>c[t] = log(exp c[t−1] + exp x[t]); what the guard does not admit counts as −∞.</summary>
    public Node CumulativeLogSumExp(Node body) => Cumulative(
        "cumlogsumexp", Operators.LogAddExp, Guarded(Real(body), factory.Real(double.NegativeInfinity)), double.NegativeInfinity);

    private Node Cumulative(string name, Operator op, Node body, double start)
    {
        var position = factory.Position(axes[0]);
        var symbol = factory.NewSymbol(name, 1);
        var before = factory.Select(
            factory.Call(Operators.Greater, position, factory.Integer(0)),
            factory.Carried(symbol, factory.Call(Operators.Subtract, position, factory.Integer(1))),
            factory.Real(start));
        var step = factory.Call(op, before, body);
        var recurrence = factory.Recurrence([axes[0]], [StepDirection.Forward], symbol, step);
        provenance.Transfer(step, recurrence.Body);
        return factory.Element(recurrence, position);
    }
}
