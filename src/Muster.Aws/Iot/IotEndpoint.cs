using System.Net;

namespace Muster.Aws.Iot;

/// <summary>Reads the data endpoint and the region to sign for from what the environment says.</summary>
public static class IotEndpoint
{
    private const string Rule = "it must be the account's IoT data endpoint, such as https://abc123-ats.iot.eu-west-1.amazonaws.com "
        + "(aws iot describe-endpoint --endpoint-type iot:Data-ATS); http is for loopback only";

    /// <summary>Reads them.</summary>
    /// <param name="endpoint">The endpoint's URL.</param>
    /// <param name="region">The region of the environment, which a host name of AWS goes before; may be none.</param>
    /// <param name="options">What was read.</param>
    /// <returns>What is wrong and what would be right; none when all is well.</returns>
    public static string? Read(string endpoint, string? region, out IotDataOptions? options)
    {
        options = null;
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var url) || !IsAllowed(url) || url.PathAndQuery != "/" || url.UserInfo.Length > 0)
        {
            return $"the IoT endpoint is \"{endpoint}\"; {Rule}";
        }

        // One signs for where the endpoint is, wherever the function runs: abc123-ats.iot.REGION.amazonaws.com
        var labels = url.Host.Split('.');
        var place = Array.IndexOf(labels, "iot");
        region = place >= 0 && place + 2 < labels.Length ? labels[place + 1] : region;
        if (string.IsNullOrEmpty(region))
        {
            return $"the region of the IoT endpoint {endpoint} is not in its name, and AWS_REGION is not set; it must be, such as eu-west-1";
        }

        options = new IotDataOptions(url, region);
        return null;
    }

    private static bool IsAllowed(Uri url) => url.Scheme == Uri.UriSchemeHttps
        || (url.Scheme == Uri.UriSchemeHttp && (url.Host == "localhost" || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address))));
}
