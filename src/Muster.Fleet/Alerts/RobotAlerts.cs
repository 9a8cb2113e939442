using System.Globalization;
using Muster.Fleet.Configuration;
using Muster.Fleet.Messages;
using Muster.Fleet.Robots;

namespace Muster.Fleet.Alerts;

/// <summary>What is the matter with a robot.</summary>
public static class RobotAlerts
{
    /// <summary>The alerts that should be open.</summary>
    public static IReadOnlyList<ExpectedAlert> Expected(Robot robot, FleetConfiguration configuration, DateTimeOffset now)
    {
        if (robot.RetiredAt is not null)
        {
            return [];
        }

        var expected = new List<ExpectedAlert>();
        if (RobotPresence.IsGone(robot, configuration.Policy, now))
        {
            expected.Add(new ExpectedAlert(AlertKind.RobotOffline, $"{robot.Name} is not reachable since {robot.StatusSince:yyyy-MM-dd HH:mm:ss} UTC"));
        }

        if (robot.Status == RobotStatus.Fault)
        {
            expected.Add(new ExpectedAlert(AlertKind.RobotFault, $"{robot.Name} reports a fault{(robot.Fault is { } fault ? $": {fault.Code} {fault.Message}".TrimEnd() : "")}"));
        }

        if (robot.Battery < configuration.Policy.CriticalBattery && robot.Status != RobotStatus.Charging)
        {
            expected.Add(new ExpectedAlert(
                AlertKind.BatteryLow,
                string.Create(CultureInfo.InvariantCulture, $"{robot.Name} is at {robot.Battery:0.#} % and does not charge")));
        }

        return expected;
    }
}
