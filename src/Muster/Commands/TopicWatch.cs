using System.Runtime.CompilerServices;
using System.Threading.Channels;
using MQTTnet;

namespace Muster.Commands;

/// <summary>A subscription that outlives its connection: when that is lost, it connects and subscribes anew.</summary>
internal sealed class TopicWatch(ServerUrl server, string filter, TimeProvider clock, TextWriter notes)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>The messages, without end.</summary>
    /// <exception cref="CommandException">The first connection fails, or a subscription is refused.</exception>
    public async IAsyncEnumerable<MqttApplicationMessage> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var messages = NewChannel();
        var connection = await OpenAsync(messages, cancellationToken);
        while (true)
        {
            await using (connection)
            {
                try
                {
                    await foreach (var message in messages.Reader.ReadAllAsync(cancellationToken))
                    {
                        yield return message;
                    }
                }
                finally
                {
                    // Nobody reads on: the client must not wait for room before it may close.
                    messages.Writer.TryComplete();
                }
            }

            await notes.WriteLineAsync($"muster: lost the connection to {server}; connecting again");
            (connection, messages) = await ReopenAsync(cancellationToken);
            await notes.WriteLineAsync("muster: connected again; messages may be missing in between");
        }
    }

    private async Task<(BrokerConnection, Channel<MqttApplicationMessage>)> ReopenAsync(CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            await Task.Delay(pause, clock, cancellationToken);
            var messages = NewChannel();
            try
            {
                return (await OpenAsync(messages, cancellationToken), messages);
            }
            catch (CommandException e) when (e.ExitCode == ExitCode.Unreachable)
            {
                // Not back yet: a restart takes its time, and the note that it is away was given.
            }
        }
    }

    private async Task<BrokerConnection> OpenAsync(Channel<MqttApplicationMessage> messages, CancellationToken cancellationToken)
    {
        var connection = await BrokerConnection.OpenAsync(server, clock, cancellationToken, client =>
        {
            client.ApplicationMessageReceivedAsync += e => messages.Writer.WriteAsync(e.ApplicationMessage, cancellationToken).AsTask();
            client.DisconnectedAsync += _ =>
            {
                messages.Writer.TryComplete();
                return Task.CompletedTask;
            };
        });
        try
        {
            await connection.SubscribeAsync(filter, cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // Bounded: when the output is slow, messages wait unacknowledged at the broker, not here.
    private static Channel<MqttApplicationMessage> NewChannel() => Channel.CreateBounded<MqttApplicationMessage>(256);
}
