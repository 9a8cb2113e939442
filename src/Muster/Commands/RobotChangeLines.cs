using System.Globalization;
using System.Text.Json;
using Muster.Fleet.Messages;

namespace Muster.Commands;

/// <summary>The lines of <c>muster robots --watch</c> into a pipe: one for each robot that changed since the last look.</summary>
internal sealed class RobotChangeLines(TimeProvider clock, bool json)
{
    private readonly Dictionary<string, string> _last = [];

    /// <summary>The lines for <paramref name="robots"/>; at the first look, all of them.</summary>
    public IReadOnlyList<string> Take(IReadOnlyList<JsonElement> robots)
    {
        var lines = new List<string>();
        var here = new HashSet<string>();
        foreach (var item in robots)
        {
            var robot = item.Deserialize(FleetJson.Default.RobotView)!;
            var text = Describe(robot);
            here.Add(robot.Name);
            if (_last.GetValueOrDefault(robot.Name) != text)
            {
                _last[robot.Name] = text;
                lines.Add(json ? CompactJson.Of(item) : Stamp(text));
            }
        }

        foreach (var name in _last.Keys.Where(name => !here.Contains(name)))
        {
            _last.Remove(name);
            if (!json)
            {
                lines.Add(Stamp($"{name} left the list"));
            }
        }

        return lines;
    }

    /// <summary>What counts as a change: not that it was seen, nor a step of its way, which come each second.</summary>
    private static string Describe(RobotView robot) => string.Join(' ', new[]
    {
        robot.Name,
        robot.Status,
        robot.Site is { } site ? $"site={Printable.Of(site)}" : null,
        robot.Battery is { } battery ? string.Create(CultureInfo.InvariantCulture, $"battery={battery:0}%") : null,
        robot.Order is { } order ? $"order={order}" : null,
        robot.Fault is { } fault ? $"fault={Printable.Of(fault.Code)}" : null,
    }.Where(part => part is not null));

    private string Stamp(string text) => string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ} {text}");
}
