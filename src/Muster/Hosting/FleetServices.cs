using System.Globalization;
using Muster.Fleet.Configuration;
using Muster.Fleet.Functions;
using Muster.Fleet.Messages;
using Muster.Fleet.Notifications;
using Muster.Fleet.Operations;
using Muster.Fleet.Sites;
using Muster.Fleet.Store;

namespace Muster.Hosting;

/// <summary>The fleet's functions and operations, over one store and one way to the robots.</summary>
internal sealed partial class FleetServices : IDisposable
{
    private readonly WebhookClients _http = new();
    private readonly ILogger _log;

    public FleetServices(IFleetStore store, ICommandSender sender, FleetSettings settings, string? secret, TimeProvider clock, Random random, ILogger<FleetServices> log)
    {
        _log = log;
        Tap = new TelemetryTap(sender);
        Context = new FleetContext(store, Tap, settings, clock, random);
        Steward = new Steward(Context);
        Orders = new OrderDesk(Context, Steward);
        Robots = new RobotDesk(Context, Steward);
        Sites = new SiteDesk(Context, Steward, Changed);
        Alerts = new AlertDesk(Context, Steward);
        Sweep = new Sweep(Context, Steward);
        Notify = new Notify(Context, _http, secret, new NotificationLog(Write, Failed));
        Functions = FunctionTable.Create(Context, Steward, Notify);
    }

    /// <summary>Hears telemetry on its way out.</summary>
    public TelemetryTap Tap { get; }

    /// <summary>What functions work with.</summary>
    public FleetContext Context { get; }

    /// <summary>Does what changes ask for.</summary>
    public Steward Steward { get; }

    /// <summary>What is done with orders.</summary>
    public OrderDesk Orders { get; }

    /// <summary>What is done with robots.</summary>
    public RobotDesk Robots { get; }

    /// <summary>What is done with sites.</summary>
    public SiteDesk Sites { get; }

    /// <summary>What is done with alerts.</summary>
    public AlertDesk Alerts { get; }

    /// <summary>Repairs.</summary>
    public Sweep Sweep { get; }

    /// <summary>Tells others.</summary>
    public Notify Notify { get; }

    /// <summary>The functions by name.</summary>
    public IReadOnlyDictionary<string, FleetFunction> Functions { get; }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private void Write(Notification notification) => LogAlert(notification.Channel, notification.Payload);

    private void Changed(Site site, Actor actor)
    {
        var why = actor.Why is null ? "" : $": {actor.Why}";
        if (site.Hold is null)
        {
            LogReleased(site.Name, actor.By, why);
        }
        else
        {
            LogHeld(site.Name, actor.By, why);
        }
    }

    /// <summary>Only the server is named: the paths of webhooks are often secrets.</summary>
    private void Failed(Notification notification)
    {
        var problem = notification.LastError?.TrimEnd('.');
        if (notification.State == NotificationState.GivenUp)
        {
            LogGivenUp(notification.Id, notification.Origin, notification.Attempts, problem);
        }
        else
        {
            LogNotSent(notification.Id, notification.Origin, problem, notification.Due?.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
        }
    }

    [LoggerMessage(404, LogLevel.Information, "The site {Site} is held by {By}{Why}")]
    private partial void LogHeld(string site, string by, string why);

    [LoggerMessage(405, LogLevel.Information, "The site {Site} was released by {By}{Why}")]
    private partial void LogReleased(string site, string by, string why);

    [LoggerMessage(401, LogLevel.Warning, "Alert for {Channel}: {Payload}")]
    private partial void LogAlert(string channel, string payload);

    [LoggerMessage(402, LogLevel.Warning, "The notification {Id} could not be sent to {Url}: {Problem}. It is tried again at {Due}.")]
    private partial void LogNotSent(string id, string url, string? problem, string? due);

    [LoggerMessage(403, LogLevel.Error, "The notification {Id} to {Url} was given up at attempt {Attempts}: {Problem}.")]
    private partial void LogGivenUp(string id, string url, int attempts, string? problem);
}
