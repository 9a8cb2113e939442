namespace Muster.Fleet.Configuration;

/// <summary>How an alert channel tells.</summary>
public enum AlertChannelType
{
    /// <summary>By posting to a web server (Standard Webhooks). In the file <c>webhook</c>.</summary>
    Webhook,

    /// <summary>By a line in the log. In the file <c>log</c>.</summary>
    Log,
}
