using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Muster.Hosting;

/// <summary>Puts the settings together: what the command line says, else the file, else the default.</summary>
internal static class ConfigReader
{
    private const string Known = "known are host.mqttPort, host.httpPort, host.bind, host.data and host.historyPerRobot";

    /// <summary>Reads <paramref name="path"/>, or no file, and lets <paramref name="given"/> go before it.</summary>
    /// <exception cref="StartException">The file or a setting is not valid; the message says where and what would be right.</exception>
    public static UpOptions Read(string? path, UpSettings given)
    {
        var file = path is null ? null : Parse(path).Host;
        var defaults = new UpOptions();
        var options = new UpOptions
        {
            MqttPort = given.MqttPort ?? file?.MqttPort ?? defaults.MqttPort,
            HttpPort = given.HttpPort ?? file?.HttpPort ?? defaults.HttpPort,
            Bind = given.Bind ?? file?.Bind ?? defaults.Bind,
            Data = given.Data ?? file?.Data ?? defaults.Data,
            HistoryPerRobot = given.HistoryPerRobot ?? file?.HistoryPerRobot ?? defaults.HistoryPerRobot,
        };
        CheckRange("mqttPort", options.MqttPort, 0, IPEndPoint.MaxPort);
        CheckRange("httpPort", options.HttpPort, 0, IPEndPoint.MaxPort);
        CheckRange("historyPerRobot", options.HistoryPerRobot, 1, 1_000_000);
        if (!IPAddress.TryParse(options.Bind, out _))
        {
            throw new StartException($"the address to bind to is '{options.Bind}'; it must be an IP address of this machine, such as 127.0.0.1, or 0.0.0.0 for all");
        }

        if (options.MqttPort != 0 && options.MqttPort == options.HttpPort)
        {
            throw new StartException($"MQTT and HTTP can't share port {options.MqttPort}; choose another with --mqtt-port or --http-port");
        }

        return options;
    }

    private static ConfigFile Parse(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), ConfigJson.Default.ConfigFile)
                ?? throw new StartException($"{path}: the file is null; it must be a JSON object");
        }
        catch (JsonException e)
        {
            var words = e.Message.Split(" Path:", 2)[0].Split(" LineNumber:", 2)[0];
            var reason = words.Contains("could not be mapped", StringComparison.Ordinal) ? $"a setting of that name is not known ({Known})"
                : words.Contains("could not be converted", StringComparison.Ordinal) ? "the value has the wrong type; ports and historyPerRobot are whole numbers, bind and data are strings, host is an object"
                : words;
            var where = string.Create(CultureInfo.InvariantCulture, $"{path}, line {(e.LineNumber ?? 0) + 1}, at {e.Path ?? "$"}");
            throw new StartException($"{where}: {reason}", e);
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
