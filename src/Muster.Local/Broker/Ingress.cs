using System.Buffers;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Protocol;
using Muster.Fleet.Functions;
using Muster.Fleet.Messages;
using Muster.Fleet.Rules;
using Muster.Local.Store;

namespace Muster.Local.Broker;

/// <summary>The way in: a message goes through the rules to the functions, and when what it changed is on disk, to the subscribers.</summary>
internal sealed partial class Ingress(
    RuleSet rules,
    IReadOnlyDictionary<string, FleetFunction> functions,
    SqliteFleetStore store,
    MessageRouter router,
    SubscriptionIndex index,
    BrokerMetrics metrics,
    TimeProvider clock,
    ILogger log)
{
    /// <summary>Where its traces come from.</summary>
    public static readonly ActivitySource Traces = new("Muster");

    private const string BasicIngest = "$aws/rules/";

    /// <summary>Looks a topic up for a client's messages.</summary>
    public PreparedTopic Prepare(string topic)
    {
        if (topic.StartsWith(BasicIngest, StringComparison.Ordinal))
        {
            return PrepareBasicIngest(topic);
        }

        var name = new TopicName(topic);
        var refusal = !TopicFilter.IsValidTopic(topic) ? "a topic to publish to has at least one character, and none of + # NUL"
            : topic.StartsWith('$') ? "topics that begin with $ are the broker's own, except $aws/rules/{rule}/{topic}"
            : topic.StartsWith(Topics.FleetPrefix, StringComparison.Ordinal) ? "topics that begin with fleet/ are what the fleet says; robots report on robots/{name}/status"
            : null;
        return refusal is null
            ? new PreparedTopic(name, rules.Match(topic))
            : new PreparedTopic(name, [], Invalid(topic, refusal));
    }

    /// <summary>Takes a message in; durable when it returns.</summary>
    public ValueTask<FunctionOutcome> TakeAsync(in InboundMessage message, CancellationToken cancellationToken)
    {
        var refusal = message.Topic.Refusal
            ?? (message.Payload.Length > StatusReport.MaxPayloadBytes ? StatusReportReader.TooLarge(message.Payload.Length) : null);
        if (refusal is not null)
        {
            return RefuseAsync(message.Topic.Name, refusal, cancellationToken);
        }

        if (!message.Retain && !message.Topic.HasSubscribers(index))
        {
            return RunAsync(message, cancellationToken);
        }

        // Subscribers get it after it is durable, when the buffer it came in is long in use again.
        return RunThenRouteAsync(message with { Payload = message.Payload.ToArray() }, cancellationToken);
    }

    /// <summary>Counts and logs what came of a message.</summary>
    public void Note(FunctionOutcome outcome, string topic, string? clientId)
    {
        metrics.Received(outcome.Kind);
        if (outcome.Refusal is { } refusal)
        {
            LogRefused(topic, clientId ?? "HTTP", refusal.WireCode, refusal.Reason);
        }
    }

    /// <summary>Counts and logs a failure.</summary>
    public void NoteFailure(Exception exception, string topic)
    {
        metrics.Failed();
        if (exception is not Fleet.Store.StoreUnavailableException)
        {
            LogFailed(topic, exception);
        }
    }

    /// <summary>Raises one of the broker's own events: it goes to rules and subscribers as a message does.</summary>
    public async ValueTask RaiseAsync(string topic, byte[] payload)
    {
        try
        {
            var prepared = new PreparedTopic(new TopicName(topic), rules.Match(topic));
            var outcome = await TakeAsync(new InboundMessage(prepared, payload, ClientId: null), CancellationToken.None).ConfigureAwait(false);
            Note(outcome, topic, clientId: null);
        }
        catch (Exception e)
        {
            NoteFailure(e, topic);
        }
    }

    private static Refusal Invalid(string topic, string reason) =>
        new(RefusalCode.InvalidTopic, $"can't publish to {(topic.Length > 80 ? topic[..80] : topic)}: {reason}");

    /// <summary>Basic Ingest: the rest of the topic is what the rule sees, and no subscriber hears it.</summary>
    private PreparedTopic PrepareBasicIngest(string topic)
    {
        var rest = topic.AsSpan(BasicIngest.Length);
        var slash = rest.IndexOf('/');
        var rule = slash < 0 ? null : rules.Find(rest[..slash].ToString());

        // A rule on the broker's own events is not for clients: they could make events up.
        return rule is null || rule.Filter?.StartsWith('$') == true || !TopicFilter.IsValidTopic(topic)
            ? new PreparedTopic(new TopicName(topic), [], Invalid(topic, "a Basic Ingest topic is $aws/rules/{rule}/{topic}, and there is no rule of that name for clients"), isBasicIngest: true)
            : new PreparedTopic(new TopicName(rest[(slash + 1)..].ToString()), [rule], isBasicIngest: true);
    }

    private ValueTask<FunctionOutcome> RunAsync(in InboundMessage message, CancellationToken cancellationToken)
    {
        var matched = message.Topic.Rules;
        if (matched.Length == 0)
        {
            return ValueTask.FromResult(FunctionOutcome.Accepted);
        }

        var context = new MessageContext(message.Topic.Name, message.ClientId, Now(), PropertiesOf(message.Properties));
        return matched.Length == 1 && !Traces.HasListeners()
            ? functions[matched[0].Rule.Function](new FunctionEvent(message.Payload, matched[0], context), cancellationToken)
            : RunAllAsync(matched, message with { Payload = message.Payload.ToArray() }, context, cancellationToken);
    }

    private static MqttProperties? PropertiesOf(MqttApplicationMessage? message) => message is null
        ? null
        : new MqttProperties(message.ContentType, message.PayloadFormatIndicator == MqttPayloadFormatIndicator.CharacterData, message.ResponseTopic, message.CorrelationData);

    private async ValueTask<FunctionOutcome> RunAllAsync(CompiledRule[] matched, InboundMessage message, MessageContext context, CancellationToken cancellationToken)
    {
        var result = FunctionOutcome.Accepted;
        foreach (var rule in matched)
        {
            using var activity = Traces.StartActivity($"{rule.Rule.Function} process", ActivityKind.Consumer);
            activity?.SetTag("messaging.system", "mqtt").SetTag("messaging.destination.name", message.Topic.Name.Value).SetTag("muster.rule", rule.Rule.Name);
            var outcome = await functions[rule.Rule.Function](new FunctionEvent(message.Payload, rule, context), cancellationToken).ConfigureAwait(false);
            activity?.SetTag("muster.outcome", outcome.Kind.ToString());
            if (outcome.Kind > result.Kind)
            {
                result = outcome;
            }
        }

        return result;
    }

    private async ValueTask<FunctionOutcome> RunThenRouteAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        var outcome = await RunAsync(message, cancellationToken).ConfigureAwait(false);
        if (outcome.Kind == FunctionOutcomeKind.Refused)
        {
            return outcome;
        }

        if (message.Retain && !message.Topic.IsBasicIngest)
        {
            DateTimeOffset? expiresAt = message.Properties is { MessageExpiryInterval: not 0 and var seconds } ? clock.GetUtcNow().AddSeconds(seconds) : null;
            await store.RetainAsync(new RetainedMessage(message.Topic.Name.Value, message.Payload, message.QualityOfService, expiresAt)).ConfigureAwait(false);
        }

        if (!message.Topic.IsBasicIngest)
        {
            await router.RouteAsync(new RoutedMessage(ToMqtt(message), message.ClientId), cancellationToken).ConfigureAwait(false);
        }

        return outcome;
    }

    private static MqttApplicationMessage ToMqtt(in InboundMessage message)
    {
        var mqtt = message.Properties ?? new MqttApplicationMessage();
        mqtt.Topic = message.Topic.Name.Value;
        mqtt.Payload = new ReadOnlySequence<byte>(message.Payload);
        mqtt.QualityOfServiceLevel = (MqttQualityOfServiceLevel)message.QualityOfService;
        mqtt.Retain = message.Retain;
        mqtt.TopicAlias = 0;
        return mqtt;
    }

    /// <summary>The time in whole milliseconds, as <c>timestamp()</c> has it in the cloud.</summary>
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>What the broker itself refuses; the functions tell the robot of what they refuse.</summary>
    private async ValueTask<FunctionOutcome> RefuseAsync(TopicName topic, Refusal refusal, CancellationToken cancellationToken)
    {
        if (topic.Level(1) == "robots" && topic.Level(2) is { } robot && RobotName.IsValid(robot))
        {
            await router.SendAsync(FleetMessages.Rejected(robot, topic.Value, refusal, Now()), cancellationToken).ConfigureAwait(false);
        }

        return FunctionOutcome.Refused(refusal);
    }
}
