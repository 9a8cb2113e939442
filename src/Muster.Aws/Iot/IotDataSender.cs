using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Microsoft.Extensions.Logging;
using Muster.Fleet.Messages;

namespace Muster.Aws.Iot;

/// <summary>
/// Sends by AWS IoT Core's data plane, several messages at once, those of one topic one after another. A message that can't be
/// sent is logged and counted, and fails nobody: what led to it is committed already, and nothing depends on its arrival.
/// </summary>
public sealed partial class IotDataSender : ICommandSender, IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly IotDataOptions _options;
    private readonly Lazy<AWSCredentials> _credentials;
    private readonly HttpClient _http;
    private readonly TimeProvider _clock;
    private readonly Random _random;
    private readonly ILogger _log;
    private readonly RequestSigner _signer;
    private readonly SemaphoreSlim _room;
    private readonly Dictionary<string, Task> _lanes = new(StringComparer.Ordinal);
    private long _sent;
    private long _notSent;

    /// <summary>Makes one.</summary>
    /// <param name="options">Where to and how.</param>
    /// <param name="credentials">Whose signature; asked for when the first message is sent.</param>
    /// <param name="handler">Makes the calls.</param>
    /// <param name="clock">The time.</param>
    /// <param name="random">Spreads retries.</param>
    /// <param name="log">Hears of what could not be sent.</param>
    public IotDataSender(IotDataOptions options, Func<AWSCredentials> credentials, HttpMessageHandler handler, TimeProvider clock, Random random, ILogger log)
    {
        _options = options;
        _credentials = new Lazy<AWSCredentials>(credentials);
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _clock = clock;
        _random = random;
        _log = log;
        _signer = new RequestSigner(options.Region, PublishRequest.Service);
        _room = new SemaphoreSlim(options.AtOnce);
    }

    /// <summary>How many messages AWS IoT has taken.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>How many messages could not be sent; those that expired are not among them.</summary>
    public long NotSent => Interlocked.Read(ref _notSent);

    /// <summary>Makes one with the credentials that the AWS SDK finds in the environment.</summary>
    public static IotDataSender Create(IotDataOptions options, TimeProvider clock, Random random, ILogger log)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = options.AttemptTimeout,
            MaxConnectionsPerServer = options.AtOnce,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(10),
        };
        return new IotDataSender(options, () => DefaultAWSCredentialsIdentityResolver.GetCredentials(), handler, clock, random, log);
    }

    /// <inheritdoc/>
    public async ValueTask SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
        var queuedAt = _clock.GetTimestamp();
        Task delivery;
        lock (_lanes)
        {
            var before = _lanes.GetValueOrDefault(message.Topic, Task.CompletedTask);
            delivery = DeliverAsync(before, message, queuedAt, cancellationToken);
            if (delivery.IsCompleted)
            {
                _lanes.Remove(message.Topic);
            }
            else
            {
                _lanes[message.Topic] = delivery;
            }
        }

        if (_options.WaitForDelivery)
        {
            await delivery.ConfigureAwait(false);
            lock (_lanes)
            {
                // Nobody calls FlushAsync here: a lane for each order there ever was must not be kept.
                if (_lanes.GetValueOrDefault(message.Topic) == delivery)
                {
                    _lanes.Remove(message.Topic);
                }
            }
        }
    }

    /// <summary>Completes when no message is on its way any more. Fails for none of them.</summary>
    public async ValueTask FlushAsync()
    {
        while (true)
        {
            Task[] lanes;
            lock (_lanes)
            {
                lanes = [.. _lanes.Values];
                if (lanes.All(l => l.IsCompleted))
                {
                    _lanes.Clear();
                    return;
                }
            }

            await Task.WhenAll(lanes).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _room.Dispose();
    }

    private async Task DeliverAsync(Task before, OutboundMessage message, long queuedAt, CancellationToken cancellationToken)
    {
        await before.ConfigureAwait(false);
        try
        {
            await TryAsync(message, queuedAt, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _room.Release();
        }
    }

    private async Task TryAsync(OutboundMessage message, long queuedAt, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var rest = message.Expires - _clock.GetElapsedTime(queuedAt);
            if (rest <= TimeSpan.Zero)
            {
                LogExpired(message.Topic);
                return;
            }

            var failure = await AttemptAsync(message, rest, cancellationToken).ConfigureAwait(false);
            if (failure is null)
            {
                Interlocked.Increment(ref _sent);
                return;
            }

            if (!failure.MayPass || attempt == _options.MaxAttempts || !await PauseAsync(attempt, cancellationToken).ConfigureAwait(false))
            {
                Interlocked.Increment(ref _notSent);
                LogNotSent(message.Topic, attempt, failure.Problem);
                return;
            }

            LogAgain(message.Topic, failure.Problem);
        }
    }

    private async Task<SendFailure?> AttemptAsync(OutboundMessage message, TimeSpan? rest, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_options.AttemptTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var credentials = await _credentials.Value.GetCredentialsAsync().ConfigureAwait(false);
            using var request = PublishRequest.Create(_options.Endpoint, message, rest, _signer, credentials, _clock.GetUtcNow());
            using var response = await _http.SendAsync(request, either.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? null : await SendFailure.ReadAsync(response, either.Token).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            return new SendFailure(e.Message, MayPass: true);
        }
        catch (OperationCanceledException)
        {
            return cancellationToken.IsCancellationRequested
                ? new SendFailure("the time was up", MayPass: false)
                : new SendFailure($"no answer within {_options.AttemptTimeout.TotalSeconds:0.#} s", MayPass: true);
        }
        catch (Exception e) when (e is AmazonClientException or AmazonServiceException)
        {
            return new SendFailure($"no credentials to sign with: {e.Message}", MayPass: false);
        }
    }

    /// <summary>Full jitter: whoever failed together does not come back together.</summary>
    /// <returns>False when the time is up.</returns>
    private async ValueTask<bool> PauseAsync(int attempt, CancellationToken cancellationToken)
    {
        double spread;
        lock (_random)
        {
            spread = _random.NextDouble();
        }

        var most = Math.Min(LongestPause.TotalMilliseconds, FirstPause.TotalMilliseconds * (1 << Math.Min(attempt, 16)));
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(spread * most), _clock, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
