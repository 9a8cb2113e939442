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
        var (sender, eventId) = (e.Text(FleetRules.SenderId), e.Text(FleetRules.EventId));
        var refusal = OrderRequestReader.Read(e.Payload, e.Text(FleetRules.TopicSite), key: null, out var request);
        if (topic is not null && IsReserved(topic))
        {
            (refusal, topic) = (refusal ?? new Refusal(RefusalCode.InvalidTopic, $"the response topic is \"{topic}\"; it must not begin with robots/, sites/, fleet/ or $", "responseTopic"), null);
        }

        return refusal is null
            ? PlaceAsync(request!, sender, eventId, topic, correlation, cancellationToken)
            : AnswerAsync(new OperationResult<Orders.Order>(null, refusal), topic, correlation, cancellationToken);
    }

    /// <summary>A terminal must not make the fleet speak to robots in its name, nor place orders, with answers that answer themselves.</summary>
    private static bool IsReserved(string topic) =>
        topic.StartsWith('$') || topic.StartsWith("robots/", StringComparison.Ordinal) || topic.StartsWith("sites/", StringComparison.Ordinal) || topic.StartsWith(Topics.FleetPrefix, StringComparison.Ordinal);

    private static ReadOnlyMemory<byte> Decode(string? base64)
    {
        var data = new byte[base64?.Length ?? 0];
        return Convert.TryFromBase64String(base64 ?? "", data, out var length) ? data.AsMemory(0, length) : ReadOnlyMemory<byte>.Empty;
    }

    private async ValueTask<FunctionOutcome> PlaceAsync(
        OrderRequest request, string? sender, string? eventId, string? topic, string? correlation, CancellationToken cancellationToken)
    {
        var key = request.Key ?? await OrderKey.FindAsync(fleet.Store, request, sender, correlation, eventId, fleet.Now(), cancellationToken).ConfigureAwait(false);
        var placed = await desk.PlaceAsync(request with { Key = key }, cancellationToken).ConfigureAwait(false);
        return await AnswerAsync(placed, topic, correlation, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<FunctionOutcome> AnswerAsync(OperationResult<Orders.Order> placed, string? topic, string? correlation, CancellationToken cancellationToken)
    {
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
