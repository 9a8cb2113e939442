using Amazon;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Muster.Fleet.Store;

namespace Muster.Aws.Store;

/// <summary>Makes DynamoDB clients from the environment variables that all of AWS's tools read.</summary>
public static class DynamoClient
{
    /// <summary>One call takes a few milliseconds; what takes this long will not come any more.</summary>
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(3);

    /// <summary>
    /// A client: endpoint by <c>AWS_ENDPOINT_URL_DYNAMODB</c> or <c>AWS_ENDPOINT_URL</c>, else the region's; region by
    /// <c>AWS_REGION</c> or <c>AWS_DEFAULT_REGION</c>; credentials by AWS's usual chain. It does not retry: the store does,
    /// as it knows which calls may be repeated and how much time is left.
    /// </summary>
    /// <exception cref="StoreUnavailableException">There is neither an endpoint nor a region.</exception>
    public static AmazonDynamoDBClient Create()
    {
        var endpoint = Variable("AWS_ENDPOINT_URL_DYNAMODB") ?? Variable("AWS_ENDPOINT_URL");
        var region = Variable("AWS_REGION") ?? Variable("AWS_DEFAULT_REGION");
        var config = LeavingHttpClientFactory.Set(new AmazonDynamoDBConfig { MaxErrorRetry = 0, Timeout = CallTimeout });
        if (endpoint is not null)
        {
            if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            {
                throw new StoreUnavailableException($"the DynamoDB endpoint \"{endpoint}\" is no address: AWS_ENDPOINT_URL_DYNAMODB must be one such as http://localhost:8000");
            }

            // The region is only signed there: any will do for what runs on this machine.
            config.ServiceURL = endpoint;
            config.AuthenticationRegion = region ?? "us-east-1";
        }
        else if (region is not null)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }

        try
        {
            return new AmazonDynamoDBClient(config);
        }
        catch (AmazonClientException e)
        {
            throw new StoreUnavailableException(
                "no AWS region: set AWS_REGION (or AWS_DEFAULT_REGION), or AWS_ENDPOINT_URL_DYNAMODB for DynamoDB at an address of your own", e);
        }
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
