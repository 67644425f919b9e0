using System.Globalization;

namespace LossGen.Compiler.Diagnostics;

/// <summary>The table of what can be wrong with a loss as a text: LG0001–LG0999.</summary>
public static class LanguageErrors
{
    // Text and syntax.
    public static readonly LossDiagnosticDescriptor TextTooLong = Error(
        1, "The loss is too long", "The loss has {0} characters; at most {1} are allowed");

    public static readonly LossDiagnosticDescriptor UnexpectedCharacter = Error(
        2, "A character that the language does not have", "{0} is not part of the language{1}");

    public static readonly LossDiagnosticDescriptor MalformedNumber = Error(
        3, "Not a number", "'{0}' is not a number: {1}");

    public static readonly LossDiagnosticDescriptor Expected = Error(
        4, "Something else is expected here", "Expected {0}, found {1}");

    public static readonly LossDiagnosticDescriptor NoValue = Error(
        5, "The loss has no value", "The loss has no value: its last statement must be an expression{0}");

    public static readonly LossDiagnosticDescriptor ValueBeforeEnd = Error(
        6,
        "A value that nothing uses",
        "Only the last statement is the value of the loss; give this expression a name ('r = …') or remove it");

    public static readonly LossDiagnosticDescriptor TooDeep = Error(
        7, "The expression is nested too deeply", "The expression is nested more than {0} levels deep; give parts of it names");

    public static readonly LossDiagnosticDescriptor TooManyStatements = Error(
        8, "Too many statements", "A loss has at most {0} statements");

    public static readonly LossDiagnosticDescriptor ChainedEquality = Error(
        9, "A chain of equalities", "'==' and '!=' do not chain: write 'a == b && b == c', or parentheses to compare truth values");

    public static readonly LossDiagnosticDescriptor MisplacedAssignment = Error(
        10, "An assignment inside an expression", "'=' gives a name at the start of a statement; a comparison is written '=='");

    public static readonly LossDiagnosticDescriptor AxisNameExpected = Error(
        11, "The name of an axis is expected", "'{0}[…](…)' reduces over axes: only their names can stand in the brackets");

    public static readonly LossDiagnosticDescriptor TooLarge = Error(
        12, "The loss is too large", "The loss is too large when its bindings and functions are written out; make it simpler");

    public static readonly LossDiagnosticDescriptor TooManyAxes = Error(
        13, "Too many axes", "A loss has at most {0} axes");

    // Names.
    public static readonly LossDiagnosticDescriptor UnknownName = Error(
        100, "Unknown name", "There is no parameter, binding or axis '{0}'{1}");

    public static readonly LossDiagnosticDescriptor UnknownFunction = Error(
        101, "Unknown function", "There is no function '{0}'{1}");

    public static readonly LossDiagnosticDescriptor UnknownAxis = Error(
        102, "Unknown axis", "No array has an axis '{0}'{1}");

    public static readonly LossDiagnosticDescriptor DuplicateName = Error(
        103, "The name is taken", "'{0}' is already the name of {1}");

    public static readonly LossDiagnosticDescriptor ReservedName = Error(
        104, "The name is reserved", "'{0}' is a function of the language; choose another name");

    public static readonly LossDiagnosticDescriptor UsedBeforeDefinition = Error(
        105, "Used before its definition", "'{0}' is defined further down; definitions come before their uses");

    public static readonly LossDiagnosticDescriptor RefersToItself = Error(
        106, "Refers to itself", "'{0}' refers to itself{1}");

    public static readonly LossDiagnosticDescriptor NotIndexable = Error(
        107, "Not an array", "'{0}' {1} and cannot be indexed{2}");

    public static readonly LossDiagnosticDescriptor NotAnAxis = Error(
        108, "Not an axis", "'{0}' is {1}, not an axis");

    public static readonly LossDiagnosticDescriptor FunctionWithoutArguments = Error(
        109, "A function without arguments", "'{0}' is a function: write '{0}(…)'");

    public static readonly LossDiagnosticDescriptor NotAFunction = Error(
        110, "Not a function", "'{0}' is {1}, not a function{2}");

    // Types, ranks and arities.
    public static readonly LossDiagnosticDescriptor WrongArity = Error(
        200, "Wrong number of arguments", "'{0}' takes {1}, not {2}");

    public static readonly LossDiagnosticDescriptor WrongRank = Error(
        201, "Wrong number of indices", "'{0}' has {1}, but {2} stand here");

    public static readonly LossDiagnosticDescriptor IndexNotInteger = Error(
        202, "The index is not an integer", "An index must be an integer, but this is {0}");

    public static readonly LossDiagnosticDescriptor ConditionExpected = Error(
        203, "A condition is expected", "{0} must be a condition, but this is {1}; write for example 'x != 0'");

    public static readonly LossDiagnosticDescriptor IntegerExpected = Error(
        204, "An integer is expected", "{0} must be an integer, but this is {1}");

    public static readonly LossDiagnosticDescriptor BareArray = Error(
        205,
        "An array of higher rank needs indices",
        "'{0}' has {1} dimensions elsewhere; only an array of one dimension can stand without indices");

    public static readonly LossDiagnosticDescriptor TooManyDimensions = Error(
        206, "Too many dimensions", "'{0}' has {1} dimensions; at most {2} are allowed");

    public static readonly LossDiagnosticDescriptor NotAReduction = Error(
        207, "Not a reduction", "'{0}' works element by element and takes no axes");

    public static readonly LossDiagnosticDescriptor DerivativeArity = Error(
        208, "A derivative by several parameters", "'{0}' has {1} parameters; only a function of one has a derivative '{0}''");

    public static readonly LossDiagnosticDescriptor DerivativeOrder = Error(
        209, "The derivative's order is too high", "There are first and second derivatives, '{0}'' and '{0}'''");

    public static readonly LossDiagnosticDescriptor DerivativeOfReduction = Error(
        210, "A reduction has no derivative of this form", "'{0}' is a reduction: only a function of one number has a derivative '{0}''");

    public static readonly LossDiagnosticDescriptor SizeArgument = Error(
        211, "Not a size", "'size' takes an axis, 'size(c)', or an array and the number of a dimension, 'size(z, 1)'");

    public static readonly LossDiagnosticDescriptor SizeDimension = Error(
        212, "No such dimension", "'{0}' has {1}, numbered from 0: there is no dimension {2}");

    public static readonly LossDiagnosticDescriptor NoDerivative = Error(
        213, "A derivative that is not known", "A derivative of the loss needs {0}, which the language does not have");

    // Axes and extents.
    public static readonly LossDiagnosticDescriptor FreeAxisInValue = Error(
        300, "An axis is left over", "The value still has {0}: reduce over it, for example 'mean[{1}](…)'{2}");

    public static readonly LossDiagnosticDescriptor FreeAxisInBinding = Error(
        301, "An axis is missing on the left", "The right side of '{0}' has {1}, which '{0}[{2}]' does not name");

    public static readonly LossDiagnosticDescriptor DuplicateAxis = Error(
        302, "An axis twice", "The axis '{0}' stands here twice");

    public static readonly LossDiagnosticDescriptor OneAxisExpected = Error(
        303, "One axis is expected", "'{0}' runs over one axis, not {1}; write '{0}[c](…)'");

    public static readonly LossDiagnosticDescriptor UnknownExtent = Error(
        304,
        "The extent of an axis does not follow",
        "The extent of the axis '{0}' does not follow from the arguments: add a parameter 'int {0}'");

    public static readonly LossDiagnosticDescriptor UnknownDimension = Error(
        305,
        "The length of a dimension does not follow",
        "The length of dimension {1} of '{0}' does not follow from the arguments: index it by an axis that has an 'int' "
        + "parameter of its name");

    public static readonly LossDiagnosticDescriptor ExtentParameterType = Error(
        306, "An extent must be an int", "The parameter '{0}' gives the extent of the axis '{0}' and must be an 'int'");

    public static readonly LossDiagnosticDescriptor ExtentExpression = Error(
        307, "An extent is made of scalars", "An extent can be made of scalar parameters and sizes only, not of {0}");

    public static readonly LossDiagnosticDescriptor ExtentTwice = Error(
        308, "An extent is defined twice", "The axis '{0}' has an extent already, from {1}");

    public static readonly LossDiagnosticDescriptor RequireScalars = Error(
        309,
        "A requirement is over scalars",
        "'require' is checked on entry, over scalar parameters and sizes; this has {0}. For a fact that is not checked write 'assume'");

    public static readonly LossDiagnosticDescriptor CircularExtent = Error(
        310, "An extent needs itself", "The extent of the axis '{0}' depends on itself");

    // Signature.
    public static readonly LossDiagnosticDescriptor UnsupportedParameter = Error(
        400,
        "The parameter's type is not supported",
        "The parameter '{0}' has a type that the language does not know: use ReadOnlySpan<T> or a scalar of float, double, "
        + "int, long or bool, and Span<float> or Span<double> for a result");

    public static readonly LossDiagnosticDescriptor UnsupportedReturn = Error(
        401, "The return type is not supported", "A loss returns 'float' or 'double', or nothing if it has results");

    public static readonly LossDiagnosticDescriptor MixedPrecision = Error(
        402, "Mixed precisions", "The parameter '{0}' is '{1}' and {2} '{3}'; one loss computes in one precision");

    public static readonly LossDiagnosticDescriptor UnknownWrt = Error(
        403, "Wrt names no parameter", "Wrt names '{0}', which is no parameter{1}");

    public static readonly LossDiagnosticDescriptor WrtNotReal = Error(
        404, "No derivative by this parameter", "Wrt names '{0}', which is {1}: derivatives are by real inputs only");

    public static readonly LossDiagnosticDescriptor ReservedParameter = Error(
        405, "The gradient has a parameter of this name", "The gradient adds a parameter '{0}' of its own; give the loss's parameter another name");

    // Results.
    public static readonly LossDiagnosticDescriptor ResultNotGiven = Error(
        410, "A result that is never given", "No statement gives the result '{0}': write '{0}[…] = …'");

    public static readonly LossDiagnosticDescriptor ResultTwice = Error(
        411, "A result is given twice", "'{0}' has been given before");

    public static readonly LossDiagnosticDescriptor PositionMissing = Error(
        412, "A position of a result is missing", "'{0}' is given position by position, and no statement gives '{1}'");

    public static readonly LossDiagnosticDescriptor UnlikePositions = Error(
        413, "Positions of different form", "'{0}' is given as '{1}' here and as '{2}' before: numbers and axes stand in the same places everywhere");

    public static readonly LossDiagnosticDescriptor PositionOfNoResult = Error(
        414, "Only a result has numbered positions", "'{0}' is no result: on the left of a binding stand the names of axes");

    public static readonly LossDiagnosticDescriptor PositionExpected = Error(
        415,
        "A numbered position is expected",
        "'{0}' is given position by position: it is read at the number of one or along an axis, as in '{0}[0]' or 'sum[k]({0}[k])'");

    public static readonly LossDiagnosticDescriptor NoSuchPosition = Error(
        416, "No such position", "'{0}' has {1}, numbered from 0: there is no position {2}");

    public static readonly LossDiagnosticDescriptor ValueOfVoid = Error(
        417, "A value that nothing returns", "'{0}' returns nothing, so that this value has no place: give it to a result, or let the method return it");

    public static readonly LossDiagnosticDescriptor NoHessian = Error(
        418, "A Hessian of nothing", "There is no Hessian of '{0}', which {1}; remove 'Hessian = true'");

    // Recurrences.
    public static readonly LossDiagnosticDescriptor ReadsItsOwnPosition = Error(
        320, "A recurrence needs the element that it computes", "'{0}' reads here the very element that it computes; a recurrence reads earlier ones");

    public static readonly LossDiagnosticDescriptor RunsBothWays = Error(
        321,
        "A recurrence runs both ways",
        "'{0}' is read at '{1}' and at '{2}': whichever is computed first needs the other; along one axis all reads must be of earlier elements, "
        + "or all of later ones");

    public static readonly LossDiagnosticDescriptor DistanceNotConstant = Error(
        322,
        "A recurrence reads at an unknown distance",
        "No order to compute '{0}' in can be seen from this read: along one axis it must be a constant distance away, as in '{1} - 1'");

    public static readonly LossDiagnosticDescriptor MutualRecurrence = Error(
        323,
        "Two bindings need each other",
        "'{0}' and '{1}' need each other; make them one recurrence, with an axis more to tell them apart");

    public static readonly LossDiagnosticDescriptor GuardedSort = Error(
        324,
        "A sort takes no guard",
        "'sort' takes no guard, since every position must get an element; write 'sort[k](condition ? x : inf)' to put elements last");

    // What the language has and this version has not.

    public static readonly LossDiagnosticDescriptor CompositionNotSupported = Error(
        503, "Composition is not supported yet", "'{0}' looks like another loss: calling one from another is not supported yet");

    internal static string Format(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static LossDiagnosticDescriptor Error(int number, string title, string message) =>
        new("LG" + number.ToString("D4", CultureInfo.InvariantCulture), title, message, LossSeverity.Error);
}
