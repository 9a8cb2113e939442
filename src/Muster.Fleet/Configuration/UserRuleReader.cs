using System.Globalization;
using System.Text.Json;
using Muster.Fleet.Rules;

namespace Muster.Fleet.Configuration;

/// <summary>Reads the section <c>rules</c>.</summary>
internal static class UserRuleReader
{
    /// <summary>The longest name: what AWS takes, less what the stack puts before it.</summary>
    public const int MaxName = 100;

    /// <summary>The longest SQL, as in AWS IoT Core.</summary>
    public const int MaxSql = 256 * 1024;

    private const string NameRule = "a name has 1 to 100 of A-Z a-z 0-9 _, as AWS IoT Core has it";

    /// <summary>The rules, in the file's order.</summary>
    /// <param name="root">The whole file.</param>
    /// <param name="functions">The functions that it brings.</param>
    /// <param name="secrets">Reads the secrets of webhooks.</param>
    /// <param name="check">Finds what is wrong with a rule's SQL; none to leave that to others.</param>
    public static IReadOnlyList<Rule> Read(
        SettingsReader root, IReadOnlyDictionary<string, UserFunction> functions, SecretReader secrets, Func<Rule, IReadOnlyList<RuleProblem>>? check)
    {
        var rules = new List<Rule>();
        var actions = new RuleActionReader([.. functions.Keys], secrets);
        foreach (var field in root.Fields("rules"))
        {
            if (field.Name.Length is 0 or > MaxName || !field.Name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            {
                root.RefuseName(field, $"this is no name of a rule; {NameRule}");
            }
            else if (FleetRules.TakenNames.Contains(field.Name))
            {
                root.RefuseName(field, $"the fleet has a rule {field.Name} of its own; take another name");
            }

            if (root.Is(field.Value, JsonValueKind.Object, "an object"))
            {
                rules.Add(ReadOne(field.Name, root.Of(field.Value), actions, check));
            }
        }

        return rules;
    }

    private static Rule ReadOne(string name, SettingsReader settings, RuleActionReader reader, Func<Rule, IReadOnlyList<RuleProblem>>? check)
    {
        var sql = settings.Text("sql", MaxSql);
        var version = settings.Choice("sqlVersion", SqlVersionNames.All);
        var places = new Dictionary<RuleAction, ConfigurationNode>(ReferenceEqualityComparer.Instance);
        var rule = new Rule(name, sql ?? "")
        {
            SqlVersion = version is null ? default : SqlVersionNames.Find(version)!.Value,
            Description = settings.Text("description", 1024),
            Enabled = settings.Boolean("enabled") ?? true,
            Actions = ReadActions(settings, reader, places),
            ErrorAction = settings.Find("errorAction") is { } error ? reader.Read(settings, error, places) : null,
        };
        if (settings.Find("sql") is null)
        {
            settings.Refuse(null, "the setting \"sql\" is missing; a rule has SQL, such as SELECT * FROM 'robots/+/status' WHERE battery < 15");
        }

        if (sql is not null && check is not null)
        {
            foreach (var problem in check(rule))
            {
                settings.Refuse(problem.Action is { } action ? places.GetValueOrDefault(action) : settings.Find("sql"), $"in {problem.Describe()}");
            }
        }

        settings.Finish();
        return rule;
    }

    private static List<RuleAction> ReadActions(SettingsReader settings, RuleActionReader reader, Dictionary<RuleAction, ConfigurationNode> places)
    {
        var actions = new List<RuleAction>();
        var found = settings.Find("actions");
        if (found is null)
        {
            settings.Refuse(null, "the setting \"actions\" is missing; a rule has at least one, such as { \"republish\": { \"topic\": \"warnings/${topic(2)}\" } }");
            return actions;
        }

        if (!settings.Is(found, JsonValueKind.Array, "an array"))
        {
            return actions;
        }

        if (found.Elements.Count is 0 or > Rule.MaxActions)
        {
            settings.Refuse(found, string.Create(CultureInfo.InvariantCulture, $"these are {found.Elements.Count}; a rule has 1 to {Rule.MaxActions} actions"));
        }

        foreach (var element in found.Elements)
        {
            if (reader.Read(settings, element, places) is { } action)
            {
                actions.Add(action);
            }
        }

        return actions;
    }
}
