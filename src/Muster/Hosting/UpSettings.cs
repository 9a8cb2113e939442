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

    /// <summary>Reads the section <c>host</c>.</summary>
    public static UpSettings Read(SettingsReader host)
    {
        var settings = new UpSettings(
            host.Integer("mqttPort", 0, IPEndPoint.MaxPort),
            host.Integer("httpPort", 0, IPEndPoint.MaxPort),
            host.Text("bind", 64),
            host.Text("data", 4096),
            host.Integer("historyPerRobot", 1, MostHistory));
        if (settings.Bind is { } bind && !IPAddress.TryParse(bind, out _))
        {
            host.Refuse(host.Find("bind"), $"the address to bind to is '{bind}'; {BindRule}");
        }

        host.Finish();
        return settings;
    }
}
