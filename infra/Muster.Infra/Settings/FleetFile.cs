using System.Text.RegularExpressions;
using Muster.Fleet.Configuration;
using Muster.Fleet.Rules;

namespace Muster.Infra.Settings;

/// <summary>The fleet's configuration, checked by the reader that the functions read it with.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="SecretVariables">The environment variables that it takes secrets from, sorted.</param>
/// <param name="HoldsSecrets">Whether secrets stand in it in plain text.</param>
internal sealed partial record FleetFile(string Path, IReadOnlyList<string> SecretVariables, bool HoldsSecrets)
{
    /// <summary>The functions that it brings, by name.</summary>
    public IReadOnlyDictionary<string, UserFunction> Functions { get; init; } = new Dictionary<string, UserFunction>();

    // Secrets are in Secrets Manager: whether they are good shows when a function reads them. Here any good one stands for them.
    private static readonly string StandIn = "whsec_" + Convert.ToBase64String(new byte[32]);

    /// <summary>The rules that the stack makes: those that are enabled, and that AWS IoT Core can do.</summary>
    public IReadOnlyList<Rule> Rules { get; private init; } = [];

    /// <summary>Reads <paramref name="path"/>.</summary>
    /// <exception cref="SettingsException">It can't be read, or has problems.</exception>
    public static FleetFile Read(string path)
    {
        try
        {
            var variables = new SortedSet<string>(StringComparer.Ordinal);
            var reading = FleetConfigurationReader.Read(File.ReadAllBytes(path), Note, RuleCheck.Find);
            string Note(string name)
            {
                variables.Add(name);
                return StandIn;
            }

            if (reading.Configuration is not { } fleet)
            {
                throw new SettingsException(string.Join($"{Environment.NewLine}muster-infra: ", reading.Problems.Select(p => p.In(path))));
            }

            var bad = variables.FirstOrDefault(name => !VariableName().IsMatch(name) || IsTaken(name));
            if (bad is not null)
            {
                throw new SettingsException($"{path}: the environment variable '{bad}' can't be one of a Lambda function; take letters, digits and _, a letter first, and no name that begins with AWS_, LAMBDA_ or MUSTER_");
            }

            var secrets = fleet.Channels.Select(c => c.Secret).Append(fleet.NotifySecret).Concat(fleet.Rules.SelectMany(r => r.AllActions).OfType<WebhookAction>().Select(w => w.Secret));
            return new FleetFile(path, [.. variables], secrets.Any(s => s is not null && s != StandIn)) { Functions = fleet.Functions, Rules = CloudRules.Check(path, fleet.Rules) };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ContextValues.Wrong("config", path, $"it can't be read: {e.Message}");
        }
    }

    private static bool IsTaken(string name) =>
        name.StartsWith("AWS_", StringComparison.Ordinal) || name.StartsWith("LAMBDA_", StringComparison.Ordinal) || name.StartsWith("MUSTER_", StringComparison.Ordinal);

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]+$")]
    private static partial Regex VariableName();
}
