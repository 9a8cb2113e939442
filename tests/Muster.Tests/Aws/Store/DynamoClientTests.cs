using Muster.Aws.Store;
using Muster.Fleet.Store;

namespace Muster.Tests.Aws.Store;

public sealed class DynamoClientTests : IDisposable
{
    private static readonly string[] Names =
        ["AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];

    private readonly Dictionary<string, string?> _before = Names.ToDictionary(n => n, Environment.GetEnvironmentVariable);

    public DynamoClientTests()
    {
        foreach (var name in Names)
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "x");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "y");
    }

    [Theory]
    [InlineData("AWS_ENDPOINT_URL_DYNAMODB")]
    [InlineData("AWS_ENDPOINT_URL")]
    public void Endpoint_is_the_environments(string name)
    {
        Environment.SetEnvironmentVariable(name, "http://localhost:8000");

        using var client = DynamoClient.Create();

        Assert.Equal("http://localhost:8000/", client.Config.ServiceURL);
    }

    [Theory]
    [InlineData("AWS_REGION")]
    [InlineData("AWS_DEFAULT_REGION")]
    public void Region_is_the_environments(string name)
    {
        Environment.SetEnvironmentVariable(name, "eu-central-1");

        using var client = DynamoClient.Create();

        Assert.Equal("eu-central-1", client.Config.RegionEndpoint.SystemName);
    }

    [Fact]
    public void Endpoint_that_is_no_address_is_refused()
    {
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_DYNAMODB", "localhost:8000");

        var e = Assert.Throws<StoreUnavailableException>(DynamoClient.Create);

        Assert.Contains("\"localhost:8000\" is no address", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoint_where_nobody_is_does_not_answer()
    {
        // A port on which nothing listens: tcpmux is long gone.
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1");
        using var client = DynamoClient.Create();
        var store = new DynamoFleetStore(client, new DynamoStoreOptions(), TimeProvider.System, new Random(-4));
        using var time = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));

        var e = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.FindRobotAsync("r1", time.Token));

        Assert.Contains("does not answer", e.Message, StringComparison.Ordinal);
        Assert.Contains("does not answer", (await Assert.ThrowsAsync<StoreUnavailableException>(() => DynamoTables.CreateAsync(client, "", CancellationToken.None))).Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        foreach (var (name, value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }
}
