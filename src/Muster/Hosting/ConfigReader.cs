using System.Globalization;
using System.Net;
using Muster.Fleet.Configuration;

namespace Muster.Hosting;

/// <summary>Puts the settings together: what the command line says, else the file, else the default.</summary>
internal static class ConfigReader
{
    /// <summary>Reads <paramref name="path"/>, or no file, and lets <paramref name="given"/> go before it.</summary>
    /// <exception cref="StartException">The file or a setting is not valid; the message says where and what would be right, a line for each problem.</exception>
    public static UpOptions Read(string? path, UpSettings given)
    {
        var file = path is null ? null : ReadFile(path);
        var defaults = new UpOptions();
        var options = new UpOptions
        {
            MqttPort = given.MqttPort ?? file?.Host.MqttPort ?? defaults.MqttPort,
            HttpPort = given.HttpPort ?? file?.Host.HttpPort ?? defaults.HttpPort,
            Bind = given.Bind ?? file?.Host.Bind ?? defaults.Bind,
            Data = given.Data ?? file?.Host.Data ?? defaults.Data,
            HistoryPerRobot = given.HistoryPerRobot ?? file?.Host.HistoryPerRobot ?? defaults.HistoryPerRobot,
            Fleet = file?.Fleet ?? FleetConfiguration.Default,
            ConfigFile = file,
        };
        CheckRange("mqttPort", options.MqttPort, 0, IPEndPoint.MaxPort);
        CheckRange("httpPort", options.HttpPort, 0, IPEndPoint.MaxPort);
        CheckRange("historyPerRobot", options.HistoryPerRobot, 1, UpSettings.MostHistory);
        if (!IPAddress.TryParse(options.Bind, out _))
        {
            throw new StartException($"the address to bind to is '{options.Bind}'; {UpSettings.BindRule}");
        }

        if (options.MqttPort != 0 && options.MqttPort == options.HttpPort)
        {
            throw new StartException($"MQTT and HTTP can't share port {options.MqttPort}; choose another with --mqtt-port or --http-port");
        }

        return options;
    }

    private static ConfigFile ReadFile(string path)
    {
        try
        {
            var file = ConfigFile.Read(path);
            return file.Problems.Count == 0 ? file : throw new StartException(string.Join($"{Environment.NewLine}muster: ", file.Problems));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"can't read the configuration {path}: {e.Message}", e);
        }
    }

    private static void CheckRange(string name, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            throw new StartException(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; allowed are {least} to {most}"));
        }
    }
}
