namespace Muster.Fleet.Functions;

/// <summary>
/// Whose turn it is at a site: one run at a time, and one that waits for it, for whoever asked meanwhile. So nobody runs more
/// than once for others, however busy the site is.
/// </summary>
internal sealed class DispatchTurn
{
    private readonly Lock _gate = new();
    private bool _isRunning;
    private TaskCompletionSource? _next;

    /// <summary>Begins a run, after the one that is under way; false when somebody waits already, whose run will see what the caller did.</summary>
    public ValueTask<bool> TryBeginAsync()
    {
        lock (_gate)
        {
            if (!_isRunning)
            {
                _isRunning = true;
                return ValueTask.FromResult(true);
            }

            if (_next is not null)
            {
                return ValueTask.FromResult(false);
            }

            // Goes on where the run before ends: in a simulation, which has one thread, nothing may go elsewhere.
            _next = new TaskCompletionSource();
            return new ValueTask<bool>(WaitAsync(_next.Task));
        }
    }

    /// <summary>Ends the run, however it ended.</summary>
    /// <returns>Whether nobody waits for the next.</returns>
    public bool End()
    {
        TaskCompletionSource? next;
        lock (_gate)
        {
            (next, _next) = (_next, null);
            _isRunning = next is not null;
        }

        next?.SetResult();
        return next is null;
    }

    private static async Task<bool> WaitAsync(Task before)
    {
        await before.ConfigureAwait(false);
        return true;
    }
}
