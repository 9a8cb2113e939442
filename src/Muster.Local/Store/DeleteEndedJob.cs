namespace Muster.Local.Store;

/// <summary>Old orders, alerts and notifications on their way out of the store.</summary>
internal sealed class DeleteEndedJob(DateTimeOffset before, int limit) : WriterJob
{
    private readonly TaskCompletionSource<int> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _deleted;

    public const string HasWorkSql =
        """
        SELECT EXISTS (SELECT 1 FROM orders WHERE ended_at < ?1) OR EXISTS (SELECT 1 FROM alert WHERE resolved_at < ?1)
            OR EXISTS (SELECT 1 FROM notification WHERE due IS NULL AND created_at < ?1)
        """;

    public Task<int> Task => _source.Task;

    /// <summary>Whether there is anything to let go of.</summary>
    public static bool HasWork(SqliteConnection db, DateTimeOffset before) => db.Prepare(HasWorkSql).Bind(1, before).Number() == 1;

    public override void Apply(WriteBatch batch) => batch.Delete(this);

    /// <summary>Deletes, after all that the batch writes: who wrote an order anew in it keeps it.</summary>
    public void Run(SqliteConnection db)
    {
        var ended = OrderQueries.Ended(db, before, limit);
        foreach (var id in ended)
        {
            OrderRows.Delete(db, id);
        }

        AlertRows.DeleteResolved(db, before, limit);
        NotificationRows.DeleteGivenUp(db, before, limit);
        _deleted = ended.Count;
    }

    public override void Complete() => _source.SetResult(_deleted);

    public override void Fail(Exception exception) => _source.SetException(exception);
}
