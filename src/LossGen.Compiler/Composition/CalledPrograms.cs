using LossGen.Compiler.Binding;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Composition;

/// <summary>The syntax of the losses that can be called, each parsed once, and the ranks that they give to arrays.</summary>
internal sealed class CalledPrograms(LossCalls calls)
{
    /// <summary>How far an array is followed that one loss only hands on to the next.</summary>
    private const int MaximumForwarding = 8;

    private readonly Dictionary<int, (ProgramSyntax Syntax, ProgramNames Names)> _programs = [];

    public (ProgramSyntax Syntax, ProgramNames Names) Get(int index)
    {
        if (!_programs.TryGetValue(index, out var program))
        {
            var loss = calls.Losses[index];
            var syntax = LossParser.Parse(loss.Text, new DiagnosticBag());
            _programs[index] = program = (syntax, ProgramNames.Of(loss.Signature, syntax));
        }

        return program;
    }

    /// <summary>The number of dimensions that a called loss gives to a parameter; null if it does not read it.</summary>
    public int? Rank(int index, string parameter) => Rank(index, parameter, MaximumForwarding);

    /// <summary>The number of dimensions that a program gives to an array parameter; null if it does not read it.</summary>
    public int? Rank(ProgramSyntax program, EquatableArray<CalledName> names, string parameter) => Rank(program, names, parameter, MaximumForwarding);

    private int? Rank(int index, string parameter, int forwarding) =>
        Rank(Get(index).Syntax, calls.Losses[index].Names, parameter, forwarding);

    private int? Rank(ProgramSyntax program, EquatableArray<CalledName> names, string parameter, int forwarding)
    {
        var uses = program.Statements
            .Where(statement => statement is not FunctionSyntax function || function.Parameters.All(other => other.Name != parameter))
            .SelectMany(statement => Uses(statement.Body, names, parameter, forwarding))
            .OrderBy(use => use.IsForwarded)
            .ToList();
        return uses.Count == 0 ? null : uses[0].Rank;
    }

    /// <summary>The ranks of all uses; what the program reads itself says more than what it hands on.</summary>
    private IEnumerable<(int Rank, bool IsForwarded)> Uses(ExpressionSyntax expression, EquatableArray<CalledName> names, string parameter, int forwarding)
    {
        switch (expression)
        {
            case NameSyntax name:
                return name.Name == parameter ? [(1, false)] : [];
            case IndexSyntax index when index.Name == parameter:
                return [(index.Indices.Count, false)];
            case CallSyntax { Name: BuiltInFunctions.Size }:
                return [];
            case CallSyntax call when names.FirstOrDefault(name => name.Name == call.Name) is { } called:
                return call.Arguments.SelectMany((argument, i) => argument is NameSyntax name
                    ? Forwarded(name, i, call, called, parameter, forwarding)
                    : Uses(argument, names, parameter, forwarding));
            default:
                return expression.Expressions.SelectMany(operand => Uses(operand, names, parameter, forwarding));
        }
    }

    private IEnumerable<(int Rank, bool IsForwarded)> Forwarded(NameSyntax name, int position, CallSyntax call, CalledName called, string parameter, int forwarding)
    {
        if (name.Name != parameter || forwarding == 0)
            return [];
        var fitting = called.Overloads.Where(index => calls.Losses[index].Signature.Parameters.Count == call.Arguments.Count).Take(1);
        return fitting
            .Select(index => Rank(index, calls.Losses[index].Signature.Parameters[position].Name, forwarding - 1))
            .OfType<int>()
            .Select(rank => (rank, true));
    }
}
