using Microsoft.AspNetCore.Http.HttpResults;
using Muster.Fleet.Messages;
using Muster.Fleet.Operations;
using Muster.Fleet.Orders;
using Muster.Fleet.Store;
using Muster.Hosting;

namespace Muster.Api;

/// <summary><c>/api/orders</c>: orders placed, looked up, called off; and what operators do with them.</summary>
internal static class OrdersApi
{
    public static void MapOrders(this WebApplication app, FleetServices fleet)
    {
        var store = fleet.Context.Store;
        var orders = app.MapGroup("/api/orders").WithTags("Orders");
        orders.MapPost("/", (HttpContext context, CancellationToken _) => PlaceAsync(fleet, context))
            .WithSummary("Places an order; with an Idempotency-Key header a repetition returns the first one (200)")
            .Accepts<OrderBody>("application/json", "*/*")
            .Produces<OrderView>(StatusCodes.Status201Created)
            .Produces<OrderView>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        orders.MapGet("/", (string? site, string? state, DateTimeOffset? placedBefore, DateTimeOffset? placedAfter, string? before, int? limit, CancellationToken cancellationToken) =>
                ListAsync(fleet, new OrderQuery(site, null, placedBefore, placedAfter, before, limit ?? 100), state, cancellationToken))
            .WithSummary("Orders, newest first; filter by site, state (several with commas), placedBefore and placedAfter (RFC 3339); page with before and limit (1 to 1000)")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        orders.MapGet("/{id}", (string id, CancellationToken cancellationToken) => FindAsync(fleet, id, cancellationToken))
            .WithSummary("One order; while it waits, with the reasons why")
            .ProducesProblem(StatusCodes.Status404NotFound);
        orders.MapGet("/{id}/history", (string id, long? before, int? limit, CancellationToken cancellationToken) => HistoryAsync(store, id, before, limit ?? 100, cancellationToken))
            .WithSummary("An order's changes, newest first; page with before and limit (1 to 1000)")
            .ProducesProblem(StatusCodes.Status404NotFound);
        orders.MapPost("/{id}/cancel", (string id, HttpContext context) => ActAsync(fleet, context, actor => fleet.Orders.CancelAsync(id, actor, context.RequestAborted)))
            .WithSummary("Calls an order off; one that a robot holds ends with the robot's answer")
            .Documented();
        orders.MapPost("/{id}/requeue", (string id, HttpContext context) => ActAsync(fleet, context, actor => fleet.Orders.RequeueAsync(id, actor, context.RequestAborted)))
            .WithSummary("Sends an order back into the queue, away from its robot, or once more after it failed")
            .Documented();
        orders.MapPost("/{id}/fail", (string id, HttpContext context) => ActAsync(fleet, context, actor => fleet.Orders.FailAsync(id, actor, context.RequestAborted)))
            .WithSummary("Fails an order by hand")
            .Documented();
        orders.MapPatch("/{id}", (string id, HttpContext context) => PatchAsync(fleet, id, context))
            .WithSummary("Changes an order's priority")
            .Documented();
    }

    private static RouteHandlerBuilder Documented(this RouteHandlerBuilder route) => route
        .Accepts<ActionBody>(isOptional: true, "application/json", "*/*")
        .Produces<OrderView>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> PlaceAsync(FleetServices fleet, HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context.Request, context.RequestAborted);
        if (body.Refusal is not null)
        {
            return Problems.Refused(body.Refusal);
        }

        var key = context.Request.Headers["Idempotency-Key"].ToString();
        var refusal = OrderRequestReader.Read(body.Payload, topicSite: null, key.Length == 0 ? null : key, out var request);
        if (refusal is not null)
        {
            return Problems.Refused(refusal);
        }

        var placed = await fleet.Orders.PlaceAsync(request!, context.RequestAborted);
        if (placed.Refusal is not null)
        {
            return Problems.Refused(placed.Refusal);
        }

        var view = await OrderViews.OfAsync(fleet.Context, placed.Value!, context.RequestAborted);
        return placed.IsRepeat ? TypedResults.Ok(view) : TypedResults.Created($"/api/orders/{view.Id}", view);
    }

    private static async Task<Results<Ok<OrderPage>, ProblemHttpResult>> ListAsync(FleetServices fleet, OrderQuery query, string? states, CancellationToken cancellationToken)
    {
        if (Limits.Check(query.Limit) is { } problem)
        {
            return problem;
        }

        if (!string.IsNullOrEmpty(states))
        {
            var wanted = new List<OrderState>();
            foreach (var name in states.Split(',', StringSplitOptions.TrimEntries))
            {
                if (!OrderStateNames.TryParse(name, out var state))
                {
                    return Problems.BadRequest($"state is \"{name}\"; allowed are {string.Join(", ", OrderStateNames.All)}, several with commas between");
                }

                wanted.Add(state);
            }

            query = query with { States = wanted };
        }

        var page = await fleet.Context.Store.ListOrdersAsync(query, cancellationToken);
        return TypedResults.Ok(new OrderPage(await OrderViews.OfAsync(fleet.Context, page.Items, cancellationToken), page.Next));
    }

    private static async Task<Results<Ok<OrderView>, ProblemHttpResult>> FindAsync(FleetServices fleet, string id, CancellationToken cancellationToken) =>
        await fleet.Context.Store.FindOrderAsync(id, cancellationToken) is { } order
            ? TypedResults.Ok(await OrderViews.OfAsync(fleet.Context, order, cancellationToken))
            : Problems.NotFound($"no order has the id \"{id}\"");

    private static async Task<Results<Ok<OrderHistoryPage>, ProblemHttpResult>> HistoryAsync(IFleetStore store, string id, long? before, int limit, CancellationToken cancellationToken)
    {
        if (Limits.Check(limit) is { } problem)
        {
            return problem;
        }

        var page = await store.ListOrderHistoryAsync(id, before, limit, cancellationToken);
        return page.Items.Count == 0 && await store.FindOrderAsync(id, cancellationToken) is null
            ? Problems.NotFound($"no order has the id \"{id}\"")
            : TypedResults.Ok(new OrderHistoryPage(page.Items, page.Next));
    }

    private static async Task<IResult> PatchAsync(FleetServices fleet, string id, HttpContext context)
    {
        var body = await ActionBody.ReadAsync(context, takesPriority: true);
        return body.Refusal is { } refusal ? Problems.Refused(refusal)
            : body.Priority is not { } priority ? Problems.Refused(new Refusal(RefusalCode.MissingField, "the field \"priority\" is missing; it is what can be changed, 0 to 9", "priority"))
            : await AnswerAsync(fleet, await fleet.Orders.ChangePriorityAsync(id, priority, body.Actor, context.RequestAborted), context);
    }

    private static async Task<IResult> ActAsync(FleetServices fleet, HttpContext context, Func<Actor, ValueTask<OperationResult<Order>>> act)
    {
        var body = await ActionBody.ReadAsync(context);
        return body.Refusal is { } refusal ? Problems.Refused(refusal) : await AnswerAsync(fleet, await act(body.Actor), context);
    }

    private static async Task<IResult> AnswerAsync(FleetServices fleet, OperationResult<Order> result, HttpContext context) => result.Refusal is { } refusal
        ? Problems.Refused(refusal)
        : TypedResults.Ok(await OrderViews.OfAsync(fleet.Context, result.Value!, context.RequestAborted));
}
