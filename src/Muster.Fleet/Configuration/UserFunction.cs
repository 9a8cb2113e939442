namespace Muster.Fleet.Configuration;

/// <summary>A function that the fleet's owner brings: a package, and how it runs. Rules name it.</summary>
public sealed record UserFunction
{
    /// <summary>The names of the fleet's own functions, which no other can have, and of what the stack calls like one.</summary>
    public static IReadOnlyList<string> TakenNames { get; } = ["update-status", "presence", "track-order", "place-order", "sweep", "notify", "api", "update-status-jit", "config", "failures"];

    /// <summary>The tables that <see cref="Tables"/> and <c>${table:…}</c> can name.</summary>
    public static IReadOnlyList<string> KnownTables { get; } = ["RobotStatusTable", "Orders", "History", "Records", "Feed"];

    /// <summary>Its name: 1 to 40 lower-case letters, digits and hyphens, a letter first.</summary>
    public required string Name { get; init; }

    /// <summary>The folder or zip with its files, relative to the configuration file's folder.</summary>
    public required string Package { get; init; }

    /// <summary>What runs it; none where its files say so.</summary>
    public FunctionRuntime? Runtime { get; init; }

    /// <summary>What is called, such as <c>handler.lambda_handler</c>; none for what is usual with the runtime.</summary>
    public string? Handler { get; init; }

    /// <summary><c>arm64</c> or <c>x64</c>, on AWS; none for the stack's.</summary>
    public string? Architecture { get; init; }

    /// <summary>Its memory size in MB, 128 to 10,240. Default 128, as in Lambda.</summary>
    public int Memory { get; init; } = 128;

    /// <summary>How long an invocation may take, 1 s to 15 min. Default 3 s, as in Lambda.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Its environment variables; <c>${table:NAME}</c> in a value stands for the full name of one of the fleet's tables.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>How many invocations may run at once, 1 to 1,000; none for 10 here and the account's limit on AWS.</summary>
    public int? MaxConcurrency { get; init; }

    /// <summary>How often a failed asynchronous event is tried again, 0 to 2. Default 2, as in Lambda.</summary>
    public int MaxRetries { get; init; } = 2;

    /// <summary>The pause before the first retry; that before the second is twice as long. Default 1 min, as in Lambda, where it can't be set.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How old an asynchronous event may become, 1 min to 6 h. Default 6 h, as in Lambda.</summary>
    public TimeSpan MaxEventAge { get; init; } = TimeSpan.FromHours(6);

    /// <summary>How many events may wait on this machine, 1 to 1,000,000; more are not taken. Default 10,000.</summary>
    public int QueueLimit { get; init; } = 10_000;

    /// <summary>Where events go that failed for good; none to let them go with a line in the log.</summary>
    public FailureDestination? OnFailure { get; init; }

    /// <summary>What it may do with which of the fleet's tables on AWS, such as <c>UpdateItem</c> on <c>RobotStatusTable</c>. Default nothing.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Tables { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Puts the full names of tables into <paramref name="value"/>.</summary>
    /// <param name="value">The value of an environment variable.</param>
    /// <param name="prefix">What the names of the tables begin with.</param>
    public static string WithTables(string value, string prefix)
    {
        foreach (var table in KnownTables)
        {
            value = value.Replace($"${{table:{table}}}", prefix + table, StringComparison.Ordinal);
        }

        return value;
    }
}
