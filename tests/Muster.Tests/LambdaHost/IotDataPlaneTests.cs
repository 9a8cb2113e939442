using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Muster.Commands;
using Muster.Local.Functions;
using Muster.Tests.Processes;

namespace Muster.Tests.LambdaHost;

public sealed class IotDataPlaneTests : IAsyncDisposable
{
    private readonly SentMessages _sent = new();
    private readonly IotDataPlane _plane;
    private readonly HttpClient _http;

    public IotDataPlaneTests()
    {
        _plane = IotDataPlane.Start(_sent, NullLogger<IotDataPlane>.Instance);
        _http = new HttpClient { BaseAddress = new Uri(_plane.Endpoint) };
        _http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=x/20260131/us-east-1/iotdata/aws4_request, SignedHeaders=host, Signature=0");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _plane.DisposeAsync();
    }

    [Fact]
    public async Task Message_is_published_as_it_is()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/topics/robots%2Fr1%2Fcommands?qos=1&retain=true&messageExpiry=30&contentType=application%2Fjson") { Content = new StringContent("""{"id": "ö"}""") };
        request.Headers.Add("x-amz-mqtt5-correlation-data", Convert.ToBase64String([1, 2, 255]));

        using var reply = await _http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        var message = Assert.Single(_sent.Take());
        Assert.Equal(("robots/r1/commands", """{"id": "ö"}""", true), (message.Topic, Encoding.UTF8.GetString(message.Payload.Span), message.Retain));
        Assert.Equal(TimeSpan.FromSeconds(30), message.Expires);
        Assert.Equal(new byte[] { 1, 2, 255 }, message.CorrelationData.ToArray());
    }

    [Fact]
    public async Task Topic_may_have_its_slashes_as_they_are_and_the_payload_may_be_empty()
    {
        using var reply = await _http.PostAsync("/topics/fleet/robots/r1", content: null);

        var message = Assert.Single(_sent.Take());
        Assert.Equal(("fleet/robots/r1", 0, false, null), (message.Topic, message.Payload.Length, message.Retain, message.Expires));
    }

    [Theory]
    [InlineData("/topics/robots%2F%2B", "has at least one character")]
    [InlineData("/topics/?qos=1", "has at least one character")]
    [InlineData("/topics/a?qos=2", "qos is 2; allowed are 0 and 1")]
    [InlineData("/topics/a?messageExpiry=soon", "messageExpiry is soon; it must be whole seconds")]
    public async Task Bad_call_is_refused_with_a_reason(string target, string reason)
    {
        using var reply = await _http.PostAsync(target, new StringContent("{}"));

        Assert.Equal((HttpStatusCode.BadRequest, "InvalidRequestException"), (reply.StatusCode, reply.Headers.GetValues("x-amzn-ErrorType").Single()));
        Assert.Contains(reason, (string?)JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["errorMessage"], StringComparison.Ordinal);
        Assert.Empty(_sent.Take());
    }

    [Fact]
    public async Task Message_over_128_KiB_is_refused()
    {
        using var reply = await _http.PostAsync("/topics/a", new ByteArrayContent(new byte[(128 * 1024) + 1]));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.StatusCode);
        Assert.Empty(_sent.Take());
    }

    [Theory]
    [InlineData("Authorization", null)]
    [InlineData("Authorization", "Bearer x")]
    [InlineData("Host", "evil.example:80")]
    [InlineData("Origin", "http://evil.example")]
    public async Task Page_in_a_browser_can_command_no_robots(string header, string? value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/topics/robots%2Fr1%2Fcommands") { Content = new StringContent("{}") };
        using var http = new HttpClient { BaseAddress = new Uri(_plane.Endpoint) };
        foreach (var (name, text) in _http.DefaultRequestHeaders.NonValidated.Where(h => h.Key != header).Select(h => (h.Key, h.Value.ToString())))
        {
            request.Headers.TryAddWithoutValidation(name, text);
        }

        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        using var reply = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
        Assert.Empty(_sent.Take());
    }

    [Fact]
    public async Task Other_user_of_the_machine_can_command_no_robots()
    {
        CommandRun.Need("curl");
        CommandRun.Need("setpriv");
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Skip("it takes root to be another user");
        }

        string[] call = ["curl", "-sS", "-H", "Authorization: AWS4-HMAC-SHA256 x", "-X", "POST", "-d", "{}", $"{_plane.Endpoint}/topics/a"];
        var other = await CommandRun.RunAsync("setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", .. call]);
        Assert.Empty(_sent.Take());
        var own = await CommandRun.RunAsync(call[0], call[1..]);

        Assert.NotEqual(0, other.ExitCode);
        Assert.Equal(0, own.ExitCode);
        Assert.Single(_sent.Take());
    }

    [Fact]
    public async Task What_is_no_http_is_refused()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(_plane.Endpoint).Port);
        await client.GetStream().WriteAsync("hello\r\n\r\n"u8.ToArray());

        Assert.StartsWith("HTTP/1.1 400 ", await new StreamReader(client.GetStream()).ReadToEndAsync(), StringComparison.Ordinal);
    }
}
