using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Muster.Api;
using Muster.Fleet.Configuration;
using Muster.Fleet.Functions;
using Muster.Fleet.Messages;
using Muster.Hosting.Stores;
using Muster.Local;
using Muster.Local.Broker;
using Muster.Local.Functions;
using Muster.Local.Functions.User;
using Muster.Local.Rules;
using Muster.Local.Store;

namespace Muster.Hosting;

/// <summary>The whole system in one process: data folder, store, broker with rules and functions, HTTP.</summary>
internal sealed class MusterHost : IAsyncDisposable
{
    private readonly DataFolder _folder;
    private readonly SqliteFleetStore _local;
    private readonly HostStore _store;
    private readonly MqttBroker _broker;
    private readonly FleetServices _fleet;
    private readonly WebApplication _app;
    private readonly RuleEngine _rules;
    private LambdaFunctions? _lambda;
    private UserFunctions? _functions;
    private Schedule? _schedule;
    private ConfigReload? _reload;
    private Relay? _relay;

    private MusterHost(DataFolder folder, SqliteFleetStore local, HostStore store, MqttBroker broker, RuleEngine rules, FleetServices fleet, WebApplication app)
    {
        _folder = folder;
        _local = local;
        _store = store;
        _broker = broker;
        _fleet = fleet;
        _app = app;
        _rules = rules;
    }

    /// <summary>Where MQTT clients connect.</summary>
    public IPEndPoint Mqtt { get; private set; } = null!;

    /// <summary>Where the HTTP API is.</summary>
    public Uri Http { get; private set; } = null!;

    /// <summary>The data folder.</summary>
    public string Data => _folder.Path;

    /// <summary>Where the fleet's state is, for people.</summary>
    public string Store => _store.Place;

    /// <summary>Starts it; ready when it returns.</summary>
    /// <exception cref="StartException">It can't start: one line says why.</exception>
    public static async Task<MusterHost> StartAsync(UpOptions options, TimeProvider clock, Random random)
    {
        PackagedFunctions.Check(options);
        if (options.Store == StoreKind.Sqlite)
        {
            // Not beside AWS's SDK, which blocks the thread that it is called back on while it reads.
            SocketTuning.UseInlineCompletions();
        }

        DataFolder? folder = null;
        SqliteFleetStore? local = null;
        HostStore? store = null;
        LambdaFunctions? lambda = null;
        UserFunctions? functions = null;
        try
        {
            folder = DataFolder.Open(options.Data);
            var builder = Telemetry.CreateBuilder(options.Bind, options.HttpPort);
            builder.Services.AddApi();
            var app = builder.Build();
            var meters = app.Services.GetRequiredService<IMeterFactory>();
            var storeOptions = new SqliteStoreOptions { HistoryPerRobot = options.HistoryPerRobot, AcknowledgeEarly = UnsafeSwitches.AcknowledgeEarly };

            // What clients retain stays with the broker that they said it to, wherever the fleet's state is.
            local = SqliteFleetStore.Open(folder, storeOptions, meters, clock, app.Services.GetRequiredService<ILogger<SqliteFleetStore>>());
            store = options.Store == StoreKind.DynamoDb
                ? await DynamoHostStore.OpenAsync(options.TablePrefix, options.Fleet.Policy, clock, random, CancellationToken.None)
                : new SqliteHostStore(local, folder.Path);
            var settings = new FleetSettings(options.Fleet);
            var secret = WebhookSecret.ReadOrMake(folder);
            FleetServices? fleet = null;
            ICommandSender? ways = null;
            SharedSender? shared = null;
            var files = new JsonLinesFiles(folder.Path);
            var rules = new RuleEngine(
                new RuleEngineParts(store.Fleet, files, clock, random) { Invoke = (name, json, token) => functions!.EnqueueAsync(name, json, token) },
                options.Fleet.Rules,
                meters,
                app.Services.GetRequiredService<ILogger<RuleEngine>>());
            var broker = new MqttBroker(
                local,
                rules,
                sender =>
                {
                    ways = sender;
                    shared = store is DynamoHostStore dynamo ? new SharedSender(sender, dynamo.Dynamo, app.Services.GetRequiredService<ILogger<SharedSender>>()) : null;
                    fleet = new FleetServices(store.Fleet, shared ?? sender, settings, secret, clock, random, app.Services.GetRequiredService<ILogger<FleetServices>>());
                    lambda = options.FunctionPackages is { } packages ? PackagedFunctions.Open(packages, options, fleet, secret, app.Services.GetRequiredService<ILoggerFactory>()) : null;
                    return lambda?.Functions ?? fleet.Functions;
                },
                meters,
                clock,
                random,
                app.Services.GetRequiredService<ILogger<MqttBroker>>());
            functions = OwnFunctions.Open(options, settings, files, local, store, shared ?? ways!, meters, clock, random, app.Services.GetRequiredService<ILoggerFactory>());
            var host = new MusterHost(folder, local, store, broker, rules, fleet!, app) { _lambda = lambda, _functions = functions };
            if (options.ConfigFile is not null)
            {
                host._reload = new ConfigReload(
                    options.ConfigFile, settings, clock, app.Services.GetRequiredService<ILogger<ConfigReload>>(), c => rules.Prepare(c.Rules));
            }

            if (shared is not null)
            {
                shared.HasSubscribers = broker.HasSubscribers;
            }

            await host.StartAsync(options, meters);
            if (store is DynamoHostStore { Dynamo: var others })
            {
                host._relay = Relay.Start(others, ways!, clock, app.Services.GetRequiredService<ILogger<Relay>>());
            }

            return host;
        }
        catch (Exception e)
        {
            if (lambda is not null)
            {
                await lambda.DisposeAsync();
            }

            if (functions is not null)
            {
                await functions.DisposeAsync();
            }

            if (store is not null)
            {
                await store.DisposeAsync();
            }

            local?.Dispose();
            folder?.Dispose();
            throw e is DataFolderException ? new StartException(e.Message, e) : e;
        }
    }

    /// <summary>Runs until SIGINT, SIGTERM or <paramref name="cancellationToken"/>.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    /// <summary>Stops in the order in which messages flow: nobody new, then the broker, then the store with what is queued.</summary>
    public async ValueTask DisposeAsync()
    {
        RunFile.Delete(_folder.Path);
        _reload?.Dispose();
        if (_relay is not null)
        {
            await _relay.DisposeAsync();
        }

        if (_schedule is not null)
        {
            await _schedule.DisposeAsync();
        }

        await _broker.DisposeAsync();
        await _app.StopAsync();
        if (_lambda is not null)
        {
            await _lambda.DisposeAsync();
        }

        if (_functions is not null)
        {
            await _functions.DisposeAsync();
        }

        await _app.DisposeAsync();
        await _rules.DisposeAsync();
        _fleet.Dispose();
        await _store.DisposeAsync();
        _local.Dispose();
        _folder.Dispose();
    }

    private async Task StartAsync(UpOptions options, IMeterFactory meters)
    {
        Telemetry.CountRobots(meters, _store.Fleet);
        Telemetry.CountOrders(meters, _store.Fleet);
        _app.UseApi(new ApiParts(_store, _fleet, TakeAsync) { Broker = _broker, Reload = _reload, Functions = _functions, Rules = _rules, IsLocal = IPAddress.IsLoopback(IPAddress.Parse(options.Bind)) });
        try
        {
            Mqtt = await _broker.StartAsync(new IPEndPoint(IPAddress.Parse(options.Bind), options.MqttPort));
        }
        catch (SocketException e)
        {
            throw new StartException($"can't listen for MQTT on {options.Bind}:{options.MqttPort}: {Words(e.SocketErrorCode, e.Message)}; choose another with --mqtt-port or --bind", e);
        }

        try
        {
            await _app.StartAsync();
        }
        catch (IOException e)
        {
            await _broker.DisposeAsync();
            var error = (e.InnerException?.InnerException ?? e.InnerException) as SocketException;
            throw new StartException($"can't listen for HTTP on {options.Bind}:{options.HttpPort}: {Words(error?.SocketErrorCode ?? SocketError.AddressAlreadyInUse, e.Message)}; choose another with --http-port or --bind", e);
        }
        catch (SocketException e)
        {
            await _broker.DisposeAsync();
            throw new StartException($"can't listen for HTTP on {options.Bind}:{options.HttpPort}: {Words(e.SocketErrorCode, e.Message)}; choose another with --http-port or --bind", e);
        }

        var scheduleLog = _app.Services.GetRequiredService<ILogger<Schedule>>();
        _schedule = _lambda is null
            ? Schedule.Start(_fleet.Sweep, _fleet.Notify, _fleet.Context.Clock, scheduleLog)
            : Schedule.Start(_lambda.Functions, _fleet.Context.Clock, scheduleLog);
        Http = Reachable(new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()));
        new RunFile(Environment.ProcessId, Mqtt.Port, Http.Port, Http.GetLeftPart(UriPartial.Authority)).Write(_folder.Path);

        // WebSockets would hold the HTTP server back until its time-out: the broker ends them first.
        _app.Lifetime.ApplicationStopping.Register(() => _ = _broker.DisposeAsync().AsTask());
    }

    private ValueTask<FunctionOutcome> TakeAsync(string robot, ReadOnlyMemory<byte> payload, Refusal? refusal, CancellationToken cancellationToken) => refusal is null
        ? _broker.ReportStatusAsync(robot, payload, cancellationToken)
        : _broker.RefuseStatusAsync(robot, refusal, cancellationToken);

    /// <summary>An address that can be typed: nobody connects to "any".</summary>
    private static Uri Reachable(Uri bound) =>
        IPAddress.TryParse(bound.Host.Trim('[', ']'), out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
            ? new UriBuilder(bound) { Host = "localhost" }.Uri
            : bound;

    private static string Words(SocketError error, string otherwise) => error switch
    {
        SocketError.AddressAlreadyInUse => "the port is in use",
        SocketError.AccessDenied => "not permitted (ports below 1024 need privileges)",
        SocketError.AddressNotAvailable => "the address is not this machine's",
        _ => otherwise,
    };
}
