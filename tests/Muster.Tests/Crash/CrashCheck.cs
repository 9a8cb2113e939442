using System.Text.Json.Nodes;
using Muster.Local.Store;
using Muster.Tests.Processes;

namespace Muster.Tests.Crash;

/// <summary>Holds what Muster kept against what the robots know.</summary>
internal static class CrashCheck
{
    /// <summary>Reports that were acknowledged and are gone: one line for each robot that lost some.</summary>
    public static async Task<List<string>> LossesAsync(FleetApi api, CrashFleet fleet)
    {
        var stored = await api.RobotsAsync();
        return [.. fleet.Robots
            .Where(r => Number(stored.GetValueOrDefault(r.Name)) < r.Acknowledged)
            .Select(r => $"{r.Name}: report {r.Acknowledged} was acknowledged, stored is {Number(stored.GetValueOrDefault(r.Name))}")];
    }

    /// <summary>Rows and histories that no robot's reports can have led to.</summary>
    public static async Task<List<string>> ContradictionsAsync(FleetApi api, CrashFleet fleet)
    {
        var found = new List<string>();
        foreach (var (name, row) in await api.RobotsAsync())
        {
            var robot = fleet.Robots.Single(r => r.Name == name);
            var number = Number(row);
            var status = row["status"]!.GetValue<string>();
            if (number > robot.Sent)
            {
                found.Add($"{name}: stored is {number}, sent were only {robot.Sent}");
            }

            if (status != CrashRobot.StatusOf(number))
            {
                found.Add($"{name}: report {number} has status {CrashRobot.StatusOf(number)}, stored is {status}");
            }

            found.AddRange(OfHistory(name, row, await api.HistoryAsync(name, limit: 30)));
        }

        return found;
    }

    /// <summary>SQLite's own check of the file, while Muster is up.</summary>
    public static string? Integrity(string data)
    {
        using var db = SqliteConnection.Open(Path.Combine(data, "muster.db"), readOnly: true);
        return db.Scalar("PRAGMA integrity_check");
    }

    private static IEnumerable<string> OfHistory(string name, JsonNode row, List<JsonNode> history)
    {
        var status = row["status"]!.GetValue<string>();
        var version = row["version"]!.GetValue<long>() + 1;
        string? to = status;
        foreach (var entry in history)
        {
            var change = entry["changes"]!.AsArray().Single(c => c!["field"]!.GetValue<string>() == "status")!;
            if (change["to"]?.GetValue<string>() != to)
            {
                yield return $"{name}: the history goes to {change["to"]} at version {entry["version"]}, and then on from {to}";
            }

            if (entry["version"]!.GetValue<long>() >= version)
            {
                yield return $"{name}: the history's versions do not fall: {entry["version"]} after {version}";
            }

            version = entry["version"]!.GetValue<long>();
            to = change["from"]?.GetValue<string>();
        }

        if (history.Count == 0)
        {
            yield return $"{name}: there is no history";
        }
    }

    private static long Number(JsonNode? row) => (long)(row?["position"]?["x"]?.GetValue<double>() ?? 0);
}
