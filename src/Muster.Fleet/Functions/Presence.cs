using System.Text.Json;
using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;

namespace Muster.Fleet.Functions;

/// <summary>The function behind the broker's lifecycle events: a lost connection makes the robot OFFLINE.</summary>
/// <param name="store">Where the robots are.</param>
/// <param name="sender">The way to those who watch.</param>
public sealed class Presence(IFleetStore store, ICommandSender sender)
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
        while (await store.FindRobotAsync(lifecycle.ClientId, cancellationToken).ConfigureAwait(false) is { } robot
            && Decide(robot, lifecycle) is { } decision)
        {
            var put = new RobotPut(decision.Robot, robot.Version, decision.Event);
            if (!await store.CommitAsync([put], cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            // As it is stored, with the telemetry that came meanwhile.
            if (decision.Event is not null && await store.FindRobotAsync(robot.Name, cancellationToken).ConfigureAwait(false) is { } stored)
            {
                await sender.SendAsync(FleetMessages.RobotChanged(stored), cancellationToken).ConfigureAwait(false);
            }

            break;
        }

        return FunctionOutcome.Accepted;
    }
}
