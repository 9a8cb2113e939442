using System.Text.Json;
using System.Text.Json.Serialization;

namespace Muster.Commands;

/// <summary>Reads the API's answers without reflection.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ItemPage))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class CommandJson : JsonSerializerContext;
