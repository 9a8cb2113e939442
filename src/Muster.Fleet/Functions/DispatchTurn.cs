namespace Muster.Fleet.Functions;

/// <summary>Whose turn it is at a site: one run at a time, and another one if somebody asked for it meanwhile.</summary>
internal sealed class DispatchTurn
{
    private const int Idle = 0;
    private const int Running = 1;
    private const int RunAgain = 2;
    private int _state;

    /// <summary>Begins a run; false when one is under way, which will run again.</summary>
    public bool TryBegin()
    {
        while (true)
        {
            var state = Volatile.Read(ref _state);
            var next = state == Idle ? Running : RunAgain;
            if (Interlocked.CompareExchange(ref _state, next, state) == state)
            {
                return state == Idle;
            }
        }
    }

    /// <summary>Ends the run; false when it has to run again.</summary>
    public bool TryEnd()
    {
        if (Interlocked.CompareExchange(ref _state, Idle, Running) == Running)
        {
            return true;
        }

        Volatile.Write(ref _state, Running);
        return false;
    }

    /// <summary>Ends a run that failed; what is left to do is the sweep's.</summary>
    public void Abandon() => Volatile.Write(ref _state, Idle);
}
