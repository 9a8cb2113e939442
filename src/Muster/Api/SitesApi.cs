using Muster.Fleet.Operations;
using Muster.Fleet.Sites;
using Muster.Fleet.Store;
using Muster.Hosting;

namespace Muster.Api;

/// <summary><c>/api/sites</c>: the places, and holding them.</summary>
internal static class SitesApi
{
    public static void MapSites(this WebApplication app, FleetServices fleet)
    {
        var sites = app.MapGroup("/api/sites").WithTags("Sites");
        sites.MapGet("/", async (CancellationToken cancellationToken) => TypedResults.Ok(new SitePage(await ListAsync(fleet, cancellationToken))))
            .WithSummary("The sites: how many robots are there, how many orders wait, and whether it is held");
        sites.MapPost("/{site}/hold", (string site, HttpContext context) => ActAsync(context, actor => fleet.Sites.HoldAsync(site, actor, context.RequestAborted)))
            .WithSummary("Holds a site: orders are taken, and none is dispatched")
            .Documented();
        sites.MapPost("/{site}/release", (string site, HttpContext context) => ActAsync(context, actor => fleet.Sites.ReleaseAsync(site, actor, context.RequestAborted)))
            .WithSummary("Lets orders be dispatched again")
            .Documented();
    }

    private static RouteHandlerBuilder Documented(this RouteHandlerBuilder route) => route
        .Accepts<ActionBody>(isOptional: true, "application/json", "*/*")
        .Produces<Site>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    /// <summary>Those that are known of, and those of the configuration.</summary>
    private static async ValueTask<IReadOnlyList<SiteSummary>> ListAsync(FleetServices fleet, CancellationToken cancellationToken)
    {
        var known = await fleet.Context.Store.ListSitesAsync(cancellationToken);
        var others = (fleet.Context.Settings.Current.Sites?.Keys ?? []).Where(n => known.All(k => k.Name != n)).Select(n => new SiteSummary(n, null, 0, 0));
        return [.. known.Concat(others).OrderBy(s => s.Name, StringComparer.Ordinal)];
    }

    private static async Task<IResult> ActAsync(HttpContext context, Func<Actor, ValueTask<OperationResult<Site>>> act)
    {
        var body = await ActionBody.ReadAsync(context);
        if (body.Refusal is not null)
        {
            return Problems.Refused(body.Refusal);
        }

        var result = await act(body.Actor);
        return result.Refusal is { } refusal ? Problems.Refused(refusal) : TypedResults.Ok(result.Value!);
    }
}
