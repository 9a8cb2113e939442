using System.Net;

namespace Muster.Aws.Iot;

/// <summary>Why an attempt to send failed.</summary>
/// <param name="Problem">For the operator.</param>
/// <param name="MayPass">Whether another attempt may succeed.</param>
internal sealed record SendFailure(string Problem, bool MayPass)
{
    private const int MostOfBody = 300;

    /// <summary>Reads an answer that is none of success.</summary>
    public static async ValueTask<SendFailure> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = response.StatusCode;
        var body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        var mayPass = status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)status >= 500;
        return new SendFailure($"it answered {(int)status} {response.ReasonPhrase}: {(body.Length > MostOfBody ? body[..MostOfBody] : body)}", mayPass);
    }
}
