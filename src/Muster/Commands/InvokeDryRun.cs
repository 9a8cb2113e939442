using System.Text;
using Muster.Fleet.Configuration;
using Muster.Fleet.Functions;
using Muster.Fleet.Notifications;
using Muster.Fleet.Store;

namespace Muster.Commands;

/// <summary><c>muster invoke --dry-run</c>: the function itself, with nothing around it.</summary>
internal static class InvokeDryRun
{
    /// <summary>Runs it.</summary>
    /// <param name="name">The function's name.</param>
    /// <param name="e">The event.</param>
    /// <param name="printer">Prints what came of it.</param>
    /// <param name="clock">The time.</param>
    /// <param name="random">Makes ids.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CommandException">There is no such function.</exception>
    public static async Task<int> RunAsync(string name, byte[] e, InvokePrinter printer, TimeProvider clock, Random random, CancellationToken cancellationToken)
    {
        var sent = new SentMessages();
        var fleet = new FleetContext(new MemoryFleetStore(), sent, new FleetSettings(FleetConfiguration.Default), clock, random);
        using var http = new WebhookClients();
        var notify = new Notify(fleet, http, secret: null, new NotificationLog(_ => { }, _ => { }));
        if (!FunctionTable.Create(fleet, new Steward(fleet), notify).TryGetValue(name, out var function))
        {
            throw new CommandException(ExitCode.Usage, $"--dry-run is for the fleet's own functions ({string.Join(", ", InvokeTarget.Functions)}), not for {name}");
        }

        var outcome = await function(new FunctionEvent(e), cancellationToken);
        await printer.PrintAsync(Encoding.UTF8.GetBytes(ToJson(outcome)), sent.Take());
        return outcome.Kind == FunctionOutcomeKind.Refused ? ExitCode.Failed : ExitCode.Done;
    }

    private static string ToJson(FunctionOutcome outcome) => CompactJson.OfObject(writer =>
    {
        writer.WriteString("outcome", outcome.Kind.ToString().ToUpperInvariant());
        if (outcome.Refusal is { } refusal)
        {
            writer.WriteString("code", refusal.WireCode);
            writer.WriteString("reason", refusal.Reason);
            if (refusal.Field is not null)
            {
                writer.WriteString("field", refusal.Field);
            }
        }
    });
}
