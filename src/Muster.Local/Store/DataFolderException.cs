namespace Muster.Local.Store;

/// <summary>The data folder can't be used; the message says why and what to do, in one line.</summary>
/// <param name="message">Why, and what to do.</param>
/// <param name="innerException">What caused it.</param>
public sealed class DataFolderException(string message, Exception? innerException = null) : Exception(message, innerException);
