using System.Text.RegularExpressions;

namespace LossGen.Compiler.Tests.Rewriting;

/// <summary>The text that a fix writes: the user's words wherever there are any, and as many parentheses as the place needs.</summary>
public sealed class FixTests
{
    private const string Parameters = "x:f y:f g:f v:f[] u:f[] z:f[] label:i[] b:i c:i";

    [Theory]
    [InlineData("log(1+exp( -x*y ))^2", "softplus(-x*y)^2")]
    [InlineData("y - log( exp(x)  )", "y - x")]
    [InlineData("log(exp(x - y))^2", "(x - y)^2")]
    [InlineData("2 * log(exp(x) - 1)", "2 * (x + log1mexp(-x))")]
    [InlineData("2 ^ log(exp(x - y))", "2 ^ (x - y)")]
    [InlineData("y * -log(exp(x - g))", "y * -(x - g)")]
    [InlineData("log(exp(x - y)) < 0 ? 1 : 0", "x - y < 0 ? 1 : 0")]
    [InlineData("log(1 + exp(x > 0 ? x : y))", "softplus(x > 0 ? x : y)")]
    [InlineData("exp(x) / exp(y + 1)", "exp(x - (y + 1))")]
    [InlineData("log(1 - x^2)", "log1p(-x^2)")]
    [InlineData("log(1.0 - 0.50*x)", "log1p(-0.50*x)")]
    [InlineData("log(1 - x / 4)", "log1p(-(x / 4))")]
    [InlineData("log(1 - 2.50)", "log(1 - 2.50)")]
    [InlineData("log(5 + exp(x))", "logaddexp(x, log(5))")]
    [InlineData("log(x^4)", "4 * log(abs(x))")]
    [InlineData("log((x - y)^4)", "4 * log(abs(x - y))")]
    public void Words_and_parentheses_are_the_users(string text, string expected) => AssertFix(text, expected);

    [Theory]
    [InlineData("log(sum[ i ](exp(v[i])))", "logsumexp[ i ](v[i])")]
    [InlineData("log(sum[i|i>0](exp(2*v[i])))", "logsumexp[i|i>0](2*v[i])")]
    [InlineData("log(sum(exp(v)))", "logsumexp(v)")]
    [InlineData("log(sum(exp(z[a,b])))", "logsumexp(z[a,b])")]
    [InlineData("sum[k](v[k] + log(sum[a](exp(z[k,a]))))", "sum[k](v[k] + logsumexp[a](z[k,a]))")]
    [InlineData("log(mean[a,b](exp(z[a,b])))", "logsumexp[a,b](z[a,b]) - log(size(a) * size(b))")]
    [InlineData("sqrt(mean[i]((v[i]-u[i])^2))", "norm[i](v[i]-u[i]) / sqrt(size(i))")]
    [InlineData("sum[n,c](log(softmax[ c ](z[n,c] / g)))", "sum[n,c](logsoftmax[ c ](z[n,c] / g))")]
    [InlineData("sum[n,c | c > 0](log(softmax[c | c > 0](z[n,c])))", "sum[n,c | c > 0](logsoftmax[c | c > 0](z[n,c]))")]
    [InlineData("sum(log(softmax(v)))", "sum(logsoftmax(v))")]
    [InlineData("mean[i](v[i]^2) - mean[i](v[i])^2", "var[i](v[i])")]
    [InlineData("mean[n](mean[c]((z[n,c]-1)^2) - mean[c](z[n,c]-1)^2)", "mean[n](var[c](z[n,c]-1))")]
    [InlineData("sum[n,c](exp(z[n,c]) / sum[k](exp(z[n,k])))", "sum[n,c](softmax[c](z[n,c]))")]
    [InlineData("sum[n](exp(z[n,label[n]]) / sum[k](exp(z[n,k])))", "sum[n](exp(z[n,label[n]] - logsumexp[k](z[n,k])))")]
    public void Reductions_keep_their_brackets(string text, string expected) => AssertFix(text, expected);

    [Theory]
    [InlineData(
        "p[n,c] = softmax[c](z[n,c]); mean[n](-log(p[n, label[n]]))",
        "p[n,c] = softmax[c](z[n,c]); mean[n](-(z[n, label[n]] - logsumexp[c](z[n,c])))")]
    [InlineData(
        "p[n,c] = softmax[c](z[n,c] / g); q = 2; mean[n,c](q * log(p[n,c]))",
        "p[n,c] = softmax[c](z[n,c] / g); q = 2; mean[n,c](q * logsoftmax[c](z[n,c] / g))")]
    [InlineData(
        "w[n,c] = z[n,c] / (1 + g^2); p[n,c] = softmax[c](w[n,c]); mean[n](-log(p[n, label[n]]))",
        "w[n,c] = z[n,c] / (1 + g^2); p[n,c] = softmax[c](w[n,c]); mean[n](-(w[n, label[n]] - logsumexp[c](w[n,c])))")]
    [InlineData("s = sigmoid( x ); log(s)", "s = sigmoid( x ); logsigmoid(x)")]
    [InlineData("r = x * y; s = sigmoid(r); log(1 - s)", "r = x * y; s = sigmoid(r); logsigmoid(-r)")]
    [InlineData("r = v - 1; t = exp(r); sum(log(1 + t))", "r = v - 1; t = exp(r); sum(softplus(r))")]
    [InlineData("f(t) = log(1 + exp(t)); f(x) + f(2 * y)", "f(t) = softplus(t); f(x) + f(2 * y)")]
    [InlineData("f(t) = log(1 + exp(t)); sum[i](f(v[i]))", "f(t) = softplus(t); sum[i](f(v[i]))")]
    public void Definitions_are_called_by_their_names(string text, string expected) => AssertFix(text, expected);

    [Theory]
    [InlineData("sum[i](u[i] * v[i] * log(v[i]))", "sum[i](xlogy(u[i] * v[i], v[i]))")]
    [InlineData("-sum[i](v[i]*log(u[i]))", "-sum[i](xlogy(v[i], u[i]))")]
    [InlineData("sum[i](-v[i] * log(u[i]))", "sum[i](-xlogy(v[i], u[i]))")]
    [InlineData("sum[i](v[i] * log(u[i]) / 2)", "sum[i](xlogy(v[i], u[i]) / 2)")]
    public void Products_become_functions(string text, string expected) => AssertFix(text, expected);

    [Theory]
    [InlineData("log(1 + exp(log(1 + exp(x))))", "logaddexp(x, log(2))")]
    [InlineData("log(exp(log(1 + x)) + exp(log(1 - exp(y))))", "logaddexp(log1p(x), log1mexp(y))")]
    [InlineData("sum[i](v[i] * log(1 - v[i]))", "sum[i](xlog1py(v[i], -v[i]))")]
    [InlineData("s[i] = exp(v[i]) - 1; sum[i](log(1 + exp(s[i])))", "s[i] = expm1(v[i]); sum[i](softplus(s[i]))")]
    public void Fixes_inside_of_fixes_come_to_an_end(string text, string expected) => Assert.Equal(expected, Fixed.Text(Used(text), text));

    [Theory]
    [InlineData("g * (y + exp(x*g) - 1)", "g * (y + expm1(x*g))")]
    [InlineData("y*g  -  sigmoid( x )  +  1", "y*g  +  sigmoid(-x)")]
    [InlineData("-y + 1 - exp(x) + g", "-y - expm1(x) + g")]
    [InlineData("1 - y - sigmoid(x)", "sigmoid(-x) - y")]
    [InlineData("exp(x) // the exponential\n - y - 1", "expm1(x) // the exponential\n - y")]
    [InlineData("(exp(x) + y) - 1", "y + expm1(x)")]
    public void The_rest_of_a_longer_sum_stays(string text, string expected) => Assert.Equal(expected, Fixed.Sum(Used(text), text));

    [Theory]
    [InlineData("log(1 + // one\n exp(x))", "softplus(x)")]
    [InlineData("y + log(1 + exp(x // the margin\n * y))", "y + softplus(x // the margin\n * y)")]
    [InlineData("2 * log(exp(x // the margin\n * y))", "2 * (x // the margin\n * y)")]
    [InlineData("log(exp(x -\n y)) // the end", "x -\n y // the end")]
    [InlineData("log(exp(x\n - y)) // the end", "x\n - y // the end")]
    public void Comments_stay_where_the_words_around_them_stay(string text, string expected) => AssertFix(text, expected);

    private static void AssertFix(string text, string expected) => Assert.Equal(expected, Fixed.Once(Used(text), text));

    private static string Used(string text) =>
        string.Join(' ', Parameters.Split(' ').Where(part => Regex.IsMatch(text, $@"\b{part.Split(':')[0]}\b")));
}
