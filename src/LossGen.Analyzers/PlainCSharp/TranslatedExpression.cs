using LossGen.Compiler.Ir;
using Microsoft.CodeAnalysis;

namespace LossGen.Analyzers.PlainCSharp;

/// <summary>What values a leaf can have.</summary>
internal enum LeafDomain
{
    /// <summary>Any number of the type.</summary>
    Real,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A random number of [0, 1): a multiple of the type's last bit below 1, so that 1 minus it is exact.</summary>
    Random,
}

/// <summary>A part of a C# expression that the compiler does not look into: a variable, an element, a call of an unknown method.</summary>
/// <param name="Node">The node that stands for it.</param>
/// <param name="Domain">What it can be.</param>
/// <param name="Operation">The first place where it stands.</param>
/// <param name="IsPure">Whether it may be evaluated once more, or not at all.</param>
internal sealed record Leaf(Node Node, LeafDomain Domain, IOperation Operation, bool IsPure);

/// <summary>A place of a node in the source.</summary>
/// <param name="Operation">The C# expression.</param>
/// <param name="Whole">What the expression is; more than the node if C# has a function for the node's multiple, as <c>Log10</c> has.</param>
internal sealed record Place(IOperation Operation, Node Whole);

/// <summary>The text of a node.</summary>
/// <param name="Syntax">The text; what it refers to has the same value where the whole expression stands.</param>
/// <param name="Type">Its type.</param>
internal sealed record NodeText(SyntaxNode Syntax, ITypeSymbol? Type);

/// <summary>A C# expression in the compiler's terms.</summary>
internal sealed class TranslatedExpression
{
    public required NodeFactory Factory { get; init; }

    /// <summary>The value, as it is written.</summary>
    public required Node Root { get; init; }

    /// <summary>Where nodes stand in the expression itself. What it reads through a local stands elsewhere.</summary>
    public required IReadOnlyDictionary<Node, List<Place>> Places { get; init; }

    /// <summary>How nodes are written, there or where a local is declared; the shortest texts first.</summary>
    public required IReadOnlyDictionary<Node, List<NodeText>> Texts { get; init; }

    public required IReadOnlyList<Leaf> Leaves { get; init; }

    /// <summary>Conditions that hold wherever the expression is evaluated.</summary>
    public required IReadOnlyList<Node> Facts { get; init; }
}
