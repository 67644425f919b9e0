using LossGen.Analyzers.PlainCSharp;
using LossGen.Generator.Tests.Infrastructure;

namespace LossGen.Generator.Tests.Analysis.PlainCSharp;

/// <summary>Unstable forms over whole sequences: with LINQ, and in loops.</summary>
public sealed class SequenceTests
{
    [Theory]
    [InlineData("return {|LG3009:Math.Log(v.Sum(x => Math.Exp(x)))|};")]
    [InlineData("return {|LG3009:Math.Log(v.Select(Math.Exp).Sum())|};")]
    [InlineData("return {|LG3009:Math.Log(list.Select(x => Math.Exp(-x)).ToList().Sum())|};")]
    [InlineData("var sum = 0.0; for (var i = 0; i < v.Length; i++) sum += Math.Exp(v[i]); return {|LG3009:Math.Log(sum)|};")]
    [InlineData("var sum = 0.0; foreach (var x in v) { var e = Math.Exp(x); sum += e; } return {|LG3009:Math.Log(sum)|};")]
    [InlineData("return {|LG3010:Math.Log(v.Average(x => Math.Exp(x)))|};")]
    [InlineData("var s = 0.0; for (var i = 0; i < v.Length; i++) s += Math.Exp(v[i]); return {|LG3013:Math.Exp(v[k]) / s|};")]
    [InlineData("var e = v.Select(Math.Exp).ToArray(); var s = e.Sum(); return e.Select(x => {|LG3013:x / s|}).Max();")]
    [InlineData("""
        double[] e = new double[k], w = new double[k];
        var s = 0.0;
        for (var i = 0; i < k; i++) { e[i] = Math.Exp(v[i]); s += e[i]; }
        for (var j = 0; j < k; j++) w[j] = {|LG3013:e[j] / s|};
        return 0;
        """)]
    [InlineData("return {|LG3027:Math.Sqrt(v.Sum(x => x * x))|};")]
    [InlineData("double s = 0, q = 0; for (var i = 0; i < v.Length; i++) { s += v[i]; q += v[i] * v[i]; } var m = s / v.Length; return {|LG3028:q / v.Length - m * m|};")]
    [InlineData("var m = v.Average(); return {|LG3028:v.Average(x => x * x) - m * m|};")]
    [InlineData("return v.Sum(x => {|LG3016:x * Math.Log(x)|});")]
    public async Task A_form_over_a_sequence_is_found(string body) => await AssertFindsAsync(body);

    [Theory]
    [InlineData("var m = v.Max(); return m + Math.Log(v.Sum(x => Math.Exp(x - m)));")]
    [InlineData("var m = v[0]; foreach (var x in v) m = Math.Max(m, x); var s = 0.0; foreach (var x in v) s += Math.Exp(x - m); return m + Math.Log(s);")]
    [InlineData("var m = v.Max(); var e = v.Select(x => Math.Exp(x - m)).ToArray(); var s = e.Sum(); return e.Select(x => x / s).Max();")]
    [InlineData("var m = v[0]; foreach (var x in v) m = Math.Min(m, x); return -Math.Log(v.Sum(x => Math.Exp((m - x) / k)));")]
    [InlineData("var m = v.Average(); return v.Average(x => (x - m) * (x - m));")]
    [InlineData("return v.Where(x => x > 0).Sum(x => x * Math.Log(x));")]
    [InlineData("return v.Sum(x => x > 0 ? x * Math.Log(x) : 0);")]
    [InlineData("var s = 0.0; for (var i = 0; i < v.Length; i++) { if (v[i] > 0) s += Math.Exp(v[i]); } return Math.Log(s);")]
    [InlineData("var s = 0.0; for (var i = 0; i < v.Length; i++) s += Math.Exp(v[i]); s = 2; return Math.Log(s);")]
    [InlineData("var s = 0.0; var t = 0.0; for (var r = 0; r < 3; r++) { for (var i = 0; i < k; i++) s += Math.Exp(v[i]); t += Math.Log(s); } return t;")]
    [InlineData("return Math.Log(v.Sum());")]
    public async Task Another_is_not(string body) => await AssertFindsAsync(body);

    private static async Task AssertFindsAsync(string body) => await Markup.AssertFindsAsync(
        $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        static class C
        {
            public static double F(double[] v, List<double> list, int k)
            {
                {{body}}
            }
        }
        """,
        new PlainCSharpAnalyzer());
}
