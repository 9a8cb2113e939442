using Microsoft.AspNetCore.Http.HttpResults;
using Muster.Fleet.Alerts;
using Muster.Fleet.Messages;
using Muster.Fleet.Notifications;
using Muster.Fleet.Store;
using Muster.Hosting;

namespace Muster.Api;

/// <summary><c>/api/alerts</c>: what a person should know of. <c>/api/notifications</c>: what is on its way to others, or was given up.</summary>
internal static class AlertsApi
{
    public static void MapAlerts(this WebApplication app, FleetServices fleet)
    {
        var store = fleet.Context.Store;
        var alerts = app.MapGroup("/api/alerts").WithTags("Alerts");
        alerts.MapGet("/", (bool? open, string? site, string? kind, string? before, int? limit, CancellationToken cancellationToken) =>
                ListAsync(store, new AlertQuery(open, site, kind, before, limit ?? 100), cancellationToken))
            .WithSummary("Alerts, newest first; filter by open, site and kind; page with before and limit (1 to 1000)")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        alerts.MapGet("/{id}", async Task<Results<Ok<AlertView>, ProblemHttpResult>> (string id, CancellationToken cancellationToken) =>
                await store.FindAlertAsync(id, cancellationToken) is { } alert ? TypedResults.Ok(AlertView.Of(alert)) : Problems.NotFound($"no alert has the id \"{id}\""))
            .WithSummary("One alert")
            .ProducesProblem(StatusCodes.Status404NotFound);
        alerts.MapPost("/{id}/acknowledge", (string id, HttpContext context) => AcknowledgeAsync(fleet, id, context))
            .WithSummary("Notes that a person knows of it")
            .Accepts<ActionBody>(isOptional: true, "application/json", "*/*")
            .Produces<AlertView>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        app.MapGet("/api/notifications", (bool? givenUp, string? after, int? limit, CancellationToken cancellationToken) =>
                ListNotificationsAsync(store, givenUp, after, limit ?? 100, cancellationToken))
            .WithTags("Alerts")
            .WithSummary("Webhooks that wait to be sent (again), and those that were given up; page with after and limit (1 to 1000)")
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<Results<Ok<AlertPage>, ProblemHttpResult>> ListAsync(IFleetStore store, AlertQuery query, CancellationToken cancellationToken)
    {
        if (Limits.Check(query.Limit) is { } problem)
        {
            return problem;
        }

        if (query.Kind is not null && !AlertKind.All.Contains(query.Kind))
        {
            return Problems.BadRequest($"kind is \"{query.Kind}\"; allowed are {string.Join(", ", AlertKind.All)}");
        }

        var page = await store.ListAlertsAsync(query, cancellationToken);
        return TypedResults.Ok(new AlertPage([.. page.Items.Select(AlertView.Of)], page.Next));
    }

    private static async Task<IResult> AcknowledgeAsync(FleetServices fleet, string id, HttpContext context)
    {
        var body = await ActionBody.ReadAsync(context);
        if (body.Refusal is not null)
        {
            return Problems.Refused(body.Refusal);
        }

        var result = await fleet.Alerts.AcknowledgeAsync(id, body.Actor, context.RequestAborted);
        return result.Refusal is { } refusal ? Problems.Refused(refusal) : TypedResults.Ok(AlertView.Of(result.Value!));
    }

    private static async Task<Results<Ok<NotificationPage>, ProblemHttpResult>> ListNotificationsAsync(
        IFleetStore store, bool? givenUp, string? after, int limit, CancellationToken cancellationToken)
    {
        if (Limits.Check(limit) is { } problem)
        {
            return problem;
        }

        NotificationState? state = givenUp switch { true => NotificationState.GivenUp, false => NotificationState.Waiting, null => null };
        var page = await store.ListNotificationsAsync(state, after, limit, cancellationToken);
        return TypedResults.Ok(new NotificationPage([.. page.Items.Select(NotificationView.Of)], page.Next));
    }
}
