using System.Net;
using System.Net.WebSockets;
using MQTTnet;
using Muster.Tests.Support;

namespace Muster.Tests.Broker;

public sealed class WebSocketTests
{
    [Fact]
    public async Task A_client_on_a_WebSocket_is_a_client_like_any_other()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var robot = await muster.ConnectAsync("r1", overWebSocket: true);
        await robot.SubscribeAsync("fleet/robots/+");

        await robot.ReportAsync("r1", "ONLINE");

        Assert.Contains("ONLINE", await robot.NextTextAsync(), StringComparison.Ordinal);
        robot.Drop();
        await muster.WaitForStatusAsync("r1", "OFFLINE");
    }

    [Fact]
    public async Task A_client_on_a_WebSocket_reads_why_it_was_closed()
    {
        await using var muster = await TestMuster.StartAsync();
        await using var first = await muster.ConnectAsync("r1", overWebSocket: true);
        var closed = new TaskCompletionSource<MqttClientDisconnectReason>();
        first.Raw.DisconnectedAsync += e =>
        {
            closed.TrySetResult(e.Reason);
            return Task.CompletedTask;
        };

        await using var second = await muster.ConnectAsync("r1");

        Assert.Equal(MqttClientDisconnectReason.SessionTakenOver, await closed.Task.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_request_that_is_no_MQTT_WebSocket_is_told_so()
    {
        await using var muster = await TestMuster.StartAsync();

        using var plain = await muster.Http.GetAsync("/mqtt");
        Assert.Equal(HttpStatusCode.BadRequest, plain.StatusCode);
        Assert.Contains("subprotocol", await plain.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var socket = new ClientWebSocket();
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri($"ws://{muster.Http.BaseAddress!.Authority}/mqtt"), CancellationToken.None));
    }

    [Fact]
    public async Task A_page_of_another_site_is_kept_out()
    {
        await using var muster = await TestMuster.StartAsync();

        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("mqtt");
        socket.Options.SetRequestHeader("Origin", "http://evil.example");
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri($"ws://{muster.Http.BaseAddress!.Authority}/mqtt"), CancellationToken.None));

        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/robots/r1/status") { Content = new StringContent("""{"name": "r1", "status": "ONLINE"}""") };
        request.Headers.Add("Origin", "http://evil.example");
        using var reply = await muster.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.Forbidden)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]", HttpStatusCode.OK)]
    public async Task A_page_whose_name_was_made_to_point_here_is_kept_out(string name, HttpStatusCode status)
    {
        await using var muster = await TestMuster.StartAsync();
        var authority = $"{name}:{muster.Http.BaseAddress!.Port}";

        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/robots/r1/status") { Content = new StringContent("""{"name": "r1", "status": "ONLINE"}""") };
        request.Headers.Host = authority;
        request.Headers.Add("Origin", $"http://{authority}");
        using var reply = await muster.Http.SendAsync(request);

        Assert.Equal(status, reply.StatusCode);
    }
}
