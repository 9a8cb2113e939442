using System.Buffers;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Protocol;
using Muster.Fleet.Functions;
using Muster.Fleet.Messages;
using Muster.Fleet.Rules;
using Muster.Local.Rules;
using Muster.Local.Store;

namespace Muster.Local.Broker;

/// <summary>The way in: a message goes through the rules to the functions, and when what it changed is on disk, to the subscribers.</summary>
internal sealed partial class Ingress(
    RuleEngine rules,
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

    /// <summary>Whether the rules are still those that <paramref name="topic"/> was prepared with.</summary>
    public bool IsCurrent(PreparedTopic topic) => topic.Book == rules.Book;

    /// <summary>Looks a topic up for a client's messages.</summary>
    public PreparedTopic Prepare(string topic)
    {
        var book = rules.Book;
        if (topic.StartsWith(BasicIngest, StringComparison.Ordinal))
        {
            return PrepareBasicIngest(topic, book);
        }

        var name = new TopicName(topic);
        var refusal = !TopicFilter.IsValidTopic(topic) ? "a topic to publish to has at least one character, and none of + # NUL"
            : topic.StartsWith('$') ? "topics that begin with $ are the broker's own, except $aws/rules/{rule}/{topic}"
            : topic.StartsWith(Topics.FleetPrefix, StringComparison.Ordinal) ? "topics that begin with fleet/ are what the fleet says; robots report on robots/{name}/status"
            : null;
        return refusal is null
            ? new PreparedTopic(name, book, book.Match(topic))
            : new PreparedTopic(name, book, [], Invalid(topic, refusal));
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
            return RunAsync(message, late: null, cancellationToken);
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

    /// <summary>Counts and logs a failure. One of the rules' actions is logged and counted there.</summary>
    public void NoteFailure(Exception exception, string topic, string? clientId)
    {
        if (exception is ActionsNotStoredException { IsTaken: true } taken)
        {
            Note(taken.Outcome, topic, clientId);
            return;
        }

        metrics.Failed();
        if (exception is not (Fleet.Store.StoreUnavailableException or ActionsNotStoredException))
        {
            LogFailed(topic, exception);
        }
    }

    /// <summary>Raises one of the broker's own events: it goes to rules and subscribers as a message does.</summary>
    public async ValueTask RaiseAsync(string topic, byte[] payload)
    {
        try
        {
            var book = rules.Book;
            var prepared = new PreparedTopic(new TopicName(topic), book, book.Match(topic));
            var outcome = await TakeAsync(new InboundMessage(prepared, payload, ClientId: null), CancellationToken.None).ConfigureAwait(false);
            Note(outcome, topic, clientId: null);
        }
        catch (Exception e)
        {
            NoteFailure(e, topic, clientId: null);
        }
    }

    /// <summary>Prepares a topic on which nobody's message is taken.</summary>
    public PreparedTopic Refuse(string topic, Refusal refusal) => new(new TopicName(topic), rules.Book, [], refusal);

    /// <summary>Publishes what a rule emits, as a client would. Counted are messages that came from outside.</summary>
    public ValueTask<FunctionOutcome> RepublishAsync(
        string topic, ReadOnlyMemory<byte> payload, RepublishAction action, Republished origin, CancellationToken cancellationToken) =>
        TakeAsync(new InboundMessage(Prepare(topic), payload, ClientId: null, action.QualityOfService, action.Retain) { Origin = origin }, cancellationToken);

    private static Refusal Invalid(string topic, string reason) =>
        new(RefusalCode.InvalidTopic, $"can't publish to {(topic.Length > 80 ? topic[..80] : topic)}: {reason}");

    /// <summary>Basic Ingest: the rest of the topic is what the rule sees, and no subscriber hears it.</summary>
    private static PreparedTopic PrepareBasicIngest(string topic, RuleBook book)
    {
        var rest = topic.AsSpan(BasicIngest.Length);
        var slash = rest.IndexOf('/');
        var rule = slash < 0 ? null : book.Find(rest[..slash].ToString());

        // A rule on the broker's own events is not for clients: they could make events up.
        return rule is null || rule.Compiled.Filter?.StartsWith('$') == true || !TopicFilter.IsValidTopic(topic)
            ? new PreparedTopic(new TopicName(topic), book, [], Invalid(topic, "a Basic Ingest topic is $aws/rules/{rule}/{topic}, and there is no rule of that name for clients"), isBasicIngest: true)
            : new PreparedTopic(new TopicName(rest[(slash + 1)..].ToString()), book, [rule], isBasicIngest: true);
    }

    private ValueTask<FunctionOutcome> RunAsync(in InboundMessage message, LateFailure? late, CancellationToken cancellationToken)
    {
        var matched = message.Topic.Rules;
        if (matched.Length == 0)
        {
            return ValueTask.FromResult(FunctionOutcome.Accepted);
        }

        var context = new MessageContext(message.Topic.Name, message.ClientId, Now(), PropertiesOf(message.Properties));
        return matched.Length == 1 && matched[0].Function is not null && !Traces.HasListeners()
            ? Call(matched[0], message.Payload, context, cancellationToken)
            : RunSeveral(matched, message, context, late, cancellationToken);
    }

    /// <summary>Calls the function of a built-in rule. Nothing is added here that would cost every report.</summary>
    private static ValueTask<FunctionOutcome> Call(ActiveRule rule, ReadOnlyMemory<byte> payload, in MessageContext context, CancellationToken cancellationToken)
    {
        rule.Counts.Select();
        return rule.Function!(new FunctionEvent(payload, rule.Compiled, context), cancellationToken);
    }

    private ValueTask<FunctionOutcome> RunSeveral(ActiveRule[] matched, in InboundMessage message, in MessageContext context, LateFailure? late, CancellationToken cancellationToken)
    {
        // Evaluated on the connection's own thread, while the payload is in its buffer: most messages are selected by no rule.
        var emitted = rules.Select(matched, message.Payload.Span, context);
        if (emitted is null && !Traces.HasListeners())
        {
            if (matched[0].Function is null)
            {
                return ValueTask.FromResult(FunctionOutcome.Accepted);
            }

            if (matched.Length == 1 || matched[1].Function is null)
            {
                return Call(matched[0], message.Payload, context, cancellationToken);
            }
        }

        return RunAllAsync(matched, emitted, message with { Payload = message.Payload.ToArray() }, context, late, cancellationToken);
    }

    private static MqttProperties? PropertiesOf(MqttApplicationMessage? message) => message is null
        ? null
        : new MqttProperties(message.ContentType, message.PayloadFormatIndicator == MqttPayloadFormatIndicator.CharacterData, message.ResponseTopic, message.CorrelationData);

    /// <summary>The built-in rules, one after the other; then, when what they changed is durable, the actions of the others.</summary>
    private async ValueTask<FunctionOutcome> RunAllAsync(
        ActiveRule[] matched, List<Emitted>? emitted, InboundMessage message, MessageContext context, LateFailure? late, CancellationToken cancellationToken)
    {
        var result = FunctionOutcome.Accepted;
        foreach (var rule in matched)
        {
            if (rule.Function is null)
            {
                break;
            }

            using var activity = Start(rule.Rule.Function!, rule.Rule.Name, message);
            var outcome = await Call(rule, message.Payload, context, cancellationToken).ConfigureAwait(false);
            activity?.SetTag("muster.outcome", outcome.Kind.ToString());
            if (outcome.Kind > result.Kind)
            {
                result = outcome;
            }
        }

        if (emitted is not null)
        {
            using var activity = Start("actions", string.Join(", ", emitted.Select(e => e.Rule.Rule.Name)), message);
            if (await rules.RunAsync(emitted, new RuleMessage(message.Payload, context, message.Origin ?? Republished.FromClient()), cancellationToken).ConfigureAwait(false) is { } unavailable)
            {
                activity?.SetTag("muster.outcome", "unavailable");
                var problem = new ActionsNotStoredException(unavailable, result, isTaken: matched[0].Function is not null);
                if (late is null)
                {
                    throw problem;
                }

                late.Exception = problem;
            }
        }

        return result;
    }

    private static Activity? Start(string what, string rule, in InboundMessage message) => Traces.StartActivity($"{what} process", ActivityKind.Consumer)
        ?.SetTag("messaging.system", "mqtt").SetTag("messaging.destination.name", message.Topic.Name.Value).SetTag("muster.rule", rule);

    private async ValueTask<FunctionOutcome> RunThenRouteAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        var late = new LateFailure();
        var outcome = await RunAsync(message, late, cancellationToken).ConfigureAwait(false);
        if (outcome.Kind == FunctionOutcomeKind.Refused)
        {
            return late.Exception is null ? outcome : throw late.Exception;
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

        return late.Exception is null ? outcome : throw late.Exception;
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
