using System.Text.Json;
using MQTTnet;
using Muster.Fleet.Messages;

namespace Muster.Commands.Costs;

/// <summary>Counts what a subscriber hears: announcements, reports on orders, connections. Retained messages tell how things stood before.</summary>
internal sealed class FleetListener
{
    /// <summary>What it has to subscribe to.</summary>
    public static readonly string[] Filters = ["fleet/robots/+", "fleet/orders/+", "robots/+/orders/+", "sites/+/orders", "$aws/events/presence/+/+"];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _statuses = new(StringComparer.Ordinal);
    private readonly HashSet<string> _placed = new(StringComparer.Ordinal);
    private bool _isCounting;

    /// <summary>Announcements of robots without another status.</summary>
    public long Telemetry { get; private set; }

    /// <summary>Announcements with one.</summary>
    public long Changes { get; private set; }

    /// <summary>Reports of robots on orders.</summary>
    public long OrderReports { get; private set; }

    /// <summary>Orders that came by MQTT.</summary>
    public long Requests { get; private set; }

    /// <summary>Connections that ended.</summary>
    public long Disconnected { get; private set; }

    /// <summary>Events of the broker, connections that began and that ended.</summary>
    public long Presence { get; private set; }

    /// <summary>Orders that were placed, however.</summary>
    public long Placed => _placed.Count;

    /// <summary>Counts from now on.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            _isCounting = true;
        }
    }

    /// <summary>Counts no more.</summary>
    public void End()
    {
        lock (_gate)
        {
            _isCounting = false;
        }
    }

    /// <summary>Takes a message.</summary>
    public void Hear(MqttApplicationMessage message)
    {
        var levels = message.Topic.Split('/');
        lock (_gate)
        {
            switch (levels)
            {
                case ["fleet", "robots", var name]:
                    HearRobot(name, message);
                    break;
                case ["fleet", "orders", var id] when _isCounting && Field(message, "state") == "PENDING" && Field(message, "attempt") is null or "1":
                    _placed.Add(id);
                    break;
                case ["robots", _, "orders", _] when _isCounting:
                    OrderReports++;
                    break;
                case ["sites", _, "orders"] when _isCounting:
                    Requests++;
                    break;
                case ["$aws", "events", "presence", var what, _] when _isCounting:
                    Presence++;
                    Disconnected += what == "disconnected" ? 1 : 0;
                    break;
            }
        }
    }

    private void HearRobot(string name, MqttApplicationMessage message)
    {
        if (Field(message, "status") is not { } status)
        {
            _statuses.Remove(name);
            return;
        }

        var before = _statuses.GetValueOrDefault(name);
        _statuses[name] = status;
        if (!_isCounting || message.Retain)
        {
            return;
        }

        if (before == status)
        {
            Telemetry++;
        }
        else if (!IsAtWork(before, status))
        {
            Changes++;
        }
    }

    /// <summary>An order began or ended: its costs are the order's.</summary>
    private static bool IsAtWork(string? before, string status) =>
        (before, status) is ("ONLINE", RobotStatusNames.Working) or (RobotStatusNames.Working, "ONLINE");

    private static string? Field(MqttApplicationMessage message, string name)
    {
        try
        {
            using var json = JsonDocument.Parse(message.Payload);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var field) ? field.ToString() : null;
        }
        catch (JsonException)
        {
            // A retired robot's last message is empty.
            return null;
        }
    }
}
