using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Muster.Api;
using Muster.Aws.Iot;
using Muster.Fleet.Configuration;
using Muster.Hosting.Stores;

namespace Muster.Hosting.Cloud;

/// <summary>
/// The HTTP API alone, over DynamoDB and AWS IoT Core: what runs in a Lambda function behind an HTTP API. Robots, rules and
/// the sweep are elsewhere.
/// </summary>
internal sealed class ApiHost : IAsyncDisposable
{
    private readonly HostStore _store;
    private readonly FleetServices _fleet;
    private readonly IotDataSender _sender;
    private readonly WebApplication _app;

    private ApiHost(HostStore store, FleetServices fleet, IotDataSender sender, WebApplication app)
    {
        _store = store;
        _fleet = fleet;
        _sender = sender;
        _app = app;
    }

    /// <summary>Where the HTTP API is.</summary>
    public Uri Http => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Where the fleet's state is, for people.</summary>
    public string Store => _store.Place;

    /// <summary>Starts it; ready when it returns.</summary>
    /// <exception cref="StartException">It can't start: one line says why.</exception>
    public static async Task<ApiHost> StartAsync(ApiOptions options, TimeProvider clock, Random random)
    {
        var store = await DynamoHostStore.OpenAsync(options.TablePrefix, options.Fleet.Policy, clock, random, CancellationToken.None);
        var builder = Telemetry.CreateBuilder(options.Bind, options.Port);
        builder.Services.AddApi();
        var app = builder.Build();
        var sender = IotDataSender.Create(options.Iot, clock, random, app.Services.GetRequiredService<ILogger<IotDataSender>>());

        // Nothing is sent to webhooks here, so that nothing is signed: that is the function notify's work.
        var fleet = new FleetServices(store.Fleet, sender, new FleetSettings(options.Fleet), secret: null, clock, random, app.Services.GetRequiredService<ILogger<FleetServices>>());
        app.UseApi(new ApiParts(store, fleet, new DirectReports(fleet).TakeAsync) { EndsFeed = options.EndsFeed });
        try
        {
            await app.StartAsync();
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw new StartException($"can't listen for HTTP on {options.Bind}:{options.Port}: {e.Message}; choose another with --port or --bind", e);
        }

        return new ApiHost(store, fleet, sender, app);
    }

    /// <summary>Runs until SIGINT, SIGTERM or <paramref name="cancellationToken"/>.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _fleet.Dispose();
        _sender.Dispose();
        await _store.DisposeAsync();
    }
}
