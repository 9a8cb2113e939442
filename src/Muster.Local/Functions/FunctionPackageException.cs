namespace Muster.Local.Functions;

/// <summary>What should be a function package is none; the message says why, and what would be right.</summary>
/// <param name="message">For people, in one line.</param>
/// <param name="innerException">What brought it about.</param>
public sealed class FunctionPackageException(string message, Exception? innerException = null) : Exception(message, innerException);
