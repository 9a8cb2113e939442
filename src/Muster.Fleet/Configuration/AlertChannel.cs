namespace Muster.Fleet.Configuration;

/// <summary>Who is told of alerts, beside those who subscribe to <c>fleet/alerts/+</c>.</summary>
public sealed record AlertChannel
{
    /// <summary>Its name, unlike that of any other channel: 1 to 64 of <c>A–Z a–z 0–9 _ . : -</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How it tells.</summary>
    public required AlertChannelType Type { get; init; }

    /// <summary>Where it posts to (http or https); none for the log.</summary>
    public Uri? Url { get; init; }

    /// <summary>The secret that it signs with: <c>whsec_</c> and base64 of 24 to 64 bytes (Standard Webhooks); none to sign nothing.</summary>
    public string? Secret { get; init; }

    /// <summary>The kinds that it tells of (<see cref="Alerts.AlertKind"/>); empty, the default, for all.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>The sites that it tells of; empty, the default, for all, and for alerts without a site.</summary>
    public IReadOnlyList<string> Sites { get; init; } = [];

    /// <summary>Whether it tells of such alerts.</summary>
    public bool Takes(string kind, string? site) =>
        (Kinds.Count == 0 || Kinds.Contains(kind)) && (Sites.Count == 0 || (site is not null && Sites.Contains(site)));
}
