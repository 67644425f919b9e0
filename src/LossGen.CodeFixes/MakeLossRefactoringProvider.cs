using System.Composition;
using LossGen.Analyzers.PlainCSharp;
using LossGen.Compiler.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Simplification;

namespace LossGen.CodeFixes;

/// <summary>
/// Makes a C# expression over floating-point numbers a loss: a partial method with <c>[Loss]</c>, whose value is computed stably and whose
/// gradient comes with it. A method that is nothing but the expression becomes the loss itself; any other keeps a call of a new one.
/// </summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(MakeLossRefactoringProvider)), Shared]
public sealed class MakeLossRefactoringProvider : CodeRefactoringProvider
{
    private const string Title = "Make it a [Loss]";

    private const string MethodTitle = "Make the method a [Loss]";

    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null || model.Compilation.GetTypeByMetadataName("LossGen.LossAttribute") is null
            || root.FindNode(context.Span, getInnermostNodeForTie: true) is not { } node
            || node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is null or InterfaceDeclarationSyntax)
            return;
        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method
            && model.GetOperation(method, context.CancellationToken) is IMethodBodyOperation body
            && LossDraft.TryCreate(body, model.Compilation) is { } sum && Fits(method, sum))
        {
            context.RegisterRefactoring(CodeAction.Create(
                MethodTitle, cancellationToken => ReplaceAsync(context.Document, method, sum, cancellationToken), equivalenceKey: MethodTitle));
        }

        if (Chosen(node, model, context) is { } expression
            && model.GetOperation(expression, context.CancellationToken) is { } operation
            && LossDraft.TryCreate(operation, model.Compilation) is { } draft)
        {
            context.RegisterRefactoring(CodeAction.Create(
                Title, cancellationToken => ApplyAsync(context.Document, expression, draft, cancellationToken), equivalenceKey: Title));
        }
    }

    /// <summary>The expression that is selected; without a selection, the largest one at the cursor.</summary>
    private static ExpressionSyntax? Chosen(SyntaxNode node, SemanticModel model, CodeRefactoringContext context)
    {
        var expression = node.FirstAncestorOrSelf<ExpressionSyntax>();
        if (expression is null || !context.Span.IsEmpty)
            return expression;
        foreach (var outer in expression.Ancestors().TakeWhile(outer => outer is ExpressionSyntax or ArgumentSyntax or ArgumentListSyntax))
        {
            if (outer is ExpressionSyntax candidate
                && model.GetTypeInfo(candidate, context.CancellationToken).Type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double)
                expression = candidate;
        }

        return expression;
    }

    private static Task<Document> ApplyAsync(Document document, ExpressionSyntax expression, LossDraft draft, CancellationToken cancellationToken)
    {
        var method = expression.FirstAncestorOrSelf<MethodDeclarationSyntax>();
        if (method is not null && IsWholeBody(expression, method) && Fits(method, draft))
            return ReplaceAsync(document, method, draft, cancellationToken);
        var type = expression.FirstAncestorOrSelf<TypeDeclarationSyntax>()!;
        return ReplaceAsync(document, type, WithNewMethod(type, expression, method, draft), cancellationToken);
    }

    private static Task<Document> ReplaceAsync(Document document, MethodDeclarationSyntax method, LossDraft draft, CancellationToken cancellationToken)
    {
        var type = method.FirstAncestorOrSelf<TypeDeclarationSyntax>()!;
        return ReplaceAsync(document, type, type.ReplaceNode(method, WithLoss(method, draft)), cancellationToken);
    }

    private static async Task<Document> ReplaceAsync(
        Document document, TypeDeclarationSyntax type, TypeDeclarationSyntax changed, CancellationToken cancellationToken)
    {
        var root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        var updated = root.ReplaceNode(type, WithPartial(changed));
        foreach (var outer in type.Ancestors().OfType<TypeDeclarationSyntax>())
        {
            var current = updated.DescendantNodes().OfType<TypeDeclarationSyntax>()
                .First(candidate => candidate.Identifier.ValueText == outer.Identifier.ValueText && candidate.SpanStart == outer.SpanStart);
            updated = updated.ReplaceNode(current, WithPartial(current));
        }

        return await ImportAdder.AddImportsAsync(document.WithSyntaxRoot(updated), Simplifier.AddImportsAnnotation, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Whether a method is nothing but the expression: <c>=> expression;</c> or <c>{ return expression; }</c>.</summary>
    private static bool IsWholeBody(ExpressionSyntax expression, MethodDeclarationSyntax method) =>
        (method.ExpressionBody?.Expression ?? (method.Body?.Statements is [ReturnStatementSyntax { Expression: { } returned }] ? returned : null)) is { } body
        && Inner(body) == Inner(expression);

    private static ExpressionSyntax Inner(ExpressionSyntax expression) =>
        expression is ParenthesizedExpressionSyntax parentheses ? Inner(parentheses.Expression) : expression;

    /// <summary>Whether the loss takes the method's own parameters and no others, and is of its type.</summary>
    private static bool Fits(MethodDeclarationSyntax method, LossDraft draft) =>
        method.TypeParameterList is null
        && method.ReturnType.ToString() == draft.Type
        && method.ParameterList.Parameters.Count == draft.Parameters.Count
        && draft.Parameters.All(parameter => parameter.Argument is IParameterReferenceOperation
            && method.ParameterList.Parameters.Any(own =>
                own.Identifier.ValueText == parameter.Name && own.Modifiers.Count == 0 && (parameter.IsSpan || own.Type?.ToString() == parameter.Type)));

    private static MethodDeclarationSyntax WithLoss(MethodDeclarationSyntax method, LossDraft draft)
    {
        var trivia = method.GetLeadingTrivia();
        var partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        var declaration = method.WithLeadingTrivia()
            .WithBody(null)
            .WithExpressionBody(null)
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken))
            .WithParameterList(WithSpans(method.ParameterList, draft).WithTrailingTrivia())
            .WithTrailingTrivia(method.GetTrailingTrivia());
        declaration = declaration.WithModifiers(declaration.Modifiers.Add(partial));
        return declaration.WithAttributeLists(declaration.AttributeLists.Insert(0, Attribute(draft)))
            .WithLeadingTrivia(trivia)
            .WithAdditionalAnnotations(Formatter.Annotation);
    }

    /// <summary>A loss reads spans, which arrays are converted to by themselves.</summary>
    private static ParameterListSyntax WithSpans(ParameterListSyntax parameters, LossDraft draft) => parameters.ReplaceNodes(
        parameters.Parameters.Where(own => own.Type is ArrayTypeSyntax or GenericNameSyntax).Select(own => own.Type!),
        (type, _) => SyntaxFactory.ParseTypeName($"global::System.ReadOnlySpan<{draft.Type}>")
            .WithTriviaFrom(type)
            .WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation));

    /// <summary>A new method after the one that has the expression, and a call of it in its place.</summary>
    private static TypeDeclarationSyntax WithNewMethod(
        TypeDeclarationSyntax type, ExpressionSyntax expression, MethodDeclarationSyntax? method, LossDraft draft)
    {
        var name = FreeName(type, (method?.Identifier.ValueText ?? "") + "Loss");
        var member = expression.Ancestors().OfType<MemberDeclarationSyntax>().First();
        var index = type.Members.IndexOf(member);
        var arguments = string.Join(", ", draft.Parameters.Select(parameter => parameter.Argument.Syntax.ToString()));
        var call = SyntaxFactory.ParseExpression($"{name}({arguments})").WithTriviaFrom(expression);
        var parameters = string.Join(", ", draft.Parameters.Select(parameter => $"{parameter.Type} {CSharpKeywords.Escape(parameter.Name)}"));
        var loss = ((MethodDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration($"public static partial {draft.Type} {name}({parameters});")!);
        loss = loss.WithAttributeLists(SyntaxFactory.SingletonList(Attribute(draft)))
            .WithLeadingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed)
            .WithTrailingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed)
            .WithAdditionalAnnotations(Formatter.Annotation);
        var changed = type.ReplaceNode(expression, call);
        return changed.WithMembers(changed.Members.Insert(index + 1, loss));
    }

    private static AttributeListSyntax Attribute(LossDraft draft)
    {
        var name = SyntaxFactory.ParseName("global::LossGen.Loss").WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation);
        var text = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(draft.Text));
        var argument = SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.AttributeArgument(text)));
        return SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Attribute(name, argument)))
            .WithTrailingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed);
    }

    private static TypeDeclarationSyntax WithPartial(TypeDeclarationSyntax type) => type.Modifiers.Any(SyntaxKind.PartialKeyword)
        ? type
        : (TypeDeclarationSyntax)type.WithLeadingTrivia().AddModifiers(SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space))
            .WithLeadingTrivia(type.GetLeadingTrivia());

    private static string FreeName(TypeDeclarationSyntax type, string name)
    {
        var taken = new HashSet<string>(type.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText));
        var free = name;
        for (var number = 2; taken.Contains(free); number++)
            free = name + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return free;
    }
}
