using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Muster.Fleet.Rules;

namespace Muster.Bench.Rules;

/// <summary><c>rules</c>: what a message costs from its topic to what the rule emits, in turns so that all see the same machine.</summary>
internal static class RulesCommand
{
    private const string Where = "SELECT name, battery, position.x AS x FROM 'robots/+/status' WHERE status = 'ONLINE' AND battery < 20";
    private const string Topic = "robots/robot-17/status";

    private static ReadOnlySpan<byte> Status =>
        """{"name":"robot-17","status":"ONLINE","site":"munich","battery":17.5,"position":{"x":12.25,"y":-3.5,"theta":1.57,"map":"hall-2"},"capabilities":["lift","grill"],"at":"2026-01-31T12:00:00.123Z"}"""u8;

    internal static int Run(string[] args)
    {
        var arguments = new Arguments(args, "--rounds", "--messages", "--json");
        var (rounds, messages) = (arguments.Integer("--rounds", 15, 1, 1000), arguments.Integer("--messages", 100_000, 1, 100_000_000));
        RuleScenario[] scenarios =
        [
            new("WHERE and three fields", [Rule(0, Where)], Topic, Status),
            new("WHERE and three fields, 1 of 10,000 rules", [Rule(0, Where), .. Enumerable.Range(1, 9_999).Select(Other)], Topic, Status),
            new("SELECT *, untouched", [Rule(0, "SELECT * FROM 'robots/+/status'")], Topic, Status),
            new("SELECT * and two columns of the context", [Rule(0, "SELECT *, topic(2) AS topicRobot, timestamp() AS receivedAt FROM 'robots/+/status'")], Topic, Status),
            new("functions and arithmetic", [Rule(0, "SELECT upper(name) AS name, battery * 2 + 1 AS b, concat(site, '/', position.map) AS place FROM 'robots/+/status'")], Topic, Status),
            new("nested query", [Rule(0, "SELECT (SELECT VALUE v FROM e WHERE n = 'light') AS light FROM 'robots/+/status'")], Topic, """{"e":[{"n":"temperature","v":22.5},{"n":"light","v":135},{"n":"acidity","v":7}]}"""u8),
        ];
        var times = scenarios.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round <= rounds; round++)
        {
            for (var i = 0; i < scenarios.Length; i++)
            {
                // The first round compiles, and is not counted.
                var nanoseconds = Time(scenarios[i], messages);
                if (round > 0)
                {
                    times[i].Add(nanoseconds);
                }
            }
        }

        var result = new RulesResult(
            [.. scenarios.Select((s, i) => new RuleFigure(s.Name, Math.Round(Statistics.Median(times[i]), 1), Bytes(s)))],
            Math.Round(Statistics.Median(times[1]) / Statistics.Median(times[0]), 3));
        Print(result);
        if (arguments.Text("--json") is { } path)
        {
            File.WriteAllText(path, JsonSerializer.Serialize(result, BenchJson.Default.RulesResult) + "\n");
        }

        return 0;
    }

    private static Rule Rule(int number, string sql) => new($"rule_{number}", sql, "f");

    /// <summary>Rules beside: some on topics of their own, some that share levels and wildcards with the one that matches.</summary>
    private static Rule Other(int number) => Rule(number, (number % 4) switch
    {
        0 => $"SELECT * FROM 'robots/+/sensor-{number}'",
        1 => $"SELECT a FROM 'robots/robot-{number}/status/#' WHERE a > {number}",
        2 => $"SELECT * FROM 'sites/site-{number}/+'",
        _ => $"SELECT * FROM '+/robot-{number}/#'",
    });

    private static double Time(RuleScenario scenario, int messages)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < messages; i++)
        {
            scenario.Once();
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / messages;
    }

    private static double Bytes(RuleScenario scenario)
    {
        const int Count = 10_000;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Count; i++)
        {
            scenario.Once();
        }

        return Math.Round((GC.GetAllocatedBytesForCurrentThread() - before) / (double)Count, 1);
    }

    private static void Print(RulesResult result)
    {
        foreach (var figure in result.Figures)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{figure.Name,-45} {figure.Nanoseconds,9:F0} ns {figure.Bytes,8:F0} bytes"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"10,000 rules over 1 rule: {result.Ratio:F2}"));
    }
}
