namespace Muster.Local.Store;

/// <summary>Wakes those who wait for the feed to go on.</summary>
/// <param name="last">The newest entry's number at the start.</param>
internal sealed class FeedSignal(long last)
{
    private readonly Lock _gate = new();
    private long _last = last;
    private TaskCompletionSource? _next;

    /// <summary>The feed is on disk up to <paramref name="last"/>.</summary>
    public void Advance(long last)
    {
        TaskCompletionSource? next;
        lock (_gate)
        {
            _last = last;
            (next, _next) = (_next, null);
        }

        next?.SetResult();
    }

    /// <summary>Completes when there is an entry behind <paramref name="after"/>.</summary>
    public async Task WaitAsync(long after, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task next;
            lock (_gate)
            {
                if (_last > after)
                {
                    return;
                }

                // Never on the writer's thread: whoever waits will read.
                next = (_next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            await next.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
