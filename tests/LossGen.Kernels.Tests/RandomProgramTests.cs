using LossGen.Compiler.Signatures;
using LossGen.Kernels.Tests.Infrastructure;
using LossGen.Kernels.Tests.RandomPrograms;

namespace LossGen.Kernels.Tests;

/// <summary>Kernels of random programs against the interpreter.</summary>
public sealed class RandomProgramTests
{
    private const int ProgramsAtOnce = 40;
    private const int MostShrinkingSteps = 20;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Kernels_of_random_programs_agree_with_the_interpreter(int batch)
    {
        var programs = Enumerable.Range(batch * ProgramsAtOnce, ProgramsAtOnce).Select(Program).ToList();
        var check = new ProgramCheck(Compile(programs));
        var failures = programs.Select(program => (Program: program, Wrong: check.Run(program))).Where(result => result.Wrong is not null).ToList();
        if (failures.Count > 0)
            Assert.Fail($"{failures.Count} programs are wrong.\n{Shrink(failures[0].Program)}\n\n{string.Join("\n\n", failures.Select(failure => failure.Wrong))}");
        Assert.True(check.Compared > 20 * check.Uncertain, $"{check.Uncertain} of {check.Compared + check.Uncertain} numbers were too uncertain to compare");
        Assert.True(check.Differences > 20 * check.Kinks, $"{check.Kinks} of {check.Differences + check.Kinks} derivatives could not be measured");
    }

    /// <summary>The program of a seed. One whose extents cannot be found gets vectors that give them; if that does not help, another one is taken.</summary>
    internal static RandomProgram Program(int seed)
    {
        for (var attempt = seed; ; attempt += 1_000_000)
        {
            foreach (var isAnchored in new[] { false, true })
            {
                if (ProgramGenerator.Generate(attempt, isAnchored) is var program && ProgramCheck.IsValid(program))
                    return program;
            }
        }
    }

    private static KernelLibrary Compile(IEnumerable<RandomProgram> programs) => KernelLibrary.Compile(
        [.. programs.SelectMany(program => new[] { program.Case(ElementType.Single), program.Case(ElementType.Double) })]);

    /// <summary>A smaller program that is wrong, too, and what is wrong with it.</summary>
    internal static string? Shrink(RandomProgram program)
    {
        var wrong = Wrong(program);
        var steps = 0;
        var isSmaller = true;
        while (isSmaller)
        {
            isSmaller = false;
            foreach (var smaller in program.Smaller().Where(smaller => smaller.Text.Length < program.Text.Length && ProgramCheck.IsValid(smaller)))
            {
                if (steps++ == MostShrinkingSteps)
                    return wrong;
                if (Wrong(smaller) is not { } found)
                    continue;
                (program, wrong, isSmaller) = (smaller, found, true);
                break;
            }
        }

        return wrong;
    }

    /// <summary>What is wrong with a program, compiled by itself.</summary>
    internal static string? Wrong(RandomProgram program)
    {
        try
        {
            return new ProgramCheck(Compile([program])).Run(program);
        }
        catch (InvalidOperationException exception)
        {
            return $"seed {program.Seed}: {exception.Message.Split("// <auto")[0]} {exception.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("LossGen", StringComparison.Ordinal))}\n{program.Text}\n{string.Join(", ", program.Parameters)}";
        }
    }
}
