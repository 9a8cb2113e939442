namespace Muster.Fleet.Rules;

/// <summary>A rule as data: what its SQL selects goes to its actions. The same list makes the IoT rules of the cloud.</summary>
/// <param name="Name">Its name: 1 to 128 of <c>A–Z a–z 0–9 _</c>, as AWS IoT Core has it.</param>
/// <param name="Sql">IoT SQL, in the dialect of <see cref="SqlVersion"/>.</param>
public sealed record Rule(string Name, string Sql)
{
    /// <summary>The most actions of a rule, as AWS IoT Core has it.</summary>
    public const int MaxActions = 10;

    /// <summary>A rule whose messages go to one function.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="sql">Its SQL.</param>
    /// <param name="function">The function's name, such as <c>update-status</c>.</param>
    public Rule(string name, string sql, string function)
        : this(name, sql) => Actions = [new FunctionAction(function)];

    /// <summary>The dialect; 2016-03-23 if absent, which AWS's own default is not.</summary>
    public SqlVersion SqlVersion { get; init; }

    /// <summary>What is done with what it selects.</summary>
    public IReadOnlyList<RuleAction> Actions { get; init; } = [];

    /// <summary>What is done with a message that an action failed at; none to log that it did.</summary>
    public RuleAction? ErrorAction { get; init; }

    /// <summary>Whether it takes messages. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>What it is for, for people.</summary>
    public string? Description { get; init; }

    /// <summary>The function that it calls, when that is all it does; none otherwise.</summary>
    public string? Function => Actions is [FunctionAction { Function: var function }] ? function : null;

    /// <summary>All it may do: its actions, and its error action.</summary>
    public IEnumerable<RuleAction> AllActions => ErrorAction is null ? Actions : Actions.Append(ErrorAction);
}
