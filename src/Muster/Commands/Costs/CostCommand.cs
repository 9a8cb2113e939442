using System.CommandLine;
using Muster.Fleet.Costs.Bills;
using Muster.Fleet.Costs.Loads;
using Muster.Fleet.Messages;
using Muster.Fleet.Rules;
using Muster.Hosting;

namespace Muster.Commands.Costs;

/// <summary><c>muster cost</c>: what a fleet costs in AWS in a month.</summary>
internal static class CostCommand
{
    private static readonly TimeSpan UsualLength = TimeSpan.FromSeconds(60);

    /// <summary>The command.</summary>
    /// <param name="clock">For the time for which a running fleet is looked at.</param>
    public static Command Create(TimeProvider clock)
    {
        var (fleet, functions) = (new FleetOptions(), new FunctionOptions());
        var fromFleet = new Option<bool>("--from-fleet") { Description = "Look at the Muster that runs, and reckon with what it does; other options go before it" };
        var over = DurationOption.Create("--over", "How long to look at it, 1s to 1d [default: 60s]")
            .Check(text => Durations.Parse(text) is { } time && (time < TimeSpan.FromSeconds(1) || time > TimeSpan.FromDays(1)) ? "allowed are 1s to 1d" : null);
        var config = new Option<string?>("--config") { Description = "The fleet's configuration: its rules, and its policy's heartbeat and keepOrders, are reckoned with", HelpName = "FILE" };
        var basicIngest = new Option<bool>("--basic-ingest") { Description = "The robots publish to $aws/rules/…: no message is metered" };
        var region = new Option<string?>("--region") { Description = "The region of AWS [default: us-east-1]", HelpName = "REGION" };
        var prices = new Option<string?>("--prices") { Description = "Take the prices from this file instead of the program's own", HelpName = "FILE" };
        var explain = new Option<bool>("--explain") { Description = "Print the formula of each amount, with the numbers put in" };
        var json = new Option<bool>("--json") { Description = "Print one object with all of it" };
        var url = ServerUrl.CreateOption();
        var command = new Command("cost", "What a fleet costs in AWS in a month (730 hours), by service, against a small server. A rate is like 100/min, 20/h, 5/s, 3/d or 1/10s.") { PricesCommand.Create() };
        fleet.AddTo(command);
        functions.AddTo(command);
        foreach (var option in new Option[] { fromFleet, over, config, basicIngest, region, prices, explain, json, url })
        {
            command.Add(option);
        }

        command.AddExamples(
            "muster cost --robots 20 --messages 100/min --orders 200/d",
            "muster cost --robots 1000 --messages 100/s --basic-ingest --region eu-central-1 --explain",
            "muster cost --from-fleet --over 5m",
            "muster cost --robots 20 --messages 100/min --duration update-status=4ms --memory update-status=128",
            "muster cost prices > prices.json");
        command.Run(async (parsed, cancellationToken) =>
        {
            var file = PriceFile.Read(parsed.GetValue(prices), parsed.InvocationConfiguration.Error);
            var regional = file.Region(parsed.GetValue(region) ?? "us-east-1");
            var (facts, notes) = (new List<LoadFact>(), new List<string>());
            var sample = parsed.GetValue(fromFleet) ? await LookAsync(ServerUrl.From(parsed, url), parsed.GetValue(over), clock, notes, cancellationToken) : null;
            var load = functions.Apply(parsed, fleet.Read(parsed, sample, facts)) with { BasicIngest = parsed.GetValue(basicIngest) };
            if (parsed.GetValue(config) is { } path)
            {
                load = Configured(load, path, facts);
            }

            var report = new CostReport(Estimate.Of(load, regional, file.List.Free), file.List, facts, notes);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(CostJson.Of(report));
            }
            else
            {
                CostPrinter.Print(report, output, parsed.GetValue(explain));
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<FleetSample> LookAsync(ServerUrl server, string? over, TimeProvider clock, List<string> notes, CancellationToken cancellationToken)
    {
        var length = over is null ? UsualLength : Durations.Parse(over)!.Value;
        var sample = await new FleetWatch(server, clock).LookAsync(length, cancellationToken);
        notes.Add($"Seen at {server} for {Durations.Format(length)}, and reckoned as if the whole month were like that. Not seen, and so assumed: subscribers, the size of reports, and how long functions take in Lambda.");
        return sample;
    }

    private static FleetLoad Configured(FleetLoad load, string path, List<LoadFact> facts)
    {
        ConfigFile file;
        try
        {
            file = ConfigFile.Read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Failed, $"can't read the configuration {path}: {e.Message}", e);
        }

        if (file.Fleet is not { Policy: var policy } fleet)
        {
            throw new CommandException(ExitCode.Failed, $"{path} is not right; `muster config check {path}` says what: {file.Problems[0]}");
        }

        facts.Add(new LoadFact("heartbeat", Durations.Format(policy.Heartbeat), path));
        facts.Add(new LoadFact("orders are kept for", Durations.Format(policy.KeepOrders), path));
        var rules = fleet.Rules.Where(r => r.Enabled).Select(r => (Rule: r, CompiledRule.Compile(r).Filter)).Where(r => r.Filter is not null)
            .Select(r => new RuleLoad(r.Rule.Name, r.Filter!, r.Rule.Actions.Count)).ToList();
        facts.AddRange(rules.Select(r => new LoadFact($"rule {r.Name}", Words.Of(r.Triggered(load)), $"each message on {r.Filter}")));
        return load with { Rules = [.. load.Rules, .. rules], Heartbeat = policy.Heartbeat, KeepOrders = policy.KeepOrders };
    }
}
