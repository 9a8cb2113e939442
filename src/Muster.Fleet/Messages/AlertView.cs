using Muster.Fleet.Alerts;

namespace Muster.Fleet.Messages;

/// <summary>An alert as others see it: on <c>fleet/alerts/{site}</c>, in the HTTP API and at alert channels.</summary>
/// <param name="Id">The alert's id.</param>
/// <param name="Kind">What it is about (<see cref="AlertKind"/>).</param>
/// <param name="Subject">The robot's name or the order's id.</param>
/// <param name="State">OPEN, ACKNOWLEDGED or RESOLVED.</param>
/// <param name="Message">What is the matter, for people.</param>
/// <param name="OpenedAt">Since when (UTC).</param>
/// <param name="Version">Rises with each change.</param>
/// <param name="Site">The subject's site.</param>
/// <param name="AcknowledgedAt">When a person took note of it (UTC).</param>
/// <param name="AcknowledgedBy">Who took note of it.</param>
/// <param name="ResolvedAt">When its cause was gone (UTC).</param>
public sealed record AlertView(
    string Id,
    string Kind,
    string Subject,
    string State,
    string Message,
    DateTimeOffset OpenedAt,
    long Version,
    string? Site = null,
    DateTimeOffset? AcknowledgedAt = null,
    string? AcknowledgedBy = null,
    DateTimeOffset? ResolvedAt = null)
{
    /// <summary>The view of <paramref name="alert"/>.</summary>
    public static AlertView Of(Alert alert) => new(
        alert.Id,
        alert.Kind,
        alert.Subject,
        alert.State,
        alert.Message,
        alert.OpenedAt,
        alert.Version,
        alert.Site,
        alert.AcknowledgedAt,
        alert.AcknowledgedBy,
        alert.ResolvedAt);
}
