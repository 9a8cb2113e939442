using Muster.Hosting;
using Muster.Hosting.Cloud;

namespace Muster.Tests.Hosting;

public sealed class ApiOptionsTests
{
    private const string Host = "abc123-ats.iot.eu-west-1.amazonaws.com";

    [Fact]
    public void As_the_web_adapter_starts_it()
    {
        var options = Read(("AWS_LWA_PORT", "9001"), ("PORT", "9002"), ("MUSTER_IOT_ENDPOINT", $"https://{Host}"), ("MUSTER_TABLE_PREFIX", "muster-dev-"), ("AWS_LAMBDA_FUNCTION_NAME", "api"));

        Assert.Equal((9001, "127.0.0.1", "muster-dev-", true), (options.Port, options.Bind, options.TablePrefix, options.EndsFeed));
        Assert.Equal(($"https://{Host}/", "eu-west-1", true), (options.Iot.Endpoint.AbsoluteUri, options.Iot.Region, options.Iot.WaitForDelivery));
    }

    [Fact]
    public void Feed_stays_open_where_answers_are_streamed_and_outside_of_Lambda()
    {
        Assert.False(Read(("MUSTER_IOT_ENDPOINT", Host)).EndsFeed);
        Assert.False(Read(("MUSTER_IOT_ENDPOINT", Host), ("AWS_LAMBDA_FUNCTION_NAME", "api"), ("AWS_LWA_INVOKE_MODE", "response_stream")).EndsFeed);
    }

    [Fact]
    public void Host_name_alone_is_enough_as_the_AWS_command_line_prints_it() =>
        Assert.Equal($"https://{Host}/", Read(("MUSTER_IOT_ENDPOINT", Host)).Iot.Endpoint.AbsoluteUri);

    [Theory]
    [InlineData("", "", "set MUSTER_IOT_ENDPOINT or --iot-endpoint")]
    [InlineData("MUSTER_IOT_ENDPOINT", "http://example.com", "http is for loopback only")]
    [InlineData("PORT", "http", "PORT is 'http'; it must be a port")]
    [InlineData("AWS_LWA_PORT", "65536", "AWS_LWA_PORT is '65536'; it must be a port")]
    [InlineData("MUSTER_TABLE_PREFIX", "a/b", "the tables' prefix is 'a/b'; it must be")]
    [InlineData("MUSTER_CONFIG", "/nowhere/fleet.json", "can't read the configuration /nowhere/fleet.json")]
    public void What_is_wrong_is_said(string variable, string value, string reason)
    {
        var error = Assert.Throws<StartException>(() => variable.Length == 0 ? Read() : variable == "MUSTER_IOT_ENDPOINT" ? Read((variable, value)) : Read((variable, value), ("MUSTER_IOT_ENDPOINT", Host)));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private static ApiOptions Read(params (string Name, string Value)[] environment) =>
        ApiOptionsReader.Read(new ApiSettings(), name => environment.FirstOrDefault(v => v.Name == name).Value);
}
