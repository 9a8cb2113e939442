using System.Globalization;
using System.Text.Json;
using Muster.Fleet.Messages;
using Muster.Fleet.Rules;

namespace Muster.Fleet.Configuration;

/// <summary>Reads the fleet's configuration from its file (docs/reference/configuration.md), and says of all that is not right where and why.</summary>
public static class FleetConfigurationReader
{
    /// <summary>The longest that a duration may be, but for <see cref="FleetPolicy.KeepOrders"/>.</summary>
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    private static readonly string[] Coordinates = ["x", "y"];
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    /// <summary>Reads <paramref name="file"/>. Its section <c>host</c> is passed over.</summary>
    /// <param name="file">JSON in UTF-8; comments and trailing commas are allowed.</param>
    /// <param name="variable">The value of an environment variable; none when it is not set.</param>
    /// <param name="check">Finds what is wrong with a rule's SQL (<see cref="RuleCheck.Find"/>); none where no rules run.</param>
    public static ConfigurationReading Read(ReadOnlySpan<byte> file, Func<string, string?> variable, Func<Rule, IReadOnlyList<RuleProblem>>? check = null) =>
        Read(file, variable, _ => { }, check);

    /// <summary>The same, and lets <paramref name="host"/> read the section <c>host</c>.</summary>
    internal static ConfigurationReading Read(ReadOnlySpan<byte> file, Func<string, string?> variable, Action<SettingsReader> host, Func<Rule, IReadOnlyList<RuleProblem>>? check = null)
    {
        var problems = new List<ConfigurationProblem>();
        var configuration = FleetConfiguration.Default;
        if (ConfigurationTree.Read(file, problems) is { } root)
        {
            var settings = new SettingsReader(root, problems);
            if (root.Kind == JsonValueKind.Object)
            {
                configuration = ReadSections(settings, new SecretReader(variable), host, check);
            }
            else
            {
                settings.Refuse(root, $"the file is {root.Describe()}; it must be a JSON object");
            }
        }

        return problems.Count == 0
            ? new ConfigurationReading(configuration, [])
            : new ConfigurationReading(null, [.. problems.OrderBy(p => p.Line).ThenBy(p => p.Column)]);
    }

    private static FleetConfiguration ReadSections(SettingsReader root, SecretReader secrets, Action<SettingsReader> host, Func<Rule, IReadOnlyList<RuleProblem>>? check)
    {
        root.Text("$schema", 2048);
        host(root.Object("host"));
        var sites = root.Map("sites", "site", ReadSite);
        var items = root.Map("items", "item", ReadItem);
        var policy = ReadPolicy(root.Object("policy"));
        var alerts = root.Object("alerts");
        var functions = UserFunctionReader.Read(root);
        var configuration = new FleetConfiguration
        {
            Sites = sites,
            Items = items,
            Policy = policy,
            Channels = AlertChannelReader.Read(alerts, sites, secrets),
            NotifySecret = secrets.Read(alerts, "notifySecret"),
            AllowPrivateNotify = alerts.Boolean("allowPrivateNotify") ?? false,
            Functions = functions,
            Rules = UserRuleReader.Read(root, functions, secrets, check),
        };
        alerts.Finish();
        root.Finish();
        return configuration;
    }

    private static SiteSettings ReadSite(SettingsReader site)
    {
        var settings = new SiteSettings { Position = ReadPosition(site), KeepAvailable = site.Integer("keepAvailable", 0, 1000) ?? 0 };
        site.Finish();
        return settings;
    }

    private static Position? ReadPosition(SettingsReader site)
    {
        const double Far = 1e9;
        var position = site.Object("position");
        if (site.Find("position") is not { Kind: JsonValueKind.Object } found)
        {
            return null;
        }

        var (x, y) = (position.Number("x", -Far, Far), position.Number("y", -Far, Far));
        var read = new Position(x ?? 0, y ?? 0, position.Number("theta", -Far, Far), position.Text("map", 64));
        position.Finish();
        foreach (var needed in Coordinates.Where(n => position.Find(n) is null))
        {
            position.Refuse(found, $"the setting \"{needed}\" is missing; a position has \"x\" and \"y\", in metres");
        }

        return read;
    }

    private static ItemSettings ReadItem(SettingsReader item)
    {
        var defaults = new ItemSettings();
        var requires = item.Texts("requires", 64, text => text.Length is 0 or > 64 ? "is no capability; it has 1 to 64 characters" : null);
        var (expected, most) = (item.Duration("expectedDuration", Millisecond, Month), item.Duration("maxDuration", Millisecond, Month));
        var settings = new ItemSettings { Requires = requires, MaxDuration = most ?? defaults.MaxDuration };

        // Who says only how long it may take at most need not say that it takes less than usual, too.
        var usual = defaults.ExpectedDuration < settings.MaxDuration ? defaults.ExpectedDuration : settings.MaxDuration;
        settings = settings with { ExpectedDuration = expected ?? usual };
        var given = item.Find("maxDuration");
        if (settings.ExpectedDuration > settings.MaxDuration && (given is null || most is not null))
        {
            item.Refuse(
                item.Find("expectedDuration"),
                $"{Durations.Format(settings.ExpectedDuration)} is longer than maxDuration, {Durations.Format(settings.MaxDuration)}{Default(given)}; it must be at most that");
        }

        item.Finish();
        return settings;
    }

    private static FleetPolicy ReadPolicy(SettingsReader policy)
    {
        var defaults = new FleetPolicy();
        var dispatch = policy.Choice("dispatch", DispatchPolicyNames.All);
        var (chargeBelow, resumeAt, critical) = (policy.Number("chargeBelow", 0, 100), policy.Number("resumeAt", 0, 100), policy.Number("criticalBattery", 0, 100));
        var settings = new FleetPolicy
        {
            Dispatch = dispatch is null ? defaults.Dispatch : DispatchPolicyNames.Parse(dispatch)!.Value,
            Heartbeat = policy.Duration("heartbeat", Second, TimeSpan.FromDays(1)) ?? defaults.Heartbeat,
            DisconnectGrace = policy.Duration("disconnectGrace", Millisecond, TimeSpan.FromDays(1)) ?? defaults.DisconnectGrace,
            AcceptTimeout = policy.Duration("acceptTimeout", Second, TimeSpan.FromHours(1)) ?? defaults.AcceptTimeout,
            MaxAttempts = policy.Integer("maxAttempts", 1, 100) ?? defaults.MaxAttempts,
            ChargeBelow = chargeBelow ?? defaults.ChargeBelow,
            ResumeAt = resumeAt ?? defaults.ResumeAt,
            CriticalBattery = critical ?? defaults.CriticalBattery,
            Expires = policy.Duration("expires", Second, Month) ?? defaults.Expires,
            WaitingAlert = policy.Duration("waitingAlert", Second, Month) ?? defaults.WaitingAlert,
            AgingStep = policy.Duration("agingStep", Second, Month) ?? defaults.AgingStep,
            KeepOrders = policy.Duration("keepOrders", TimeSpan.FromMinutes(1), TimeSpan.FromDays(3650)) ?? defaults.KeepOrders,
        };
        CheckOrder(policy, ("criticalBattery", critical, settings.CriticalBattery), ("chargeBelow", chargeBelow, settings.ChargeBelow));
        CheckOrder(policy, ("chargeBelow", chargeBelow, settings.ChargeBelow), ("resumeAt", resumeAt, settings.ResumeAt));
        policy.Finish();
        return settings;
    }

    private static void CheckOrder(SettingsReader policy, (string Name, double? Given, double Value) lower, (string Name, double? Given, double Value) higher)
    {
        var (low, high) = (policy.Find(lower.Name), policy.Find(higher.Name));

        // One that is not right is said already; its default says nothing of what was meant.
        var right = (low is null || lower.Given is not null) && (high is null || higher.Given is not null);
        if (right && lower.Value > higher.Value)
        {
            policy.Refuse(
                low ?? high,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{lower.Name} is {lower.Value}{Default(low)}, above {higher.Name}, {higher.Value}{Default(high)}; needed is criticalBattery <= chargeBelow <= resumeAt"));
        }
    }

    private static string Default(ConfigurationNode? given) => given is null ? " (the default)" : "";
}
