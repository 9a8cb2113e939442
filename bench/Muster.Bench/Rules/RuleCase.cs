using System.Text;
using Muster.Fleet.Rules;

namespace Muster.Bench.Rules;

/// <summary>A rule, and a message that it selects.</summary>
/// <param name="Name">What it stands for.</param>
/// <param name="Sql">Its statement.</param>
/// <param name="Payload">The message's payload.</param>
internal sealed record RuleCase(string Name, string Sql, byte[] Payload)
{
    /// <summary>A WHERE and three projected fields: the rule that the target is set for.</summary>
    internal const string Projection = "SELECT status, battery, position.map AS map FROM 'robots/+/status' WHERE battery < 90 AND status = 'ONLINE'";

    /// <summary>A report with all that a robot says of itself.</summary>
    internal static readonly byte[] StatusReport = Encoding.UTF8.GetBytes(
        """{"name":"r1","status":"ONLINE","site":"munich","capabilities":["grill","mix"],"battery":87.5,"position":{"x":1.5,"y":-2,"theta":3.14,"map":"hall-1"},"order":null,"at":"2026-01-31T12:00:00.5Z"}""");

    /// <summary>A report about ten parts.</summary>
    private static readonly byte[] PartsReport = Encoding.UTF8.GetBytes(
        $$"""{"name":"r1","parts":[{{string.Join(',', Enumerable.Range(1, 10).Select(i => $$"""{"id":"part-{{i}}","wear":0.{{i % 10}},"hours":{{i * 100}}}"""))}}]}""");

    internal static IReadOnlyList<RuleCase> All { get; } =
    [
        new("WHERE and three fields", Projection, StatusReport),
        new("WHERE that selects nothing", Projection.Replace("< 90", "< 20", StringComparison.Ordinal), StatusReport),
        new("SELECT *", "SELECT * FROM 'robots/+/status'", StatusReport),
        new("SELECT * with a WHERE", "SELECT * FROM 'robots/+/status' WHERE battery < 90", StatusReport),
        new("update_status, built in", FleetRules.BuiltIn[0].Sql, StatusReport),
        new("query on an array of ten", "SELECT (SELECT VALUE id FROM parts WHERE wear > 0.5) AS worn FROM 'robots/+/status'", PartsReport),
        new(
            "ten functions",
            "SELECT upper(status) AS a, concat(name, '/', site) AS b, round(battery) AS c, substring(at, 0, 10) AS d, md5(name) AS e, "
                + "regexp_replace(site, '[aeiou]', '_') AS f, cast(battery AS String) AS g, get(capabilities, 0) AS h, parse_time('yyyy-MM-dd', timestamp()) AS i "
                + "FROM 'robots/+/status' WHERE endswith(name, '1')",
            StatusReport),
    ];

    internal Rule ToRule() => new("bench", Sql, "update-status");
}
