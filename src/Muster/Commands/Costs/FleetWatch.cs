namespace Muster.Commands.Costs;

/// <summary>Looks at a running fleet for a while: at its counters before and after, and at what its broker says meanwhile.</summary>
/// <param name="server">Where it is.</param>
/// <param name="clock">The time.</param>
internal sealed class FleetWatch(ServerUrl server, TimeProvider clock)
{
    private const string Messages = "muster_messages_total";
    private const string Requests = "http_server_request_duration_seconds_count";

    /// <summary>What it hears of the broker.</summary>
    public FleetListener Heard { get; } = new();

    /// <summary>Looks for <paramref name="length"/>; once.</summary>
    /// <exception cref="CommandException">No Muster answers, or it has no counters.</exception>
    public async Task<FleetSample> LookAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        using var api = new FleetApi(server);
        await using var broker = await BrokerConnection.OpenAsync(server, clock, cancellationToken, client =>
            client.ApplicationMessageReceivedAsync += e =>
            {
                Heard.Hear(e.ApplicationMessage);
                return Task.CompletedTask;
            });
        foreach (var filter in FleetListener.Filters)
        {
            await broker.SubscribeAsync(filter, cancellationToken);
        }

        var before = await ScrapeAsync(api, cancellationToken);
        Heard.Begin();
        var began = clock.GetTimestamp();
        await Task.Delay(length, clock, cancellationToken);
        var after = await ScrapeAsync(api, cancellationToken);
        Heard.End();
        return new FleetSample(clock.GetElapsedTime(began), Count(before, after, Heard));
    }

    private static FleetCounts Count(Metrics before, Metrics after, FleetListener heard)
    {
        var received = after.Sum(Messages) - before.Sum(Messages);
        var requests = Asked(after, _ => true) - Asked(before, _ => true);
        var placed = Asked(after, IsPlacing) - Asked(before, IsPlacing);
        return new FleetCounts(
            after.Sum("muster_robots", l => !l.Contains("\"OFFLINE\"", StringComparison.Ordinal)),
            Math.Max(0, received - heard.OrderReports - heard.Requests - heard.Presence),
            heard.Telemetry,
            heard.Changes,
            heard.Disconnected,
            Math.Max(heard.Placed, placed),
            heard.OrderReports,
            Math.Max(0, requests - placed));
    }

    private static long Asked(Metrics metrics, Func<string, bool> isCounted) =>
        metrics.Sum(Requests, l => l.Contains("http_route=\"/api/", StringComparison.Ordinal) && isCounted(l));

    private static bool IsPlacing(string labels) =>
        labels.Contains("http_route=\"/api/orders/\"", StringComparison.Ordinal) && labels.Contains("http_request_method=\"POST\"", StringComparison.Ordinal);

    private async Task<Metrics> ScrapeAsync(FleetApi api, CancellationToken cancellationToken)
    {
        var metrics = Metrics.Read(await api.GetTextAsync("metrics", cancellationToken));
        return metrics.Has(Messages) ? metrics : throw server.Unreachable(null, $"what answers there has no counter {Messages} in /metrics");
    }
}
