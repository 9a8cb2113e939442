namespace Muster.Fleet.Costs.Loads;

/// <summary>What a fleet does in a month of 730 hours.</summary>
public sealed record FleetLoad
{
    /// <summary>Robots that are connected all the time.</summary>
    public required decimal Robots { get; init; }

    /// <summary>Status reports of all robots.</summary>
    public required decimal Reports { get; init; }

    /// <summary>How large a report is with its topic, in bytes: a message is metered in steps of 5 KB. Default 300.</summary>
    public decimal ReportBytes { get; init; } = 300;

    /// <summary>The part of the reports that is announced because battery or position changed, 0 to 1. Default 0.1.</summary>
    public decimal Announced { get; init; } = 0.1m;

    /// <summary>Reports that bring another status, site, or fault.</summary>
    public decimal Changes { get; init; }

    /// <summary>How often a connection of a robot breaks and is made again.</summary>
    public decimal Reconnects { get; init; }

    /// <summary>Orders, placed by the HTTP API.</summary>
    public decimal Orders { get; init; }

    /// <summary>Reports on orders that say how far they are, beyond ACCEPTED, IN_PROGRESS and COMPLETED. Default 0.</summary>
    public decimal Progress { get; init; }

    /// <summary>Requests to the HTTP API, but for those that place orders.</summary>
    public decimal ApiRequests { get; init; }

    /// <summary>MQTT clients that subscribe to <c>fleet/#</c> with QoS 1. Default 0.</summary>
    public decimal Subscribers { get; init; }

    /// <summary>Rules beside the built-in ones. Default none.</summary>
    public IReadOnlyList<RuleLoad> Rules { get; init; } = [];

    /// <summary>Whether robots publish to <c>$aws/rules/…</c>, straight to the rule. Default false.</summary>
    public bool BasicIngest { get; init; }

    /// <summary>After how long without a word a robot counts as OFFLINE: how often its due time is moved on depends on it. Default 90 s.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>For how long orders are kept after their end. Default 30 days.</summary>
    public TimeSpan KeepOrders { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How each function runs.</summary>
    public IReadOnlyList<FunctionLoad> Functions { get; init; } = FunctionLoad.Defaults;

    /// <summary>Whether functions run on arm64; else on x86-64. Default true.</summary>
    public bool IsArm64 { get; init; } = true;

    /// <summary>Reports of robots on orders.</summary>
    public decimal OrderReports => (Orders * EventCosts.Order.RobotMessages) + (Progress * EventCosts.Progress.RobotMessages);

    /// <summary>Announcements on <c>fleet/orders/…</c>.</summary>
    public decimal OrderAnnouncements => (Orders * EventCosts.Order.OrderAnnouncements) + (Progress * EventCosts.Progress.OrderAnnouncements);

    /// <summary>5 KB steps of a report.</summary>
    public decimal ReportUnits => Math.Max(1, decimal.Ceiling(ReportBytes / 5120));

    /// <summary>Announcements on <c>fleet/robots/…</c>, each retained.</summary>
    public decimal RobotAnnouncements =>
        (Reports * Announced) + (Changes * EventCosts.Change.RobotAnnouncements) + (Orders * EventCosts.Order.RobotAnnouncements) + (Reconnects * EventCosts.Reconnect.RobotAnnouncements);

    /// <summary>How often the sweep moves the due times of all robots on: once each whole minute that the heartbeat takes, rounded up.</summary>
    public decimal DueMoves => Robots * Month.Minutes / Math.Max(1, decimal.Ceiling((decimal)Heartbeat.TotalSeconds / 60));
}
