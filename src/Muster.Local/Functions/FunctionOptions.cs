using Muster.Local.Functions.Limits;

namespace Muster.Local.Functions;

/// <summary>How a function is set up: what one sets in Lambda's console, and what this machine adds.</summary>
public sealed record FunctionOptions
{
    /// <summary>The largest event of a synchronous invocation, in bytes (Lambda's quota, 6 MB).</summary>
    public const int MaxEventBytes = 6 * 1024 * 1024;

    /// <summary>The largest response, in bytes (Lambda's quota).</summary>
    public const int MaxResponseBytes = 6_291_556;

    /// <summary>The function's name.</summary>
    public required string Name { get; init; }

    /// <summary>What <c>_HANDLER</c> says; default the name.</summary>
    public string? Handler { get; init; }

    /// <summary>The memory size in MB, 128 to 10,240: it is reported and told to the function. Only <see cref="Limiter"/> cuts off at it. Default 128.</summary>
    public int MemorySize { get; init; } = 128;

    /// <summary>How long an invocation may take, 1 s to 15 min. Default 3 s, as in Lambda.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long the start may take until the function asks for its first event. Default 10 s, as in Lambda.</summary>
    public TimeSpan InitTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many environments may run at once; more invocations wait. Default 10.</summary>
    public int MaxConcurrency { get; init; } = 10;

    /// <summary>After how long an environment without work is ended. Default 10 min.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Gives each environment the memory and the processor time of its <see cref="MemorySize"/>; none for all that the machine has.</summary>
    public EnvironmentLimiter? Limiter { get; init; }

    /// <summary>The function's own environment variables; they go before all others but Lambda's reserved ones.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Variables that are passed through to others, and not to this one: what is none of its business. Default none.</summary>
    public IReadOnlyCollection<string> Withheld { get; init; } = [];
}
