namespace Muster.Tests.Simulation;

/// <summary>What goes wrong, and how often. Each seed draws its own: some worlds lose messages, others crash, some do all of it.</summary>
internal sealed record Faults
{
    public double Loss { get; init; }

    public double Duplicate { get; init; }

    public TimeSpan NetworkDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    public TimeSpan StoreDelay { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How often a call of the store fails.</summary>
    public double StoreDown { get; init; }

    public double Reject { get; init; }

    public double Fail { get; init; }

    // How often on average; none for never.
    public TimeSpan? HostCrash { get; init; }

    public TimeSpan? RobotCrash { get; init; }

    public TimeSpan? Disconnect { get; init; }

    public TimeSpan? Silence { get; init; }

    public TimeSpan? RobotFault { get; init; }

    public TimeSpan? Move { get; init; }

    public TimeSpan? Operator { get; init; }

    /// <summary>Whether customers cancel, repeat and change their minds.</summary>
    public bool AreCustomersFickle { get; init; }

    public bool IsCalm { get; init; }

    /// <summary>Nothing goes wrong; things only happen at the same time.</summary>
    public static Faults None { get; } = new() { IsCalm = true };

    public static Faults Draw(Agenda agenda) => agenda.Happens(0.1)
        ? None
        : new Faults
        {
            Loss = agenda.Pick(0, 0, 0.05, 0.3),
            Duplicate = agenda.Pick(0, 0, 0.1, 0.3),
            NetworkDelay = TimeSpan.FromMilliseconds(agenda.Pick(20, 200, 2000, 15000)),
            StoreDelay = TimeSpan.FromMilliseconds(agenda.Pick(2, 20, 200, 2000)),
            StoreDown = agenda.Pick(0, 0, 0, 0.01),
            Reject = agenda.Pick(0, 0, 0.2),
            Fail = agenda.Pick(0, 0, 0.2),
            HostCrash = Seconds(agenda, 15, 120),
            RobotCrash = Seconds(agenda, 60, 200),
            Disconnect = Seconds(agenda, 30, 100),
            Silence = Seconds(agenda, 150, 150),
            RobotFault = Seconds(agenda, 100, 200),
            Move = Seconds(agenda, 200, 200),
            Operator = Seconds(agenda, 5, 30),
            AreCustomersFickle = agenda.Happens(0.6),
        };

    private static TimeSpan? Seconds(Agenda agenda, double often, double seldom) =>
        agenda.Happens(0.5) ? TimeSpan.FromSeconds(agenda.Pick(often, seldom)) : null;
}
