using System.CommandLine;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using Muster.Fleet.Configuration;
using Muster.Fleet.Store;
using Muster.Hosting;
using Muster.Hosting.Stores;
using Muster.Local.Store;

namespace Muster.Commands.Transfer;

/// <summary>The options that name a store, for commands that work on one without a running Muster.</summary>
internal sealed class StoreOptions
{
    /// <summary>What ends its time while it is taken in.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    private readonly Option<string?> _store = new Option<string?>("--store") { Description = "sqlite, in the data folder, or dynamodb, by the usual AWS environment variables [default: sqlite]" }
        .Check(s => StoreKindNames.Parse(s) is null ? StoreKindNames.Rule : null);

    private readonly Option<string?> _data = new("--data") { Description = "The data folder [default: ./muster-data]" };

    private readonly Option<string?> _tablePrefix = new Option<string?>("--table-prefix") { Description = "What the names of DynamoDB's tables begin with [default: MUSTER_TABLE_PREFIX, else nothing]" }
        .Check(s => UpSettings.IsTablePrefix(s) ? null : UpSettings.TablePrefixRule);

    private readonly Option<string?> _config = new("--config") { Description = "Configuration file, for how long DynamoDB keeps what has ended [default: none]" };

    /// <summary>Adds them.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_store);
        command.Options.Add(_data);
        command.Options.Add(_tablePrefix);
        command.Options.Add(_config);
    }

    /// <summary>Opens the store, lets <paramref name="work"/> use it, and closes it.</summary>
    /// <param name="parsed">What was typed.</param>
    /// <param name="mustExist">Whether a data folder without a database is an error.</param>
    /// <param name="clock">The time.</param>
    /// <param name="random">For retries.</param>
    /// <param name="work">What is to be done, with the store and when an order must have ended to be kept at all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CommandException">The store can't be opened or used.</exception>
    public async Task UseAsync(ParseResult parsed, bool mustExist, TimeProvider clock, Random random, Func<IFleetStore, DateTimeOffset?, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            if (StoreKindNames.Parse(parsed.GetValue(_store) ?? "sqlite") == StoreKind.DynamoDb)
            {
                var prefix = parsed.GetValue(_tablePrefix) ?? Environment.GetEnvironmentVariable(UpSettings.TablePrefixVariable) ?? "";
                var policy = Policy(parsed.GetValue(_config));
                await using var dynamo = await DynamoHostStore.OpenAsync(prefix, policy, clock, random, cancellationToken);
                await work(dynamo.Fleet, clock.GetUtcNow() - policy.KeepOrders + Margin);
                return;
            }

            await UseSqliteAsync(parsed.GetValue(_data) ?? new UpOptions().Data, mustExist, clock, fleet => work(fleet, null));
        }
        catch (Exception e) when (e is StartException or DataFolderException or StoreUnavailableException)
        {
            throw new CommandException(ExitCode.Failed, e.Message, e);
        }
    }

    private static FleetPolicy Policy(string? path)
    {
        if (path is null)
        {
            return FleetConfiguration.Default.Policy;
        }

        try
        {
            var file = ConfigFile.Read(path);
            return file.Fleet?.Policy ?? throw new CommandException(ExitCode.Failed, string.Join($"{Environment.NewLine}muster: ", file.Problems));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Failed, $"can't read the configuration {path}: {e.Message}", e);
        }
    }

    private static async Task UseSqliteAsync(string path, bool mustExist, TimeProvider clock, Func<IFleetStore, Task> work)
    {
        if (mustExist && !File.Exists(Path.Combine(path, "muster.db")))
        {
            throw new DataFolderException($"there is no Muster database in {Path.GetFullPath(path)}; name its folder with --data");
        }

        using var meters = new Meters();
        using var folder = DataFolder.Open(path);
        using var store = SqliteFleetStore.Open(folder, new SqliteStoreOptions(), meters, clock, NullLogger<SqliteFleetStore>.Instance);
        await work(store);
    }

    /// <summary>Counts for nobody.</summary>
    private sealed class Meters : IMeterFactory
    {
        private readonly List<Meter> _meters = [];

        public Meter Create(MeterOptions options)
        {
            _meters.Add(new Meter(options));
            return _meters[^1];
        }

        public void Dispose() => _meters.ForEach(m => m.Dispose());
    }
}
