using System.CommandLine;
using System.Runtime.CompilerServices;
using Muster.Fleet.Transfer;

namespace Muster.Commands.Transfer;

/// <summary><c>muster import</c>: JSON lines into a store.</summary>
internal static class ImportCommand
{
    /// <summary>The command.</summary>
    /// <param name="clock">The time.</param>
    /// <param name="random">For retries.</param>
    public static Command Create(TimeProvider clock, Random random)
    {
        var file = new Argument<string>("FILE") { Description = "What muster export wrote; - for standard input" };
        var command = new Command("import", "Writes an export into an empty store, each record with its version and history. One that was cut off is run again to go on.") { file };
        var store = new StoreOptions();
        store.AddTo(command);
        command.AddExamples(
            "muster import fleet.jsonl --data ./muster-data",
            "muster tables create --table-prefix bar- && muster import fleet.jsonl --store dynamodb --table-prefix bar-");
        command.Run(async (parsed, cancellationToken) =>
        {
            await store.UseAsync(parsed, mustExist: false, clock, random, async (fleet, endedFrom) =>
            {
                try
                {
                    var count = await new FleetImport(fleet, endedFrom).WriteAsync(LinesAsync(parsed.GetRequiredValue(file), cancellationToken), cancellationToken);
                    await parsed.InvocationConfiguration.Error.WriteLineAsync($"muster: {count} lines");
                }
                catch (ImportException e)
                {
                    throw new CommandException(ExitCode.Failed, $"{parsed.GetRequiredValue(file)}, {e.Message}", e);
                }
            }, cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }

    private static async IAsyncEnumerable<string> LinesAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = Open(path);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            yield return line;
        }
    }

    private static StreamReader Open(string path)
    {
        try
        {
            return new StreamReader(path == "-" ? Console.OpenStandardInput() : File.OpenRead(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Failed, $"can't read {path}: {e.Message}", e);
        }
    }
}
