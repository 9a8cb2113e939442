using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Muster.Tests.Support;
using static Muster.Tests.Iot.IotBench;

namespace Muster.Tests.Iot;

public sealed class IotRetryTests
{
    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task What_may_pass_is_tried_again(int status)
    {
        await using var bench = await StartAsync();
        bench.Server.Answer(status, times: 2);

        await bench.SendAsync(Message("t"));

        Assert.Equal((3, 1, 0), (bench.Server.Calls, bench.Sender.Sent, bench.Sender.NotSent));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(413)]
    public async Task What_will_not_pass_is_tried_once(int status)
    {
        await using var bench = await StartAsync();
        bench.Server.Answer(status);

        await bench.Sender.SendAsync(Message("t"), CancellationToken.None);
        await bench.Sender.FlushAsync();

        Assert.Equal((1, 0, 1), (bench.Server.Calls, bench.Sender.Sent, bench.Sender.NotSent));
    }

    [Fact]
    public async Task After_the_last_attempt_it_is_logged_and_counted_and_the_next_message_goes_out()
    {
        await using var bench = await StartAsync();
        bench.Server.Answer(503, times: 5);

        await bench.Sender.SendAsync(Message("t"), CancellationToken.None);
        await bench.Sender.FlushAsync();
        await bench.Sender.SendAsync(Message("t"), CancellationToken.None);
        await bench.Sender.FlushAsync();

        Assert.Equal((6, 1, 1), (bench.Server.Calls, bench.Sender.Sent, bench.Sender.NotSent));
        Assert.Contains("in 5 attempts: it answered 503", Assert.Single(bench.Log.Lines, l => l.Level == LogLevel.Error).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_of_a_topic_keep_their_order_when_the_first_is_tried_again()
    {
        await using var bench = await StartAsync();
        bench.Server.Answer(503);

        for (var i = 0; i < 4; i++)
        {
            await bench.Sender.SendAsync(Message("t", $"{i}"), CancellationToken.None);
        }

        await bench.Sender.FlushAsync();
        string[] expected = ["0", "1", "2", "3"];
        Assert.Equal(expected, bench.Server.Published.Select(p => p.Text));
    }

    [Fact]
    public async Task Topics_do_not_wait_for_each_other()
    {
        await using var bench = await StartAsync();
        var release = new TaskCompletionSource();
        bench.Server.Answers.Enqueue(async _ =>
        {
            await release.Task;
            return 200;
        });

        await bench.Sender.SendAsync(Message("slow"), CancellationToken.None);
        await Eventually.TrueAsync(() => Task.FromResult(bench.Server.Calls == 1), "the slow one is under way");
        await bench.Sender.SendAsync(Message("fast"), CancellationToken.None);
        await Eventually.TrueAsync(() => Task.FromResult(bench.Server.Published.Any(p => p.Topic == "fast")), "the fast one is there");
        release.SetResult();
        await bench.Sender.FlushAsync();
        Assert.Equal(2, bench.Server.Published.Count);
    }

    [Fact]
    public async Task Answer_that_does_not_come_is_given_up_and_tried_again()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var bench = await StartAsync(clock: clock, with: o => o with { AttemptTimeout = TimeSpan.FromSeconds(3) });
        bench.Server.Answers.Enqueue(async context =>
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return 200;
        });

        await bench.Sender.SendAsync(Message("t"), CancellationToken.None);
        await Eventually.TrueAsync(() => Task.FromResult(bench.Server.Calls == 1), "the first attempt");
        var flushed = bench.Sender.FlushAsync().AsTask();
        await Eventually.TrueAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(flushed.IsCompleted || bench.Server.Calls > 1);
            },
            "the second attempt");
        await flushed;

        Assert.True(bench.Server.Calls > 1);
    }

    [Fact]
    public async Task Expired_message_is_not_sent()
    {
        await using var bench = await StartAsync();

        await bench.Sender.SendAsync(Message("t") with { Expires = TimeSpan.Zero }, CancellationToken.None);
        await bench.Sender.SendAsync(Message("t") with { Expires = TimeSpan.FromSeconds(-1) }, CancellationToken.None);
        await bench.Sender.FlushAsync();

        Assert.Equal((0, 0), (bench.Server.Calls, bench.Sender.NotSent));
    }

    [Fact]
    public async Task Message_that_expires_between_two_attempts_is_not_sent_any_more()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var bench = await StartAsync(clock: clock);
        bench.Server.Answers.Enqueue(_ =>
        {
            clock.Advance(TimeSpan.FromSeconds(31));
            return Task.FromResult(503);
        });

        await bench.Sender.SendAsync(Message("t") with { Expires = TimeSpan.FromSeconds(30) }, CancellationToken.None);
        var flushed = bench.Sender.FlushAsync().AsTask();
        await Eventually.TrueAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(flushed.IsCompleted);
            },
            "the sender is done");

        Assert.Equal((1, 0, 0), (bench.Server.Calls, bench.Sender.Sent, bench.Sender.NotSent));
    }

    [Fact]
    public async Task When_the_time_is_up_nothing_more_is_tried()
    {
        await using var bench = await StartAsync(clock: new FakeTimeProvider(DateTimeOffset.UtcNow));
        using var deadline = new CancellationTokenSource();
        bench.Server.Answer(503);

        await bench.Sender.SendAsync(Message("t"), deadline.Token);
        await Eventually.TrueAsync(() => Task.FromResult(bench.Log.Lines.Count > 0 || bench.Server.Calls == 1), "the first attempt");
        await deadline.CancelAsync();
        await bench.Sender.FlushAsync();

        Assert.Equal((1, 1), (bench.Server.Calls, bench.Sender.NotSent));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await bench.Sender.SendAsync(Message("t"), deadline.Token));
    }

    [Fact]
    public async Task Host_that_may_be_frozen_waits_for_the_delivery()
    {
        await using var bench = await StartAsync(with: o => o with { WaitForDelivery = true });
        await bench.Sender.SendAsync(Message("t"), CancellationToken.None);
        Assert.Single(bench.Server.Published);
    }

    [Fact]
    public async Task Endpoint_that_is_not_there_fails_nobody()
    {
        await using var bench = await StartAsync(with: o => o with { Endpoint = new Uri("https://127.0.0.1:1"), MaxAttempts = 2 });
        await bench.Sender.SendAsync(Message("t"), CancellationToken.None);
        await bench.Sender.FlushAsync();
        Assert.Equal(1, bench.Sender.NotSent);
    }
}
