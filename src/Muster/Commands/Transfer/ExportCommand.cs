using System.CommandLine;
using Muster.Fleet.Transfer;

namespace Muster.Commands.Transfer;

/// <summary><c>muster export</c>: a store as JSON lines.</summary>
internal static class ExportCommand
{
    /// <summary>The command.</summary>
    /// <param name="clock">The time.</param>
    /// <param name="random">For retries.</param>
    public static Command Create(TimeProvider clock, Random random)
    {
        var file = new Argument<string>("FILE") { Description = "Where to write; - for standard output" };
        var command = new Command("export", "Writes all that a store keeps as JSON lines: robots, orders, sites, alerts, notifications, with their histories. Stop the Muster that uses the data folder first.") { file };
        var store = new StoreOptions();
        store.AddTo(command);
        command.AddExamples(
            "muster export fleet.jsonl",
            "muster export --data /var/lib/muster - | gzip > fleet.jsonl.gz",
            "muster export --store dynamodb --table-prefix bar- fleet.jsonl");
        command.Run(async (parsed, cancellationToken) =>
        {
            await store.UseAsync(parsed, mustExist: true, clock, random, async (fleet, _) =>
            {
                var count = await WriteAsync(new FleetExport(fleet), parsed.GetRequiredValue(file), cancellationToken);
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"muster: {count} lines");
            }, cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<long> WriteAsync(FleetExport export, string path, CancellationToken cancellationToken)
    {
        try
        {
            // Whole or not at all: a file that was cut off must not take the place of a good one.
            var draft = path == "-" ? null : $"{path}.new";
            var count = 0L;
            await using (var output = draft is null ? Console.OpenStandardOutput() : File.Create(draft))
            {
                await using var buffered = new BufferedStream(output, 64 * 1024);
                await foreach (var line in export.ReadAsync(cancellationToken))
                {
                    await buffered.WriteAsync(line.ToUtf8(), cancellationToken);
                    buffered.WriteByte((byte)'\n');
                    count++;
                }
            }

            if (draft is not null)
            {
                File.Move(draft, path, overwrite: true);
            }

            return count;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Failed, $"can't write {path}: {e.Message}", e);
        }
    }
}
