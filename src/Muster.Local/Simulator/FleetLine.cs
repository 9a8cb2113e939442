namespace Muster.Local.Simulator;

/// <summary>What a fleet's drivers share: the broker, the turn to connect, and what is told of both.</summary>
/// <param name="options">The fleet's options.</param>
/// <param name="clock">The time.</param>
/// <param name="say">Hears what goes on; none needs not.</param>
internal sealed class FleetLine(SimulatedFleetOptions options, TimeProvider clock, Action<string>? say) : IDisposable
{
    // A thousand robots that all connect at once would only wait for each other at the broker.
    private readonly SemaphoreSlim _turns = new(16);
    private readonly CancellationTokenSource _abandon = new(Timeout.InfiniteTimeSpan, clock);
    private int _connected;
    private int _isAway;

    /// <summary>The fleet's options.</summary>
    public SimulatedFleetOptions Options => options;

    /// <summary>The time.</summary>
    public TimeProvider Clock => clock;

    /// <summary>From here on nobody waits for the broker any more.</summary>
    public CancellationToken Abandon => _abandon.Token;

    /// <summary>How many robots are connected.</summary>
    public int Connected => Volatile.Read(ref _connected);

    /// <summary>Connects a robot when it is its turn; the first that fails and the first that succeeds again are told.</summary>
    /// <returns>The connection; none when there is no broker, or it refuses.</returns>
    public async Task<RobotConnection?> OpenAsync(string robot, CancellationToken stop)
    {
        await _turns.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            var (connection, problem) = await RobotConnection.OpenAsync(options.Broker, robot, clock, stop).ConfigureAwait(false);
            if (connection is not null)
            {
                Interlocked.Increment(ref _connected);
                if (Interlocked.Exchange(ref _isAway, 0) == 1)
                {
                    Say($"the broker at {options.Broker.Authority} answers");
                }
            }
            else if (!stop.IsCancellationRequested && Interlocked.Exchange(ref _isAway, 1) == 0)
            {
                Say($"no broker for {robot} at {options.Broker.Authority} ({problem}); trying again");
            }

            return connection;
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>Takes a connection out of the count.</summary>
    public void Closed() => Interlocked.Decrement(ref _connected);

    /// <summary>Leaves those who say goodbye, or wait for an acknowledgement, so much time.</summary>
    public void AbandonAfter(TimeSpan time) => _abandon.CancelAfter(time);

    /// <summary>Tells a line.</summary>
    public void Say(string line) => say?.Invoke(line);

    /// <inheritdoc/>
    public void Dispose()
    {
        _turns.Dispose();
        _abandon.Dispose();
    }
}
