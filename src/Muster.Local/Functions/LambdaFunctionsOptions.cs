namespace Muster.Local.Functions;

/// <summary>How the fleet's functions run as packages.</summary>
public sealed record LambdaFunctionsOptions
{
    /// <summary>The package for all functions (a folder or zip), or a folder with one for each, by the function's name. See <see cref="FunctionPackages"/>.</summary>
    public required string Packages { get; init; }

    /// <summary>Environment variables of all of them, beside those that are passed through.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The memory size that each is told, in MB. Default 256.</summary>
    public int MemorySize { get; init; } = 256;

    /// <summary>How long an invocation may take. Default 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many environments each function has at most. Default 10.</summary>
    public int MaxConcurrency { get; init; } = 10;
}
