using Muster.Fleet.Messages;

namespace Muster.Local.Simulator;

/// <summary>What a simulated robot is like. Probabilities are 0 (never) to 1 (always).</summary>
public sealed record SimulatedRobotOptions
{
    /// <summary>The robot's name, as <see cref="RobotName"/> allows.</summary>
    public required string Name { get; init; }

    /// <summary>The site that it reports. Default none: it reports no site.</summary>
    public string? Site { get; init; }

    /// <summary>What it reports that it can do. Default nothing.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>How long it travels to an order or to the charger, on average; each time half to one and a half of it. Default 5 s.</summary>
    public TimeSpan TravelTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an order takes once it is there, on average; each time half to one and a half of it. Default 10 s.</summary>
    public TimeSpan WorkTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How much faster than life it travels, works, charges and uses its battery; greater than 0. Reports keep their pace. Default 1.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>How often it reports its status; greater than 0. Default 5 s.</summary>
    public TimeSpan ReportInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many IN_PROGRESS reports an order gets, evenly spread, 0 to 100. Default 3: at 25, 50 and 75 %.</summary>
    public int ProgressReports { get; init; } = 3;

    /// <summary>How long it waits for the acknowledgement of an order report before it sends it again, then twice as long, up to a minute; greater than 0. Default 5 s.</summary>
    public TimeSpan ResendAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The charge when it is switched on for the first time, 0 to 100 %. Default 100.</summary>
    public double BatteryAtStart { get; init; } = 100;

    /// <summary>What travel and work take from the battery, in % per second; idling takes a fifth of it. Default 0.05.</summary>
    public double DrainPerSecond { get; init; } = 0.05;

    /// <summary>What the charger gives, in % per second; greater than 0. Default 1.</summary>
    public double ChargePerSecond { get; init; } = 1;

    /// <summary>Below this charge it takes no order, and drives to the charger without being told, in %. Default 5.</summary>
    public double LowBattery { get; init; } = 5;

    /// <summary>How likely it rejects an order that it could take. Default 0.</summary>
    public double Reject { get; init; }

    /// <summary>How likely an order fails. Default 0.</summary>
    public double Fail { get; init; }

    /// <summary>How likely it crashes while it has an order. Default 0.</summary>
    public double Crash { get; init; }

    /// <summary>How long it takes to come back from such a crash, on average; each time half to one and a half of it. Default 5 s.</summary>
    public TimeSpan CrashTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Where it is when it is switched on for the first time. Default the charger.</summary>
    public Position? Start { get; init; }

    /// <summary>Where its charger is. Default x 0, y 0.</summary>
    public Position Charger { get; init; } = new(0, 0);

    /// <summary>The far corner, from x 0 and y 0, of the floor where orders that name no position are carried out. Default 40 m by 25 m.</summary>
    public Position Floor { get; init; } = new(40, 25);

    /// <summary>How many completed orders its journal holds, at least 1; older ones are forgotten. Default 10,000.</summary>
    public int RememberedOrders { get; init; } = 10_000;

    /// <summary>Checks what is given.</summary>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    internal void Validate()
    {
        Check(RobotName.IsValid(Name), nameof(Name));
        Check(TravelTime >= TimeSpan.Zero, nameof(TravelTime));
        Check(WorkTime >= TimeSpan.Zero, nameof(WorkTime));
        Check(CrashTime >= TimeSpan.Zero, nameof(CrashTime));
        Check(Speed > 0, nameof(Speed));
        Check(ReportInterval > TimeSpan.Zero, nameof(ReportInterval));
        Check(ResendAfter > TimeSpan.Zero, nameof(ResendAfter));
        Check(ProgressReports is >= 0 and <= 100, nameof(ProgressReports));
        Check(BatteryAtStart is >= 0 and <= 100, nameof(BatteryAtStart));
        Check(DrainPerSecond >= 0, nameof(DrainPerSecond));
        Check(ChargePerSecond > 0, nameof(ChargePerSecond));
        Check(LowBattery is >= 0 and < 100, nameof(LowBattery));
        Check(Reject is >= 0 and <= 1, nameof(Reject));
        Check(Fail is >= 0 and <= 1, nameof(Fail));
        Check(Crash is >= 0 and <= 1, nameof(Crash));
        Check(RememberedOrders >= 1, nameof(RememberedOrders));
    }

    private static void Check(bool isValid, string name)
    {
        if (!isValid)
        {
            throw new ArgumentException("the value is out of its range", name);
        }
    }
}
