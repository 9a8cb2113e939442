using System.Diagnostics.Metrics;
using System.Net;
using Muster.Fleet.Messages;
using Muster.Fleet.Orders;
using Muster.Fleet.Store;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Muster.Hosting;

/// <summary>The web application's frame: where it listens, what it logs, counts and traces.</summary>
internal static class Telemetry
{
    /// <summary>A builder that is set up but for the API.</summary>
    public static WebApplicationBuilder CreateBuilder(string bind, int httpPort)
    {
        // Nothing is read from an appsettings.json that lies around, and no folder is watched for one: the data folder is
        // mostly in the working folder, and a watcher there would wake at every commit.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddEnvironmentVariables(); // The OpenTelemetry exporters read their settings from here.
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Listen(IPAddress.Parse(bind), httpPort);
        });
        builder.Services.Configure<HostOptions>(h => h.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Logging.AddSimpleConsole(c =>
        {
            c.SingleLine = true;
            c.TimestampFormat = "HH:mm:ss.fff ";
            c.UseUtcTimestamp = true;
        });
        builder.Logging.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None); // A start that fails is said in one line.
        AddOpenTelemetry(builder);
        return builder;
    }

    /// <summary>The gauge of robots by status; the store is asked when somebody looks.</summary>
    public static void CountRobots(IMeterFactory meters, IFleetStore store) =>
        meters.Create("Muster").CreateObservableGauge(
            "muster.robots",
            () =>
            {
                // SQLite answers at once; a scrape that comes by a pool thread may wait for DynamoDB.
                var counts = store.CountRobotsAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
                return RobotStatusNames.Shown.Select(s => new Measurement<int>(counts.GetValueOrDefault(s), new KeyValuePair<string, object?>("status", s)));
            },
            "{robot}",
            "Robots, by the status that is shown");

    /// <summary>The gauge of open orders by state; the store is asked when somebody looks.</summary>
    public static void CountOrders(IMeterFactory meters, IFleetStore store) =>
        meters.Create("Muster").CreateObservableGauge(
            "muster.orders",
            () =>
            {
                // As above.
                var counts = store.CountOrdersAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
                return OrderStateNames.All.Take(3).Select(s => new Measurement<int>(counts.GetValueOrDefault(s), new KeyValuePair<string, object?>("state", s)));
            },
            "{order}",
            "Orders that have not ended, by state");

    private static void AddOpenTelemetry(WebApplicationBuilder builder)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(r =>
            {
                if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_SERVICE_NAME")))
                {
                    r.AddService("muster");
                }
            })
            .WithMetrics(m =>
            {
                m.AddMeter("Muster").AddAspNetCoreInstrumentation().AddPrometheusExporter();
                if (Asked("METRICS"))
                {
                    m.AddOtlpExporter();
                }
            });

        // Spans cost time for every message: there are none unless somebody wants them.
        if (Asked("TRACES"))
        {
            telemetry.WithTracing(t => t.AddSource("Muster").AddAspNetCoreInstrumentation().AddOtlpExporter());
        }
    }

    /// <summary>Whether the standard environment variables ask for export (OpenTelemetry's OTLP exporter specification).</summary>
    private static bool Asked(string signal) =>
        new[] { "OTEL_EXPORTER_OTLP_ENDPOINT", $"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT" }.Any(v => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(v)));
}
