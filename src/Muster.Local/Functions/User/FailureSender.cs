using Muster.Fleet.Configuration;
using Muster.Fleet.Messages;

namespace Muster.Local.Functions.User;

/// <summary>Brings records of failed events where they are to go.</summary>
/// <param name="sender">The way to the broker.</param>
/// <param name="folder">The data folder: files are relative to it.</param>
internal sealed class FailureSender(ICommandSender sender, string folder) : IDisposable
{
    private readonly SemaphoreSlim _file = new(1);

    /// <summary>Sends or writes one; it is on disk, or with the broker, when this returns.</summary>
    /// <param name="to">Where.</param>
    /// <param name="record">The record, one JSON object.</param>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public async Task SendAsync(FailureDestination to, byte[] record)
    {
        if (to.Topic is { } topic)
        {
            await sender.SendAsync(new OutboundMessage(topic, record), CancellationToken.None).ConfigureAwait(false);
            return;
        }

        // One at a time: functions may share a file, and a line is written as a whole.
        await _file.WaitAsync().ConfigureAwait(false);
        try
        {
            var path = Path.Combine(folder, to.File!);
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            await file.WriteAsync(new ReadOnlyMemory<byte>([.. record, (byte)'\n'])).ConfigureAwait(false);

            // The event leaves the queue for this line: it must not be lost with the power.
            file.Flush(flushToDisk: true);
        }
        finally
        {
            _file.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
