using Muster.Fleet.Store;
using Muster.Local.Store;

namespace Muster.Hosting.Stores;

/// <summary>SQLite in the data folder.</summary>
/// <param name="store">The store; its host closes it, as the broker keeps retained messages in it too.</param>
/// <param name="folder">Where it is.</param>
internal sealed class SqliteHostStore(SqliteFleetStore store, string folder) : HostStore
{
    /// <inheritdoc/>
    public override IFleetStore Fleet => store;

    /// <inheritdoc/>
    public override string Place => folder;

    /// <inheritdoc/>
    public override ValueTask<string?> FindProblemAsync(CancellationToken cancellationToken) => ValueTask.FromResult(store.Problem);

    /// <inheritdoc/>
    public override Task WaitForFeedAsync(string after, CancellationToken cancellationToken) => store.WaitForFeedAsync(after, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
