using Muster.Hosting.Stores;

namespace Muster.Api;

/// <summary><c>/healthz</c>: the process answers. <c>/readyz</c>: it can do its work.</summary>
internal static class HealthApi
{
    public static void MapHealth(this WebApplication app, HostStore store)
    {
        app.MapGet("/healthz", () => TypedResults.Text("ok\n")).WithSummary("The process answers").WithTags("Health");
        app.MapGet("/readyz", async Task<IResult> (CancellationToken cancellationToken) => await store.FindProblemAsync(cancellationToken) is { } problem
            ? TypedResults.Problem(problem, statusCode: StatusCodes.Status503ServiceUnavailable, title: "The store is not available")
            : TypedResults.Text("ready\n")).WithSummary("The store can be written").WithTags("Health");
    }
}
