namespace Muster.Fleet.Rules;

/// <summary>Publishes what the rule emits, as a client would: it goes through the rules again.</summary>
/// <param name="Topic">Where to; <c>${…}</c> in it is filled in from the message.</param>
public sealed record RepublishAction(string Topic) : RuleAction
{
    /// <summary>The quality of service, 0 or 1. Default 0, as in AWS IoT Core.</summary>
    public int QualityOfService { get; init; }

    /// <summary>Whether the broker keeps it for those who subscribe later. Default false.</summary>
    public bool Retain { get; init; }

    /// <inheritdoc/>
    public override string Kind => "republish";

    /// <inheritdoc/>
    public override string Target => Topic;

    /// <inheritdoc/>
    public override string AwsName => "RepublishAction";

    /// <summary>What is wrong with <paramref name="topic"/> as one to publish on; none when nothing is.</summary>
    public static string? Check(string topic) => topic switch
    {
        _ when !TopicFilter.IsValidTopic(topic) => "a topic to publish on has at least one character, and none of + # NUL",
        _ when topic.StartsWith('$') => "topics that begin with $ are the broker's own",
        _ when topic.StartsWith(Messages.Topics.FleetPrefix, StringComparison.Ordinal) => "topics that begin with fleet/ are what the fleet says; take another, such as warnings/…",
        _ when System.Text.Encoding.UTF8.GetByteCount(topic) > TopicFilter.MaxBytes => "a topic has at most 65,535 bytes",
        _ => null,
    };
}
