using System.Text.Json.Serialization;
using Muster.Commands;
using Muster.Fleet.Messages;
using Muster.Fleet.Store;

namespace Muster.Api;

/// <summary>Puts the HTTP API into a web application.</summary>
internal static class ApiSetup
{
    /// <summary>Adds what the API needs.</summary>
    public static void AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.Converters.Add(new UtcTimeConverter());
            o.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            o.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
        });
        services.AddProblemDetails();
        services.AddOpenApi(o => o.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Muster";
            document.Info.Version = VersionCommand.ProductVersion;
            document.Info.Description = "Robots, orders, sites, alerts, and their history.";
            return Task.CompletedTask;
        }));
    }

    /// <summary>Maps everything.</summary>
    public static void UseApi(this WebApplication app, ApiParts parts)
    {
        var fleet = parts.Fleet;
        app.UseStatusCodePages();
        app.Use(AnswerUnavailable);
        app.Use((context, next) => RefuseOtherSites(context, next, parts.IsLocal));
        app.Use(QueryCheck.CheckAsync);
        app.MapOpenApi();
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.MapHealth(parts.Store);
        app.MapRobots(parts.Store.Fleet, parts.Take);
        app.MapRobotActions(fleet);
        app.MapOrders(fleet);
        app.MapSites(fleet);
        app.MapAlerts(fleet);
        app.MapEvents(parts);
        app.MapConfiguration(fleet, parts.Reload);
        if (parts.Rules is { } rules)
        {
            app.MapRules(rules);
        }

        if (parts.Functions is { } functions)
        {
            app.MapFunctions(functions);
        }

        if (parts.Broker is { } broker)
        {
            app.UseWebSockets();
            app.MapMqtt(broker);
        }

        app.MapGet("/", () => TypedResults.Text("Muster is up. Try /api/robots, /api/orders, /openapi/v1.json, /metrics.\n")).ExcludeFromDescription();
    }

    private static async Task AnswerUnavailable(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (StoreUnavailableException e) when (!context.Response.HasStarted)
        {
            await TypedResults.Problem(e.Message, statusCode: StatusCodes.Status503ServiceUnavailable, title: "The store is not available").ExecuteAsync(context);
        }
    }

    /// <summary>
    /// A page of another site must not change anything through a browser on this machine: there are no credentials to stop it. Where only
    /// this machine is served, that goes for a site too whose name was made to point here (DNS rebinding): only the machine's own names are
    /// taken from a page then.
    /// </summary>
    private static Task RefuseOtherSites(HttpContext context, RequestDelegate next, bool isLocal)
    {
        var origin = context.Request.Headers.Origin.ToString();
        var isRead = (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) && !context.Request.Headers.ContainsKey("Upgrade");
        return origin.Length == 0 || isRead
            || (Uri.TryCreate(origin, UriKind.Absolute, out var site) && site.Authority == context.Request.Host.Value && (!isLocal || site.IsLoopback))
            ? next(context)
            : TypedResults.Problem($"requests from pages of {origin} are refused", statusCode: StatusCodes.Status403Forbidden, title: "Another site").ExecuteAsync(context);
    }
}
