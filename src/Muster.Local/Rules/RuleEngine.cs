using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Muster.Fleet.Functions;
using Muster.Fleet.Rules;
using Muster.Fleet.Store;

namespace Muster.Local.Rules;

/// <summary>
/// The rules in force, and what is done with what they select. A new list is compiled whole and put in the old one's place at once: each
/// message sees one list.
/// </summary>
public sealed partial class RuleEngine : IAsyncDisposable
{
    private readonly RuleEngineParts _parts;
    private readonly RuleServices _services;
    private readonly RuleMetrics _metrics;
    private readonly ILogger _log;
    private readonly JsonLinesFiles _files;
    private readonly IReadOnlyList<Rule> _first;
    private IReadOnlyDictionary<string, FleetFunction>? _functions;
    private RuleActions? _actions;
    private volatile RuleBook? _book;

    /// <summary>Makes one. It has no rules before a broker has it.</summary>
    /// <param name="parts">What actions work with.</param>
    /// <param name="rules">The rules of the configuration, beside the built-in ones.</param>
    /// <param name="meters">Where it counts.</param>
    /// <param name="log">Told of actions that fail.</param>
    public RuleEngine(RuleEngineParts parts, IReadOnlyList<Rule> rules, IMeterFactory meters, ILogger<RuleEngine> log)
    {
        (_parts, _first, _log) = (parts, rules, log);
        _services = new RuleServices(parts.Random, NewId);
        _metrics = new RuleMetrics(meters);
        _files = parts.Files;
    }

    /// <summary>The rules in force.</summary>
    internal RuleBook Book => _book ?? throw new InvalidOperationException("no broker has these rules");

    /// <summary>Compiles <paramref name="rules"/>; nothing changes yet.</summary>
    /// <returns>Puts them in force beside the built-in ones, in place of those before.</returns>
    /// <exception cref="IotSqlException">One of them is not valid.</exception>
    /// <exception cref="ArgumentException">One has the name of another.</exception>
    public Action Prepare(IReadOnlyList<Rule> rules)
    {
        var book = new RuleBook(RuleSet.With(rules), Activate);
        return () =>
        {
            _book = book;
            _metrics.Show(book.All.Select(r => r.Counts));
        };
    }

    /// <summary>All rules, in the order in which they run, with what came of them since the start.</summary>
    public IReadOnlyList<RuleStatus> Status() => [.. Book.All.Select(r => new RuleStatus(
        r.Rule, r.Compiled.Filter, r.Function is not null, r.Counts.Selected, r.Counts.NotSelected, Status(r)))];

    /// <summary>Closes the files, once what is under way is on disk.</summary>
    public ValueTask DisposeAsync() => _files.DisposeAsync();

    /// <summary>Lets the rules call the fleet's functions, and publish.</summary>
    internal void Connect(IReadOnlyDictionary<string, FleetFunction> functions, Republish republish)
    {
        (_functions, _actions) = (functions, new RuleActions(_parts, _services, functions, republish, _files));
        Prepare(_first)();
    }

    /// <summary>What rules of the configuration emit of a message, while its buffer is valid; none when they select nothing.</summary>
    internal List<Emitted>? Select(ActiveRule[] matched, ReadOnlySpan<byte> payload, in MessageContext context)
    {
        List<Emitted>? emitted = null;
        var work = CompiledRule.WorkOfAllRules;
        foreach (var rule in matched)
        {
            if (rule.Function is null && Emit(rule, payload, context, ref work) is { } output)
            {
                (emitted ??= []).Add(new Emitted(rule, output));
            }
        }

        return emitted;
    }

    /// <summary>Runs the actions of the rules that selected a message, all at once. What fails disturbs no other.</summary>
    /// <returns>What could not be stored now, and no error action took; none when there is no such thing.</returns>
    internal async ValueTask<StoreUnavailableException?> RunAsync(List<Emitted> emitted, RuleMessage message, CancellationToken cancellationToken)
    {
        if (emitted.Count == 1)
        {
            return await RunAsync(emitted[0], message, cancellationToken).ConfigureAwait(false);
        }

        var runs = emitted.ConvertAll(e => RunAsync(e, message, cancellationToken).AsTask());
        StoreUnavailableException? unavailable = null;
        foreach (var run in runs)
        {
            unavailable = await run.ConfigureAwait(false) ?? unavailable;
        }

        return unavailable;
    }

    private static IReadOnlyList<ActionStatus> Status(ActiveRule rule) =>
    [
        .. rule.Actions.Select(a => new ActionStatus(a.Action, false, a.Counts.Succeeded, a.Counts.Failed)),
        .. rule.ErrorAction is { } error ? [new ActionStatus(error.Action, true, error.Counts.Succeeded, error.Counts.Failed)] : Array.Empty<ActionStatus>(),
    ];

    private byte[]? Emit(ActiveRule rule, ReadOnlySpan<byte> payload, in MessageContext context, ref long work)
    {
        try
        {
            return rule.Emit(payload, context, _services, ref work);
        }
#pragma warning disable CA1031 // The edge: a mistake in one rule's evaluation must not disturb others.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogNotEvaluated(rule.Rule.Name, context.Topic.Value, e);
            return null;
        }
    }

    private async ValueTask<StoreUnavailableException?> RunAsync(Emitted emitted, RuleMessage message, CancellationToken cancellationToken)
    {
        var rule = emitted.Rule;
        var e = new RuleEvent(rule.Rule.Name, message, emitted.Output);
        var runs = new Task<ActionFailure?>[rule.Actions.Count];
        for (var i = 0; i < runs.Length; i++)
        {
            runs[i] = rule.Actions[i].RunAsync(e, cancellationToken);
        }

        List<ActionFailure>? failures = null;
        for (var i = 0; i < runs.Length; i++)
        {
            if (await runs[i].ConfigureAwait(false) is { } failure)
            {
                Log(rule, rule.Actions[i], failure, message);
                (failures ??= []).Add(failure);
            }
        }

        return failures is null ? null : await ReportAsync(rule, e, failures, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Tells the rule's error action, if it has one.</summary>
    private async ValueTask<StoreUnavailableException?> ReportAsync(ActiveRule rule, RuleEvent e, List<ActionFailure> failures, CancellationToken cancellationToken)
    {
        var unavailable = failures.Find(f => f.Unavailable is not null)?.Unavailable;
        if (rule.ErrorAction is not { } error)
        {
            return unavailable;
        }

        var failure = await error.RunAsync(e with { Output = ErrorMessage.Of(e, failures) }, cancellationToken).ConfigureAwait(false);
        if (failure is null)
        {
            // The message and what became of it are on record: nobody has to send it again.
            return null;
        }

        Log(rule, error, failure, e.Message);
        return failure.Unavailable ?? unavailable;
    }

    private ActiveRule Activate(CompiledRule compiled, int order)
    {
        var rule = compiled.Rule;
        var counts = _metrics.Of(rule.Name);
        return order < FleetRules.BuiltIn.Count
            ? new ActiveRule(compiled, order, counts) { Function = _functions![rule.Function!] }
            : new ActiveRule(compiled, order, counts)
            {
                Actions = [.. rule.Actions.Select(a => Activate(a, compiled, counts, ""))],
                ErrorAction = rule.ErrorAction is { } error ? Activate(error, compiled, counts, "error: ") : null,
            };
    }

    private ActiveAction Activate(RuleAction action, CompiledRule rule, RuleCounts counts, string prefix) =>
        new(action, counts.Of($"{prefix}{action}"), _actions!.Make(action, rule));

    private void Log(ActiveRule rule, ActiveAction action, ActionFailure failure, RuleMessage message)
    {
        if (action.IsToLog(_parts.Clock.GetUtcNow().ToUnixTimeMilliseconds(), out var unsaid))
        {
            LogFailed(rule.Rule.Name, action.Counts.Action, message.Context.Topic.Value, failure.Reason, unsaid == 0 ? "" : FormattableString.Invariant($" ({unsaid} more failed since this was said last)"));
        }
    }

    /// <summary>A UUID of version 4 (RFC 9562), as AWS IoT's <c>newuuid()</c> makes them.</summary>
    private Guid NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (_parts.Random)
        {
            _parts.Random.NextBytes(bytes);
        }

        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
