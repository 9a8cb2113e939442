using Muster.Fleet.Messages;
using Muster.Fleet.Operations;
using Muster.Fleet.Rules;

namespace Muster.Fleet.Functions;

/// <summary>The function behind <c>sites/+/orders</c>: a terminal at the site places an order, and hears what came of it.</summary>
/// <param name="fleet">What it works with.</param>
/// <param name="desk">Takes the order.</param>
public sealed class PlaceOrder(FleetContext fleet, OrderDesk desk)
{
    /// <summary>Its name in rules.</summary>
    public const string Name = "place-order";

    /// <summary>Takes one order in.</summary>
    public ValueTask<FunctionOutcome> HandleAsync(FunctionEvent e, CancellationToken cancellationToken)
    {
        // The payload is read here, before anything is awaited: after that its buffer is the broker's again.
        var (topic, correlation) = (e.Text(FleetRules.ResponseTopic), e.Text(FleetRules.CorrelationData));
        var refusal = OrderRequestReader.Read(e.Payload, e.Text(FleetRules.TopicSite), key: null, out var request);
        if (topic is not null && IsReserved(topic))
        {
            (refusal, topic) = (refusal ?? new Refusal(RefusalCode.InvalidTopic, $"the response topic is \"{topic}\"; it must not begin with robots/, fleet/ or $", "responseTopic"), null);
        }

        return PlaceAsync(request, refusal, topic, correlation, cancellationToken);
    }

    /// <summary>A terminal must not make the fleet speak to robots in its name.</summary>
    private static bool IsReserved(string topic) =>
        topic.StartsWith('$') || topic.StartsWith("robots/", StringComparison.Ordinal) || topic.StartsWith(Topics.FleetPrefix, StringComparison.Ordinal);

    private static ReadOnlyMemory<byte> Decode(string? base64)
    {
        var data = new byte[base64?.Length ?? 0];
        return Convert.TryFromBase64String(base64 ?? "", data, out var length) ? data.AsMemory(0, length) : ReadOnlyMemory<byte>.Empty;
    }

    private async ValueTask<FunctionOutcome> PlaceAsync(OrderRequest? request, Refusal? refusal, string? topic, string? correlation, CancellationToken cancellationToken)
    {
        var placed = refusal is null
            ? await desk.PlaceAsync(request!, cancellationToken).ConfigureAwait(false)
            : new OperationResult<Orders.Order>(null, refusal);
        if (topic is not null)
        {
            var answer = placed.Value is { } order
                ? new OrderAnswer(OrderView.Of(order))
                : new OrderAnswer(Error: new OrderError(placed.Refusal!.WireCode, placed.Refusal.Reason, placed.Refusal.Field));
            await fleet.Sender.SendAsync(FleetMessages.Answer(topic, Decode(correlation), answer), cancellationToken).ConfigureAwait(false);
        }

        return placed.Refusal is null ? FunctionOutcome.Accepted : FunctionOutcome.Refused(placed.Refusal);
    }
}
