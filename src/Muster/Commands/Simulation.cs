using System.Globalization;
using Muster.Local.Simulator;

namespace Muster.Commands;

/// <summary>A run of <c>muster simulate</c>: the fleet, and what is printed of it.</summary>
internal sealed class Simulation(SimulatedFleetOptions options, TimeProvider clock, Random random, LineOutput output)
{
    private static readonly TimeSpan SummaryInterval = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();

    /// <summary>Runs until <paramref name="stop"/>, or until nobody reads the output any more.</summary>
    /// <exception cref="CommandException">The journal folder can't be used.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        using var reader = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var fleet = await StartAsync(line =>
        {
            if (!TryWrite(line))
            {
                reader.Cancel();
            }
        });
        try
        {
            TryWrite(string.Create(CultureInfo.InvariantCulture, $"{options.Robots.Count} robots connect to {options.Broker.Authority}; stop with Ctrl-C"));
            using var timer = new PeriodicTimer(SummaryInterval, clock);
            while (await timer.WaitForNextTickAsync(reader.Token))
            {
                if (!options.Verbose && !TryWrite(Summary(fleet, fleet.Connected)))
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (reader.IsCancellationRequested)
        {
            // Ctrl-C, which is how it is meant to end.
        }
        finally
        {
            var connected = fleet.Connected;
            await fleet.DisposeAsync();
            TryWrite(Summary(fleet, connected));
        }
    }

    private static string Summary(SimulatedFleet fleet, int connected)
    {
        var counts = fleet.Counts;
        var refused = counts.Refused == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {counts.Refused} messages refused");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{connected} of {fleet.Robots.Count} robots connected; orders: {counts.Completed} completed, {counts.Rejected} rejected, {counts.Failed} failed; {counts.Crashes} crashes{refused}");
    }

    private async Task<SimulatedFleet> StartAsync(Action<string> say)
    {
        try
        {
            return await SimulatedFleet.StartAsync(options, clock, random, say);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Failed, $"can't use the journal folder {options.JournalFolder}: {e.Message}", e);
        }
    }

    private bool TryWrite(string line)
    {
        lock (_gate)
        {
            return output.TryWriteLine(line);
        }
    }
}
