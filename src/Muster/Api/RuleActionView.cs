using Muster.Fleet.Rules;

namespace Muster.Api;

/// <summary>An action of a rule, as the API shows it.</summary>
/// <param name="Type"><c>function</c>, <c>republish</c>, <c>webhook</c> or <c>file</c>.</param>
/// <param name="Target">The function, the topic, the server, the file.</param>
internal sealed record RuleActionView(string Type, string Target)
{
    /// <summary>Whether it is the error action; none when it is not.</summary>
    public bool? Error { get; init; }

    /// <summary>The quality of service of what is republished; none for others.</summary>
    public int? Qos { get; init; }

    /// <summary>Whether what is republished is retained; none when it is not.</summary>
    public bool? Retain { get; init; }

    /// <summary>How often it did its work since the start; none when that is not counted for each rule.</summary>
    public long? Succeeded { get; init; }

    /// <summary>How often it failed; none when that is not counted for each rule.</summary>
    public long? Failed { get; init; }

    /// <summary>An action.</summary>
    public static RuleActionView Of(RuleAction action, bool isErrorAction = false) => new(action.Kind, action.Target)
    {
        Error = isErrorAction ? true : null,
        Qos = (action as RepublishAction)?.QualityOfService,
        Retain = action is RepublishAction { Retain: true } ? true : null,
    };

    /// <summary>The action again, as far as it is shown.</summary>
    public RuleAction ToAction() => Type switch
    {
        "republish" => new RepublishAction(Target) { QualityOfService = Qos ?? 0, Retain = Retain ?? false },
        "webhook" => new WebhookAction(new Uri(Target)),
        "file" => new FileAction(Target),
        _ => new FunctionAction(Target),
    };
}
