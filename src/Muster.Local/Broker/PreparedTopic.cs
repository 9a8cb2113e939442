using Muster.Fleet.Messages;
using Muster.Fleet.Rules;
using Muster.Local.Rules;

namespace Muster.Local.Broker;

/// <summary>All that can be said of a topic once, for the many messages that come on it.</summary>
/// <param name="name">The topic that rules and subscribers see.</param>
/// <param name="book">The rules that were in force.</param>
/// <param name="rules">Those that listen to it.</param>
/// <param name="refusal">Why nobody may publish to it; none when clients may.</param>
/// <param name="isBasicIngest">Whether it goes to its rule only, and to no subscriber.</param>
internal sealed class PreparedTopic(TopicName name, RuleBook book, ActiveRule[] rules, Refusal? refusal = null, bool isBasicIngest = false)
{
    private int _version = -1;
    private bool _hasSubscribers;

    public TopicName Name { get; } = name;

    /// <summary>The rules that were in force; when others are, it is to be prepared again.</summary>
    public RuleBook Book { get; } = book;

    public ActiveRule[] Rules { get; } = rules;

    public Refusal? Refusal { get; } = refusal;

    public bool IsBasicIngest { get; } = isBasicIngest;

    /// <summary>Whether anyone subscribed to it.</summary>
    public bool HasSubscribers(SubscriptionIndex index)
    {
        if (IsBasicIngest)
        {
            return false;
        }

        var version = index.Version;
        if (version != _version)
        {
            _hasSubscribers = index.Match(Name.Value).Count > 0;
            _version = version;
        }

        return _hasSubscribers;
    }
}
