using Muster.Fleet.Store;

namespace Muster.Hosting.Stores;

/// <summary>The fleet's store as a host has it: beside the port, whether it works, and a wait for the feed to go on.</summary>
internal abstract class HostStore : IAsyncDisposable
{
    /// <summary>The store.</summary>
    public abstract IFleetStore Fleet { get; }

    /// <summary>Where it is, for people.</summary>
    public abstract string Place { get; }

    /// <summary>Why it can't be used just now; none when it can.</summary>
    public abstract ValueTask<string?> FindProblemAsync(CancellationToken cancellationToken);

    /// <summary>Completes when the feed has an entry behind <paramref name="after"/>.</summary>
    public abstract Task WaitForFeedAsync(string after, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
