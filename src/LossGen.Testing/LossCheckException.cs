namespace LossGen.Testing;

/// <summary>A loss is not what it should be.</summary>
/// <param name="message">What is wrong, and where.</param>
public sealed class LossCheckException(string message) : Exception(message);
