namespace Muster.Fleet.Rules;

/// <summary>Posts what the rule emits to a web server, signed and tried again as alerts are (Standard Webhooks).</summary>
/// <param name="Url">Where to, http or https.</param>
public sealed record WebhookAction(Uri Url) : RuleAction
{
    /// <summary>The secret that it signs with: <c>whsec_</c> and base64 of 24 to 64 bytes; none for the one of the data folder.</summary>
    public string? Secret { get; init; }

    /// <inheritdoc/>
    public override string Kind => "webhook";

    /// <summary>The server alone: paths of webhooks are often secrets.</summary>
    public override string Target => Url.GetLeftPart(UriPartial.Authority);

    /// <inheritdoc/>
    public override string AwsName => "HttpAction";
}
