using System.Globalization;
using LossGen.Compiler.Binding;
using LossGen.Compiler.Ir;
using LossGen.Compiler.Scheduling;
using LossGen.Compiler.Signatures;
using LossGen.Compiler.Text;

namespace LossGen.Compiler.Emission;

/// <summary>Prints a kernel as a C# method: header, checks, memory, loops, value.</summary>
internal sealed class MethodWriter
{
    private const int StackElements = 256;

    private readonly IndentedWriter _writer;
    private readonly Kernel _kernel;
    private readonly ExpressionPrinter _expressions;

    private MethodWriter(IndentedWriter writer, Kernel kernel)
    {
        _writer = writer;
        _kernel = kernel;
        _expressions = new ExpressionPrinter(kernel.LanePrecision, kernel.VectorSteps);
    }

    /// <summary>Writes a method.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="header">The lines above the method: documentation and attributes.</param>
    /// <param name="declaration">The method's declaration without body.</param>
    /// <param name="kernel">What it does.</param>
    public static void Write(IndentedWriter writer, IEnumerable<string> header, string declaration, Kernel kernel)
    {
        foreach (var line in header)
            writer.WriteLine(line);
        using (writer.Braces(declaration))
            new MethodWriter(writer, kernel).WriteBody();
    }

    private void WriteBody()
    {
        var used = UsedNames.Of(_kernel);
        var printer = new StatementPrinter(_writer, _expressions, _kernel.Precision);
        WriteTensors();
        WriteExtents();
        WriteChecks();
        WriteRangeChecks(used);
        WriteOrigins(used.Storages.Where(storage => storage.IsReadOnly));
        WriteSteps(used);
        WriteScratch();
        WriteOrigins(used.Storages.Where(storage => !storage.IsReadOnly));
        printer.Print(_kernel.IndexChecks); // an index may be the result of reductions that keep values, so they need the memory
        printer.Print(_kernel.Body);
        if (_kernel is { Value: { } returned, Scratch.Count: 0 })
        {
            _writer.WriteLine($"return {_expressions.Rounded(returned, _kernel.Precision)};");
            return;
        }

        if (_kernel.Value is { } value)
            _writer.WriteLine($"{ElementName(_kernel.Precision)} {_kernel.ValueName} = {_expressions.Rounded(value, _kernel.Precision)};");
        foreach (var scratch in _kernel.Scratch)
            _writer.WriteLine($"{Names.Kernels}Scratch.Return({scratch.RentedName});");
        if (_kernel.Value is not null)
            _writer.WriteLine($"return {_kernel.ValueName};");
    }

    /// <summary>From here on a tensor is a span like any other.</summary>
    private void WriteTensors()
    {
        foreach (var array in Tensors)
        {
            var (name, type) = (CSharpKeywords.Escape(array.Name), ElementName(array.Parameter.Element));
            var facts = $"{name}.FlattenedLength, {name}.IsDense, {name}.Rank, {array.Rank}";
            _writer.WriteLine(
                $"global::System.ReadOnlySpan<{type}> {Span(array)} = {Names.Kernels}TensorArguments.Elements(in {name}.GetPinnableReference(), {facts}, {StatementPrinter.Quoted(array.Name)}, {StatementPrinter.Quoted(Shape(array))});");
        }
    }

    private void WriteExtents()
    {
        var plan = _kernel.Program.Extents;
        foreach (var definition in plan.Definitions)
        {
            var value = definition switch
            {
                ExtentFromLength { Array: var array } => $"{Span(array)}.Length",
                ExtentFromDimension { Array: var array, Dimension: var dimension } =>
                    $"{Names.Kernels}TensorArguments.Extent({CSharpKeywords.Escape(array.Name)}.Lengths, {dimension}, {StatementPrinter.Quoted(array.Name)})",
                ExtentFromScalar { Scalar: var scalar } =>
                    $"{Names.Kernels}LossArguments.Extent({CSharpKeywords.Escape(scalar.Name)}, {StatementPrinter.Quoted(scalar.Name)})",
                ExtentFromDivision { Array: var array } => DivisionOf(array, definition.Extent),
                ExtentFromCount { Count: var count } => count.ToString(CultureInfo.InvariantCulture),
                ExtentFromExpression computed =>
                    $"{Names.Kernels}LossArguments.ExtentOf({_expressions.Print(_kernel.EntryExpressions[computed.Value])}, {StatementPrinter.Quoted(definition.Extent.Name)}, {StatementPrinter.Quoted(computed.Text)})",
                _ => throw new InvalidOperationException($"no definition: {definition}"),
            };
            _writer.WriteLine($"int {_kernel.Extents[definition.Extent]} = {value};");
        }

        foreach (var array in plan.Checks.Concat(_kernel.Results.OfType<ArrayResult>().Select(result => result.Array)).Concat(_kernel.Seeds))
        {
            var sources = array.Dimensions.Distinct().Select(extent => $"{extent.Name} is {SourceOf(extent)}");
            var shape = $"{Shape(array)}, where {string.Join(" and ", sources)}";
            _writer.WriteLine(
                $"{Names.Kernels}LossArguments.Length({Span(array)}.Length, {Product(array.Dimensions)}, {StatementPrinter.Quoted(array.Name)}, {StatementPrinter.Quoted(shape)});");
        }
    }

    /// <summary>The dimensions of tensors, but for those that define extents.</summary>
    private void WriteDimensions()
    {
        foreach (var array in Tensors)
        {
            for (var i = 0; i < array.Rank; i++)
            {
                var extent = array.Dimensions[i];
                if (DefinitionOf(extent) is ExtentFromDimension definition && definition.Array == array && definition.Dimension == i)
                    continue;
                var shape = $"{Shape(array)}, where {extent.Name} is {SourceOf(extent)}";
                _writer.WriteLine(
                    $"{Names.Kernels}TensorArguments.Dimension({CSharpKeywords.Escape(array.Name)}.Lengths, {i}, {_kernel.Extents[extent]}, {StatementPrinter.Quoted(array.Name)}, {StatementPrinter.Quoted(shape)});");
            }
        }
    }

    private void WriteChecks()
    {
        WriteDimensions();
        foreach (var nonEmpty in _kernel.Program.NonEmpty)
        {
            var source = DefinitionOf(nonEmpty.Extent) switch
            {
                ExtentFromLength { Array: var array } => array.Name,
                ExtentFromScalar { Scalar: var scalar } => scalar.Name,
                ExtentFromDivision { Array: var array } => array.Name,
                ExtentFromDimension { Array: var array } => array.Name,
                _ => nonEmpty.Extent.Name,
            };
            _writer.WriteLine(
                $"{Names.Kernels}LossArguments.NotEmpty({_kernel.Extents[nonEmpty.Extent]}, {StatementPrinter.Quoted(nonEmpty.Reduction)}, {StatementPrinter.Quoted(nonEmpty.Extent.Name)}, {StatementPrinter.Quoted(source)});");
        }

        foreach (var requirement in _kernel.Program.Requirements)
        {
            var condition = _expressions.Print(_kernel.EntryExpressions[requirement.Condition]);
            var subject = requirement.Subject is { } scalar ? CSharpKeywords.Escape(scalar.Name) : "false";
            var name = requirement.Subject?.Name ?? _kernel.Program.Signature.MethodName;
            _writer.WriteLine(
                $"{Names.Kernels}LossArguments.Require({condition}, {StatementPrinter.Quoted(name)}, {subject}, {StatementPrinter.Quoted(requirement.Text)});");
        }

        foreach (var result in _kernel.Results.OfType<DerivativeResult>().Where(result => result.Source.IsArray))
        {
            _writer.WriteLine(
                $"{Names.Kernels}LossArguments.SameLength({result.Name}.Length, {SpanOf(result.Source)}.Length, {StatementPrinter.Quoted(result.Name)}, {StatementPrinter.Quoted(result.Source.Name)});");
        }

        WriteOverlapChecks();

        foreach (var check in _kernel.LabelChecks)
        {
            _writer.WriteLine(
                $"{Names.Kernels}LossArguments.Labels({Span(check.Labels)}, {check.Extent}, {StatementPrinter.Quoted(check.Labels.Name)}, {StatementPrinter.Quoted(check.Target)});");
        }
    }

    /// <summary>Lanes of <c>float</c> hold integers of 32 bits: a larger one is refused rather than made another number.</summary>
    private void WriteRangeChecks(UsedNames used)
    {
        var labels = _kernel.LabelChecks.Select(check => check.Labels).ToList();
        foreach (var array in _kernel.Program.Arrays.Where(array => used.LongStorages.Contains(_kernel.Arrays[array]) && !labels.Contains(array)))
            _writer.WriteLine($"{Names.Kernels}LossArguments.InRangeOfInt32({Span(array)}, {StatementPrinter.Quoted(array.Name)});");
    }

    /// <summary>No result may share memory with an input, nor with another result.</summary>
    private void WriteOverlapChecks()
    {
        var written = _kernel.Results.Where(result => result is not DerivativeResult { Source.IsArray: false }).Select(result => result.Name).ToList();
        for (var i = 0; i < written.Count; i++)
        {
            var others = _kernel.Program.Arrays.Concat(_kernel.Seeds).Select(array => (array.Name, Span: Span(array), array.Parameter.Element))
                .Concat(written.Take(i).Select(other => (other, Span: CSharpKeywords.Escape(other), _kernel.Precision)));
            foreach (var (name, span, element) in others)
            {
                _writer.WriteLine(
                    $"{Names.Kernels}LossArguments.NoOverlap<{ElementName(_kernel.Precision)}, {ElementName(element)}>({CSharpKeywords.Escape(written[i])}, {span}, {StatementPrinter.Quoted(written[i])}, {StatementPrinter.Quoted(name)});");
            }
        }
    }

    private void WriteScratch()
    {
        foreach (var scratch in _kernel.Scratch)
        {
            var type = ElementName(scratch.Storage.Element);
            var length = LengthOf(scratch);
            if (scratch.Storage.IsPadded)
                length += $" + {_expressions.RealVector}.Count";
            var margin = scratch.Storage.Margin;
            var rented = margin > 0 ? $"{scratch.LengthName} + {2 * margin}" : scratch.LengthName;
            _writer.WriteLine($"int {scratch.LengthName} = {length};");
            _writer.WriteLine($"{type}[]? {scratch.RentedName} = {scratch.LengthName} <= {StackElements} ? null : {Names.Kernels}Scratch.Rent<{type}>({rented});");
            _writer.WriteLine(
                $"global::System.Span<{type}> {scratch.Storage} = ({scratch.RentedName} is null ? stackalloc {type}[{StackElements + (2 * margin)}] : {scratch.RentedName}).Slice({margin}, {scratch.LengthName});");
        }
    }

    private string LengthOf(Scratch scratch)
    {
        var names = scratch.Dimensions.Select(extent => extent.Name).ToArray();
        var factors = scratch.Storage.Layout switch
        {
            StorageLayout.SpareRow => [$"((long){names[0]} + 1)", .. names.Skip(1)],
            StorageLayout.ColumnPanels => [$"(long){Padded(names[0])}", names[1]],
            StorageLayout.RowPanels => [$"(long){names[0]}", Padded(names[1])],
            StorageLayout.Block => [$"(long){Names.Kernels}Contraction.BlockRows", Padded(names[0])],
            _ when names.Length == 1 => names,
            _ => names.Select((name, i) => i == 0 ? "(long)" + name : name),
        };
        var product = string.Join(" * ", factors);
        return names.Length == 1 && scratch.Storage.Layout == StorageLayout.Plain ? product : $"{Names.Kernels}LossArguments.ScratchLength({product})";

        string Padded(string count) => $"{Names.Kernels}Contraction.Padded<{_expressions.Real}>({count})";
    }

    private void WriteOrigins(IEnumerable<Storage> storages)
    {
        foreach (var storage in storages)
        {
            _writer.WriteLine(
                $"ref {ElementName(storage.Element)} {storage.OriginName} = ref {Names.Kernels}Lanes.Origin({storage});");
        }
    }

    private void WriteSteps(UsedNames used)
    {
        foreach (var (extent, lanes) in used.VectorExtents)
        {
            var steps = _kernel.VectorSteps[(extent, lanes)];
            var vector = $"{Names.Simd}Vector512<{ElementName(lanes)}>";
            _writer.WriteLine($"int {steps.Full} = {extent} & -{vector}.Count;");
            _writer.WriteLine($"int {steps.Rest} = {extent} - {steps.Full};");
            if (used.MaskedExtents.Contains((extent, lanes)))
                _writer.WriteLine($"{vector} {steps.Mask} = {Names.Kernels}Lanes.First{(lanes == ElementType.Single ? "Single" : "Double")}({steps.Rest});");
        }
    }

    private string DivisionOf(ArrayParameter array, Extent extent)
    {
        Extent[] others = [.. array.Dimensions.Where(other => other != extent)];
        return $"{Names.Kernels}LossArguments.Divide({Span(array)}.Length, {(others.Length == 0 ? "1" : Product(others))}, {StatementPrinter.Quoted(array.Name)}, {StatementPrinter.Quoted(Shape(array))})";
    }

    private ExtentDefinition DefinitionOf(Extent extent) => _kernel.Program.Extents.Definitions.First(definition => definition.Extent == extent);

    private string SourceOf(Extent extent) => DefinitionOf(extent) switch
    {
        ExtentFromLength { Array: var array } => $"the length of '{array.Name}'",
        ExtentFromDimension { Array: var array, Dimension: var dimension } => $"the length of dimension {dimension} of '{array.Name}'",
        ExtentFromScalar { Scalar: var scalar } => $"'{scalar.Name}'",
        ExtentFromDivision { Array: var array } => $"given by the length of '{array.Name}'",
        ExtentFromExpression computed => computed.Text,
        ExtentFromCount { Count: var count } => count.ToString(CultureInfo.InvariantCulture),
        _ => extent.Name,
    };

    private string Product(IReadOnlyList<Extent> extents) =>
        string.Join(" * ", extents.Select((extent, i) => i == 0 && extents.Count > 1 ? $"(long){_kernel.Extents[extent]}" : _kernel.Extents[extent].Name));

    private static string Shape(ArrayParameter array) => $"[{string.Join(",", array.Dimensions.Select(extent => extent.Name))}]";

    private IEnumerable<ArrayParameter> Tensors => _kernel.Program.Arrays.Where(array => array.Parameter.IsTensor);

    /// <summary>The span of an input by its storage, that of a result by its name.</summary>
    private string Span(ArrayParameter array) =>
        _kernel.Arrays.TryGetValue(array, out var storage) ? storage.Name : CSharpKeywords.Escape(array.Name);

    private string SpanOf(LossParameter parameter) => Span(_kernel.Program.Arrays.First(array => array.Parameter == parameter));

    private static string ElementName(ElementType element) => element switch
    {
        ElementType.Single => "float",
        ElementType.Double => "double",
        ElementType.Int32 => "int",
        ElementType.Int64 => "long",
        _ => "bool",
    };
}
