namespace Muster.Fleet.Transfer;

/// <summary>A line can't be taken in; what came before it is in the store.</summary>
/// <param name="line">Its number, from 1.</param>
/// <param name="problem">What is wrong with it, and what would be right.</param>
/// <param name="innerException">What caused it.</param>
public sealed class ImportException(long line, string problem, Exception? innerException = null)
    : Exception($"line {line}: {problem}", innerException)
{
    /// <summary>Its number, from 1.</summary>
    public long Line => line;
}
