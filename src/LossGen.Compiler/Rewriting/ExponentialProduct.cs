using LossGen.Compiler.Ir;

namespace LossGen.Compiler.Rewriting;

/// <summary>
/// A product of exponentials and sigmoids as one exponential and sigmoids that neither overflows nor is 0 · ∞. It rests on
/// eᵘ = σ(u)/σ(−u), and on c + k·eᵘ = c/σ(−u − log(k/c)).
/// </summary>
internal sealed class ExponentialProduct
{
    private readonly MatchContext _context;
    private readonly Algebra _algebra;
    private readonly List<Node> _factors = [];
    private readonly List<Node> _divisors = [];
    private readonly List<Logistic> _logistics = [];
    private Polynomial _exponent = Polynomial.Zero;
    private readonly bool _takesSoftmax;
    private double _coefficient = 1;
    private int _exponentials;
    private bool _isBetter;

    private ExponentialProduct(FactorChain chain, MatchContext context)
    {
        (_context, _algebra) = (context, context.Algebra);
        _takesSoftmax = chain.Factors.Concat(chain.Divisors).Any(IsExp) || chain.Divisors.Any(IsSoftmax);
        foreach (var factor in chain.Factors)
            Include(factor, 1);
        foreach (var divisor in chain.Divisors)
            Include(divisor, -1);
        if (chain.IsNegative)
            _coefficient = -_coefficient;
    }

    /// <summary>The product in another form; null if there is none that is better.</summary>
    public static Node? Of(Node node, MatchContext context)
    {
        var chain = context.FactorsOf(node);
        if (chain.Factors.Count + chain.Divisors.Count < 2 || !chain.Factors.Concat(chain.Divisors).Any(IsExponential))
            return null;
        var product = new ExponentialProduct(chain, context);
        product.Balance();
        return product._isBetter ? product.ToNode() : null;
    }

    private static bool IsExponential(Node node) =>
        IsExp(node) || IsSoftmax(node) || (node is Call call && call.Operator == Operators.Sigmoid);

    private void Include(Node node, int power)
    {
        if (node is Call power0 && power0.Operator == Operators.Power && Algebra.TryGetConstant(power0.Operands[1], out var exponent)
            && exponent is 2 or 3 && IsExponentialOrSum(power0.Operands[0]))
        {
            for (var i = 0; i < (int)exponent; i++)
                Include(power0.Operands[0], power);
            return;
        }

        if (Algebra.TryGetConstant(node, out var number))
            _coefficient = power > 0 ? _coefficient * number : _coefficient / number;
        else if (node is Call exp && exp.Operator == Operators.Exp)
            IncludeExponent(exp.Operands[0], power);
        else if (_takesSoftmax && node is Call softmax && IsSoftmax(softmax))
            IncludeExponent(_algebra.Subtract(softmax.Operands[0], softmax.Operands[1]), power);
        else if (node is Call sigmoid && sigmoid.Operator == Operators.Sigmoid)
            IncludeLogistic(sigmoid.Operands[0], 1, power);
        else if (SumOfExponentials(node) is { } sum)
        {
            _coefficient *= power > 0 ? sum.Scale : 1 / sum.Scale;
            if (sum.Exponent is not null)
                IncludeExponent(sum.Exponent, power);
            IncludeLogistic(sum.Logistic, sum.Ratio, -power);
        }
        else
            (power > 0 ? _factors : _divisors).Add(node);
    }

    private bool IsExponentialOrSum(Node node) => IsExponential(node) || SumOfExponentials(node) is not null;

    private void IncludeExponent(Node exponent, int power)
    {
        _exponentials++;
        _exponent = _exponent.Plus(_context.Polynomials.Of(exponent), power);
    }

    /// <summary>σ(x + log(ratio)) to a power.</summary>
    private void IncludeLogistic(Node x, double ratio, int power)
    {
        var known = _logistics.FindIndex(logistic => logistic.Ratio == ratio && _context.Polynomials.AreEqual(logistic.X, x));
        if (known >= 0)
        {
            _logistics[known] = _logistics[known] with { Power = _logistics[known].Power + power };
            return;
        }

        var negated = _algebra.Negate(x);
        known = _logistics.FindIndex(logistic => logistic.Ratio == 1 / ratio && _context.Polynomials.AreEqual(logistic.X, negated));
        if (known >= 0)
            _logistics[known] = _logistics[known] with { MirroredPower = _logistics[known].MirroredPower + power };
        else
            _logistics.Add(new Logistic(x, ratio, power, 0));
    }

    /// <summary>
    /// c + k·eᵘ as scale/σ(logistic + log(ratio)), and eᵘ + eᵛ as e^exponent/σ(logistic); null for any other sum, and for one that may be negative.
    /// </summary>
    private (double Scale, Node? Exponent, Node Logistic, double Ratio)? SumOfExponentials(Node node)
    {
        if (node is not Call call || (call.Operator != Operators.Add && call.Operator != Operators.Subtract)
            || _context.TermsOf(node) is not [{ IsNegative: false } first, { IsNegative: false } second])
            return null;
        var (left, right) = (Exponential(first.Node), Exponential(second.Node));
        if (left is null && right is not null)
            ((first, left), (second, right)) = ((second, right), (first, left));
        if (left is not { } exponential)
            return null;
        if (Algebra.TryGetConstant(second.Node, out var constant) && constant > 0)
            return (constant, null, _algebra.Negate(exponential.X), constant / exponential.Factor);
        return right is { } other && exponential.Factor == other.Factor
            ? (other.Factor, other.X, _algebra.Subtract(other.X, exponential.X), 1)
            : null;
    }

    /// <summary>k·eˣ with k > 0.</summary>
    private (double Factor, Node X)? Exponential(Node node)
    {
        var chain = _context.FactorsOf(node);
        var scale = Scale.Of(chain.IsNegative, chain.Factors.Where(factor => !IsExp(factor)), chain.Divisors);
        return scale is { IsNumber: true, Coefficient: > 0 } && chain.Factors.Where(IsExp).ToList() is [Call exp]
            ? (scale.Coefficient, exp.Operands[0])
            : null;
    }

    private static bool IsSoftmax(Node node) => node is Call call && call.Operator == Operators.Softmax;

    private static bool IsExp(Node node) => node is Call call && call.Operator == Operators.Exp;

    /// <summary>Moves whole powers of eᵘ between the exponential and σ(u)/σ(−u), to where there are no divisors.</summary>
    private void Balance()
    {
        _isBetter = _exponentials > 1;
        for (var i = 0; i < _logistics.Count; i++)
        {
            var logistic = _logistics[i];
            var inExponent = MultipleInExponent(logistic.X);
            var best = Enumerable.Range(-4, 9)
                .OrderBy(shift => CostOf(inExponent - shift, logistic.Power + shift, logistic.MirroredPower - shift))
                .ThenBy(Math.Abs)
                .First();
            if (CostOf(inExponent - best, logistic.Power + best, logistic.MirroredPower - best)
                >= CostOf(inExponent, logistic.Power, logistic.MirroredPower))
                continue;
            _isBetter = true;
            _logistics[i] = logistic with { Power = logistic.Power + best, MirroredPower = logistic.MirroredPower - best };
            _exponent = _exponent.Plus(_context.Polynomials.Of(logistic.X), -best);
            _coefficient *= Math.Pow(logistic.Ratio, -best);
        }
    }

    private static int CostOf(double exponent, int power, int mirroredPower) =>
        (2 * (int)Math.Ceiling(Math.Abs(exponent))) + (10 * (Math.Max(0, -power) + Math.Max(0, -mirroredPower)))
        + Math.Max(0, power) + Math.Max(0, mirroredPower);

    /// <summary>Which multiple of x is in the exponent; 0 if it is no multiple.</summary>
    private double MultipleInExponent(Node x)
    {
        var terms = _context.Polynomials.Of(x).Terms;
        if (terms.Count == 0)
            return 0;
        var ratios = terms.Where(term => term.Monomial.Powers.Count > 0).Select(term =>
            _exponent.Terms.FirstOrDefault(other => other.Monomial.IsSame(term.Monomial)).Coefficient / term.Coefficient).Distinct().ToList();
        return ratios is [var ratio] && Math.Abs(ratio) <= 4 ? ratio : 0;
    }

    private Node ToNode()
    {
        var factors = new List<Node>();
        var divisors = new List<Node>(_divisors);
        if (_coefficient != 1)
            factors.Add(_algebra.Real(Math.Abs(_coefficient)));
        factors.AddRange(_factors);
        if (_exponent.Terms.Count > 0)
            factors.Add(_algebra.Exp(_exponent.ToNode(_algebra)));
        foreach (var logistic in _logistics)
        {
            AddPower(Shifted(logistic.X, Math.Log(logistic.Ratio)), logistic.Power);
            AddPower(Shifted(_algebra.Negate(logistic.X), -Math.Log(logistic.Ratio)), logistic.MirroredPower);
        }

        return FactorChain.ToNode(_coefficient < 0, factors, divisors, _algebra);

        Node Shifted(Node x, double shift) =>
            shift < 0 ? _algebra.Subtract(x, _algebra.Real(-shift)) : _algebra.Add(x, _algebra.Real(shift));

        void AddPower(Node x, int power)
        {
            if (power != 0)
                (power > 0 ? factors : divisors).Add(_algebra.Power(_algebra.Sigmoid(x), _algebra.Real(Math.Abs(power))));
        }
    }

    /// <summary>σ(x + log(ratio))^power · σ(−x − log(ratio))^mirroredPower.</summary>
    private sealed record Logistic(Node X, double Ratio, int Power, int MirroredPower);
}
