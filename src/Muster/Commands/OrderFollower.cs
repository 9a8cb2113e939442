using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Muster.Fleet.Messages;
using Muster.Fleet.Orders;

namespace Muster.Commands;

/// <summary>Follows an order to its end, a line for each change.</summary>
internal sealed class OrderFollower(FleetApi api, TimeProvider clock, InvocationConfiguration configuration, bool json)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    /// <summary>Follows it.</summary>
    /// <param name="order">The order, as it was shown already.</param>
    /// <param name="timeout">For how long at most; none for to its end.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The exit code: done when it is COMPLETED.</returns>
    /// <exception cref="CommandException">The time is over.</exception>
    public async Task<int> FollowAsync(OrderView order, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        using var output = new LineOutput(configuration);
        // A timer takes 49 days at most, and nobody waits for so long.
        using var limit = new CancellationTokenSource(timeout is { TotalDays: < 49 } given ? given : Timeout.InfiniteTimeSpan, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var reader = new PatientReader(configuration.Error.WriteLine);
        try
        {
            while (!OrderText.IsEnded(order))
            {
                await Task.Delay(Pace, clock, either.Token);
                if (await reader.TryAsync(() => ReadAsync(order, either.Token)) is { } step)
                {
                    order = step.Order;
                    if (!step.Lines.All(output.TryWriteLine))
                    {
                        return ExitCode.Failed;
                    }
                }
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new CommandException(ExitCode.Failed, $"the order is {order.State} after {Durations.Format(timeout!.Value)}, and goes on: see `muster order show {order.Id}`");
        }

        return order.State == "COMPLETED" ? ExitCode.Done : ExitCode.Failed;
    }

    private async Task<Step> ReadAsync(OrderView before, CancellationToken cancellationToken)
    {
        var path = $"api/orders/{Uri.EscapeDataString(before.Id)}";
        var item = await api.GetAsync(path, cancellationToken);
        var order = OrderText.Read(item);
        if (order.Version == before.Version)
        {
            return new Step(order, []);
        }

        if (json)
        {
            return new Step(order, [CompactJson.Of(item)]);
        }

        // Between two looks more than one thing may have happened: the history has each.
        var page = await api.GetPageAsync($"{path}/history?limit=100", cancellationToken);
        var lines = page.Items!.Select(e => e.Deserialize(FleetJson.Default.OrderEvent)!)
            .Where(e => e.Version > before.Version && e.Version <= order.Version)
            .OrderBy(e => e.Version)
            .Select(Describe)
            .ToList();
        if (lines.Count == 0 && OrderText.Standing(order) != OrderText.Standing(before))
        {
            lines.Add(Stamp(clock.GetUtcNow(), OrderText.Standing(order)));
        }

        return new Step(order, [.. lines, .. order.State == "PENDING" ? OrderText.Waits(order) : []]);
    }

    private static string Describe(OrderEvent entry) => Stamp(entry.At, string.Concat(
        entry.To,
        entry.Robot is null ? "" : $" {entry.Robot}",
        $" ({entry.Cause}{(entry.By is null ? "" : $" by {entry.By}")})",
        entry.Why is null ? "" : $": {entry.Why}"));

    private static string Stamp(DateTimeOffset at, string text) =>
        Printable.Of(string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ} {text}"));

    private sealed record Step(OrderView Order, IReadOnlyList<string> Lines);
}
