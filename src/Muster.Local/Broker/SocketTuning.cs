namespace Muster.Local.Broker;

/// <summary>How the runtime's sockets call back.</summary>
public static class SocketTuning
{
    private const string InlineCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>
    /// Lets the thread that learns of a socket's data run what waits for it, without a hop to the thread pool: on two cores
    /// that is about a sixth more reports a second. What runs there must not block, so the edge only parses and queues, and
    /// leaves the thread before it hands a packet to the MQTT library. To be called before the process's first socket; a
    /// value that the environment has stays.
    /// </summary>
    public static void UseInlineCompletions()
    {
        if (Environment.GetEnvironmentVariable(InlineCompletions) is null)
        {
            Environment.SetEnvironmentVariable(InlineCompletions, "1");
        }
    }
}
