using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Muster.Fleet.Notifications;

/// <summary>
/// A message to somebody's web server, written in the same commit as what it tells of, and sent afterwards until it was
/// taken or given up (Standard Webhooks, https://github.com/standard-webhooks/standard-webhooks).
/// </summary>
public sealed record Notification
{
    /// <summary>The channel of messages to customers.</summary>
    public const string CustomerChannel = "customer";

    /// <summary>The most characters of a subject.</summary>
    public const int MaxSubject = 256;

    private const string RuleChannel = "rules/";

    /// <summary>The address of channels that write to the log.</summary>
    public const string LogUrl = "log:";

    /// <summary>The key, and the message's <c>webhook-id</c>: the same at each attempt.</summary>
    public required string Id { get; init; }

    /// <summary>The alert channel's name, <see cref="CustomerChannel"/>, or <see cref="ChannelOfRule"/>: it tells the secret to sign with.</summary>
    public required string Channel { get; init; }

    /// <summary>Where it goes.</summary>
    public required string Url { get; init; }

    /// <summary>What it is about: an alert's or an order's id, or the topic of the message that a rule selected.</summary>
    public required string Subject { get; init; }

    /// <summary>The body, JSON.</summary>
    public required string Payload { get; init; }

    /// <summary>When what it tells of happened (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is to be tried next (UTC); none when it was given up.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>What became of it.</summary>
    public NotificationState State { get; init; }

    /// <summary>Why the last attempt failed.</summary>
    public string? LastError { get; init; }

    /// <summary>Rises by one with each change.</summary>
    public long Version { get; init; }

    /// <summary>The rule that it comes of; none when it comes of no rule.</summary>
    [JsonIgnore]
    public string? Rule => Channel.StartsWith(RuleChannel, StringComparison.Ordinal) ? Channel[RuleChannel.Length..] : null;

    /// <summary>Whether it goes to an address that a customer named, and not an operator.</summary>
    [JsonIgnore]
    public bool IsForCustomer => Channel == CustomerChannel;

    /// <summary>The server that it goes to: its address without the path.</summary>
    [JsonIgnore]
    public string Origin => Uri.TryCreate(Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url.GetLeftPart(UriPartial.Authority) : Url;

    /// <summary>The channel of a rule's webhooks: no alert channel's name has a slash.</summary>
    public static string ChannelOfRule(string rule) => RuleChannel + rule;

    /// <summary>
    /// The id of the message about <paramref name="change"/>: the same each time, so that a lost race can't make two; and without full
    /// stops, which would end it in what is signed (Standard Webhooks).
    /// </summary>
    /// <param name="change">What it tells of, and whom; no other message may have the same.</param>
    public static string IdOf(string change) => $"msg_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(change)).AsSpan(0, 16))}";
}
