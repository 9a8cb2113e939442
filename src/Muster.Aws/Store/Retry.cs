using System.Net;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Muster.Fleet.Store;

namespace Muster.Aws.Store;

/// <summary>
/// Calls DynamoDB, again where that may help: pauses with full jitter (AWS Architecture Blog, "Exponential backoff and
/// jitter"), until the caller's token or <see cref="MaxTime"/> ends it.
/// </summary>
/// <param name="clock">The time.</param>
/// <param name="random">Spreads the pauses.</param>
internal sealed class Retry(TimeProvider clock, Random random)
{
    /// <summary>How long one call of the store goes on trying at most.</summary>
    public static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(10);

    private const double FirstPauseMilliseconds = 20;
    private const double LongestPauseMilliseconds = 1000;

    /// <summary>What a failed call means.</summary>
    public enum Trouble
    {
        /// <summary>It wrote nothing, and may be made again.</summary>
        Refused,

        /// <summary>Nobody knows whether it wrote; made again, it must find that out.</summary>
        Unknown,

        /// <summary>Another try won't help.</summary>
        Final,
    }

    /// <summary>What <paramref name="exception"/> means.</summary>
    /// <param name="exception">What a call threw.</param>
    /// <param name="cancellationToken">The caller's: who gave up gets no other try.</param>
    public static Trouble Judge(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        _ when cancellationToken.IsCancellationRequested => Trouble.Final,
        ProvisionedThroughputExceededException or RequestLimitExceededException or TransactionConflictException or ThrottlingException => Trouble.Refused,

        // Another request had the same token by chance: this one did nothing, and gets another.
        IdempotentParameterMismatchException => Trouble.Refused,
        InternalServerErrorException or TransactionInProgressException => Trouble.Unknown,
        AmazonServiceException { ErrorCode: "ThrottlingException" or "Throttling" or "RequestLimitExceeded" } => Trouble.Refused,
        AmazonServiceException { StatusCode: >= HttpStatusCode.InternalServerError } => Trouble.Unknown,
        AmazonServiceException { InnerException: HttpRequestException or IOException or OperationCanceledException } => Trouble.Unknown,
        HttpRequestException or IOException or OperationCanceledException or TimeoutException => Trouble.Unknown,
        _ => Trouble.Final,
    };

    /// <summary>When a call begins, for <see cref="PauseAsync"/>.</summary>
    public long Begin() => clock.GetTimestamp();

    /// <summary>Makes a call that may be repeated whatever became of it: a read.</summary>
    public async Task<T> ReadAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await call(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (Judge(e, cancellationToken) != Trouble.Final)
            {
                await PauseAsync(attempt, began, e, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (Unavailable.From(e) is { } unavailable)
            {
                throw unavailable;
            }
        }
    }

    /// <summary>Waits a little before the next try.</summary>
    /// <exception cref="StoreUnavailableException">There is no time left for one.</exception>
    public async Task PauseAsync(int attempt, long began, Exception last, CancellationToken cancellationToken)
    {
        var longest = Math.Min(LongestPauseMilliseconds, FirstPauseMilliseconds * Math.Pow(2, Math.Min(attempt, 20)));
        TimeSpan pause;
        lock (random)
        {
            pause = TimeSpan.FromMilliseconds(random.NextDouble() * longest);
        }

        if (clock.GetElapsedTime(began) + pause > MaxTime)
        {
            throw Unavailable.NoAnswer(last);
        }

        try
        {
            await Task.Delay(pause, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw Unavailable.NoAnswer(last);
        }
    }
}
