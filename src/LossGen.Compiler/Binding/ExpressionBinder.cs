using System.Globalization;
using LossGen.Compiler.Diagnostics;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Syntax;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Binding;

/// <summary>
/// The second walk over a program: expressions to nodes. It simplifies nothing. Null stands for an expression with an error that is reported;
/// whatever uses it is silent.
/// </summary>
internal sealed partial class ExpressionBinder(
    LossSignature signature, SymbolTable symbols, Shapes shapes, NodeFactory factory, DiagnosticBag diagnostics, WorkBudget budget)
{
    /// <summary>How deeply binding may recurse: through a tree, and through the functions that it calls.</summary>
    private const int MaximumRecursion = LossParser.MaximumDepth + 56;

    private readonly NodeDepth _depth = new();
    private IReadOnlyDictionary<string, Node> _arguments = NoArguments;
    private int _statement;
    private int _recursion;

    private static readonly IReadOnlyDictionary<string, Node> NoArguments = new Dictionary<string, Node>(StringComparer.Ordinal);

    public Provenance Provenance { get; } = new(budget);

    /// <summary>Whether the statement comes from another loss: its expressions have no places in the text.</summary>
    public bool IsInlined { get; set; }

    /// <summary>Extents that must not be 0, in order of appearance.</summary>
    public List<NonEmptyExtent> NonEmpty { get; } = [];

    /// <summary>Arrays of which the program takes a size.</summary>
    public HashSet<string> Measured { get; } = new(StringComparer.Ordinal);

    /// <summary>Binds the expression of a statement, which sees the names that earlier statements define.</summary>
    public Node? Bind(ExpressionSyntax expression, int statement)
    {
        _statement = statement;
        return Bind(expression);
    }

    /// <summary>Binds the expression of a statement that must be true or false.</summary>
    public Node? BindCondition(ExpressionSyntax expression, int statement, string what)
    {
        _statement = statement;
        return BindCondition(expression, what);
    }

    private Node? BindCondition(ExpressionSyntax expression, string what)
    {
        var node = Bind(expression);
        if (node is null or { Type: NodeType.Boolean })
            return node;
        diagnostics.Report(LanguageErrors.ConditionExpected, expression.Span, what, Phrase.Type(node.Type));
        return null;
    }

    /// <summary>The node as a real number; the conversion stands where the expression does.</summary>
    public Node ToReal(Node node, ExpressionSyntax expression) => Converted(node, Conversions.ToReal(factory, node), expression.Span);

    private Node? Bind(ExpressionSyntax expression)
    {
        budget.Spend();
        if (_recursion == MaximumRecursion)
            return Fail(LanguageErrors.TooLarge, expression.Span);
        _recursion++;
        var node = expression switch
        {
            LiteralSyntax literal => Literal(literal.Token),
            NameSyntax name => Name(name),
            ConstantSyntax constant => Constant(constant.Name),
            ParenthesizedSyntax parenthesized => Bind(parenthesized.Inner),
            UnarySyntax unary => Unary(unary),
            BinarySyntax binary => Binary(binary),
            ComparisonSyntax comparison => Comparison(comparison),
            ConditionalSyntax conditional => Conditional(conditional),
            IndexSyntax index => Index(index),
            CallSyntax call => Call(call),
            _ => null,
        };
        _recursion--;
        if (node is null)
            return null;
        if (_depth.IsTooDeep(node))
            return Fail(LanguageErrors.TooLarge, expression.Span);
        if (!RefersToDefinition(expression) || !Provenance.IsKnown(node))
            Place(node, expression.Span);
        else if (expression is not ParenthesizedSyntax && !IsInlined)
            Provenance.Mention(node, expression.Span);
        return node;
    }

    /// <summary>
    /// An expression that only refers to a definition adds no place of its own: what the node computes stands in the definition. Sorting
    /// puts the elements elsewhere and computes nothing of them.
    /// </summary>
    private bool RefersToDefinition(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedSyntax => true,
        NameSyntax name => _arguments.ContainsKey(name.Name) || symbols.Find(name.Name) is BindingSymbol,
        IndexSyntax index => symbols.Find(index.Name) is BindingSymbol,
        CallSyntax call => call.Name == BuiltInFunctions.Sort || symbols.Find(call.Name) is FunctionSymbol,
        _ => false,
    };

    private void Place(Node node, TextSpan span)
    {
        if (!IsInlined)
            Provenance.Add(node, span);
    }

    private Node? Fail(LossDiagnosticDescriptor descriptor, TextSpan span, params string[] arguments)
    {
        diagnostics.Report(descriptor, span, arguments);
        return null;
    }

    private Node Converted(Node from, Node to, TextSpan span)
    {
        if (!ReferenceEquals(from, to))
            Place(to, span);
        return to;
    }

    /// <summary>The operands in one numeric type; null if one has an error.</summary>
    private Node[]? Unify(IReadOnlyList<ExpressionSyntax> expressions)
    {
        var nodes = BindAll(expressions);
        if (nodes is null)
            return null;
        var unified = Conversions.Unify(factory, nodes);
        for (var i = 0; i < nodes.Length; i++)
            Converted(nodes[i], unified[i], expressions[i].Span);
        return unified;
    }

    private Node[]? Reals(IReadOnlyList<ExpressionSyntax> expressions)
    {
        var nodes = BindAll(expressions);
        return nodes is null ? null : [.. nodes.Select((node, i) => ToReal(node, expressions[i]))];
    }

    /// <summary>Binds all, so that each has its messages; null if one has an error.</summary>
    private Node[]? BindAll(IReadOnlyList<ExpressionSyntax> expressions)
    {
        var nodes = new Node[expressions.Count];
        var valid = true;
        for (var i = 0; i < nodes.Length; i++)
        {
            if (Bind(expressions[i]) is { } node)
                nodes[i] = node;
            else
                valid = false;
        }

        return valid ? nodes : null;
    }

    private Node Literal(Token token) => token.Kind == TokenKind.Integer
        ? factory.Integer(long.Parse(token.Text, CultureInfo.InvariantCulture))
        : factory.Real(Lexer.ParseReal(token.Text));

    private Node? Unary(UnarySyntax unary)
    {
        if (unary.Operator.Kind == TokenKind.Bang)
            return BindCondition(unary.Operand, "The operand of '!'") is { } condition ? factory.Call(Operators.Not, condition) : null;
        return Unify([unary.Operand]) is { } operand ? factory.Call(Operators.Negate, operand) : null;
    }

    private Node? Binary(BinarySyntax binary)
    {
        var kind = binary.Operator.Kind;
        if (kind is TokenKind.AmpersandAmpersand or TokenKind.BarBar)
        {
            var side = $"Each side of '{binary.Operator.Text}'";
            var left = BindCondition(binary.Left, side);
            var right = BindCondition(binary.Right, side);
            return left is null || right is null
                ? null
                : factory.Call(kind == TokenKind.BarBar ? Operators.Or : Operators.And, left, right);
        }

        var op = kind switch
        {
            TokenKind.Plus => Operators.Add,
            TokenKind.Minus => Operators.Subtract,
            TokenKind.Star => Operators.Multiply,
            TokenKind.Slash => Operators.Divide,
            _ => Operators.Power,
        };
        ExpressionSyntax[] sides = [binary.Left, binary.Right];
        var operands = op.Typing == OperatorTyping.Real ? Reals(sides) : Unify(sides);
        return operands is null ? null : factory.Call(op, operands);
    }

    /// <summary><c>a &lt; b &lt; c</c> is <c>a &lt; b &amp;&amp; b &lt; c</c>; each pair in its own type.</summary>
    private Node? Comparison(ComparisonSyntax comparison)
    {
        if (BindAll(comparison.Operands) is not { } nodes)
            return null;
        var result = default(Node);
        for (var i = 0; i < comparison.Operators.Count; i++)
        {
            var pair = Conversions.Unify(factory, [nodes[i], nodes[i + 1]]);
            Converted(nodes[i], pair[0], comparison.Operands[i].Span);
            Converted(nodes[i + 1], pair[1], comparison.Operands[i + 1].Span);
            var holds = factory.Call(ComparisonOperator(comparison.Operators[i].Kind), pair);
            Place(holds, comparison.Operands[i].Span.Union(comparison.Operands[i + 1].Span));
            result = result is null ? holds : factory.Call(Operators.And, result, holds);
        }

        return result;
    }

    private static Operator ComparisonOperator(TokenKind kind) => kind switch
    {
        TokenKind.EqualEqual => Operators.Equal,
        TokenKind.BangEqual => Operators.NotEqual,
        TokenKind.Less => Operators.Less,
        TokenKind.LessEqual => Operators.LessOrEqual,
        TokenKind.Greater => Operators.Greater,
        _ => Operators.GreaterOrEqual,
    };

    private Node? Conditional(ConditionalSyntax conditional)
    {
        var condition = BindCondition(conditional.Condition, "What stands before '?'");
        if (BindAll([conditional.IfTrue, conditional.IfFalse]) is not [var ifTrue, var ifFalse] || condition is null)
            return null;
        if (ifTrue.Type == NodeType.Boolean && ifFalse.Type == NodeType.Boolean)
            return factory.Select(condition, ifTrue, ifFalse);
        var branches = Conversions.Unify(factory, [ifTrue, ifFalse]);
        return factory.Select(
            condition,
            Converted(ifTrue, branches[0], conditional.IfTrue.Span),
            Converted(ifFalse, branches[1], conditional.IfFalse.Span));
    }
}
