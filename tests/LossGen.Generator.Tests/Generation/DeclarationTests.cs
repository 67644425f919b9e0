using LossGen.Compiler.Signatures;
using LossGen.Generator.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Generator.Tests.Generation;

/// <summary>Every form of method and containing type: the two parts have to agree as C# wants it, to the last warning.</summary>
public sealed class DeclarationTests
{
    private const string Method = "[LossGen.Loss(\"x\")] public static partial float F(System.ReadOnlySpan<float> x);";

    [Theory]
    [InlineData("partial class C { M }", "C")]
    [InlineData("public static partial class C { M }", "C")]
    [InlineData("abstract partial class C { M }", "C")]
    [InlineData("partial struct S { M }", "S")]
    [InlineData("readonly partial struct S { M }", "S")]
    [InlineData("ref partial struct S { M }", "S")]
    [InlineData("readonly ref partial struct S { M }", "S")]
    [InlineData("partial record R(int A) { M }", "R")]
    [InlineData("partial record class R { M }", "R")]
    [InlineData("partial record struct R(int A) { M }", "R")]
    [InlineData("partial interface I { M }", "I")]
    [InlineData("partial interface I<in T, out U> where T : class { M }", "I`2")]
    [InlineData("partial class C<T> where T : struct, System.IComparable<T> { M }", "C`1")]
    [InlineData("partial class A { partial struct B<T> { partial record D<U, V> { M } } }", "A+B`1+D`2")]
    [InlineData("namespace N { partial class C { M } }", "N.C")]
    [InlineData("namespace N.@namespace.P { partial class @class<@event> { M } }", "N.namespace.P.class`1")]
    [InlineData("namespace N; partial class C { M }", "N.C")]
    public void Containing_types_of_every_kind(string source, string typeName)
    {
        var compilation = Host.Compile(source.Replace(" M ", $" {Method} ", StringComparison.Ordinal));
        var (name, _) = Assert.Single(Host.Run(compilation, Host.StubGenerator).Files());
        Assert.Equal(typeName + ".Loss.g.cs", name);
        Host.AssertCompiles(Host.Generate(compilation, Host.StubGenerator));
    }

    [Theory]
    [InlineData("public static partial float F(ReadOnlySpan<float> x);")]
    [InlineData("static internal partial double F(ReadOnlySpan<double> x);")]
    [InlineData("private protected static partial float F(ReadOnlySpan<float> x);")]
    [InlineData("protected internal partial float F(ReadOnlySpan<float> x);")]
    [InlineData("public virtual partial float F(ReadOnlySpan<float> x);")]
    [InlineData("public sealed override partial float G(ReadOnlySpan<float> x);")]
    [InlineData("public new static partial float H(ReadOnlySpan<float> x);")]
    [InlineData("public static partial float F(scoped ReadOnlySpan<float> x);")]
    [InlineData("public static partial float F(in ReadOnlySpan<float> x, in float y);")]
    [InlineData("public static partial float F(ReadOnlySpan<float> x, float tau = 0.5f, bool flag = true);")]
    [InlineData("public static partial float F(ReadOnlySpan<bool> mask, ReadOnlySpan<long> label, ReadOnlySpan<int> length);")]
    [InlineData("public static partial float @event(ReadOnlySpan<float> @class, float @params, int @value, int @where);")]
    [InlineData("public static partial float F([System.Diagnostics.CodeAnalysis.DisallowNull] ReadOnlySpan<float> ŷ, float größe);")]
    [InlineData("public static partial F32 F(ReadOnlySpan<F32> x);")]
    public void Methods_of_every_form(string method)
    {
        var compilation = Host.Compile($$"""
            using System;
            using LossGen;
            using F32 = System.Single;
            public class Base
            {
                public virtual float G(ReadOnlySpan<float> x) => 0;
                public static float H(ReadOnlySpan<float> x) => 0;
            }
            public partial class C : Base
            {
                [Loss("x")]
                {{method}}
            }
            """);
        Host.AssertCompiles(Host.Generate(compilation, Host.StubGenerator));
    }

    [Fact]
    public void A_parameter_list_of_open_length_stays_one()
    {
        Assert.SkipUnless(Enum.IsDefined((LanguageVersion)1300), "The compiler of this run is older than C# 13.");
        Host.AssertCompiles(Host.Generate(
            Host.Compile("""
                using System;
                using LossGen;
                static partial class L
                {
                    [Loss("x")] internal static partial float F(int n, params ReadOnlySpan<float> x);
                    internal static float Use() => F(1, 2, 3);
                }
                """),
            Host.StubGenerator));
    }

    [Fact]
    public void An_extension_method_stays_one() => Host.AssertCompiles(Host.Generate(
        Host.Compile("""
            using System;
            using LossGen;
            static partial class L
            {
                [Loss("x")] public static partial float F(this ReadOnlySpan<float> x);
                public static float Use(ReadOnlySpan<float> x) => x.F();
            }
            """),
        Host.StubGenerator));

    [Theory]
    [InlineData("ReadOnlySpan<float> x", ParameterKind.Array, ElementType.Single)]
    [InlineData("ReadOnlySpan<double> x", ParameterKind.Array, ElementType.Double)]
    [InlineData("ReadOnlySpan<int> x", ParameterKind.Array, ElementType.Int32)]
    [InlineData("ReadOnlySpan<long> x", ParameterKind.Array, ElementType.Int64)]
    [InlineData("ReadOnlySpan<bool> x", ParameterKind.Array, ElementType.Boolean)]
    [InlineData("scoped ReadOnlySpan<float> x", ParameterKind.Array, ElementType.Single)]
    [InlineData("float x", ParameterKind.Scalar, ElementType.Single)]
    [InlineData("double x", ParameterKind.Scalar, ElementType.Double)]
    [InlineData("in int x", ParameterKind.Scalar, ElementType.Int32)]
    [InlineData("long x", ParameterKind.Scalar, ElementType.Int64)]
    [InlineData("bool x", ParameterKind.Scalar, ElementType.Boolean)]
    [InlineData("Span<float> x", ParameterKind.Result, ElementType.Single)]
    [InlineData("scoped Span<double> x", ParameterKind.Result, ElementType.Double)]
    [InlineData("Span<int> x", ParameterKind.Unsupported, ElementType.Int32)]
    [InlineData("ref Span<float> x", ParameterKind.Unsupported, ElementType.Single)]
    [InlineData("float[] x", ParameterKind.Unsupported, ElementType.Single)]
    [InlineData("ReadOnlySpan<Half> x", ParameterKind.Unsupported, ElementType.Single)]
    [InlineData("ReadOnlySpan<T> x", ParameterKind.Unsupported, ElementType.Single)]
    [InlineData("ref double x", ParameterKind.Unsupported, ElementType.Double)]
    [InlineData("ref readonly double x", ParameterKind.Unsupported, ElementType.Double)]
    [InlineData("out float x", ParameterKind.Unsupported, ElementType.Single)]
    [InlineData("Fake.ReadOnlySpan<float> x", ParameterKind.Unsupported, ElementType.Single)]
    [InlineData("float? x", ParameterKind.Unsupported, ElementType.Single)]
    public void Parameters_are_classified(string declaration, ParameterKind kind, ElementType element)
    {
        var parameter = Read($"public static partial float F({declaration});").Signature.Parameters[0];
        Assert.Equal(("x", kind, element), (parameter.Name, parameter.Kind, parameter.Element));
    }

    [Theory]
    [InlineData("float", ElementType.Single)]
    [InlineData("System.Double", ElementType.Double)]
    [InlineData("int", null)]
    [InlineData("bool", null)]
    [InlineData("void", null)]
    [InlineData("ref float", null)]
    [InlineData("float?", null)]
    public void Return_types_are_classified(string type, ElementType? expected) =>
        Assert.Equal(expected, Read($"public static partial {type} F(float x);").Signature.ReturnType);

    [Fact]
    public void Names_lose_their_escape_and_declarations_keep_it()
    {
        var method = Read("public static partial float @int(scoped ReadOnlySpan<float> @float, string? s);");
        Assert.Equal("int", method.Signature.MethodName);
        Assert.Equal("float", method.Signature.Parameters[0].Name);
        Assert.Equal(
            ["scoped global::System.ReadOnlySpan<float> @float", "string? s"],
            method.Signature.Parameters.Select(parameter => parameter.Declaration));
        Assert.Equal("public static partial float", method.Declaration);
        Assert.Equal("public static", method.CompanionModifiers);
    }

    [Fact]
    public void Options_and_text_are_read()
    {
        var method = Read("public static partial float F(float x);", "\"a\\r\\nb\\rc\\nd\", Wrt = new string[] { \"x\", null! }, Stabilize = false");
        Assert.Equal("a\nb\nc\nd", method.Text);
        Assert.False(method.Stabilize);
        Assert.Equal(["x", ""], method.Signature.Wrt!.Value);
        Assert.Empty(Read("public static partial float F(float x);", "\"x\", Wrt = new string[0]").Signature.Wrt!.Value);
        Assert.Null(Read("public static partial float F(float x);", "expression: \"x\", Wrt = null").Signature.Wrt);
    }

    /// <summary>What the compiler is given for one method.</summary>
    private static LossMethod Read(string method, string arguments = "\"x\"")
    {
        var compilation = Host.Compile($$"""
            using System;
            using LossGen;
            namespace Fake { public ref struct ReadOnlySpan<T> { } }
            partial class C<T>
            {
                [Loss({{arguments}})]
                {{method}}
            }
            """);
        LossMethod? read = null;
        Host.Run(compilation, new LossGenerator((loss, token) =>
        {
            read = loss;
            return StubCompiler.Compile(loss, token);
        }));
        return read ?? throw new InvalidOperationException("The compiler was not called.");
    }
}
