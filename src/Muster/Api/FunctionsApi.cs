using System.Text.Json;
using Muster.Local.Functions.User;

namespace Muster.Api;

/// <summary><c>/api/functions</c>: the functions of the fleet's owner.</summary>
internal static class FunctionsApi
{
    /// <summary>The largest asynchronous event, in bytes (Lambda's quota).</summary>
    private const int MaxEvent = 1024 * 1024;

    public static void MapFunctions(this WebApplication app, UserFunctions functions)
    {
        var group = app.MapGroup("/api/functions").WithTags("Functions");
        group.MapGet("/", () => TypedResults.Ok(new FunctionPage(functions.List())))
            .WithSummary("The functions of the configuration: how each is set up, its queue, and its figures since the start");
        group.MapPost("/{function}/invocations", (string function, HttpContext context) => EnqueueAsync(functions, function, context))
            .WithSummary("Gives a function an event, as a rule does; it is durable when the answer comes, and the function is invoked later")
            .Accepts<JsonElement>("application/json", "*/*")
            .Produces(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> EnqueueAsync(UserFunctions functions, string function, HttpContext context)
    {
        if (!functions.Contains(function))
        {
            return TypedResults.Problem($"there is no function {function} in the configuration", statusCode: StatusCodes.Status404NotFound, title: "No such function");
        }

        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;)
        {
            if (body.Length + read > MaxEvent)
            {
                return TypedResults.Problem($"an event has at most {MaxEvent} bytes", statusCode: StatusCodes.Status413PayloadTooLarge, title: "Too large");
            }

            body.Write(buffer, 0, read);
        }

        try
        {
            JsonDocument.Parse(body.GetBuffer().AsMemory(0, (int)body.Length)).Dispose();
        }
        catch (JsonException e)
        {
            return TypedResults.Problem($"the event is no JSON: {e.Message}", statusCode: StatusCodes.Status400BadRequest, title: "No JSON");
        }

        await functions.EnqueueAsync(function, body.GetBuffer().AsMemory(0, (int)body.Length), context.RequestAborted);
        return TypedResults.StatusCode(StatusCodes.Status202Accepted);
    }
}
