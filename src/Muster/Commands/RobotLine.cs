using System.Globalization;
using System.Text.Json;
using Muster.Fleet.Messages;

namespace Muster.Commands;

/// <summary>A robot as a line of <c>muster robots --watch</c>.</summary>
internal static class RobotLine
{
    /// <summary>What counts as a change: not that it was seen, nor a step of its way, which come each second.</summary>
    public static WatchedItem Of(JsonElement item)
    {
        var robot = item.Deserialize(FleetJson.Default.RobotView)!;
        return new WatchedItem(robot.Name, string.Join(' ', new[]
        {
            robot.Name,
            robot.Status,
            robot.Site is { } site ? $"site={Printable.Of(site)}" : null,
            robot.Battery is { } battery ? string.Create(CultureInfo.InvariantCulture, $"battery={battery:0}%") : null,
            robot.Order is { } order ? $"order={order}" : null,
            robot.Fault is { } fault ? $"fault={Printable.Of(fault.Code)}" : null,
            robot.Instruction is { } instruction ? $"told={instruction}" : null,
        }.Where(part => part is not null)));
    }
}
