using System.Buffers;
using System.Text.Json;
using Muster.Api;
using Muster.Fleet.Rules;

namespace Muster.Commands.Rules;

/// <summary>What rules would do with one message. Nothing is done.</summary>
/// <param name="payload">The message's payload.</param>
/// <param name="context">What a broker would know of it.</param>
/// <param name="services">For <c>rand()</c> and <c>newuuid()</c>.</param>
internal sealed class RuleTrial(byte[] payload, MessageContext context, RuleServices services)
{
    private const int MostNear = 10;

    /// <summary>Tries the rules.</summary>
    /// <param name="rules">All that could take the message.</param>
    /// <param name="isAsked">Whether somebody asks of just these, so that each is shown.</param>
    /// <param name="isBasicIngest">Whether the message goes to them whatever their topics.</param>
    /// <exception cref="CommandException">One is not valid.</exception>
    public TrialView Run(IReadOnlyList<RuleView> rules, bool isAsked, bool isBasicIngest)
    {
        var shown = new List<RuleTrialView>();
        var near = new List<RuleTrialView>();
        foreach (var rule in rules)
        {
            var compiled = Compile(rule);
            if (!isBasicIngest && !Listens(compiled))
            {
                if (isAsked || IsNear(compiled.Filter))
                {
                    near.Add(new RuleTrialView(rule.Name, "other topics") { Why = compiled.Filter is { } f ? $"its FROM is '{f}'" : "it has no FROM: only Basic Ingest reaches it" });
                }
            }
            else
            {
                shown.Add(rule.Enabled ? Try(compiled) : new RuleTrialView(rule.Name, "off") { Why = "it is not enabled" });
            }
        }

        var close = isAsked ? near : near.Take(MostNear).ToList();
        return new TrialView(context.Topic.Value, [.. shown, .. close], rules.Count - shown.Count - close.Count);
    }

    private static CompiledRule Compile(RuleView rule)
    {
        try
        {
            return CompiledRule.Compile(rule.ToRule());
        }
        catch (IotSqlException e)
        {
            throw new CommandException(ExitCode.Failed, new IotSqlException(e.Problem, e.Line, e.Column, rule.Name).Message, e);
        }
    }

    private bool Listens(CompiledRule rule)
    {
        var tree = new TopicTree<bool>();
        var found = new List<bool>();
        if (rule.Filter is { } filter)
        {
            tree.Add(filter, true);
            tree.Match(context.Topic.Value, found);
        }

        return found.Count > 0;
    }

    /// <summary>Whether a filter begins as the topic does: what somebody who wonders may have meant.</summary>
    private bool IsNear(string? filter)
    {
        var first = filter?.Split('/')[0];
        return first == "+" || first == context.Topic.Level(1);
    }

    private RuleTrialView Try(CompiledRule rule)
    {
        var output = new ArrayBufferWriter<byte>();
        var view = new RuleTrialView(rule.Rule.Name, "selected");
        if (!rule.TryWrite(payload, context, output, services))
        {
            return view with { Outcome = "not selected", Why = WhyNot(rule) };
        }

        var emitted = output.WrittenSpan.ToArray();
        var json = AsJson(emitted);
        return view with
        {
            Emits = json,
            EmitsBase64 = json is null ? Convert.ToBase64String(emitted) : null,
            Actions = [.. rule.Rule.Actions.Select(a => Try(a, rule, json is not null))],
        };
    }

    private string WhyNot(CompiledRule rule)
    {
        var judged = rule.Judge(payload, context, services);
        if (rule.HasWhere && judged.AsBoolean() != true)
        {
            return judged.Kind switch
            {
                SqlKind.Undefined => "its WHERE is Undefined for this message: a field that it names is not there, or of another type",
                SqlKind.Boolean => "its WHERE is false for this message",
                _ => $"its WHERE is {judged.AsText() ?? "no truth value"} for this message, which is not true",
            };
        }

        return AsJson(payload) is null
            ? "the payload is no JSON: beside * there can be columns only with a JSON object"
            : "it makes no event of this message: columns beside * want a payload that is one JSON object, and what is emitted has at most a mebibyte";
    }

    private ActionTrialView Try(RuleAction action, CompiledRule rule, bool isJson)
    {
        var view = new ActionTrialView(action.Kind, action.Target);
        if (action is not RepublishAction republish)
        {
            return isJson ? view : view with { Problem = "what the rule emits is no JSON" };
        }

        view = view with { Qos = republish.QualityOfService, Retain = republish.Retain ? true : null };
        return SubstitutionTemplate.Parse(republish.Topic, rule).Render(payload, context, services) is { } topic
            ? view with { Target = topic, Problem = RepublishAction.Check(topic) }
            : view with { Problem = "the topic has a value that is Undefined for this message" };
    }

    private static JsonElement? AsJson(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
