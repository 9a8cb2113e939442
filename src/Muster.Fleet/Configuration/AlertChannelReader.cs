using Muster.Fleet.Alerts;
using Muster.Fleet.Messages;

namespace Muster.Fleet.Configuration;

/// <summary>Reads the alert channels.</summary>
internal static class AlertChannelReader
{
    private static readonly string[] Types = ["webhook", "log"];
    private static readonly string[] OnlyOfWebhooks = ["url", "secret", "secretVariable"];

    /// <summary>The channels of the section <c>alerts</c>.</summary>
    /// <param name="alerts">The section.</param>
    /// <param name="sites">The sites that are known; none when any is.</param>
    /// <param name="secrets">Reads their secrets.</param>
    public static IReadOnlyList<AlertChannel> Read(SettingsReader alerts, IReadOnlyDictionary<string, SiteSettings>? sites, SecretReader secrets)
    {
        var channels = new List<AlertChannel>();
        foreach (var settings in alerts.Objects("channels"))
        {
            var channel = ReadOne(settings, sites, secrets);
            if (channel.Name.Length > 0 && channels.Any(c => c.Name == channel.Name))
            {
                settings.Refuse(settings.Find("name"), $"there is another channel called \"{channel.Name}\"; each needs a name of its own");
            }

            channels.Add(channel);
        }

        return channels;
    }

    private static AlertChannel ReadOne(SettingsReader settings, IReadOnlyDictionary<string, SiteSettings>? sites, SecretReader secrets)
    {
        var type = settings.Choice("type", Types);
        var channel = new AlertChannel
        {
            Name = ReadName(settings),
            Type = type == "log" ? AlertChannelType.Log : AlertChannelType.Webhook,
            Url = WebhookUrl.Read(settings),
            Secret = secrets.Read(settings, "secret"),
            Kinds = settings.Texts("kinds", AlertKind.All.Count, kind => AlertKind.All.Contains(kind) ? null : SettingsReader.NotOneOf(kind, AlertKind.All)),
            Sites = settings.Texts("sites", 10_000, site => CheckSite(site, sites)),
        };
        if (settings.Find("type") is null)
        {
            settings.Refuse(null, "the setting \"type\" is missing; it is webhook or log");
        }
        else if (type == "webhook" && settings.Find("url") is null)
        {
            settings.Refuse(null, "the setting \"url\" is missing; a webhook needs an http or https address");
        }
        else if (type == "log")
        {
            foreach (var name in OnlyOfWebhooks.Where(n => settings.Find(n) is not null))
            {
                settings.Refuse(settings.Find(name), "only webhooks have this; leave it out, or make the type webhook");
            }
        }

        settings.Finish();
        return channel;
    }

    private static string ReadName(SettingsReader settings)
    {
        var name = settings.Text("name", 256);
        if (settings.Find("name") is not { } found)
        {
            settings.Refuse(null, $"the setting \"name\" is missing; a name is {RobotName.Rule}");
        }
        else if (name is not null && !RobotName.IsValid(name))
        {
            settings.Refuse(found, $"{found.Describe()} is no name; a name is {RobotName.Rule}");
        }

        return name ?? "";
    }

    private static string? CheckSite(string site, IReadOnlyDictionary<string, SiteSettings>? sites) => site switch
    {
        _ when !RobotName.IsValid(site) => $"is no name of a site; a name is {RobotName.Rule}",
        _ when sites is not null && !sites.ContainsKey(site) => SettingsReader.NotOneOf(site, [.. sites.Keys]),
        _ => null,
    };
}
