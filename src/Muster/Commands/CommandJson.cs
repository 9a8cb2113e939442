using System.Text.Json;
using System.Text.Json.Serialization;
using Muster.Api;
using Muster.Fleet.Store;

namespace Muster.Commands;

/// <summary>Reads the API's answers without reflection.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ItemPage))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(SiteSummary))]
[JsonSerializable(typeof(RuleView))]
[JsonSerializable(typeof(Local.Functions.User.FunctionStatus))]
internal sealed partial class CommandJson : JsonSerializerContext;
