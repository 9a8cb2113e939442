using System.Net;
using Muster.Fleet.Configuration;

namespace Muster.Hosting;

/// <summary>The settings of <c>muster up</c> that were given: see <see cref="UpOptions"/> for meanings and defaults.</summary>
internal sealed record UpSettings(int? MqttPort, int? HttpPort, string? Bind, string? Data, int? HistoryPerRobot)
{
    /// <summary>The most entries of a robot's history.</summary>
    public const int MostHistory = 1_000_000;

    /// <summary>What an address to listen on must be.</summary>
    public const string BindRule = "it must be an IP address of this machine, such as 127.0.0.1, or 0.0.0.0 for all";

    /// <summary>The variable with the prefix of the tables' names, as in the cloud.</summary>
    public const string TablePrefixVariable = "MUSTER_TABLE_PREFIX";

    /// <summary>What a prefix of tables' names must be (DynamoDB's rule for names, with room for ours).</summary>
    public const string TablePrefixRule = "it must be 0 to 200 of A-Z a-z 0-9 _ . -";

    /// <summary>See <see cref="UpOptions.Store"/>; its name.</summary>
    public string? Store { get; init; }

    /// <summary>See <see cref="UpOptions.TablePrefix"/>.</summary>
    public string? TablePrefix { get; init; }

    /// <summary>Whether tables' names may begin with <paramref name="prefix"/>.</summary>
    public static bool IsTablePrefix(string prefix) =>
        prefix.Length <= 200 && prefix.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');

    /// <summary>Reads the section <c>host</c>.</summary>
    public static UpSettings Read(SettingsReader host)
    {
        var settings = new UpSettings(
            host.Integer("mqttPort", 0, IPEndPoint.MaxPort),
            host.Integer("httpPort", 0, IPEndPoint.MaxPort),
            host.Text("bind", 64),
            host.Text("data", 4096),
            host.Integer("historyPerRobot", 1, MostHistory))
        {
            Store = host.Text("store", 16),
            TablePrefix = host.Text("tablePrefix", 200),
        };
        if (settings.Bind is { } bind && !IPAddress.TryParse(bind, out _))
        {
            host.Refuse(host.Find("bind"), $"the address to bind to is '{bind}'; {BindRule}");
        }

        if (settings.Store is { } store && StoreKindNames.Parse(store) is null)
        {
            host.Refuse(host.Find("store"), $"the store is '{store}'; {StoreKindNames.Rule}");
        }

        if (settings.TablePrefix is { } prefix && !IsTablePrefix(prefix))
        {
            host.Refuse(host.Find("tablePrefix"), $"the tables' prefix is '{prefix}'; {TablePrefixRule}");
        }

        host.Finish();
        return settings;
    }
}
