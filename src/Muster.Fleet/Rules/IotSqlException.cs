namespace Muster.Fleet.Rules;

/// <summary>A rule's SQL could not be read; the message names line, column and what was expected.</summary>
/// <param name="problem">What was wrong.</param>
/// <param name="line">The line, from 1.</param>
/// <param name="column">The column, from 1.</param>
/// <param name="rule">The rule's name, where it is known.</param>
public sealed class IotSqlException(string problem, int line, int column, string? rule = null)
    : Exception($"{(rule is null ? "" : $"in rule {rule}, ")}line {line}, column {column}: {problem}")
{
    /// <summary>What was wrong.</summary>
    public string Problem { get; } = problem;

    /// <summary>The line, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>The column, from 1.</summary>
    public int Column { get; } = column;
}
