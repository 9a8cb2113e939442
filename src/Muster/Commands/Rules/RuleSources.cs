using System.Text.Json;
using Muster.Api;
using Muster.Fleet.Rules;
using Muster.Hosting;

namespace Muster.Commands.Rules;

/// <summary>Where rules come from that are listed or tried.</summary>
internal static class RuleSources
{
    /// <summary>The rules in force at a running Muster.</summary>
    public static async Task<IReadOnlyList<RuleView>> AskAsync(ServerUrl server, CancellationToken cancellationToken)
    {
        using var api = new FleetApi(server);
        var page = await api.GetPageAsync("api/rules", cancellationToken);
        return [.. page.Items!.Select(r => r.Deserialize(CommandJson.Default.RuleView)!)];
    }

    /// <summary>The rules that a configuration puts in force.</summary>
    /// <exception cref="CommandException">It has a problem.</exception>
    public static IReadOnlyList<RuleView> Read(string path)
    {
        var file = ReadFile(path);
        return file.Fleet is { } fleet
            ? [.. RuleSet.With(fleet.Rules).All.Select((r, i) => RuleView.Of(r.Rule, r.Filter, i < FleetRules.BuiltIn.Count))]
            : throw new CommandException(ExitCode.Failed, $"{string.Join($"{Environment.NewLine}muster: ", file.Problems.Select(Printable.Of))}");
    }

    /// <summary>A configuration file.</summary>
    /// <exception cref="CommandException">It can't be read.</exception>
    public static ConfigFile ReadFile(string path)
    {
        try
        {
            return ConfigFile.Read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Failed, $"can't read the configuration {path}: {e.Message}", e);
        }
    }
}
