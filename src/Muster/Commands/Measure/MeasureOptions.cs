using System.CommandLine;
using System.Globalization;
using Muster.Fleet.Costs;
using Muster.Fleet.Messages;
using Muster.Local.Measure;

namespace Muster.Commands.Measure;

/// <summary>What can be said of a measurement on the command line, beside what <c>invoke</c> takes too.</summary>
internal sealed class MeasureOptions
{
    private const int MaxSizes = 16;
    private static readonly MeasurePlan Defaults = new() { Packages = [], Event = default };

    private readonly Option<string?> _memory = new Option<string?>("--memory") { Description = $"Memory sizes in MB, 128 to 10240, with commas between [default: {string.Join(',', Defaults.MemorySizes)}]", HelpName = "LIST" }
        .Check(text => Sizes(text) is null ? $"it must be up to {MaxSizes} whole numbers from 128 to 10240 with commas between, such as 128,256,512" : null);
    private readonly Option<int?> _runs = new Option<int?>("--runs") { Description = $"Invocations in one environment: the first is cold, the others are warm [default: {Defaults.Runs}]", HelpName = "N" }.CheckRange(2, 100_000);
    private readonly Option<int?> _cold = new Option<int?>("--cold") { Description = $"Fresh environments, for the median of init and first invocation [default: {Defaults.ColdStarts}]", HelpName = "N" }.CheckRange(1, 1000);
    private readonly Option<string?> _rate = new Option<string?>("--rate") { Description = $"How often the function is invoked, for the monthly cost [default: {Defaults.Rate}]", HelpName = "RATE" }
        .Check(text => Rate.Parse(text) is null ? $"it must be {Rate.Form}" : null);
    private readonly Option<string?> _prices = new Option<string?>("--prices") { Description = "Whose prices: those of arm64 or x64 [default: arm64]", HelpName = "KIND" }
        .Check(text => text is "arm64" or "x64" ? null : "there are arm64 and x64");
    private readonly Option<string?> _pause = DurationOption.Create("--pause", $"Between two invocations [default: {Durations.Format(Defaults.Pause)}]");
    private readonly Option<bool> _unthrottled = new("--unthrottled") { Description = "Gives every memory size the whole machine, without asking for control groups" };

    /// <summary>Whether the functions get the whole machine.</summary>
    public bool IsUnthrottled(ParseResult parsed) => parsed.GetValue(_unthrottled);

    /// <summary>Adds them.</summary>
    public void AddTo(Command command)
    {
        command.Add(_memory);
        command.Add(_runs);
        command.Add(_cold);
        command.Add(_rate);
        command.Add(_prices);
        command.Add(_pause);
        command.Add(_unthrottled);
    }

    /// <summary>The plan.</summary>
    public MeasurePlan Read(ParseResult parsed, IReadOnlyList<MeasuredPackage> packages, ReadOnlyMemory<byte> e)
    {
        var architecture = parsed.GetValue(_prices) ?? Defaults.Architecture;
        return Defaults with
        {
            Packages = packages,
            Event = e,
            MemorySizes = parsed.GetValue(_memory) is { } sizes ? Sizes(sizes)! : Defaults.MemorySizes,
            Runs = parsed.GetValue(_runs) ?? Defaults.Runs,
            ColdStarts = parsed.GetValue(_cold) ?? Defaults.ColdStarts,
            Rate = parsed.GetValue(_rate) is { } rate ? Rate.Parse(rate)!.Value : Defaults.Rate,
            Prices = architecture == "x64" ? LambdaPrices.X64 : LambdaPrices.Arm64,
            Architecture = architecture,
            Pause = parsed.GetValue(_pause) is { } pause ? Durations.Parse(pause)!.Value : Defaults.Pause,
        };
    }

    private static int[]? Sizes(string text)
    {
        var sizes = text.Split(',').Select(t => int.TryParse(t.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= 128 and <= 10240 ? size : 0).Distinct().Order().ToArray();
        return sizes.Length is > 0 and <= MaxSizes && sizes[0] > 0 ? sizes : null;
    }
}
