using System.Text.Json;

namespace Muster.Fleet.Messages;

/// <summary>The statuses as they travel: upper-case words (design.md section 4).</summary>
public static class RobotStatusNames
{
    /// <summary>What is shown, and never reported, for an ONLINE robot that holds an order.</summary>
    public const string Working = "WORKING";

    /// <summary>What is said last of a robot that a person took out of the fleet.</summary>
    public const string Retired = "RETIRED";

    /// <summary>What a robot may report, for refusals and help texts.</summary>
    public const string Reportable = "ONLINE, CHARGING, PAUSED, FAULT or OFFLINE";

    /// <summary>The statuses that can be shown: those that are reported, and WORKING.</summary>
    public static IReadOnlyList<string> Shown { get; } = ["ONLINE", Working, "CHARGING", "PAUSED", "FAULT", "OFFLINE"];

    /// <summary>The word for <paramref name="status"/> on the wire.</summary>
    public static string ToWire(this RobotStatus status) => status switch
    {
        RobotStatus.Online => "ONLINE",
        RobotStatus.Charging => "CHARGING",
        RobotStatus.Paused => "PAUSED",
        RobotStatus.Fault => "FAULT",
        RobotStatus.Offline => "OFFLINE",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "not a status"),
    };

    /// <summary>Reads the string that <paramref name="reader"/> stands on; false when it is no reportable status.</summary>
    internal static bool TryRead(ref Utf8JsonReader reader, out RobotStatus status)
    {
        if (reader.ValueTextEquals("ONLINE"u8))
        {
            status = RobotStatus.Online;
        }
        else if (reader.ValueTextEquals("CHARGING"u8))
        {
            status = RobotStatus.Charging;
        }
        else if (reader.ValueTextEquals("PAUSED"u8))
        {
            status = RobotStatus.Paused;
        }
        else if (reader.ValueTextEquals("FAULT"u8))
        {
            status = RobotStatus.Fault;
        }
        else
        {
            status = RobotStatus.Offline;
            return reader.ValueTextEquals("OFFLINE"u8);
        }

        return true;
    }
}
