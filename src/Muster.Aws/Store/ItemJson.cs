using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Muster.Fleet.Messages;

namespace Muster.Aws.Store;

/// <summary>What is kept as JSON inside an attribute: times in whole milliseconds, quotes and letters as they are.</summary>
internal static class ItemJson
{
    public static readonly FleetJson Default = new(new JsonSerializerOptions(FleetJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Write<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type);

    public static T? Read<T>(string? text, JsonTypeInfo<T> type) => text is null ? default : JsonSerializer.Deserialize(text, type);
}
