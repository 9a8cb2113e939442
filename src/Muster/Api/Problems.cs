using Microsoft.AspNetCore.Http.HttpResults;
using Muster.Fleet.Messages;
using Muster.Fleet.Robots;

namespace Muster.Api;

/// <summary>Errors as problem details (RFC 9457).</summary>
internal static class Problems
{
    public static ProblemHttpResult BadRequest(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest, title: "Not valid");

    public static ProblemHttpResult NoSuchRobot(string name) =>
        TypedResults.Problem($"no robot named \"{name}\" has reported yet", statusCode: StatusCodes.Status404NotFound, title: "No such robot");

    public static ProblemHttpResult Retired(Robot robot) =>
        TypedResults.Problem(RobotView.Retired(robot), statusCode: StatusCodes.Status404NotFound, title: "Retired");

    public static ProblemHttpResult NotFound(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound, title: "Not found");

    public static ProblemHttpResult Refused(Refusal refusal)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = refusal.WireCode };
        if (refusal.Field is not null)
        {
            extensions["field"] = refusal.Field;
        }

        var status = refusal.Code switch
        {
            RefusalCode.PayloadTooLarge => StatusCodes.Status413PayloadTooLarge,
            RefusalCode.NotFound => StatusCodes.Status404NotFound,
            RefusalCode.Conflict or RefusalCode.NotHolder => StatusCodes.Status409Conflict,
            RefusalCode.KeyReused => StatusCodes.Status422UnprocessableEntity,
            _ => StatusCodes.Status400BadRequest,
        };
        return TypedResults.Problem(refusal.Reason, statusCode: status, title: "Refused", extensions: extensions);
    }
}
