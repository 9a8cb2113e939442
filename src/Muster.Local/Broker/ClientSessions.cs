using System.Collections.Concurrent;

namespace Muster.Local.Broker;

/// <summary>The sessions by client id.</summary>
internal sealed class ClientSessions(SubscriptionIndex index)
{
    private readonly ConcurrentDictionary<string, ClientSession> _sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, MqttConnection> _owners = new(StringComparer.Ordinal);

    public ClientSession? Find(string clientId) => _sessions.GetValueOrDefault(clientId);

    /// <summary>
    /// Gives a client id to a connection. An older connection with it is closed, and its end awaited: the library deletes the
    /// session of a connection that ended by its client id, and would take the new one for it.
    /// </summary>
    public async Task ClaimAsync(string clientId, MqttConnection connection)
    {
        while (!_owners.TryAdd(clientId, connection))
        {
            if (_owners.TryGetValue(clientId, out var owner))
            {
                owner.TakeOver();
                await owner.Ended.ConfigureAwait(false);
            }
        }
    }

    /// <summary>The connection with the client id has ended.</summary>
    public void Disown(string clientId, MqttConnection connection) => _owners.TryRemove(KeyValuePair.Create(clientId, connection));

    /// <summary>A connection was accepted: its session is resumed, or a new one takes the place of the old.</summary>
    public ClientSession Begin(MqttConnection connection, string clientId, bool resume, TimeSpan expiry)
    {
        var session = Find(clientId);
        if (session is not null && !resume)
        {
            Drop(session);
            session = null;
        }

        session ??= _sessions[clientId] = new ClientSession(clientId);
        session.Resume();
        session.Expiry = expiry;
        session.DisconnectedAt = null;
        session.Connection = connection;
        return session;
    }

    /// <summary>The library deleted the session.</summary>
    public void Delete(string clientId)
    {
        if (Find(clientId) is { } session)
        {
            Drop(session);
        }
    }

    /// <summary>The sessions whose clients stayed away for longer than their expiry.</summary>
    public IReadOnlyList<ClientSession> Expired(DateTimeOffset now) =>
        [.. _sessions.Values.Where(s => s.DisconnectedAt is { } since && now - since >= s.Expiry)];

    private void Drop(ClientSession session)
    {
        index.RemoveAll(session);
        _sessions.TryRemove(KeyValuePair.Create(session.ClientId, session));
    }
}
