using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Muster.Fleet.Costs.Loads;
using Muster.Fleet.Messages;

namespace Muster.Commands.Costs;

/// <summary>How the functions run: <c>--duration update-status=5ms</c>, <c>--memory update-status=256</c>, <c>--measured FILE</c>, <c>--arch</c>.</summary>
internal sealed class FunctionOptions
{
    private static readonly string[] Names = [.. FunctionLoad.Defaults.Select(f => f.Name)];

    private readonly Option<string[]> _durations = new("--duration") { Description = "The billed duration of a function, warm; again for others", HelpName = "FUNCTION=TIME" };
    private readonly Option<string[]> _memories = new("--memory") { Description = "The memory of a function in MB; again for others [default: the stack's]", HelpName = "FUNCTION=MB" };
    private readonly Option<string?> _measured = new("--measured") { Description = "Take durations from what `muster measure --json` wrote", HelpName = "FILE" };
    private readonly Option<string?> _architecture = new Option<string?>("--arch") { Description = "What the functions run on: arm64 or x64 [default: arm64]", HelpName = "ARCH" }
        .Check(text => text is "arm64" or "x64" ? null : "it must be arm64 or x64");

    /// <summary>Adds them.</summary>
    public void AddTo(Command command)
    {
        command.Add(_durations);
        command.Add(_memories);
        command.Add(_measured);
        command.Add(_architecture);
        _durations.Validators.Add(result => Check(result, text => Durations.Parse(text) is { } time && time <= TimeSpan.FromMinutes(15), "a length of time up to 15m, like update-status=5ms"));
        _memories.Validators.Add(result => Check(result, text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= 128 and <= 10_240, "128 to 10240, like update-status=256"));
    }

    /// <summary>Puts them into <paramref name="load"/>.</summary>
    /// <exception cref="CommandException">The measurements can't be read.</exception>
    public FleetLoad Apply(ParseResult parsed, FleetLoad load)
    {
        var isArm64 = parsed.GetValue(_architecture) is not "x64";
        var functions = FunctionLoad.Defaults.ToDictionary(f => f.Name, StringComparer.Ordinal);
        foreach (var (name, text) in Pairs(parsed.GetValue(_memories)))
        {
            functions[name] = functions[name] with { MemoryMegabytes = int.Parse(text, CultureInfo.InvariantCulture) };
        }

        if (parsed.GetValue(_measured) is { } file)
        {
            MeasuredFile.Read(file, functions);
        }

        foreach (var (name, text) in Pairs(parsed.GetValue(_durations)))
        {
            // Lambda bills whole milliseconds.
            functions[name] = functions[name] with { BilledMilliseconds = decimal.Ceiling((decimal)Durations.Parse(text)!.Value.TotalMilliseconds), Origin = "given" };
        }

        return load with { IsArm64 = isArm64, Functions = [.. Names.Select(n => functions[n])] };
    }

    private static IEnumerable<(string Name, string Text)> Pairs(string[]? pairs) => (pairs ?? []).Select(p => (p[..p.IndexOf('=', StringComparison.Ordinal)], p[(p.IndexOf('=', StringComparison.Ordinal) + 1)..]));

    private static void Check(OptionResult result, Func<string, bool> isRight, string form)
    {
        foreach (var text in result.Tokens.Select(t => t.Value))
        {
            var parts = text.Split('=', 2);
            if (parts.Length < 2 || !isRight(parts[1]))
            {
                result.AddError($"{result.Option.Name} is \"{text}\"; it must be FUNCTION={form}");
            }
            else if (!Names.Contains(parts[0]))
            {
                result.AddError($"{result.Option.Name} is \"{text}\"; the functions are {string.Join(", ", Names)}");
            }
        }
    }
}
