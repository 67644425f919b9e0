using System.Globalization;

namespace LossGen.Compiler.Diagnostics;

/// <summary>What can be wrong where one loss calls another: LG0600–LG0619.</summary>
public static class CallErrors
{
    public static readonly LossDiagnosticDescriptor UnknownLoss = Error(
        600, "Unknown loss", "There is no loss '{0}'{1}");

    public static readonly LossDiagnosticDescriptor NotALoss = Error(
        601, "Not a loss", "'{0}' is a method without [Loss]; a loss can call other losses only");

    public static readonly LossDiagnosticDescriptor InaccessibleLoss = Error(
        602, "The loss is not accessible", "'{0}' is not accessible from here");

    public static readonly LossDiagnosticDescriptor CircularCall = Error(
        603, "A loss calls itself", "The losses call each other in a circle: {0}");

    public static readonly LossDiagnosticDescriptor LossWithErrors = Error(
        604, "The called loss has errors", "'{0}' cannot be called: it has errors of its own");

    public static readonly LossDiagnosticDescriptor NoValueToCall = Error(
        605, "The called loss is not a number", "'{0}' cannot be called: only a loss that takes arrays and scalars and returns a number can");

    public static readonly LossDiagnosticDescriptor OtherPrecision = Error(
        606, "The called loss computes in another precision", "'{0}' computes in '{1}' and this loss in '{2}'; one loss computes in one precision");

    public static readonly LossDiagnosticDescriptor WrongArgument = Error(
        607, "The argument does not fit", "{0} is {1}, and this is {2}{3}");

    public static readonly LossDiagnosticDescriptor NoOverload = Error(
        608, "No overload fits", "No overload of '{0}' takes these arguments; there are {1}");

    public static readonly LossDiagnosticDescriptor AmbiguousCall = Error(
        609, "Several overloads fit", "Several overloads of '{0}' take these arguments: {1}");

    public static readonly LossDiagnosticDescriptor ArgumentOfFunction = Error(
        610, "An argument depends on a function's parameter", "The arguments of '{0}' cannot depend on '{1}', a parameter of the function around the call");

    public static readonly LossDiagnosticDescriptor ReducedAxisInArgument = Error(
        611,
        "An argument depends on an axis around the call",
        "'{0}' is called once, on whole arrays: its arguments cannot depend on the axis '{1}' of '{2}' around the call");

    public static readonly LossDiagnosticDescriptor NotAFunctionOfNumbers = Error(
        612, "A loss has neither axes nor derivatives here", "'{0}' is a loss, not a function of the language: write '{0}(…)'");

    public static readonly LossDiagnosticDescriptor CallTooLarge = Error(
        613, "The called losses are too large", "The loss is too large when '{0}' and what it calls are written out");

    public static readonly LossDiagnosticDescriptor RequirementNotMet = Error(
        614, "The called loss requires something else", "'{0}' does not hold for these arguments, and the called loss requires it");

    private static LossDiagnosticDescriptor Error(int number, string title, string message) =>
        new("LG" + number.ToString("D4", CultureInfo.InvariantCulture), title, message, LossSeverity.Error);
}
