using Amazon.Runtime;
using Muster.Aws.Iot;
using Muster.Fleet.Messages;
using Muster.Tests.Commands;
using Muster.Tests.Configuration;

namespace Muster.Tests.Iot;

/// <summary>A sender and the endpoint that it sends to.</summary>
internal sealed class IotBench : IAsyncDisposable
{
    public const string Key = "AKIDEXAMPLE";
    public const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private IotBench(IotServer server, IotDataSender sender, RecordingLog<IotDataSender> log)
    {
        Server = server;
        Sender = sender;
        Log = log;
    }

    public IotServer Server { get; }

    public IotDataSender Sender { get; }

    public RecordingLog<IotDataSender> Log { get; }

    public static async Task<IotBench> StartAsync(Func<AWSCredentials>? credentials = null, string? token = null, TimeProvider? clock = null, Func<IotDataOptions, IotDataOptions>? with = null)
    {
        var server = await IotServer.StartAsync(new SignatureCheck(Key, Secret, token, "eu-west-1", "iotdata"));
        var log = new RecordingLog<IotDataSender>();

        // Pauses are a hundredth as long, time-outs stay long enough.
        var options = new IotDataOptions(server.Url, "eu-west-1") { AttemptTimeout = TimeSpan.FromHours(1) };
        var sender = new IotDataSender(
            with?.Invoke(options) ?? options, credentials ?? (() => new BasicAWSCredentials(Key, Secret)), server.Handler(), clock ?? new HastyClock(), new Random(1), log);
        return new IotBench(server, sender, log);
    }

    public async Task<IotServer.Publish> SendAsync(OutboundMessage message)
    {
        await Sender.SendAsync(message, CancellationToken.None);
        await Sender.FlushAsync();
        Assert.DoesNotContain(Log.Lines, l => l.Level >= Microsoft.Extensions.Logging.LogLevel.Warning);
        return Assert.Single(Server.Published);
    }

    public async ValueTask DisposeAsync()
    {
        Sender.Dispose();
        await Server.DisposeAsync();
    }

    public static OutboundMessage Message(string topic, string text = "{}") => new(topic, System.Text.Encoding.UTF8.GetBytes(text));
}
