using System.Buffers;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using Muster.Fleet.Functions;
using Muster.Fleet.Store;

namespace Muster.Local.Functions;

/// <summary>One of the fleet's functions that runs as a package: events go in as JSON, outcomes come back as JSON.</summary>
/// <param name="name">Its name.</param>
/// <param name="host">Runs its package.</param>
/// <param name="inProcess">The same function in this process: it has the words for a message that is no event.</param>
/// <param name="clock">For the pause before another attempt.</param>
/// <param name="random">Makes the ids of events: the same at each attempt.</param>
/// <param name="log">Hears of failures.</param>
internal sealed partial class LambdaFunction(string name, FunctionHost host, FleetFunction inProcess, TimeProvider clock, Random random, ILogger<LambdaFunction> log)
{
    /// <summary>How often an event is tried, as often as Lambda tries an asynchronous one.</summary>
    public const int MaxAttempts = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Runs it.</summary>
    /// <exception cref="StoreUnavailableException">It failed again and again: the message must not be acknowledged.</exception>
    public ValueTask<FunctionOutcome> HandleAsync(FunctionEvent e, CancellationToken cancellationToken)
    {
        // The payload is read here, before anything is awaited: after that its buffer is the broker's again.
        var json = new ArrayBufferWriter<byte>(e.Payload.Length + 256);

        // What is no JSON object makes no event. The function in this process refuses it before it looks at any store.
        return e.TryWrite(json, NewId) ? InvokeAsync(json.WrittenMemory, cancellationToken) : inProcess(e, cancellationToken);
    }

    /// <summary>A UUID of version 4 (RFC 9562), as AWS IoT's <c>newuuid()</c> makes them.</summary>
    private Guid NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (random)
        {
            random.NextBytes(bytes);
        }

        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private async ValueTask<FunctionOutcome> InvokeAsync(ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (outcome, problem) = await TryAsync(json, cancellationToken).ConfigureAwait(false);
            if (problem is null)
            {
                return outcome;
            }

            LogFailed(name, attempt, MaxAttempts, problem);
            if (attempt == MaxAttempts)
            {
                throw new StoreUnavailableException($"the function {name} failed {MaxAttempts} times: {problem}");
            }

            // At once, as most that fails fails with its process; then with a breath.
            if (attempt > 1)
            {
                await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<(FunctionOutcome Outcome, string? Problem)> TryAsync(ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        try
        {
            var result = await host.InvokeAsync(json, cancellationToken).ConfigureAwait(false);
            return result.Error is { } error ? (default, $"{error.Type}: {error.Message}")
                : FunctionAnswer.Read(result.Payload) is { } outcome ? (outcome, null)
                : (default, $"it answered {Shorten(result.Payload.Span)}, which is no outcome");
        }
        catch (Exception e) when (e is FunctionPackageException or SocketException or IOException or ObjectDisposedException)
        {
            // No process (too many of them, too many open files), or Muster stops.
            return (default, e.Message);
        }
    }

    private static string Shorten(ReadOnlySpan<byte> payload) => Encoding.UTF8.GetString(payload[..Math.Min(payload.Length, 200)]);

    [LoggerMessage(521, LogLevel.Error, "{Function} failed (attempt {Attempt} of {Most}): {Problem}")]
    private partial void LogFailed(string function, int attempt, int most, string problem);
}
