using System.Collections.Frozen;

namespace Muster.Fleet.Rules.Functions;

/// <summary>The reference's functions that ask another service of AWS, each with what does its job here.</summary>
internal static class UnsupportedFunctions
{
    private const string Calls = "calls another service while the message waits, which rules here don't: ";

    private static readonly FrozenDictionary<string, string> Reasons = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["aws_lambda"] = $"{Calls}give the rule a function as its action, and let that publish the result",
        ["get_dynamodb"] = $"{Calls}look the item up in a function that is the rule's action",
        ["get_registry_data"] = $"{Calls}there is no thing registry; look the robot up in a function that is the rule's action",
        ["get_secret"] = $"{Calls}secrets belong to actions, not to messages; a webhook is signed with its own",
        ["get_thing_shadow"] = $"{Calls}there are no shadows; the robot's state comes on fleet/robots/{{name}}, and a function can look it up",
        ["machinelearning_predict"] = $"{Calls}ask the model in a function that is the rule's action",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names that are refused.</summary>
    public static IReadOnlyCollection<string> Names => Reasons.Keys;

    /// <summary>Why; none for a name that is not one of them.</summary>
    public static string? Why(string name) => Reasons.GetValueOrDefault(name);
}
