using System.CommandLine;
using Spectre.Console;

namespace Muster.Commands;

/// <summary>Prints what <c>muster robots</c> shows: once, or each second.</summary>
internal sealed class RobotsPrinter(IRobotsSource source, TimeProvider clock, InvocationConfiguration configuration, bool json)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private bool _isAway;

    /// <summary>Once.</summary>
    public async Task PrintAsync(CancellationToken cancellationToken)
    {
        var snapshot = await source.ReadAsync(cancellationToken);
        if (json)
        {
            await configuration.Output.WriteLineAsync(CompactJson.Of(writer => source.Write(snapshot, writer)));
            return;
        }

        var console = Tables.Console(configuration.Output);
        console.Write(source.Draw(snapshot, clock.GetUtcNow(), clock.LocalTimeZone));
        if (snapshot.Robots.Count == 0)
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
            var snapshot = await source.ReadAsync(cancellationToken);
            var console = Tables.Console(configuration.Output);
            await (json || !console.Profile.Out.IsTerminal ? PrintChangesAsync(snapshot, cancellationToken) : RedrawAsync(console, snapshot, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C.
        }
    }

    private Task RedrawAsync(IAnsiConsole console, RobotsSnapshot snapshot, CancellationToken cancellationToken)
    {
        return console.Live(Draw()).StartAsync(async live =>
        {
            while (true)
            {
                await Task.Delay(Pace, clock, cancellationToken);
                snapshot = await TryReadAsync(_ => { }, cancellationToken) ?? snapshot;
                live.UpdateTarget(_isAway ? new Rows(Draw(), new Text("Muster does not answer; trying again", new Style(Color.Red))) : Draw());
            }
        });

        Spectre.Console.Rendering.IRenderable Draw() => source.Draw(snapshot, clock.GetUtcNow(), clock.LocalTimeZone);
    }

    private async Task PrintChangesAsync(RobotsSnapshot? snapshot, CancellationToken cancellationToken)
    {
        using var output = new LineOutput(configuration);
        var changes = new RobotChangeLines(clock, json);
        while (true)
        {
            if (snapshot is not null && !changes.Take(snapshot.Robots).All(output.TryWriteLine))
            {
                return;
            }

            await Task.Delay(Pace, clock, cancellationToken);
            snapshot = await TryReadAsync(configuration.Error.WriteLine, cancellationToken);
        }
    }

    private async Task<RobotsSnapshot?> TryReadAsync(Action<string> say, CancellationToken cancellationToken)
    {
        try
        {
            var snapshot = await source.ReadAsync(cancellationToken);
            if (_isAway)
            {
                say("muster: Muster answers again");
            }

            _isAway = false;
            return snapshot;
        }
        catch (CommandException e)
        {
            if (!_isAway)
            {
                say($"muster: {e.Message}; trying again");
            }

            _isAway = true;
            return null;
        }
    }
}
