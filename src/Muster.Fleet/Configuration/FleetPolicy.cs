namespace Muster.Fleet.Configuration;

/// <summary>How the fleet behaves. What reads the configuration refuses what is out of the ranges.</summary>
public sealed record FleetPolicy
{
    /// <summary>Which of the robots that could take an order gets it. Default the one idle for longest.</summary>
    public DispatchPolicy Dispatch { get; init; } = DispatchPolicy.LongestIdle;

    /// <summary>A robot that was not heard of for so long counts as OFFLINE, 1 s to 1 day. Default 90 s.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>A robot that is OFFLINE keeps its order, and raises no alert, for so long: 1 ms to 1 day. Default 15 s.</summary>
    public TimeSpan DisconnectGrace { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a robot may take to answer an order, or its being called off, 1 s to 1 hour. Default 15 s.</summary>
    public TimeSpan AcceptTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often an order is tried, 1 to 100. Default 3.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>Below this charge an idle robot is sent to charge and gets no order, in %: <see cref="CriticalBattery"/> to <see cref="ResumeAt"/>. Default 20.</summary>
    public double ChargeBelow { get; init; } = 20;

    /// <summary>From this charge on a charging robot gets orders again, in %: <see cref="ChargeBelow"/> to 100. Default 80.</summary>
    public double ResumeAt { get; init; } = 80;

    /// <summary>Below this charge a robot never gets an order, and raises an alert unless it charges, in %: 0 to <see cref="ChargeBelow"/>. Default 10.</summary>
    public double CriticalBattery { get; init; } = 10;

    /// <summary>How long an order may wait that says nothing else, 1 s to 30 days. Default 1 hour.</summary>
    public TimeSpan Expires { get; init; } = TimeSpan.FromHours(1);

    /// <summary>An order that waits longer opens an alert: 1 s to 30 days. Default 2 minutes.</summary>
    public TimeSpan WaitingAlert { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How much waiting one step of priority is worth, 1 s to 30 days. Default 5 minutes.</summary>
    public TimeSpan AgingStep { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long orders are kept after their end, 1 minute to 3650 days. Default 30 days.</summary>
    public TimeSpan KeepOrders { get; init; } = TimeSpan.FromDays(30);
}
