namespace Muster.Fleet.Rules;

/// <summary>A rule's SQL could not be read; the message names line, column and what was expected.</summary>
/// <param name="message">What was wrong.</param>
/// <param name="line">The line, from 1.</param>
/// <param name="column">The column, from 1.</param>
public sealed class IotSqlException(string message, int line, int column)
    : Exception($"line {line}, column {column}: {message}")
{
    /// <summary>The line, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>The column, from 1.</summary>
    public int Column { get; } = column;
}
