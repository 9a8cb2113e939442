namespace Muster.Fleet.Functions;

/// <summary>
/// Whose turn it is at a site: one run at a time. Who comes meanwhile leaves a note, and the runner runs once more for all of
/// them; when it has done so a few times, the next who comes waits and takes over, so that nobody runs for others for ever.
/// </summary>
internal sealed class DispatchTurn
{
    /// <summary>How often one caller runs for others before somebody else has to.</summary>
    private const int MostForOthers = 4;

    private readonly Lock _gate = new();
    private bool _isRunning;
    private bool _isAsked;
    private int _forOthers;
    private TaskCompletionSource? _next;

    /// <summary>Whether nobody runs and nobody waits.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                return !_isRunning;
            }
        }
    }

    /// <summary>Begins a run, maybe after the one that is under way; false when somebody else's run will see what the caller did.</summary>
    public ValueTask<bool> TryBeginAsync()
    {
        lock (_gate)
        {
            if (!_isRunning)
            {
                (_isRunning, _isAsked, _forOthers) = (true, false, 0);
                return ValueTask.FromResult(true);
            }

            if (_forOthers < MostForOthers || _next is not null)
            {
                _isAsked = true;
                return ValueTask.FromResult(false);
            }

            // Goes on where the run before ends: in a simulation, which has one thread, nothing may go elsewhere.
            _next = new TaskCompletionSource();
            return new ValueTask<bool>(WaitAsync(_next.Task));
        }
    }

    /// <summary>Ends a run.</summary>
    /// <param name="isDone">Whether it came to its end; one that failed is not repeated, and what is left to do is the sweep's.</param>
    /// <returns>Whether the caller has to run once more.</returns>
    public bool TryAgain(bool isDone)
    {
        TaskCompletionSource? next;
        lock (_gate)
        {
            if (isDone && _isAsked && _next is null)
            {
                (_isAsked, _forOthers) = (false, _forOthers + 1);
                return true;
            }

            (next, _next) = (_next, null);
            (_isRunning, _isAsked, _forOthers) = (next is not null, false, 0);
        }

        next?.SetResult();
        return false;
    }

    private static async Task<bool> WaitAsync(Task before)
    {
        await before.ConfigureAwait(false);
        return true;
    }
}
