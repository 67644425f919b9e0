namespace LossGen.Losses.Tests.Catalogue;

/// <summary>An item of the inventory of the guide on loss functions.</summary>
/// <param name="Id">A letter of the family and a number.</param>
/// <param name="Title">What it is.</param>
/// <param name="Methods">
/// The methods that are it, as <c>Class.Method</c> for all overloads or <c>Class.Method(parameter, …)</c> for one.
/// </param>
public sealed record CatalogueItem(string Id, string Title, params string[] Methods)
{
    /// <summary>Where it is if it is no method of the library, or why it is not there.</summary>
    public string? Note { get; init; }

    /// <summary>The letter of the family.</summary>
    public char Family => Id[0];

    /// <summary>The number in the family.</summary>
    public int Number => int.Parse(Id[1..], System.Globalization.CultureInfo.InvariantCulture);
}
