using Muster.Fleet.Functions;

namespace Muster.Lambda;

/// <summary>Runs of scheduled functions one after another within one invocation, as long as they leave something and time remains.</summary>
/// <param name="clock">The time.</param>
internal sealed class Rounds(TimeProvider clock)
{
    /// <summary>So that what can't be repaired doesn't keep an invocation busy until its time-out.</summary>
    private const int Most = 100;

    /// <summary>Sweeps.</summary>
    /// <param name="sweep">One run.</param>
    /// <param name="after">The site to begin behind; none for the first.</param>
    /// <param name="deadline">When the invocation has to be over.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AggregateException">Something could not be looked at; all else was.</exception>
    public async ValueTask<FunctionOutcome> SweepAsync(Sweep sweep, string? after, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        var failures = new List<Exception>();
        await RepeatAsync(
            async () =>
            {
                var round = await sweep.RoundAsync(after, cancellationToken).ConfigureAwait(false);
                after = round.After;
                failures.AddRange(round.Failures);
                return round.HasMore;
            },
            deadline).ConfigureAwait(false);
        return failures.Count == 0 ? FunctionOutcome.Accepted : throw new AggregateException(failures);
    }

    private async ValueTask RepeatAsync(Func<ValueTask<bool>> run, DateTimeOffset deadline)
    {
        var longest = TimeSpan.Zero;
        for (var i = 0; i < Most; i++)
        {
            // Begin none that would not be done in time, were it twice as long as the longest so far.
            if (clock.GetUtcNow() + (2 * longest) >= deadline)
            {
                return;
            }

            var begin = clock.GetTimestamp();
            if (!await run().ConfigureAwait(false))
            {
                return;
            }

            var took = clock.GetElapsedTime(begin);
            longest = took > longest ? took : longest;
        }
    }
}
