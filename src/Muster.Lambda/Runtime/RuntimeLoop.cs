using Muster.Fleet.Functions;
using Muster.Lambda.Logging;

namespace Muster.Lambda.Runtime;

/// <summary>Takes one invocation after another and answers each.</summary>
/// <param name="api">The Runtime API.</param>
/// <param name="function">The function.</param>
/// <param name="cloud">Has messages on their way that are waited for before an answer.</param>
/// <param name="log">The log.</param>
/// <param name="clock">The time.</param>
internal sealed class RuntimeLoop(
    RuntimeApiClient api, Func<Invocation, CancellationToken, ValueTask<FunctionOutcome>> function, CloudParts cloud, LambdaLog log, TimeProvider clock)
{
    /// <summary>What the AWS SDK passes on with its calls.</summary>
    private const string TraceVariable = "_X_AMZN_TRACE_ID";

    /// <summary>How long before Lambda's deadline a function is told to give up: enough to say so.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(200);

    private long _notSent;

    /// <summary>Goes on until <paramref name="cancellationToken"/> or until the Runtime API is gone.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var invocation = await api.NextAsync(cancellationToken).ConfigureAwait(false);
            log.Invocation = invocation;
            Environment.SetEnvironmentVariable(TraceVariable, invocation.TraceId);
            await AnswerAsync(invocation, cancellationToken).ConfigureAwait(false);
            log.Invocation = null;
        }
    }

    private async ValueTask AnswerAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var rest = invocation.Deadline - Margin - clock.GetUtcNow();
        using var deadline = new CancellationTokenSource(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, clock);
        ReadOnlyMemory<byte> answer = default;
        InvocationError? error = null;
        try
        {
            var outcome = await function(invocation, deadline.Token).ConfigureAwait(false);
            if (outcome.Refusal is { } refusal)
            {
                log.Refused(refusal);
            }

            answer = OutcomeJson.Of(outcome);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested)
        {
            error = InvocationError.Of(e) with { Type = "Function.DeadlineExceeded", Message = "the time-out came before the function was done; what it had committed stands" };
            log.Failed(e, error);
        }
        catch (Exception e)
        {
            // The edge: Lambda hears of it, and invokes again or hands the event to its queue.
            error = InvocationError.Of(e);
            log.Failed(e, error);
        }

        // Messages of what was committed go out also when something failed afterwards.
        await cloud.FlushAsync().ConfigureAwait(false);
        if (cloud.NotSent > _notSent)
        {
            log.Count("MessagesNotSent", cloud.NotSent - _notSent);
            _notSent = cloud.NotSent;
        }

        if (error is null)
        {
            await api.RespondAsync(invocation.RequestId, answer, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await api.FailAsync(invocation.RequestId, error, cancellationToken).ConfigureAwait(false);
        }
    }
}
