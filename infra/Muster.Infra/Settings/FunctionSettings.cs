namespace Muster.Infra.Settings;

/// <summary>How a function runs.</summary>
/// <param name="Name">Its name, such as <c>update-status</c>: the handler.</param>
/// <param name="MemoryMegabytes">Its memory, and its share of a CPU with it: 1,769 MB have a whole one (128 to 10,240).</param>
/// <param name="Architecture"><c>arm64</c> or <c>x64</c>.</param>
/// <param name="TimeoutSeconds">How long it may take (1 to 900).</param>
/// <param name="Concurrency">How many may run at once, set aside for it; none to share the account's.</param>
internal sealed record FunctionSettings(string Name, int MemoryMegabytes, string Architecture, int TimeoutSeconds, int? Concurrency)
{
    /// <summary>ARM, as AWS's price list and our package folders call it.</summary>
    public const string Arm64 = "arm64";

    /// <summary>Intel and AMD.</summary>
    public const string X64 = "x64";

    /// <summary>Reads those of the function <paramref name="name"/>: its name in camel case, with what is set behind it, such as <c>updateStatusMemory</c>.</summary>
    /// <param name="values">What was given.</param>
    /// <param name="name">The function's name.</param>
    /// <param name="memory">Its memory when none is given.</param>
    /// <param name="timeout">Its time-out when none is given, in seconds.</param>
    /// <param name="longest">The longest that its caller waits, in seconds.</param>
    public static FunctionSettings Read(ContextValues values, string name, int memory, int timeout, int longest = 900)
    {
        var key = Names.Id(name);
        key = char.ToLowerInvariant(key[0]) + key[1..];
        var architecture = values.Choice("arch", Arm64, Arm64, X64);
        return new FunctionSettings(
            name,
            values.Whole($"{key}Memory", 128, 10_240) ?? memory,
            values.Choice($"{key}Arch", architecture, Arm64, X64),
            values.Whole($"{key}Timeout", 1, longest) ?? timeout,
            values.Whole($"{key}Concurrency", 1, 1000));
    }
}
