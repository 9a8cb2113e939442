namespace Muster.Fleet.Rules.Functions;

/// <summary>A function of IoT SQL.</summary>
/// <param name="Name">Its name as the reference writes it; names are matched in any case.</param>
/// <param name="MinArguments">How many arguments it takes at least.</param>
/// <param name="MaxArguments">How many at most.</param>
/// <param name="Body">What it does.</param>
internal sealed record SqlFunction(string Name, int MinArguments, int MaxArguments, SqlFunctionBody Body)
{
    /// <summary>The first dialect that has it: a function of 2016-03-23 is refused in a rule of 2015-10-08.</summary>
    public SqlVersion Since { get; init; } = SqlVersion.V20151008;

    /// <summary>Whether the same arguments always give the same result: then it is called once at load when all are literals.</summary>
    public bool IsPure { get; init; } = true;

    /// <summary>Whether an Undefined argument makes the result Undefined, without the body being called.</summary>
    public bool UndefinedGivesUndefined { get; init; } = true;

    /// <summary>Whether <c>*</c> as an argument is the payload's bytes even where they are JSON, as <c>encode(*, 'base64')</c> wants them.</summary>
    public bool TakesRawPayload { get; init; }

    /// <summary>How much work it makes of its arguments for their size: 1 where it goes through them a few times, 0 where it only looks at them.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>Whether its time is not in proportion to the size of its arguments, so that the time counts as work.</summary>
    public bool IsTimed { get; init; }

    /// <summary>
    /// What is wrong with the arguments that can be known at load; none when nothing is. It gets the value of each literal
    /// argument, null for those that only the message decides, and the dialect.
    /// </summary>
    public Func<IReadOnlyList<SqlValue?>, SqlVersion, SqlArgumentMistake?>? CheckLiterals { get; init; }
}
