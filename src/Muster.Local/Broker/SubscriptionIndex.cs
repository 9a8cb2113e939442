using Muster.Fleet.Rules;

namespace Muster.Local.Broker;

/// <summary>
/// Who subscribed to what, found by topic in a walk down its levels. (The MQTT library asks every subscriber for every
/// message, which ten thousand robots that each listen to their commands make too dear.)
/// </summary>
internal sealed class SubscriptionIndex
{
    private readonly Lock _gate = new();
    private readonly TopicTree<Subscription> _tree = new();
    private volatile int _version;

    /// <summary>Changes with every change of the index, so that answers can be kept.</summary>
    public int Version => _version;

    /// <summary>Adds a subscription; it replaces the session's older one to the same filter.</summary>
    public void Add(Subscription subscription)
    {
        lock (_gate)
        {
            _tree.Remove(subscription.Filter, s => s.Session == subscription.Session);
            _tree.Add(subscription.Filter, subscription);
            subscription.Session.Filters.Add(subscription.Filter);
            _version++;
        }
    }

    public void Remove(ClientSession session, string filter)
    {
        lock (_gate)
        {
            _tree.Remove(filter, s => s.Session == session);
            session.Filters.Remove(filter);
            _version++;
        }
    }

    /// <summary>Removes all subscriptions of a session.</summary>
    public void RemoveAll(ClientSession session)
    {
        lock (_gate)
        {
            foreach (var filter in session.Filters)
            {
                _tree.Remove(filter, s => s.Session == session);
            }

            session.Filters.Clear();
            _version++;
        }
    }

    /// <summary>The subscriptions that match <paramref name="topic"/>.</summary>
    public List<Subscription> Match(string topic)
    {
        var found = new List<Subscription>();
        lock (_gate)
        {
            _tree.Match(topic, found);
        }

        return found;
    }
}
