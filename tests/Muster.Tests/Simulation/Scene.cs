using Muster.Fleet.Configuration;
using Muster.Fleet.Messages;

namespace Muster.Tests.Simulation;

/// <summary>The fleets that seeds draw: two sites, a few robots, impatient policies.</summary>
internal static class Scene
{
    public static readonly IReadOnlyList<string> Sites = ["munich", "tokyo"];

    public static readonly IReadOnlyList<string> Items = ["latte", "steak"];

    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    public static readonly TimeSpan LongestWork = TimeSpan.FromMinutes(2);

    public static FleetConfiguration Configure(Agenda agenda) => new()
    {
        Sites = new Dictionary<string, SiteSettings>(StringComparer.Ordinal)
        {
            ["munich"] = new() { Position = new Position(0, 0), KeepAvailable = agenda.Pick(0, 0, 1) },
            ["tokyo"] = new(),
        },
        Items = new Dictionary<string, ItemSettings>(StringComparer.Ordinal)
        {
            ["latte"] = new() { ExpectedDuration = TimeSpan.FromSeconds(30), MaxDuration = LongestWork },
            ["steak"] = new() { Requires = ["grill"], ExpectedDuration = TimeSpan.FromSeconds(20), MaxDuration = LongestWork / 2 },
        },
        Policy = new FleetPolicy
        {
            Dispatch = agenda.Pick(DispatchPolicy.LongestIdle, DispatchPolicy.HighestBattery, DispatchPolicy.Nearest),
            Heartbeat = TimeSpan.FromSeconds(agenda.Pick(20, 60)),
            DisconnectGrace = TimeSpan.FromSeconds(agenda.Pick(0, 5, 15)),
            AcceptTimeout = TimeSpan.FromSeconds(agenda.Pick(3, 10)),
            MaxAttempts = agenda.Pick(1, 3, 5),
            ResumeAt = agenda.Pick(50, 80),
            Expires = LongestWait,
            WaitingAlert = TimeSpan.FromSeconds(agenda.Pick(20, 90)),
            AgingStep = TimeSpan.FromSeconds(agenda.Pick(30, 300)),
        },
        Channels = agenda.Happens(0.2) ? [new AlertChannel { Name = "log", Type = AlertChannelType.Log }] : [],
    };

    public static IReadOnlyList<SimRobot> Robots(World world)
    {
        var robots = new List<SimRobot>();
        for (var i = 0; i < world.Agenda.Next(2, 7); i++)
        {
            robots.Add(new SimRobot(world, $"r{i + 1}", new Traits
            {
                Site = i < 2 ? Sites[i] : world.Agenda.Pick(Sites),
                CanGrill = i < 2 || world.Agenda.Happens(0.5),
                EchoesAttempt = world.Agenda.Happens(0.8),
                SaysOrder = world.Agenda.Happens(0.8),
                SaysTime = world.Agenda.Happens(0.8),
                Battery = world.Agenda.Next(12, 100),
                IsLostForGood = i >= 2 && !world.Faults.IsCalm && world.Agenda.Happens(0.15),
            }));
        }

        return robots;
    }
}
