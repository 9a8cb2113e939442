using Microsoft.AspNetCore.Http.HttpResults;
using Muster.Fleet.Functions;
using Muster.Fleet.Messages;
using Muster.Fleet.Operations;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;
using Muster.Hosting;

namespace Muster.Api;

/// <summary><c>/api/robots</c>: the status table, each robot and its history, and reports by HTTP.</summary>
internal static class RobotsApi
{
    public static void MapRobots(this WebApplication app, IFleetStore store, TakeStatusReport take)
    {
        var robots = app.MapGroup("/api/robots").WithTags("Robots");
        robots.MapGet("/", (string? site, string? status, string? text, string? after, int? limit, CancellationToken cancellationToken) =>
                ListAsync(store, new RobotQuery(site, status, text, after, limit ?? 100), cancellationToken))
            .WithSummary("Robots by name; filter by site, shown status, or text in name or site; page with after and limit (1 to 1000)")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        robots.MapGet("/{name}", (string name, CancellationToken cancellationToken) => FindAsync(store, name, cancellationToken))
            .WithSummary("One robot")
            .ProducesProblem(StatusCodes.Status404NotFound);
        robots.MapGet("/{name}/history", (string name, long? before, int? limit, CancellationToken cancellationToken) =>
                HistoryAsync(store, name, before, limit ?? 100, cancellationToken))
            .WithSummary("A robot's changes, newest first; page with before and limit (1 to 1000)")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
        robots.MapPost("/{name}/status", (string name, HttpContext context) => ReportAsync(store, take, name, context))
            .WithSummary("A robot's status report, as on the topic robots/{name}/status; answered when it is on disk")
            .Produces<RobotView>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>What operators do with robots.</summary>
    public static void MapRobotActions(this WebApplication app, FleetServices fleet)
    {
        var robots = app.MapGroup("/api/robots/{name}").WithTags("Robots");
        robots.MapPost("/pause", (string name, HttpContext context) => ActAsync(context, actor => fleet.Robots.PauseAsync(name, actor, context.RequestAborted)))
            .WithSummary("Tells a robot to stop and take no work")
            .Documented();
        robots.MapPost("/resume", (string name, HttpContext context) => ActAsync(context, actor => fleet.Robots.ResumeAsync(name, actor, context.RequestAborted)))
            .WithSummary("Tells a robot that is paused or charges to be ready for work again")
            .Documented();
        robots.MapPost("/charge", (string name, HttpContext context) => ActAsync(context, actor => fleet.Robots.ChargeAsync(name, actor, context.RequestAborted)))
            .WithSummary("Tells a robot to charge, once it has finished its order")
            .Documented();
        robots.MapDelete("/", (string name, HttpContext context) => RetireAsync(fleet, name, context))
            .WithSummary("Retires a robot: it is listed no more, its history stays; who and why in the query (by, reason) or in the body")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static RouteHandlerBuilder Documented(this RouteHandlerBuilder route) => route
        .Accepts<ActionBody>(isOptional: true, "application/json", "*/*")
        .Produces<RobotView>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> ActAsync(HttpContext context, Func<Actor, ValueTask<OperationResult<Robot>>> act)
    {
        var body = await ActionBody.ReadAsync(context);
        if (body.Refusal is not null)
        {
            return Problems.Refused(body.Refusal);
        }

        var result = await act(body.Actor);
        return result.Refusal is { } refusal ? Problems.Refused(refusal) : TypedResults.Ok(RobotView.Of(result.Value!));
    }

    private static async Task<IResult> RetireAsync(FleetServices fleet, string name, HttpContext context)
    {
        var body = await ActionBody.ReadAsync(context);
        if (body.Refusal is not null)
        {
            return Problems.Refused(body.Refusal);
        }

        var result = await fleet.Robots.RetireAsync(name, body.Actor, context.RequestAborted);
        return result.Refusal is { } refusal ? Problems.Refused(refusal) : TypedResults.NoContent();
    }

    private static async Task<Results<Ok<RobotPage>, ProblemHttpResult>> ListAsync(IFleetStore store, RobotQuery query, CancellationToken cancellationToken)
    {
        if (Limits.Check(query.Limit) is { } problem)
        {
            return problem;
        }

        if (query.Status is not null && !RobotStatusNames.Shown.Contains(query.Status))
        {
            return Problems.BadRequest($"status is \"{query.Status}\"; allowed are {string.Join(", ", RobotStatusNames.Shown)}");
        }

        var page = await store.ListRobotsAsync(query, cancellationToken);
        return TypedResults.Ok(new RobotPage([.. page.Items.Select(RobotView.Of)], page.Next));
    }

    private static async Task<Results<Ok<RobotView>, ProblemHttpResult>> FindAsync(IFleetStore store, string name, CancellationToken cancellationToken) =>
        await store.FindRobotAsync(name, cancellationToken) switch
        {
            null => Problems.NoSuchRobot(name),
            { RetiredAt: not null } retired => Problems.Retired(retired),
            var robot => TypedResults.Ok(RobotView.Of(robot)),
        };

    private static async Task<Results<Ok<HistoryPage>, ProblemHttpResult>> HistoryAsync(
        IFleetStore store, string name, long? before, int limit, CancellationToken cancellationToken)
    {
        if (Limits.Check(limit) is { } problem)
        {
            return problem;
        }

        var page = await store.ListHistoryAsync(name, before, limit, cancellationToken);
        return page.Items.Count == 0 && await store.FindRobotAsync(name, cancellationToken) is null
            ? Problems.NoSuchRobot(name)
            : TypedResults.Ok(new HistoryPage(page.Items, page.Next));
    }

    private static async Task<IResult> ReportAsync(IFleetStore store, TakeStatusReport take, string name, HttpContext context)
    {
        if (!RobotName.IsValid(name))
        {
            return Problems.BadRequest($"the robot's name is \"{name}\"; a name is {RobotName.Rule}");
        }

        var body = await RequestBody.ReadAsync(context.Request, context.RequestAborted);
        var outcome = await take(name, body.Payload, body.Refusal, context.RequestAborted);
        if (outcome.Kind == FunctionOutcomeKind.Refused)
        {
            return Problems.Refused(outcome.Refusal!);
        }

        var robot = await store.FindRobotAsync(name, context.RequestAborted);
        return TypedResults.Ok(RobotView.Of(robot!));
    }
}
