using Muster.Fleet.Configuration;
using Muster.Fleet.Messages;
using Muster.Fleet.Store;
using Muster.Local.Rules;

namespace Muster.Local.Functions.User;

/// <summary>Brings records of failed events where they are to go.</summary>
/// <param name="sender">The way to the broker.</param>
/// <param name="files">The files of the data folder that lines are added to.</param>
internal sealed class FailureSender(ICommandSender sender, JsonLinesFiles files)
{
    /// <summary>Sends or writes one; it is on disk, or with the broker, when this returns.</summary>
    /// <param name="to">Where.</param>
    /// <param name="record">The record, one JSON object; taken over, and changed where it has more than one line.</param>
    /// <exception cref="StoreUnavailableException">The file can't be written.</exception>
    public async Task SendAsync(FailureDestination to, byte[] record)
    {
        if (to.Topic is { } topic)
        {
            await sender.SendAsync(new OutboundMessage(topic, record), CancellationToken.None).ConfigureAwait(false);
        }
        else
        {
            // A line end can only stand between the parts of the JSON that an event came as: in its texts it is \n.
            record.AsSpan().Replace((byte)'\n', (byte)' ');
            await files.Open(to.File!).AppendAsync(record).ConfigureAwait(false);
        }
    }
}
