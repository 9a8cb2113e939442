using Muster.Aws.Iot;

namespace Muster.Tests.Iot;

public sealed class IotEndpointTests
{
    [Theory]
    [InlineData("https://abc123-ats.iot.eu-west-1.amazonaws.com", "us-east-1", "eu-west-1")]
    [InlineData("https://abc123-ats.iot.cn-north-1.amazonaws.com.cn/", null, "cn-north-1")]
    [InlineData("https://broker.example.com", "us-east-1", "us-east-1")]
    [InlineData("http://127.0.0.1:8883", "us-east-1", "us-east-1")]
    [InlineData("http://localhost:8883", "us-east-1", "us-east-1")]
    [InlineData("http://[::1]:8883", "us-east-1", "us-east-1")]
    public void Signs_for_the_region_of_the_endpoint(string endpoint, string? environment, string region)
    {
        Assert.Null(IotEndpoint.Read(endpoint, environment, out var options));
        Assert.Equal(region, options!.Region);
        Assert.Equal(new Uri(endpoint), options.Endpoint);
    }

    [Theory]
    [InlineData("abc123-ats.iot.eu-west-1.amazonaws.com")]
    [InlineData("http://abc123-ats.iot.eu-west-1.amazonaws.com")]
    [InlineData("https://abc123-ats.iot.eu-west-1.amazonaws.com/topics")]
    [InlineData("https://user:secret@broker.example.com")]
    [InlineData("mqtts://abc123-ats.iot.eu-west-1.amazonaws.com")]
    public void Says_what_an_endpoint_must_be(string endpoint)
    {
        var problem = IotEndpoint.Read(endpoint, "eu-west-1", out var options);
        Assert.Null(options);
        Assert.Contains("https://abc123-ats.iot.eu-west-1.amazonaws.com", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Needs_a_region_from_somewhere() =>
        Assert.Contains("AWS_REGION", IotEndpoint.Read("https://broker.example.com", null, out _), StringComparison.Ordinal);
}
