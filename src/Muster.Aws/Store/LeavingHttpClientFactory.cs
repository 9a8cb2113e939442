using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace Muster.Aws.Store;

/// <summary>
/// For processes whose sockets complete inline (<c>DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS</c>): answers are handed to the
/// SDK on a thread of the pool. The SDK reads them blocking, and the thread that it would block is the one that brings the rest.
/// </summary>
internal sealed class LeavingHttpClientFactory : HttpClientFactory
{
    private const string InlineCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>Puts one into <paramref name="config"/> where sockets complete inline.</summary>
    public static AmazonDynamoDBConfig Set(AmazonDynamoDBConfig config)
    {
        if (Environment.GetEnvironmentVariable(InlineCompletions) is "1" or "true")
        {
            config.HttpClientFactory = new LeavingHttpClientFactory();
        }

        return config;
    }

    /// <inheritdoc/>
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
        new(new Leaving { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false } }) { Timeout = clientConfig.Timeout ?? Timeout.InfiniteTimeSpan };

    private sealed class Leaving : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            return response;
        }
    }
}
