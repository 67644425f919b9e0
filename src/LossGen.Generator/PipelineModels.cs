using LossGen.Compiler.Signatures;
using LossGen.Compiler.Text;

namespace LossGen.Generator;

/// <summary>One loss as it enters the pipeline.</summary>
/// <param name="TypeName">Full metadata name of the containing type.</param>
/// <param name="Method">What the generated code depends on.</param>
/// <param name="Header">The implementing part up to its body.</param>
/// <param name="CanCompile">Whether the C# around the loss allows to compile it; if not, the method gets a stub.</param>
internal sealed record LossSource(string TypeName, LossMethod Method, string Header, bool CanCompile);

/// <summary>The code of one loss, with where it belongs.</summary>
/// <param name="TypeName">Full metadata name of the containing type.</param>
/// <param name="Namespace">The namespace, or empty.</param>
/// <param name="ContainingTypes">Headers of the partial types, outer to inner.</param>
/// <param name="SortKey">Name and parameters, which orders members within a file whatever the order of the user's files.</param>
/// <param name="Code">The members.</param>
internal sealed record LossMembers(
    string TypeName, string Namespace, EquatableArray<string> ContainingTypes, string SortKey, string Code);

/// <summary>One file to be written.</summary>
/// <param name="HintName">Its name.</param>
/// <param name="Namespace">The namespace, or empty.</param>
/// <param name="ContainingTypes">Headers of the partial types, outer to inner.</param>
/// <param name="Members">Code of the members, in order.</param>
internal sealed record TypeFile(
    string HintName, string Namespace, EquatableArray<string> ContainingTypes, EquatableArray<string> Members);
