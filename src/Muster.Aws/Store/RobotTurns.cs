namespace Muster.Aws.Store;

/// <summary>Reports of one robot go one after another, in the order in which they were handed over; those of others beside them.</summary>
internal sealed class RobotTurns
{
    private readonly Dictionary<string, Task> _last = new(StringComparer.Ordinal);

    /// <summary>Does the work when all before it is done. Who calls first is first: the turn is taken before anything is awaited.</summary>
    public async Task<T> TakeAsync<T>(string name, Func<Task<T>> work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task? before;
        lock (_last)
        {
            _last.TryGetValue(name, out before);
            _last[name] = done.Task;
        }

        try
        {
            if (before is not null)
            {
                await before.ConfigureAwait(false);
            }

            return await work().ConfigureAwait(false);
        }
        finally
        {
            lock (_last)
            {
                if (_last[name] == done.Task)
                {
                    _last.Remove(name);
                }
            }

            done.SetResult();
        }
    }
}
