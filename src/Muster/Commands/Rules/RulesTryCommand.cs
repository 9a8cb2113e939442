using System.CommandLine;
using System.Text;
using System.Text.Json;
using Muster.Api;
using Muster.Fleet.Rules;

namespace Muster.Commands.Rules;

/// <summary><c>muster rules try</c>: what rules would do with a message.</summary>
internal static class RulesTryCommand
{
    private const string BasicIngest = "$aws/rules/";

    /// <summary>The command.</summary>
    /// <param name="clock">For <c>timestamp()</c>.</param>
    /// <param name="random">For <c>rand()</c> and <c>newuuid()</c>.</param>
    public static Command Create(TimeProvider clock, Random random)
    {
        var topic = new Option<string>("--topic") { Description = "The message's topic; $aws/rules/NAME/… goes to that rule alone, as Basic Ingest does", HelpName = "T", Required = true };
        var payload = new Option<string>("--payload") { Description = "The message; @FILE reads a file, - standard input", HelpName = "JSON|@FILE", Required = true };
        var client = new Option<string?>("--client-id") { Description = "Who sends it, for clientid() [default: muster-try]", HelpName = "ID" };
        var sql = new Option<string?>("--sql") { Description = "Try this statement alone", HelpName = "SQL" };
        var version = new Option<string?>("--sql-version") { Description = $"Its dialect: {string.Join(" or ", SqlVersionNames.All)} [default: {SqlVersionNames.All[0]}]", HelpName = "V" }
            .Check(v => SqlVersionNames.Find(v) is null ? $"it must be {string.Join(" or ", SqlVersionNames.All)}" : null);
        var config = new Option<string?>("--config") { Description = "Try the rules of this configuration file, and the fleet's own", HelpName = "FILE" };
        var rule = new Option<string?>("--rule") { Description = "Try this rule alone", HelpName = "NAME" };
        var json = new Option<bool>("--json") { Description = "Print JSON: an object" };
        var url = ServerUrl.CreateOption();
        var command = new Command(
            "try",
            "Shows which rules select a message, why others do not, what they emit and what would be done with it. Nothing is done. Without --sql and --config: the rules of a Muster that runs. Ends with 1 when no rule selects it.")
        {
            topic, payload, client, sql, version, config, rule, json, url,
        };
        command.AddExamples(
            """muster rules try --topic robots/r1/status --payload '{"name": "r1", "status": "ONLINE", "battery": 12}'""",
            """muster rules try --topic robots/r1/status --payload @report.json --sql "SELECT name, battery FROM 'robots/+/status' WHERE battery < 15" """.TrimEnd(),
            "muster rules try --topic robots/r1/status --payload @report.json --config fleet.json --rule hot_robot --json");
        command.Validators.Add(result =>
        {
            if (result.GetResult(sql) is not null && (result.GetResult(config) ?? result.GetResult(rule)) is not null)
            {
                result.AddError("--sql is a statement of its own: leave --config and --rule out");
            }
            else if (result.GetResult(version) is not null && result.GetResult(sql) is null)
            {
                result.AddError("--sql-version is for --sql; the rules of a file have their own");
            }
        });
        command.Run(async (parsed, cancellationToken) =>
        {
            var rules = await FindAsync(parsed.GetValue(sql), parsed.GetValue(version), parsed.GetValue(config), ServerUrl.From(parsed, url), cancellationToken);
            var (name, asked, isBasicIngest) = (parsed.GetRequiredValue(topic), parsed.GetValue(rule), false);
            if (name.StartsWith(BasicIngest, StringComparison.Ordinal) && parsed.GetValue(sql) is null)
            {
                (asked, name, isBasicIngest) = Split(name);
            }

            if (!TopicFilter.IsValidTopic(name))
            {
                throw new CommandException(ExitCode.Usage, $"--topic is \"{name}\"; a topic to publish on has at least one character, and none of + # NUL");
            }

            if (asked is not null)
            {
                rules = rules.Where(r => r.Name == asked).ToList() is { Count: 1 } one
                    ? one
                    : throw new CommandException(ExitCode.Failed, $"there is no rule {asked}; there are {string.Join(", ", rules.Select(r => r.Name))}");
            }

            var context = new MessageContext(new TopicName(name), parsed.GetValue(client) ?? "muster-try", clock.GetUtcNow());
            var trial = new RuleTrial(await ReadAsync(parsed.GetRequiredValue(payload), cancellationToken), context, new RuleServices(random, () => NewId(random)));
            var view = trial.Run(rules, asked is not null || parsed.GetValue(sql) is not null, isBasicIngest);
            await PrintAsync(parsed.InvocationConfiguration.Output, view, parsed.GetValue(json));
            return view.Rules.Any(r => r.Outcome == "selected") ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static (string Rule, string Topic, bool IsBasicIngest) Split(string topic)
    {
        var rest = topic[BasicIngest.Length..].Split('/', 2);
        return rest is [var rule, var own] ? (rule, own, true) : throw new CommandException(ExitCode.Usage, $"--topic is \"{topic}\"; a Basic Ingest topic is {BasicIngest}{{rule}}/{{topic}}");
    }

    private static async Task<IReadOnlyList<RuleView>> FindAsync(string? sql, string? version, string? config, ServerUrl server, CancellationToken cancellationToken)
    {
        if (sql is null)
        {
            return config is null ? await RuleSources.AskAsync(server, cancellationToken) : RuleSources.Read(config);
        }

        var rule = new Rule("try", sql) { SqlVersion = version is null ? default : SqlVersionNames.Find(version)!.Value };
        try
        {
            return [RuleView.Of(rule, CompiledRule.Compile(rule).Filter, isBuiltIn: false)];
        }
        catch (IotSqlException e)
        {
            throw new CommandException(ExitCode.Failed, $"--sql, {e.Message}", e);
        }
    }

    private static async Task<byte[]> ReadAsync(string payload, CancellationToken cancellationToken)
    {
        try
        {
            if (payload == "-")
            {
                await using var input = Console.OpenStandardInput();
                using var bytes = new MemoryStream();
                await input.CopyToAsync(bytes, cancellationToken);
                return bytes.ToArray();
            }

            return payload.StartsWith('@') ? await File.ReadAllBytesAsync(payload[1..], cancellationToken) : Encoding.UTF8.GetBytes(payload);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Failed, $"can't read the payload {payload}: {e.Message}", e);
        }
    }

    private static async Task PrintAsync(TextWriter output, TrialView view, bool json)
    {
        if (json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(view, RuleJson.Plain.TrialView));
            return;
        }

        foreach (var rule in view.Rules)
        {
            await output.WriteLineAsync(Printable.Of($"{rule.Rule}: {rule.Outcome}{(rule.Why is null ? "" : $": {rule.Why}")}"));
            if (rule.Actions is null)
            {
                continue;
            }

            await output.WriteLineAsync(Printable.Of($"  emits      {(rule.Emits is { } emits ? CompactJson.Of(emits) : $"{rule.EmitsBase64} (base64: it is no JSON)")}"));
            foreach (var action in rule.Actions)
            {
                var more = $"{(action.Qos is { } qos ? $" (QoS {qos}{(action.Retain == true ? ", retained" : "")})" : "")}{(action.Problem is null ? "" : $": would fail: {action.Problem}")}";
                await output.WriteLineAsync(Printable.Of($"  {action.Type,-10} {action.Target}{more}"));
            }
        }

        if (view.Others > 0)
        {
            await output.WriteLineAsync($"{view.Others} {(view.Others == 1 ? "rule listens" : "rules listen")} to other topics.");
        }
    }

    /// <summary>A UUID of version 4 (RFC 9562), as AWS IoT's <c>newuuid()</c> makes them.</summary>
    private static Guid NewId(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
