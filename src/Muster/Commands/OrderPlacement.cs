using System.Net;
using System.Text.Json;

namespace Muster.Commands;

/// <summary>Places an order once, also when the connection is lost before the answer.</summary>
internal sealed class OrderPlacement(FleetApi api, TimeProvider clock, TextWriter notes)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Places it; a second time with the same key, when the answer to the first is lost.</summary>
    /// <exception cref="CommandException">Muster can't be reached, or refuses.</exception>
    public async Task<JsonElement> PlaceAsync(Action<Utf8JsonWriter> write, string key, CancellationToken cancellationToken)
    {
        var isRepeat = false;
        ApiAnswer answer;
        try
        {
            answer = await SendAsync(write, key, cancellationToken);
        }
        catch (CommandException e) when (IsAnswerLost(e.InnerException))
        {
            await notes.WriteLineAsync("muster: lost the connection before the answer; asking once more with the same key");
            await Task.Delay(Pause, clock, cancellationToken);
            isRepeat = true;
            answer = await SendAgainAsync(write, key, cancellationToken);
        }

        if (answer.Status == HttpStatusCode.OK && !isRepeat)
        {
            await notes.WriteLineAsync($"muster: an order was placed with the key \"{key}\" before: this is that order");
        }

        return answer.Body;
    }

    private async Task<ApiAnswer> SendAgainAsync(Action<Utf8JsonWriter> write, string key, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(write, key, cancellationToken);
        }
        catch (CommandException e) when (e.ExitCode == ExitCode.Unreachable)
        {
            throw new CommandException(e.ExitCode, $"{e.Message}; whether the order was placed is not known: with --key {key} you can ask again", e);
        }
    }

    private Task<ApiAnswer> SendAsync(Action<Utf8JsonWriter> write, string key, CancellationToken cancellationToken) =>
        api.SendAsync(HttpMethod.Post, "api/orders", write, key, cancellationToken);

    // Nobody there, or no way to talk with it: then nothing was sent, and nothing is in doubt.
    private static bool IsAnswerLost(Exception? cause) => cause switch
    {
        HttpRequestException e => e.HttpRequestError is not (
            HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError),
        IOException or OperationCanceledException => true,
        _ => false,
    };
}
