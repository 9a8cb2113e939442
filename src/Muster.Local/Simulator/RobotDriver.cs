namespace Muster.Local.Simulator;

/// <summary>Runs one simulated robot on a real MQTT connection: an asynchronous loop, no thread of its own.</summary>
/// <param name="robot">The robot; nobody else calls it.</param>
/// <param name="line">What it shares with the others.</param>
/// <param name="random">For faults on the wire and for pauses.</param>
internal sealed class RobotDriver(SimulatedRobot robot, FleetLine line, Random random)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private DateTimeOffset Now => line.Clock.GetUtcNow();

    /// <summary>Runs until <paramref name="stop"/>; ends with an OFFLINE report and a DISCONNECT.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        robot.Start(Now);
        var pause = FirstPause;
        try
        {
            while (true)
            {
                await ComeBackAsync(stop).ConfigureAwait(false);
                if (await line.OpenAsync(robot.Options.Name, stop).ConfigureAwait(false) is { } connection)
                {
                    await ServeAsync(connection, stop).ConfigureAwait(false);
                    pause = FirstPause;
                }

                await Task.Delay(pause * (0.5 + (random.NextDouble() / 2)), line.Clock, stop).ConfigureAwait(false);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                robot.Tick(Now); // It goes on with its work, whether it has a line or not.
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // How it is meant to end.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            line.Say($"{robot.Options.Name} can't write its journal, and is off: {e.Message}");
        }
    }

    /// <summary>Waits until a robot that crashed is back.</summary>
    private async Task ComeBackAsync(CancellationToken stop)
    {
        while (!robot.IsRunning)
        {
            var wait = robot.NextTick - Now;
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, line.Clock, stop).ConfigureAwait(false);
            }

            robot.Tick(Now);
        }
    }

    private async Task ServeAsync(RobotConnection connection, CancellationToken stop)
    {
        using (connection)
        {
            try
            {
                await ConverseAsync(connection, stop).ConfigureAwait(false);
                if (stop.IsCancellationRequested && robot.IsRunning)
                {
                    await SayGoodbyeAsync(connection).ConfigureAwait(false);
                }
            }
            finally
            {
                line.Closed();
            }
        }

        stop.ThrowIfCancellationRequested();
    }

    /// <summary>Until the line is lost, the robot crashes (the line is then cut without a word), or it is to stop.</summary>
    private async Task ConverseAsync(RobotConnection connection, CancellationToken stop)
    {
        var crashes = robot.Counts.Crashes;
        await using var stopping = stop.Register(connection.Wake).ConfigureAwait(false);
        using var timer = line.Clock.CreateTimer(static c => ((RobotConnection)c!).Wake(), connection, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        robot.Connected(Now);
        while (connection.IsUp && !stop.IsCancellationRequested)
        {
            while (connection.TryRead(out var command))
            {
                Receive(command);
            }

            robot.Tick(Now);
            if (robot.Counts.Crashes != crashes)
            {
                return;
            }

            if (robot.TryTake(out var message))
            {
                await SendAsync(connection, message).ConfigureAwait(false);
                continue;
            }

            var wait = robot.NextTick - Now;
            timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            await connection.WaitAsync().ConfigureAwait(false);
        }
    }

    private void Receive(byte[] command)
    {
        for (var times = Times(); times > 0; times--)
        {
            robot.Receive(command, Now);
        }
    }

    private async Task SendAsync(RobotConnection connection, SimulatedMessage message)
    {
        for (var times = Times(); times > 0; times--)
        {
            switch (await connection.PublishAsync(message, line.Abandon).ConfigureAwait(false))
            {
                case PublishOutcome.Acknowledged:
                    robot.Acknowledged(message, Now);
                    break;
                case PublishOutcome.Refused:
                    robot.Refused(message, Now);
                    break;
                default:
                    break; // An order report comes again by itself.
            }
        }
    }

    /// <summary>How often a message gets through: 1, unless the line is made bad.</summary>
    private int Times() =>
        Happens(line.Options.Drop) ? 0 : Happens(line.Options.Duplicate) ? 2 : 1;

    private bool Happens(double probability) => probability > 0 && random.NextDouble() < probability;

    private async Task SayGoodbyeAsync(RobotConnection connection)
    {
        robot.Stop(Now);
        while (robot.TryTake(out var message))
        {
            await connection.PublishAsync(message, line.Abandon).ConfigureAwait(false);
        }

        await connection.DisconnectAsync(line.Abandon).ConfigureAwait(false);
    }
}
