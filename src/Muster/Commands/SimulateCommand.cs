using System.CommandLine;
using Muster.Fleet.Messages;
using Muster.Local.Simulator;

namespace Muster.Commands;

/// <summary><c>muster simulate</c>: robots as real MQTT clients, until it is told to stop.</summary>
internal static class SimulateCommand
{
    private static readonly SimulatedRobotOptions Defaults = new() { Name = "robot" };

    /// <summary>The command.</summary>
    /// <param name="clock">The time for the robots.</param>
    /// <param name="random">The randomness for the robots, unless a seed is given.</param>
    public static Command Create(TimeProvider clock, Random random)
    {
        var robots = SimulateOptions.Count("--robots", "How many robots, over all sites", 20, 1, 100_000);
        var sites = SimulateOptions.Sites();
        var broker = SimulateOptions.Broker();
        var prefix = new Option<string?>("--prefix") { Description = "Name the robots PREFIX-1, PREFIX-2, … [default: SITE-1, SITE-2, … at each site]", HelpName = "PREFIX" };
        var capabilities = SimulateOptions.Capabilities();
        var speed = SimulateOptions.Factor("--speed", "How much faster than life they travel, work and charge", Defaults.Speed);
        var travel = SimulateOptions.Time("--travel", "How long they travel to an order, on average", Defaults.TravelTime, TimeSpan.Zero);
        var work = SimulateOptions.Time("--work", "How long they work on an order, on average", Defaults.WorkTime, TimeSpan.Zero);
        var report = SimulateOptions.Time("--report", "How often they report their status", Defaults.ReportInterval, TimeSpan.FromMilliseconds(10));
        var drop = SimulateOptions.Probability("--drop", "How likely a message is lost, out or in");
        var duplicate = SimulateOptions.Probability("--duplicate", "How likely a message is sent or handled twice");
        var crash = SimulateOptions.Probability("--crash", "How likely a robot crashes over an order; it is back some seconds later");
        var reject = SimulateOptions.Probability("--reject", "How likely a robot rejects an order");
        var fail = SimulateOptions.Probability("--fail", "How likely an order fails");
        var seed = SimulateOptions.Seed();
        var journal = new Option<string?>("--journal") { Description = "Keep what each robot completed in FOLDER, so that it does nothing twice after a restart", HelpName = "FOLDER" };
        var verbose = new Option<bool>("--verbose") { Description = "Print each thing that a robot does, not only a summary every 10 s" };
        var command = new Command("simulate", "Runs simulated robots: real MQTT clients that take orders, travel, work and charge.")
        {
            robots, sites, broker, prefix, capabilities, speed, travel, work, report, drop, duplicate, crash, reject, fail, seed, journal, verbose,
        };
        command.AddExamples(
            "muster simulate",
            "muster simulate --robots 50 --site munich --site lisbon --capabilities coffee,grill --speed 10",
            "muster simulate --drop 0.05 --duplicate 0.05 --crash 0.01 --reject 0.02 --seed 7 --verbose",
            "muster simulate --broker mqtt://192.168.1.20:1883 --journal ./robots");
        command.Validators.Add(parsed =>
        {
            // No sites yet where they are the default, which is fine.
            foreach (var name in parsed.GetValue(prefix) is { } given ? [given] : parsed.GetValue(sites) ?? [])
            {
                if (!RobotName.IsValid(SimulatedRobotPlan.Name(name, 100_000)))
                {
                    parsed.AddError($"\"{name}-1\" can't name a robot: a name is {RobotName.Rule}; choose other names with --prefix");
                }
            }
        });
        command.Run(async (parsed, cancellationToken) =>
        {
            var own = parsed.GetValue(seed) is { } number ? new Random(number) : random;
            var kind = Defaults with
            {
                Capabilities = parsed.GetValue(capabilities) ?? [],
                Speed = parsed.GetValue(speed),
                TravelTime = parsed.GetValue(travel) ?? Defaults.TravelTime,
                WorkTime = parsed.GetValue(work) ?? Defaults.WorkTime,
                ReportInterval = parsed.GetValue(report) ?? Defaults.ReportInterval,
                Crash = parsed.GetValue(crash),
                Reject = parsed.GetValue(reject),
                Fail = parsed.GetValue(fail),
            };
            var options = new SimulatedFleetOptions
            {
                Robots = SimulatedRobotPlan.Create(parsed.GetValue(robots), parsed.GetRequiredValue(sites), parsed.GetValue(prefix), kind, own),
                Drop = parsed.GetValue(drop),
                Duplicate = parsed.GetValue(duplicate),
                JournalFolder = parsed.GetValue(journal),
                Verbose = parsed.GetValue(verbose),
            };
            if (parsed.GetValue(broker) is { } address)
            {
                options = options with { Broker = address };
            }

            using var output = new LineOutput(parsed.InvocationConfiguration);
            await new Simulation(options, clock, own, output).RunAsync(cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }
}
