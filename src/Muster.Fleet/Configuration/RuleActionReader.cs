using System.Text.Json;
using Muster.Fleet.Functions;
using Muster.Fleet.Rules;

namespace Muster.Fleet.Configuration;

/// <summary>Reads the actions of rules.</summary>
/// <param name="functions">The functions that the configuration brings.</param>
/// <param name="secrets">Reads the secrets of webhooks.</param>
internal sealed class RuleActionReader(IReadOnlyList<string> functions, SecretReader secrets)
{
    private static readonly string[] Kinds = ["function", "republish", "webhook", "file"];

    /// <summary>The fleet's functions that rules can call: those that are called with messages.</summary>
    private static readonly string[] BuiltIn = [UpdateStatus.Name, TrackOrder.Name, PlaceOrder.Name, Presence.Name];

    /// <summary>The action that stands at <paramref name="node"/>; none when it is none.</summary>
    /// <param name="rule">The settings of its rule.</param>
    /// <param name="node">Where it stands.</param>
    /// <param name="places">Takes where its topic stands.</param>
    public RuleAction? Read(SettingsReader rule, ConfigurationNode node, Dictionary<RuleAction, ConfigurationNode> places)
    {
        if (!rule.Is(node, JsonValueKind.Object, "an object"))
        {
            return null;
        }

        var settings = rule.Of(node);
        var kinds = node.Fields.Select(f => f.Name).Where(Kinds.Contains).ToList();
        if (kinds.Count != 1)
        {
            settings.Refuse(null, $"an action is one of {string.Join(", ", Kinds)}; this one has {(kinds.Count == 0 ? "none of them" : string.Join(" and ", kinds))}");
        }

        RuleAction? action = null;
        foreach (var kind in Kinds)
        {
            var found = settings.Find(kind);
            if (found is not null)
            {
                action = Read(settings, kind, found, places);
            }
        }

        settings.Finish();
        return kinds.Count == 1 ? action : null;
    }

    private RuleAction? Read(SettingsReader settings, string kind, ConfigurationNode found, Dictionary<RuleAction, ConfigurationNode> places)
    {
        if (kind == "function")
        {
            return ReadFunction(settings);
        }

        if (!settings.Is(found, JsonValueKind.Object, "an object"))
        {
            return null;
        }

        var own = settings.Of(found);
        RuleAction? action = kind switch
        {
            "republish" => ReadRepublish(own, places),
            "webhook" => ReadWebhook(own),
            _ => ReadFile(own),
        };
        own.Finish();
        return action;
    }

    private FunctionAction? ReadFunction(SettingsReader settings)
    {
        if (settings.Text("function", 64) is not { } function)
        {
            return null;
        }

        IReadOnlyList<string> known = [.. BuiltIn, .. functions];
        if (!known.Contains(function))
        {
            var found = settings.Find("function")!;
            settings.Refuse(found, $"the function {found.Describe()} {SettingsReader.NotOneOf(function, known)}; the section functions brings more");
        }

        return new FunctionAction(function);
    }

    private static RepublishAction? ReadRepublish(SettingsReader settings, Dictionary<RuleAction, ConfigurationNode> places)
    {
        var (topic, quality, retain) = (settings.Text("topic", 4096), settings.Integer("qos", 0, 1), settings.Boolean("retain"));
        if (settings.Find("topic") is not { } found)
        {
            settings.Refuse(null, "the setting \"topic\" is missing; it is the topic to publish on, such as warnings/${topic(2)}");
            return null;
        }

        if (topic is null)
        {
            return null;
        }

        // What stands in ${…} is known with each message only; what is before it says already whose topics they are.
        var mark = topic.IndexOf("${", StringComparison.Ordinal);
        if ((mark < 0 ? RepublishAction.Check(topic) : mark == 0 ? null : RepublishAction.Check(topic[..mark])) is { } mistake)
        {
            settings.Refuse(found, $"{found.Describe()} can't be published on: {mistake}");
        }

        var action = new RepublishAction(topic) { QualityOfService = quality ?? 0, Retain = retain ?? false };
        places[action] = found;
        return action;
    }

    private WebhookAction? ReadWebhook(SettingsReader settings)
    {
        var secret = secrets.Read(settings, "secret");
        var url = WebhookUrl.Read(settings);
        if (settings.Find("url") is null)
        {
            settings.Refuse(null, "the setting \"url\" is missing; a webhook needs an http or https address");
        }

        return url is null ? null : new WebhookAction(url) { Secret = secret };
    }

    private static FileAction? ReadFile(SettingsReader settings)
    {
        var path = settings.Text("path", FileAction.MaxPath);
        if (settings.Find("path") is not { } found)
        {
            settings.Refuse(null, "the setting \"path\" is missing; it is a file below the data folder, such as low-battery.jsonl");
            return null;
        }

        if (path is not null && FileAction.Check(path) is { } mistake)
        {
            settings.Refuse(found, $"{found.Describe()} is no file that a rule can write: {mistake}");
        }

        return path is null ? null : new FileAction(path);
    }
}
