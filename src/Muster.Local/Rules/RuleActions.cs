using System.Text;
using Muster.Fleet.Functions;
using Muster.Fleet.Notifications;
using Muster.Fleet.Rules;
using Muster.Fleet.Store;
using Muster.Local.Store;

namespace Muster.Local.Rules;

/// <summary>Makes actions ready to run.</summary>
/// <param name="parts">What they work with.</param>
/// <param name="services">What templates need.</param>
/// <param name="functions">The fleet's functions.</param>
/// <param name="republish">Publishes a message, as a client would.</param>
/// <param name="files">The files of rules.</param>
internal sealed class RuleActions(
    RuleEngineParts parts, RuleServices services, IReadOnlyDictionary<string, FleetFunction> functions, Republish republish, JsonLinesFiles files)
{
    private readonly WebhookLimit _limit = new(parts.Store as SqliteFleetStore, parts.Clock);

    /// <summary>The action, ready.</summary>
    /// <param name="action">What to do.</param>
    /// <param name="rule">Whose it is.</param>
    /// <exception cref="IotSqlException">Its topic has a mistake.</exception>
    public Func<RuleEvent, CancellationToken, ValueTask> Make(RuleAction action, CompiledRule rule) => action switch
    {
        FunctionAction function => functions.TryGetValue(function.Function, out var own) ? Call(own) : Invoke(function.Function),
        RepublishAction topic => Republish(topic, SubstitutionTemplate.Parse(topic.Topic, rule)),
        WebhookAction webhook => (e, token) => NotifyAsync(webhook, e, token),
        FileAction file => (e, _) => new ValueTask(files.Open(file.Path).AppendAsync(JsonLine.Of(e.Output))),
        _ => throw new InvalidOperationException($"no action is of the kind {action.Kind}"),
    };

    private static Func<RuleEvent, CancellationToken, ValueTask> Call(FleetFunction function) => async (e, token) =>
    {
        var outcome = await function(new FunctionEvent(JsonLine.Of(e.Output)), token).ConfigureAwait(false);
        if (outcome.Refusal is { } refusal)
        {
            throw new ActionException($"the function refused the event: {refusal.Reason}");
        }
    };

    private Func<RuleEvent, CancellationToken, ValueTask> Invoke(string function) => parts.Invoke is { } invoke
        ? (e, token) => invoke(function, JsonLine.Of(e.Output), token)
        : (_, _) => throw new ActionException($"no function {function} runs here");

    private Func<RuleEvent, CancellationToken, ValueTask> Republish(RepublishAction action, SubstitutionTemplate template) => async (e, token) =>
    {
        // The template sees the message, as in AWS IoT Core, and not what the rule made of it.
        var message = e.Message;
        var topic = template.Render(message.Payload.Span, message.Context, services)
            ?? throw new ActionException($"the topic {action.Topic} has a value that is Undefined for this message");
        if (RepublishAction.Check(topic) is { } mistake)
        {
            throw new ActionException($"can't publish on {(topic.Length > 80 ? topic[..80] : topic)}: {mistake}");
        }

        var origin = message.Origin.Next(out var problem) ?? throw new ActionException(problem!);
        var outcome = await republish(topic, e.Output, action, origin, token).ConfigureAwait(false);
        if (outcome.Refusal is { } refusal)
        {
            throw new ActionException($"the message on {topic} was refused: {refusal.Reason}");
        }
    };

    /// <summary>Writes what is to be posted into the store, from where it is sent and tried again like any other notification.</summary>
    private async ValueTask NotifyAsync(WebhookAction action, RuleEvent e, CancellationToken cancellationToken)
    {
        var id = Notification.IdOf($"{e.Rule}_{services.NewId()}");
        var now = DateTimeOffset.FromUnixTimeMilliseconds(parts.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        var topic = e.Message.Context.Topic.Value;
        var notification = new Notification
        {
            Id = id,
            Channel = Notification.ChannelOfRule(e.Rule),
            Url = action.Url.AbsoluteUri,
            Subject = topic.Length > Notification.MaxSubject ? topic[..Notification.MaxSubject] : topic,
            Payload = Encoding.UTF8.GetString(JsonLine.Of(e.Output).Span),
            CreatedAt = now,
            Due = now,
            Version = 1,
        };
        await _limit.TakeAsync().ConfigureAwait(false);
        var commit = new Commit { Notifications = [new NotificationPut(id, notification, ExpectedVersion: 0)] };
        if (!(await parts.Store.CommitAsync(commit, cancellationToken).ConfigureAwait(false)).IsDone)
        {
            throw new ActionException($"there is a notification {id} already");
        }
    }
}
