using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Muster.Fleet.Messages;
using Muster.Fleet.Rules;

namespace Muster.Fleet.Configuration;

/// <summary>A configuration as a list of settings, for people: what is in force, and what changed.</summary>
public static class ConfigurationValues
{
    /// <summary>Each setting and its value, defaults included. Of secrets only a fingerprint is shown.</summary>
    public static IReadOnlyList<(string Name, string Value)> Of(FleetConfiguration configuration)
    {
        var values = new List<(string Name, string Value)>();
        if (configuration.Sites is null)
        {
            values.Add(("sites", "any"));
        }

        foreach (var (name, site) in configuration.Sites ?? new Dictionary<string, SiteSettings>())
        {
            values.Add(($"sites.{name}.position", Show(site.Position)));
            values.Add(($"sites.{name}.keepAvailable", Show(site.KeepAvailable)));
        }

        if (configuration.Items is null)
        {
            values.Add(("items", "any"));
        }

        foreach (var (name, item) in configuration.Items ?? new Dictionary<string, ItemSettings>())
        {
            values.Add(($"items.{name}.requires", Show(item.Requires, "nothing")));
            values.Add(($"items.{name}.expectedDuration", Durations.Format(item.ExpectedDuration)));
            values.Add(($"items.{name}.maxDuration", Durations.Format(item.MaxDuration)));
        }

        AddPolicy(values, configuration.Policy);
        AddAlerts(values, configuration);
        AddFunctions(values, configuration);
        AddRules(values, configuration);
        return values;
    }

    /// <summary>What changed, a line each: <c>policy.heartbeat: 90s -> 60s</c>.</summary>
    public static IReadOnlyList<string> Changes(FleetConfiguration before, FleetConfiguration after)
    {
        var (old, now) = (Of(before).ToDictionary(v => v.Name, v => v.Value), Of(after).ToDictionary(v => v.Name, v => v.Value));
        return [.. old.Keys.Union(now.Keys)
            .Where(name => old.GetValueOrDefault(name) != now.GetValueOrDefault(name))
            .Select(name => $"{name}: {old.GetValueOrDefault(name, "(none)")} -> {now.GetValueOrDefault(name, "(none)")}")];
    }

    private static void AddPolicy(List<(string Name, string Value)> values, FleetPolicy policy) => values.AddRange(
    [
        ("policy.dispatch", policy.Dispatch.ToWire()),
        ("policy.heartbeat", Durations.Format(policy.Heartbeat)),
        ("policy.disconnectGrace", Durations.Format(policy.DisconnectGrace)),
        ("policy.acceptTimeout", Durations.Format(policy.AcceptTimeout)),
        ("policy.maxAttempts", Show(policy.MaxAttempts)),
        ("policy.chargeBelow", Show(policy.ChargeBelow)),
        ("policy.resumeAt", Show(policy.ResumeAt)),
        ("policy.criticalBattery", Show(policy.CriticalBattery)),
        ("policy.expires", Durations.Format(policy.Expires)),
        ("policy.waitingAlert", Durations.Format(policy.WaitingAlert)),
        ("policy.agingStep", Durations.Format(policy.AgingStep)),
        ("policy.keepOrders", Durations.Format(policy.KeepOrders)),
    ]);

    private static void AddAlerts(List<(string Name, string Value)> values, FleetConfiguration configuration)
    {
        foreach (var channel in configuration.Channels)
        {
            var name = $"alerts.channels.{channel.Name}";
            values.Add(($"{name}.type", channel.Type == AlertChannelType.Log ? "log" : "webhook"));
            if (channel.Type == AlertChannelType.Webhook)
            {
                values.Add(($"{name}.url", Show(channel.Url)));
                values.Add(($"{name}.secret", Fingerprint(channel.Secret) ?? "(none: not signed)"));
            }

            values.Add(($"{name}.kinds", Show(channel.Kinds, "all")));
            values.Add(($"{name}.sites", Show(channel.Sites, "all")));
        }

        values.Add(("alerts.notifySecret", Fingerprint(configuration.NotifySecret) ?? "(made at the first start)"));
        values.Add(("alerts.allowPrivateNotify", configuration.AllowPrivateNotify ? "true" : "false"));
    }

    private static void AddFunctions(List<(string Name, string Value)> values, FleetConfiguration configuration)
    {
        foreach (var function in configuration.Functions.Values)
        {
            var name = $"functions.{function.Name}";
            values.Add(($"{name}.package", function.Package));
            values.Add(($"{name}.runtime", function.Runtime?.Name ?? "(by its files)"));
            values.Add(($"{name}.handler", function.Handler ?? "(by its files)"));
            values.Add(($"{name}.architecture", function.Architecture ?? "(as the stack's)"));
            values.Add(($"{name}.memory", Show(function.Memory)));
            values.Add(($"{name}.timeout", Durations.Format(function.Timeout)));

            // What is in an environment variable may be a secret.
            values.AddRange(function.Environment.Select(v => ($"{name}.environment.{v.Key}", Fingerprint(v.Value)!)));
            values.Add(($"{name}.maxConcurrency", function.MaxConcurrency is { } most ? Show(most) : "(10 here)"));
            values.Add(($"{name}.maxRetries", Show(function.MaxRetries)));
            values.Add(($"{name}.retryAfter", Durations.Format(function.RetryAfter)));
            values.Add(($"{name}.maxEventAge", Durations.Format(function.MaxEventAge)));
            values.Add(($"{name}.queueLimit", Show(function.QueueLimit)));
            values.Add(($"{name}.onFailure", function.OnFailure is not { } to ? "(the log)" : to.Topic is not null ? $"topic {to.Topic}" : $"file {to.File}"));
            values.AddRange(function.Tables.Select(t => ($"{name}.tables.{t.Key}", Show(t.Value, "nothing"))));
        }
    }

    private static void AddRules(List<(string Name, string Value)> values, FleetConfiguration configuration)
    {
        foreach (var rule in configuration.Rules)
        {
            var name = $"rules.{rule.Name}";
            values.Add(($"{name}.sql", rule.Sql.ReplaceLineEndings(" ")));
            values.Add(($"{name}.sqlVersion", rule.SqlVersion.ToName()));
            values.Add(($"{name}.enabled", rule.Enabled ? "true" : "false"));
            if (rule.Description is { } description)
            {
                values.Add(($"{name}.description", description));
            }

            for (var i = 0; i < rule.Actions.Count; i++)
            {
                values.Add(($"{name}.actions[{Show(i)}]", Show(rule.Actions[i])));
            }

            values.Add(($"{name}.errorAction", rule.ErrorAction is { } error ? Show(error) : "(the log)"));
        }
    }

    private static string Show(RuleAction action) => action switch
    {
        RepublishAction republish => $"republish to {republish.Topic}, QoS {Show(republish.QualityOfService)}{(republish.Retain ? ", retained" : "")}",
        WebhookAction webhook => $"webhook {Show(webhook.Url)}, secret {Fingerprint(webhook.Secret) ?? "(that of the data folder)"}",
        _ => action.ToString(),
    };

    private static string Show(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Show(IReadOnlyList<string> texts, string whenNone) => texts.Count == 0 ? whenNone : string.Join(", ", texts);

    private static string Show(Position? position) => position is null ? "(none)" : string.Create(
        CultureInfo.InvariantCulture,
        $"x {position.X}, y {position.Y}{(position.Theta is { } theta ? $", theta {theta}" : "")}{(position.Map is { } map ? $", map {map}" : "")}");

    /// <summary>Many a service's address is itself a secret: of its path only a fingerprint is shown.</summary>
    private static string Show(Uri? url) => url switch
    {
        null => "(none)",
        { PathAndQuery: "/" } => url.GetLeftPart(UriPartial.Authority),
        _ => $"{url.Scheme}://{url.Authority}/... {Fingerprint(url.AbsoluteUri)}",
    };

    private static string? Fingerprint(string? secret) =>
        secret is null ? null : $"(SHA-256 begins with {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)).AsSpan(0, 4))})";
}
