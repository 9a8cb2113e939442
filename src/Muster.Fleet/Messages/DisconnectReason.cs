namespace Muster.Fleet.Messages;

/// <summary>Why a connection ended, in AWS IoT Core's words for lifecycle events.</summary>
public static class DisconnectReason
{
    /// <summary>The client said DISCONNECT.</summary>
    public const string ClientInitiated = "CLIENT_INITIATED_DISCONNECT";

    /// <summary>The connection broke without a DISCONNECT.</summary>
    public const string ConnectionLost = "CONNECTION_LOST";

    /// <summary>Nothing was heard for one and a half times the keep-alive.</summary>
    public const string KeepAliveTimeout = "MQTT_KEEP_ALIVE_TIMEOUT";

    /// <summary>Another connection took over the client id: the client is still there.</summary>
    public const string DuplicateClientId = "DUPLICATE_CLIENTID";

    /// <summary>The broker closed it: a protocol error, or it is shutting down.</summary>
    public const string ServerInitiated = "SERVER_INITIATED_DISCONNECT";

    /// <summary>The client broke the protocol.</summary>
    public const string ClientError = "CLIENT_ERROR";
}
