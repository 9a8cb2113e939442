namespace Muster.Local.Simulator;

/// <summary>Simulated robots as real MQTT clients: they connect, work, and connect again when the broker was away.</summary>
public sealed class SimulatedFleet : IAsyncDisposable
{
    private static readonly TimeSpan GoodbyeLimit = TimeSpan.FromSeconds(1.5);

    private readonly CancellationTokenSource _stop = new();
    private readonly FleetLine _line;
    private readonly List<Task> _runs = [];
    private bool _isDisposed;

    private SimulatedFleet(FleetLine line, IReadOnlyList<SimulatedRobot> robots)
    {
        _line = line;
        Robots = robots;
    }

    /// <summary>The robots, for what they did; only the fleet calls their methods.</summary>
    public IReadOnlyList<SimulatedRobot> Robots { get; }

    /// <summary>How many are connected now.</summary>
    public int Connected => _line.Connected;

    /// <summary>What they did together; exact once the fleet is disposed of.</summary>
    public SimulatedCounts Counts => Robots.Aggregate(default(SimulatedCounts), (sum, robot) => sum + robot.Counts);

    /// <summary>Starts the robots; they connect on their own, now or when the broker is there.</summary>
    /// <param name="options">Which robots.</param>
    /// <param name="clock">The time.</param>
    /// <param name="random">Each robot gets its own seed from it: what one does depends on nobody else.</param>
    /// <param name="say">Hears what goes on, a line at a time, from any thread; none needs not.</param>
    /// <exception cref="IOException">The journal folder can't be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The journal folder can't be used.</exception>
    /// <exception cref="ArgumentException">A robot's option is out of its range.</exception>
    public static async Task<SimulatedFleet> StartAsync(SimulatedFleetOptions options, TimeProvider clock, Random random, Action<string>? say = null)
    {
        if (options.JournalFolder is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        var robots = new List<SimulatedRobot>(options.Robots.Count);
        foreach (var robot in options.Robots)
        {
            robots.Add(await CreateAsync(robot, options, clock, new Random(random.Next()), say).ConfigureAwait(false));
        }

        var fleet = new SimulatedFleet(new FleetLine(options, clock, say), robots);
        foreach (var robot in robots)
        {
            var driver = new RobotDriver(robot, fleet._line, new Random(random.Next()));
            fleet._runs.Add(Task.Run(() => driver.RunAsync(fleet._stop.Token)));
        }

        return fleet;
    }

    /// <summary>Stops the robots: those that are connected say OFFLINE, and disconnect.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _line.AbandonAfter(GoodbyeLimit);
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_runs).ConfigureAwait(false);
        _line.Dispose();
        _stop.Dispose();
    }

    private static async Task<SimulatedRobot> CreateAsync(
        SimulatedRobotOptions robot, SimulatedFleetOptions options, TimeProvider clock, Random random, Action<string>? say)
    {
        IReadOnlyList<string> completed = [];
        Action<string>? append = null;
        if (options.JournalFolder is { } folder)
        {
            var path = JournalFile.PathIn(folder, robot.Name);
            completed = await JournalFile.ReadAsync(path).ConfigureAwait(false);
            append = order => JournalFile.Append(path, order);
        }

        return new SimulatedRobot(robot, random, clock.GetUtcNow(), completed, append)
        {
            Narrator = say is not null && options.Verbose ? text => say($"{robot.Name} {text}") : null,
        };
    }
}
