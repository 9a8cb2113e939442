using Muster.Local.Store;

namespace Muster.Local.Rules;

/// <summary>
/// How many notifications may wait in the store while rules add to them: a flood of a rule's must not fill the disk, and alerts wait
/// behind it. All that wait are counted, those of alerts and customers too, so that a restart changes nothing.
/// </summary>
/// <param name="store">Where they wait; none where they are not counted.</param>
/// <param name="clock">The time.</param>
internal sealed class WebhookLimit(SqliteFleetStore? store, TimeProvider clock)
{
    /// <summary>The most that may wait.</summary>
    public const int Max = 4_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private long? _countedAt;
    private int _waiting;

    /// <summary>Takes room for one more. Counted anew each second; between two counts none that is sent makes room.</summary>
    /// <exception cref="ActionException">There is no room.</exception>
    public async ValueTask TakeAsync()
    {
        if (store is null)
        {
            return;
        }

        if (IsToCount())
        {
            var waiting = await store.CountWaitingNotificationsAsync(Max).ConfigureAwait(false);
            lock (_gate)
            {
                _waiting = waiting;
            }
        }

        lock (_gate)
        {
            if (_waiting >= Max)
            {
                throw new ActionException(FormattableString.Invariant($"{Max} notifications wait to be sent already: a server that rules post to does not keep up, or does not answer"));
            }

            _waiting++;
        }
    }

    private bool IsToCount()
    {
        lock (_gate)
        {
            if (_countedAt is { } last && clock.GetElapsedTime(last) < Pause)
            {
                return false;
            }

            _countedAt = clock.GetTimestamp();
            return true;
        }
    }
}
