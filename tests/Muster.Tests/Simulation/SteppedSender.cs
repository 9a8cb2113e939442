using Muster.Fleet.Messages;

namespace Muster.Tests.Simulation;

/// <summary>A host's way to the robots: each message is a step of the agenda, before which the host may end.</summary>
internal sealed class SteppedSender(World world, Host host) : ICommandSender
{
    public ValueTask SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        var handler = world.Current ?? throw new SimulationException($"a message to {message.Topic} was sent outside of any handler");
        handler.Step();
        var sent = new TaskCompletionSource();
        world.Agenda.In(TimeSpan.Zero, () =>
        {
            if (host.IsAlive)
            {
                world.Network.FromFleet(message);
                world.Continue(handler, sent.SetResult);
            }
        });
        return new ValueTask(sent.Task);
    }
}
