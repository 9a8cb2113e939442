namespace Muster.Local.Store;

/// <summary>A change of the functions' queue on its way into the store.</summary>
/// <param name="change">What is done: one of <see cref="QueuedEventRows"/>.</param>
/// <param name="e">With which event.</param>
internal sealed class QueuedEventJob(Action<SqliteConnection, QueuedEvent> change, QueuedEvent e) : WriterJob
{
    // Continued on the writer thread, so that the acknowledgements of one batch leave together.
    private readonly TaskCompletionSource _source = new();

    public Task Task => _source.Task;

    public override void Apply(WriteBatch batch) => batch.Change(this);

    /// <summary>Writes it.</summary>
    public void Run(SqliteConnection db) => change(db, e);

    public override void Complete() => _source.SetResult();

    public override void Fail(Exception exception) => _source.SetException(exception);
}
