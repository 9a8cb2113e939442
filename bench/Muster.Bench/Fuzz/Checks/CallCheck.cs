using System.Diagnostics;
using Muster.Bench.Fuzz.Generation;
using Muster.Fleet.Rules;
using Muster.Fleet.Rules.Functions;

namespace Muster.Bench.Fuzz.Checks;

/// <summary>
/// What has to hold for a function whatever it is called with: it does not throw, neither does the check of its literals; the
/// same call gives the same result, of a pure function for any message; the result is JSON, of bounded size.
/// </summary>
internal static class CallCheck
{
    /// <summary>The longest result in bytes of JSON: of as many characters as a message of AWS IoT Core has bytes, each escaped.</summary>
    private const int MaxResult = 128 * 1024 * 6;

    private static readonly MessageContext Other = new(new TopicName("other"), null, DateTimeOffset.UnixEpoch.AddDays(365));

    internal static FuzzFailure? Run(FuzzCall call, FuzzInput input)
    {
        var function = SqlFunctions.Find(call.Name)!;
        try
        {
            var literals = Array.ConvertAll(call.Arguments, a => a.IsUndefined || a.Kind == SqlKind.Bytes ? (SqlValue?)null : a);
            function.CheckLiterals?.Invoke(literals, input.Version);
            if (function.UndefinedGivesUndefined && Array.Exists(call.Arguments, a => a.IsUndefined))
            {
                return null;
            }

            var start = Stopwatch.GetTimestamp();
            var result = Call(function, call, input.Context, input.Version);
            var again = Call(function, call, function.IsPure ? Other : input.Context, input.Version);
            if (!result.Equals(again) && !SlowMatch.Excuses(call.Name, start))
            {
                return new FuzzFailure($"two calls of {call.Name} differ", $"{call}: {result} and {again}");
            }

            return Mistake(result, call) is { } mistake ? new FuzzFailure($"{call.Name}: {mistake}", $"{call}: {result}") : null;
        }
        catch (Exception exception)
        {
            var failure = FuzzFailure.From($"call of {call.Name}", exception);
            return failure with { Detail = $"{call}\n{failure.Detail}" };
        }
    }

    private static string? Mistake(SqlValue result, FuzzCall call)
    {
        if (result.IsUndefined)
        {
            return null;
        }

        var json = result.ToJson();
        if (JsonCheck.MistakeOfValue(System.Text.Encoding.UTF8.GetBytes(json)) is { } mistake)
        {
            return $"result is {mistake}";
        }

        // What an argument brought may be handed through.
        return json.Length > MaxResult && !Array.Exists(call.Arguments, a => !a.IsUndefined && a.ToJson().Length >= json.Length / 2) ? "result beyond the bound" : null;
    }

    private static SqlValue Call(SqlFunction function, FuzzCall call, in MessageContext context, SqlVersion version) =>
        function.Body(call.Arguments, new SqlCallContext(context, Services.Make(), version));
}
