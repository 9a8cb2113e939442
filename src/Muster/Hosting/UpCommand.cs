using System.CommandLine;
using Muster.Commands;

namespace Muster.Hosting;

/// <summary><c>muster up</c>: the whole system, until it is told to stop.</summary>
internal static class UpCommand
{
    /// <summary>The command.</summary>
    /// <param name="clock">The time for all that runs.</param>
    /// <param name="random">The randomness for all that runs.</param>
    public static Command Create(TimeProvider clock, Random random)
    {
        var mqttPort = new Option<int?>("--mqtt-port") { Description = "Port of the MQTT broker; 0 takes any free one [default: 1883]" };
        var httpPort = new Option<int?>("--http-port") { Description = "Port of the HTTP API; 0 takes any free one [default: 8080]" };
        var bind = new Option<string?>("--bind") { Description = "Address to listen on; 0.0.0.0 for all [default: 127.0.0.1]" };
        var data = new Option<string?>("--data") { Description = "Folder with all that is kept [default: ./muster-data]" };
        var config = new Option<string?>("--config") { Description = "Configuration file (JSON); options given here go before it" };
        var store = new Option<string?>("--store") { Description = "Where the fleet's state is: sqlite, in the data folder, or dynamodb, by the usual AWS environment variables [default: sqlite]" };
        var tablePrefix = new Option<string?>("--table-prefix") { Description = "What the names of DynamoDB's tables begin with [default: MUSTER_TABLE_PREFIX, else nothing]" };
        var demo = new Option<bool>("--demo") { Description = $"Shows a living fleet: two sites with a dozen simulated robots, and a trickle of orders; kept in {DemoFleet.DataFolder} unless --data says otherwise" };
        var functions = new FunctionsOptions();
        var command = new Command("up", "Starts Muster: MQTT broker, store, functions and HTTP API in this one process.") { mqttPort, httpPort, bind, data, config, store, tablePrefix, demo };
        functions.AddTo(command);
        command.AddExamples(
            "muster up",
            "muster up --demo",
            "muster up --mqtt-port 0 --http-port 0 --data /var/lib/muster",
            "muster up --config fleet.json --bind 0.0.0.0",
            "AWS_REGION=eu-central-1 muster up --store dynamodb --table-prefix bar-");
        command.Run((parsed, cancellationToken) =>
        {
            var given = new UpSettings(parsed.GetValue(mqttPort), parsed.GetValue(httpPort), parsed.GetValue(bind), parsed.GetValue(data), HistoryPerRobot: null)
            {
                Store = parsed.GetValue(store),
                TablePrefix = parsed.GetValue(tablePrefix),
            };
            return RunAsync(parsed.GetValue(config), given, parsed.GetValue(demo), o => functions.Apply(parsed, o), clock, random, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(string? config, UpSettings given, bool demo, Func<UpOptions, UpOptions> more, TimeProvider clock, Random random, CancellationToken cancellationToken)
    {
        try
        {
            var options = ConfigReader.Read(config, demo ? given with { Data = given.Data ?? DemoFleet.DataFolder } : given);
            if (demo && config is null)
            {
                options = options with { Fleet = DemoFleet.Configuration };
            }

            options = more(options);

            await using var host = await MusterHost.StartAsync(options, clock, random);
            Greeting.Print(Console.Out, host, options, demo);
            await using var fleet = demo ? await DemoFleet.StartAsync(host.Mqtt, host.Http, clock, random) : null;
            await host.WaitForShutdownAsync(cancellationToken);
            return ExitCode.Done;
        }
        catch (StartException e)
        {
            await Console.Error.WriteLineAsync($"muster: {e.Message}");
            return e.ExitCode;
        }
    }
}
