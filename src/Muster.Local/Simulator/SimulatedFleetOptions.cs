namespace Muster.Local.Simulator;

/// <summary>Which simulated robots there are, where their broker is, and how bad their line is.</summary>
public sealed record SimulatedFleetOptions
{
    /// <summary>The broker: <c>mqtt://host:port</c>; port 1883 where it names none. Default mqtt://127.0.0.1:1883.</summary>
    public Uri Broker { get; init; } = new("mqtt://127.0.0.1:1883");

    /// <summary>The robots; each name is the MQTT client id too, so no two may be the same.</summary>
    public required IReadOnlyList<SimulatedRobotOptions> Robots { get; init; }

    /// <summary>How likely a message is lost on its way out or in, 0 to 1. Default 0.</summary>
    public double Drop { get; init; }

    /// <summary>How likely a message is sent or handled twice, 0 to 1. Default 0.</summary>
    public double Duplicate { get; init; }

    /// <summary>A folder with a file a robot, in which it keeps what it completed, so that a new process does nothing twice. Default none.</summary>
    public string? JournalFolder { get; init; }

    /// <summary>Whether each thing that a robot does is told, not only what concerns the fleet. Default false.</summary>
    public bool Verbose { get; init; }
}
