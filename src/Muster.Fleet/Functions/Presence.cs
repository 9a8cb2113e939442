using System.Text.Json;
using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;

namespace Muster.Fleet.Functions;

/// <summary>The function behind the broker's lifecycle events: a lost connection makes the robot OFFLINE.</summary>
/// <param name="fleet">What it works with.</param>
/// <param name="steward">Does what a lost robot asks for.</param>
public sealed class Presence(FleetContext fleet, Steward steward)
{
    /// <summary>Its name in rules.</summary>
    public const string Name = "presence";

    /// <summary>Takes one lifecycle event in. Events of clients that are no robots do nothing.</summary>
    public ValueTask<FunctionOutcome> HandleAsync(FunctionEvent e, CancellationToken cancellationToken)
    {
        try
        {
            var lifecycle = JsonSerializer.Deserialize(e.Payload.Span, FleetJson.Default.LifecycleEvent);
            return lifecycle is not { ClientId: not null, HasTime: true }
                ? ValueTask.FromResult(Refused("the event has no \"clientId\", or no \"timestamp\" in milliseconds since 1970"))
                : ApplyAsync(lifecycle, cancellationToken);
        }
        catch (JsonException problem)
        {
            return ValueTask.FromResult(Refused($"the event is no lifecycle event: {problem.Message}"));
        }
    }

    private static FunctionOutcome Refused(string reason) => FunctionOutcome.Refused(new Refusal(RefusalCode.InvalidJson, reason));

    private static PresenceDecision? Decide(Robot robot, LifecycleEvent lifecycle) => lifecycle.EventType switch
    {
        "connected" => PresenceDecision.Connected(robot, lifecycle),
        "disconnected" => PresenceDecision.Disconnected(robot, lifecycle),
        _ => null,
    };

    private async ValueTask<FunctionOutcome> ApplyAsync(LifecycleEvent lifecycle, CancellationToken cancellationToken)
    {
        // A lost race means that somebody else wrote the robot: look again and decide anew.
        while (await fleet.Store.FindRobotAsync(lifecycle.ClientId, cancellationToken).ConfigureAwait(false) is { } robot
            && Decide(robot, lifecycle) is { } decision)
        {
            var commit = new Commit { Robots = [new RobotPut(decision.Robot, robot.Version, decision.Event)] };
            var result = await fleet.Store.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
            if (!result.IsDone)
            {
                continue;
            }

            if (decision.Event is not null)
            {
                // As it is stored, with the telemetry that came meanwhile.
                await fleet.Sender.SendAsync(FleetMessages.RobotChanged(result.Robots[0]), cancellationToken).ConfigureAwait(false);
                await steward.LookAtRobotAsync(robot.Name, cancellationToken).ConfigureAwait(false);
            }

            break;
        }

        return FunctionOutcome.Accepted;
    }
}
