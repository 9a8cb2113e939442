using System.Text.Json.Serialization;

namespace Muster.Hosting;

/// <summary>The configuration file, as it is written.</summary>
internal sealed record ConfigFile
{
    /// <summary>The settings of <c>muster up</c>; options of the command line go before them.</summary>
    public UpSettings? Host { get; init; }
}

/// <summary>The section <c>host</c>: see <see cref="UpOptions"/> for meanings and defaults.</summary>
internal sealed record UpSettings(int? MqttPort, int? HttpPort, string? Bind, string? Data, int? HistoryPerRobot);

/// <summary>Reads the file without reflection; a name that is not known is an error.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(ConfigFile))]
internal sealed partial class ConfigJson : JsonSerializerContext;
