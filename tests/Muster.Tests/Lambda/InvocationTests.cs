using Amazon.Runtime;
using Microsoft.Extensions.Time.Testing;
using Muster.Aws.Iot;
using Muster.Fleet.Messages;
using Muster.Tests.Configuration;
using Muster.Tests.Functions;
using Muster.Tests.Iot;

namespace Muster.Tests.Lambda;

public sealed class InvocationTests
{
    private static readonly string Report = $$"""{"name":"r1","status":"ONLINE","topicRobot":"r1","receivedAt":{{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}}}""";

    [Fact]
    public async Task Report_is_stored_and_accepted()
    {
        await using var bench = await LambdaBench.StartAsync();

        var answer = await bench.Api.Invoke(Report).AnswerAsync();

        Assert.False(answer.IsError);
        Assert.Equal("""{"outcome":"ACCEPTED"}""", answer.Body);
        Assert.Equal(RobotStatus.Online, (await bench.Store.FindRobotAsync("r1", CancellationToken.None))!.Status);
        Assert.Equal("fleet/robots/r1", Assert.Single(bench.Sender.Sent).Topic);
    }

    [Fact]
    public async Task Older_report_is_stale()
    {
        await using var bench = await LambdaBench.StartAsync();
        const string Dated = """{"name":"r1","status":"ONLINE","topicRobot":"r1","receivedAt":1769860800000,"at":"2026-01-31T11:59:59Z"}""";
        await bench.Api.Invoke(Dated).AnswerAsync();
        Assert.Equal("""{"outcome":"STALE"}""", (await bench.Api.Invoke(Dated.Replace("11:59:59", "11:59:58", StringComparison.Ordinal)).AnswerAsync()).Body);
    }

    [Theory]
    [InlineData("not JSON", "invalid-json")]
    [InlineData("[]", "invalid-json")]
    [InlineData("""{"name":"r1","status":"DANCING","topicRobot":"r1"}""", "invalid-value", "status")]
    [InlineData("""{"name":"r2","status":"ONLINE","topicRobot":"r1"}""", "name-mismatch", "name")]
    public async Task Malformed_event_is_refused_which_is_no_error(string payload, string code, string? field = null)
    {
        await using var bench = await LambdaBench.StartAsync();

        var answer = await bench.Api.Invoke(payload).AnswerAsync();

        Assert.False(answer.IsError);
        Assert.Equal(("REFUSED", code), (answer.Text("outcome"), answer.Text("code")));
        Assert.NotEmpty(answer.Text("reason"));
        Assert.Equal(field, answer.Json.TryGetProperty("field", out var f) ? f.GetString() : null);
        var line = Assert.Single(await bench.LogAsync());
        Assert.Equal(("WARN", code), (line.GetProperty("level").GetString(), line.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Failure_is_an_error_in_Lambdas_form_and_the_next_invocation_is_taken()
    {
        await using var bench = await LambdaBench.StartAsync(store: new BrokenStore());

        var answer = await bench.Api.Invoke(Report).AnswerAsync();

        Assert.True(answer.IsError);
        Assert.Equal("StoreUnavailableException", answer.ErrorType);
        Assert.Equal(("StoreUnavailableException", "the disk is full"), (answer.Text("errorType"), answer.Text("errorMessage")));
        Assert.Contains(answer.Json.GetProperty("stackTrace").EnumerateArray(), l => l.GetString()!.Contains("UpdateStatus", StringComparison.Ordinal));
        Assert.Equal("REFUSED", (await bench.Api.Invoke("{").AnswerAsync()).Text("outcome"));
    }

    [Fact]
    public async Task Function_gives_up_before_Lambda_ends_it_and_says_so()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var sender = new StuckSender();
        await using var bench = await LambdaBench.StartAsync(sender: sender, clock: clock);

        var call = bench.Api.Invoke(Report, clock.GetUtcNow() + TimeSpan.FromSeconds(3));
        await sender.Reached.WaitAsync(TimeSpan.FromSeconds(30));
        clock.Advance(TimeSpan.FromSeconds(2.7));
        Assert.False(call.Task.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.2));

        var answer = await call.AnswerAsync();
        Assert.True(answer.IsError);
        Assert.Equal("Function.DeadlineExceeded", answer.ErrorType);
        Assert.NotNull(await bench.Store.FindRobotAsync("r1", CancellationToken.None));
    }

    [Fact]
    public async Task Log_lines_are_of_their_invocation()
    {
        await using var bench = await LambdaBench.StartAsync(store: new BrokenStore());
        const string Trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1";

        await bench.Api.Invoke(Report, trace: Trace).AnswerAsync();
        Assert.Equal(Trace, Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID"));
        await bench.Api.Invoke("{").AnswerAsync();
        Assert.Null(Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID"));

        var log = await bench.LogAsync();
        Assert.Equal(2, log.Count);
        Assert.Equal(("ERROR", "request-1", Trace), (log[0].GetProperty("level").GetString(), log[0].GetProperty("requestId").GetString(), log[0].GetProperty("traceId").GetString()));
        Assert.Equal(("StoreUnavailableException", "the disk is full"), (log[0].GetProperty("errorType").GetString(), log[0].GetProperty("errorMessage").GetString()));
        Assert.Equal(("WARN", "request-2"), (log[1].GetProperty("level").GetString(), log[1].GetProperty("requestId").GetString()));
        Assert.False(log[1].TryGetProperty("traceId", out _));
        Assert.All(log, l => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", l.GetProperty("timestamp").GetString()!));
    }

    [Fact]
    public async Task Answer_waits_for_messages_on_their_way()
    {
        await using var iot = await IotServer.StartAsync(new SignatureCheck(IotBench.Key, IotBench.Secret, null, "eu-west-1", "iotdata"));
        var (reached, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        iot.Answers.Enqueue(async _ =>
        {
            reached.SetResult();
            await release.Task;
            return 200;
        });
        await using var bench = await LambdaBench.StartAsync(sender: Sender(iot));

        var call = bench.Api.Invoke(Report);
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(call.Task.IsCompleted);
        release.SetResult();

        Assert.Equal("ACCEPTED", (await call.AnswerAsync()).Text("outcome"));
        Assert.Single(iot.Published);
    }

    [Fact]
    public async Task Message_that_can_not_be_sent_is_counted_and_fails_nothing()
    {
        await using var iot = await IotServer.StartAsync(new SignatureCheck(IotBench.Key, "another", null, "eu-west-1", "iotdata"));
        await using var bench = await LambdaBench.StartAsync(sender: Sender(iot));

        Assert.Equal("ACCEPTED", (await bench.Api.Invoke(Report).AnswerAsync()).Text("outcome"));
        await bench.Api.Invoke("{").AnswerAsync();

        var line = Assert.Single(await bench.LogAsync(), l => l.TryGetProperty("_aws", out _));
        Assert.Equal(1, line.GetProperty("MessagesNotSent").GetInt32());
        Assert.Equal("request-1", line.GetProperty("requestId").GetString());
        var metric = line.GetProperty("_aws").GetProperty("CloudWatchMetrics")[0];
        Assert.Equal(("Muster", "MessagesNotSent"), (metric.GetProperty("Namespace").GetString(), metric.GetProperty("Metrics")[0].GetProperty("Name").GetString()));
    }

    private static IotDataSender Sender(IotServer iot) => new(
        new IotDataOptions(iot.Url, "eu-west-1"),
        () => new BasicAWSCredentials(IotBench.Key, IotBench.Secret),
        iot.Handler(),
        TimeProvider.System,
        new Random(1),
        new RecordingLog<IotDataSender>());

    /// <summary>Takes a message and never comes back, until it is told to give up.</summary>
    private sealed class StuckSender : ICommandSender
    {
        private readonly TaskCompletionSource _reached = new();

        public Task Reached => _reached.Task;

        public async ValueTask SendAsync(OutboundMessage message, CancellationToken cancellationToken)
        {
            _reached.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }
}
