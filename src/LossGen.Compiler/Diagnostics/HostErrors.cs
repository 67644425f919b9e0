namespace LossGen.Compiler.Diagnostics;

/// <summary>
/// What can be wrong with the C# around a loss: LG0901–LG0949. The compiler never sees these; whoever hosts it (the generator,
/// the analyzer) checks them before it asks for code.
/// </summary>
public static class HostErrors
{
    public static readonly LossDiagnosticDescriptor MethodNotPartial = Error(
        "LG0901",
        "A loss is a partial method",
        "Method '{0}' has to be partial, for its body is generated from the loss");

    public static readonly LossDiagnosticDescriptor MethodHasBody = Error(
        "LG0902",
        "A loss has no body",
        "Method '{0}' already has a body, which the loss would replace; remove the body or the attribute");

    public static readonly LossDiagnosticDescriptor TypeNotPartial = Error(
        "LG0903",
        "A type that contains losses is partial",
        "Type '{0}' contains losses and has to be partial");

    public static readonly LossDiagnosticDescriptor LanguageTooOld = Error(
        "LG0904",
        "Losses need C# 9",
        "Partial methods that return a value need C# 9.0 or later; '{0}' is compiled as C# {1}");

    public static readonly LossDiagnosticDescriptor GenericMethod = Error(
        "LG0905",
        "A loss is not generic",
        "Method '{0}' has type parameters, which a loss cannot have; write one method for 'float' and one for 'double'");

    public static readonly LossDiagnosticDescriptor FileLocalType = Error(
        "LG0906",
        "A type that contains losses is visible outside its file",
        "Type '{0}' is local to its file, so that generated code cannot add to it");

    public static readonly LossDiagnosticDescriptor NoText = Error(
        "LG0907",
        "A loss has a text",
        "The loss of '{0}' is null");

    public static readonly LossDiagnosticDescriptor NotSupportedYet = Error(
        "LG0908",
        "The option is reserved for a later version",
        "Option '{0}' is not supported yet; remove it");

    public static readonly LossDiagnosticDescriptor NotAMethodDeclaration = Error(
        "LG0909",
        "A loss stands on a method declaration",
        "'{0}' is no method that can be implemented in another part; a loss stands on a partial method");

    /// <summary>A defect of the compiler, caught at its border.</summary>
    public static readonly LossDiagnosticDescriptor InternalError = Error(
        "LG9001",
        "Internal error of the loss compiler",
        "The loss compiler failed on '{0}', which is a defect of LossGen and not of the loss: {1}");

    private static LossDiagnosticDescriptor Error(string id, string title, string messageFormat) =>
        new(id, title, messageFormat, LossSeverity.Error);
}
