using Muster.Fleet.Rules;
using Muster.Fleet.Store;
using Muster.Local.Broker;

namespace Muster.Local.Rules;

/// <summary>An action, ready to run.</summary>
/// <param name="action">The action.</param>
/// <param name="counts">Where it counts.</param>
/// <param name="run">Does it; durable when it returns.</param>
internal sealed class ActiveAction(RuleAction action, ActionCounts counts, Func<RuleEvent, CancellationToken, ValueTask> run)
{
    private long _lastLog = long.MinValue;
    private int _unsaid;

    public RuleAction Action => action;

    public ActionCounts Counts => counts;

    /// <summary>Does it, and counts it. It throws nothing: what goes wrong with one action is nobody else's matter.</summary>
    /// <returns>Why it failed; none when it did not.</returns>
    public async Task<ActionFailure?> RunAsync(RuleEvent e, CancellationToken cancellationToken)
    {
        try
        {
            await run(e, cancellationToken).ConfigureAwait(false);
            counts.Succeed();
            return null;
        }
        catch (StoreUnavailableException problem)
        {
            counts.Fail();
            return new ActionFailure(action, problem.Message, problem);
        }
        catch (ActionsNotStoredException problem)
        {
            // An action of a rule that what this one republished met.
            counts.Fail();
            return new ActionFailure(action, problem.Message, problem.Cause);
        }
#pragma warning disable CA1031 // The edge: a mistake in a function must not disturb others.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            counts.Fail();
            return new ActionFailure(action, problem.Message, null);
        }
    }

    /// <summary>Whether a failure is to be logged: one that comes with every message would fill the log.</summary>
    /// <param name="now">The time, in milliseconds.</param>
    /// <param name="unsaid">How many were not since the last one that was.</param>
    public bool IsToLog(long now, out int unsaid)
    {
        const long Pause = 10_000;
        var last = Interlocked.Read(ref _lastLog);
        if (last != long.MinValue && now - last < Pause)
        {
            Interlocked.Increment(ref _unsaid);
            unsaid = 0;
            return false;
        }

        Interlocked.Exchange(ref _lastLog, now);
        unsaid = Interlocked.Exchange(ref _unsaid, 0);
        return true;
    }
}
