using Muster.Fleet.Rules;

namespace Muster.Infra.Settings;

/// <summary>What AWS IoT Core can't do as Muster does it is an error, and not left out: a rule that does less than it says would be missed late.</summary>
internal static class CloudRules
{
    /// <summary>The rules of a configuration that are to be made; one that is not enabled is not.</summary>
    /// <exception cref="SettingsException">An action can't be made: why, and what to do, a line for each.</exception>
    public static IReadOnlyList<Rule> Check(string file, IReadOnlyList<Rule> rules)
    {
        var enabled = rules.Where(r => r.Enabled).ToList();
        var problems = enabled.SelectMany(r => r.AllActions.Select(a => WhyNot(a) is { } reason ? $"{file}, rule {r.Name}: {reason}" : null)).OfType<string>().ToList();
        problems.AddRange(enabled.Select(r => r.Name).Concat(FleetRules.TakenNames).GroupBy(Names.Id).Where(g => g.Count() > 1)
            .Select(g => $"{file}: the rules {string.Join(" and ", g)} differ in capitals and _ alone, and would share names in the stack; rename one"));
        return problems.Count == 0 ? enabled : throw new SettingsException(string.Join($"{System.Environment.NewLine}muster-infra: ", problems));
    }

    /// <summary>Why there is no such action in the cloud; none when there is.</summary>
    public static string? WhyNot(RuleAction action) => action switch
    {
        WebhookAction webhook =>
            $"the webhook to {webhook.Target} can't be made on AWS: the HTTP action of AWS IoT Core signs with AWS's own keys, not as Muster's webhooks do, and keeps nothing to try again later; call a function that posts, or set \"enabled\" to false in the file for the stack",
        FileAction path =>
            $"the file {path.Path} can't be made on AWS, where there is no disk that lasts; call a function that writes to S3, or set \"enabled\" to false in the file for the stack",
        RepublishAction { Retain: true } republish =>
            $"what is republished on {republish.Topic} can't be retained on AWS: the republish action of AWS IoT Core can't ask for it; leave \"retain\" out, or call a function that publishes with it",
        _ => null,
    };
}
