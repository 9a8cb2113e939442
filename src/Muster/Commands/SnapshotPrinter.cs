using System.CommandLine;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Muster.Commands;

/// <summary>Prints what a source has: once, or each second.</summary>
internal sealed class SnapshotPrinter(ISnapshotSource source, TimeProvider clock, InvocationConfiguration configuration, bool json)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    /// <summary>Once.</summary>
    public async Task PrintAsync(CancellationToken cancellationToken)
    {
        var snapshot = await source.ReadAsync([], cancellationToken);
        if (snapshot.HasMore)
        {
            await configuration.Error.WriteLineAsync($"muster: there are more than these {snapshot.Items.Count}: --limit N shows more");
        }

        if (json)
        {
            await configuration.Output.WriteLineAsync(CompactJson.Of(writer => source.Write(snapshot, writer)));
            return;
        }

        var console = Tables.Console(configuration.Output);
        console.Write(source.Draw(snapshot, clock.GetUtcNow(), clock.LocalTimeZone));
        if (snapshot.Items.Count == 0)
        {
            console.WriteLine();
        }
    }

    /// <summary>Until it is stopped, which is how it is meant to end.</summary>
    /// <exception cref="CommandException">Muster can't be reached at the beginning, or refuses. Once it was there, it may come and go.</exception>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            var snapshot = await source.ReadAsync([], cancellationToken);
            var console = Tables.Console(configuration.Output);
            await (json || !console.Profile.Out.IsTerminal ? PrintChangesAsync(snapshot, cancellationToken) : RedrawAsync(console, snapshot, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C.
        }
    }

    private Task RedrawAsync(IAnsiConsole console, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var reader = new PatientReader(_ => { });
        return console.Live(Draw()).StartAsync(async live =>
        {
            while (true)
            {
                await Task.Delay(Pace, clock, cancellationToken);
                snapshot = await reader.TryAsync(() => source.ReadAsync([], cancellationToken)) ?? snapshot;
                live.UpdateTarget(reader.IsAway ? new Rows(Draw(), new Text("Muster does not answer; trying again", new Style(Color.Red))) : Draw());
            }
        });

        IRenderable Draw() => source.Draw(snapshot, clock.GetUtcNow(), clock.LocalTimeZone);
    }

    private async Task PrintChangesAsync(Snapshot? snapshot, CancellationToken cancellationToken)
    {
        using var output = new LineOutput(configuration);
        var reader = new PatientReader(configuration.Error.WriteLine);
        var changes = new ChangeLines(source, clock, json);
        while (true)
        {
            if (snapshot is not null && !changes.Take(snapshot).All(output.TryWriteLine))
            {
                return;
            }

            await Task.Delay(Pace, clock, cancellationToken);
            snapshot = await reader.TryAsync(() => source.ReadAsync(changes.Keys, cancellationToken));
        }
    }
}
