using System.Text.Json;

namespace Muster.Commands.Rules;

/// <summary>What rules would do with a message.</summary>
/// <param name="Topic">The topic that rules see.</param>
/// <param name="Rules">What each would do: those that listen to the topic, and those near to it.</param>
/// <param name="Others">How many more rules listen to other topics.</param>
internal sealed record TrialView(string Topic, IReadOnlyList<RuleTrialView> Rules, int Others);

/// <summary>What a rule would do with a message.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Outcome"><c>selected</c>, <c>not selected</c>, <c>other topics</c> or <c>off</c>.</param>
internal sealed record RuleTrialView(string Rule, string Outcome)
{
    /// <summary>Why it does not select the message; none when it does.</summary>
    public string? Why { get; init; }

    /// <summary>What it emits, where that is JSON.</summary>
    public JsonElement? Emits { get; init; }

    /// <summary>What it emits in base64, where that is no JSON.</summary>
    public string? EmitsBase64 { get; init; }

    /// <summary>What would be done with it; none when it does not select the message.</summary>
    public IReadOnlyList<ActionTrialView>? Actions { get; init; }
}

/// <summary>What an action would do.</summary>
/// <param name="Type">The kind of action.</param>
/// <param name="Target">The function, the topic as it is for this message, the server, the file.</param>
internal sealed record ActionTrialView(string Type, string Target)
{
    /// <summary>The quality of service of what is republished.</summary>
    public int? Qos { get; init; }

    /// <summary>Whether it would be retained.</summary>
    public bool? Retain { get; init; }

    /// <summary>Why it would fail; none when nothing is known to be in its way.</summary>
    public string? Problem { get; init; }
}
