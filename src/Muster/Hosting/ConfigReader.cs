using System.Globalization;
using System.Net;
using Muster.Commands;
using Muster.Fleet.Configuration;

namespace Muster.Hosting;

/// <summary>Puts the settings together: what the command line says, else the file, else the default.</summary>
internal static class ConfigReader
{
    /// <summary>Reads <paramref name="path"/>, or no file, and lets <paramref name="given"/> go before it.</summary>
    /// <exception cref="StartException">The file or a setting is not valid; the message says where and what would be right, a line for each problem.</exception>
    public static UpOptions Read(string? path, UpSettings given)
    {
        CheckGiven(given);
        var file = path is null ? null : ReadFile(path);
        var defaults = new UpOptions();
        var options = new UpOptions
        {
            MqttPort = given.MqttPort ?? file?.Host.MqttPort ?? defaults.MqttPort,
            HttpPort = given.HttpPort ?? file?.Host.HttpPort ?? defaults.HttpPort,
            Bind = given.Bind ?? file?.Host.Bind ?? defaults.Bind,
            Data = given.Data ?? file?.Host.Data ?? defaults.Data,
            HistoryPerRobot = given.HistoryPerRobot ?? file?.Host.HistoryPerRobot ?? defaults.HistoryPerRobot,
            Store = StoreKindNames.Parse(given.Store ?? file?.Host.Store ?? "sqlite")!.Value,
            TablePrefix = given.TablePrefix ?? file?.Host.TablePrefix ?? Environment.GetEnvironmentVariable(UpSettings.TablePrefixVariable) ?? defaults.TablePrefix,
            Fleet = file?.Fleet ?? FleetConfiguration.Default,
            ConfigFile = file,
        };
        if (options.MqttPort != 0 && options.MqttPort == options.HttpPort)
        {
            throw new StartException($"MQTT and HTTP can't share port {options.MqttPort}; choose another with --mqtt-port or --http-port")
            {
                ExitCode = given is { MqttPort: not null, HttpPort: not null } ? ExitCode.Usage : ExitCode.Failed,
            };
        }

        return options;
    }

    /// <summary>What the command line says, which is wrong usage; the file's settings are checked with their lines as it is read.</summary>
    private static void CheckGiven(UpSettings given)
    {
        CheckRange("mqttPort", given.MqttPort, 0, IPEndPoint.MaxPort);
        CheckRange("httpPort", given.HttpPort, 0, IPEndPoint.MaxPort);
        CheckRange("historyPerRobot", given.HistoryPerRobot, 1, UpSettings.MostHistory);
        CheckText("the store", given.Store, s => StoreKindNames.Parse(s) is not null, StoreKindNames.Rule);
        CheckText("the tables' prefix", given.TablePrefix, UpSettings.IsTablePrefix, UpSettings.TablePrefixRule);
        if (given.Bind is { } bind && !IPAddress.TryParse(bind, out _))
        {
            throw new StartException($"the address to bind to is '{bind}'; {UpSettings.BindRule}") { ExitCode = ExitCode.Usage };
        }
    }

    /// <summary>Refuses what <paramref name="value"/> must not be.</summary>
    private static void CheckText(string name, string? value, Func<string, bool> isRight, string rule)
    {
        if (value is not null && !isRight(value))
        {
            throw new StartException($"{name} is '{value}'; {rule}") { ExitCode = ExitCode.Usage };
        }
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

    private static void CheckRange(string name, int? value, int least, int most)
    {
        if (value < least || value > most)
        {
            throw new StartException(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; allowed are {least} to {most}")) { ExitCode = ExitCode.Usage };
        }
    }
}
