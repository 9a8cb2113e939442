using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Muster.Api;

namespace Muster.Commands.Rules;

/// <summary>Writes what is said of rules, for programs.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<RuleView>))]
[JsonSerializable(typeof(IReadOnlyList<RuleProblemView>))]
[JsonSerializable(typeof(TrialView))]
internal sealed partial class RuleJson : JsonSerializerContext
{
    /// <summary>On one line; the output is no HTML, and SQL stays readable.</summary>
    public static RuleJson Plain { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });
}
