using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Muster.Fleet.Store;

namespace Muster.Api;

/// <summary>The bounds of pages.</summary>
internal static class Limits
{
    public static ProblemHttpResult? Check(int limit) => limit is >= 1 and <= RobotQuery.MaxLimit
        ? null
        : Problems.BadRequest(string.Create(CultureInfo.InvariantCulture, $"limit is {limit}; allowed are 1 to {RobotQuery.MaxLimit}"));
}
