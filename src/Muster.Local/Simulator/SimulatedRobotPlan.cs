using System.Globalization;
using Muster.Fleet.Messages;

namespace Muster.Local.Simulator;

/// <summary>Makes many robots of one kind: evenly over the sites, with batteries and places that differ.</summary>
public static class SimulatedRobotPlan
{
    private const double LeastBattery = 60;

    /// <summary>The options of the robots.</summary>
    /// <param name="count">How many, over all sites.</param>
    /// <param name="sites">The sites, in turn.</param>
    /// <param name="prefix">Names are <c>{prefix}-{n}</c> over all sites; without one, <c>{site}-{n}</c> at each.</param>
    /// <param name="kind">What they have in common; its name, site, battery and places are not used.</param>
    /// <param name="random">For what differs.</param>
    public static IReadOnlyList<SimulatedRobotOptions> Create(
        int count, IReadOnlyList<string> sites, string? prefix, SimulatedRobotOptions kind, Random random)
    {
        var robots = new List<SimulatedRobotOptions>(count);
        for (var i = 0; i < count; i++)
        {
            var (site, number) = (sites[i % sites.Count], (i / sites.Count) + 1);
            robots.Add(kind with
            {
                Name = prefix is null ? Name(site, number) : Name(prefix, i + 1),
                Site = site,
                BatteryAtStart = LeastBattery + (random.NextDouble() * (100 - LeastBattery)),
                Start = new Position(random.NextDouble() * kind.Floor.X, random.NextDouble() * kind.Floor.Y),
                Charger = new Position(number % Math.Max(1, (int)kind.Floor.X), 0),
            });
        }

        return robots;
    }

    /// <summary>The name of a robot.</summary>
    public static string Name(string prefix, int number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{number}");
}
