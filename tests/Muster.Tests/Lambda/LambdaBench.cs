using System.Text.Json;
using Muster.Fleet.Messages;
using Muster.Fleet.Store;
using Muster.Lambda;
using Muster.Tests.Functions;

namespace Muster.Tests.Lambda;

/// <summary>The bootstrap in this process, under a Runtime API of the test's.</summary>
internal sealed class LambdaBench : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly MemoryStream _output = new();
    private Task<int> _run = Task.FromResult(-1);

    private LambdaBench(RuntimeApiServer api) => Api = api;

    public RuntimeApiServer Api { get; }

    public MemoryFleetStore Store { get; } = new();

    public RecordingSender Sender { get; } = new();

    public Dictionary<string, string> Variables { get; } = new() { ["_HANDLER"] = "update-status", ["MUSTER_IOT_ENDPOINT"] = "none" };

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public static async Task<LambdaBench> CreateAsync()
    {
        var bench = new LambdaBench(await RuntimeApiServer.StartAsync());
        bench.Variables[LambdaEnvironment.RuntimeApi] = bench.Api.Address;
        return bench;
    }

    /// <summary>The bootstrap in life, with a store and a sender that may be others than the bench's.</summary>
    public static async Task<LambdaBench> StartAsync(string handler = "update-status", IFleetStore? store = null, ICommandSender? sender = null, TimeProvider? clock = null)
    {
        var bench = await CreateAsync();
        bench.Variables["_HANDLER"] = handler;
        bench.Clock = clock ?? bench.Clock;
        bench.Start(store, sender);
        return bench;
    }

    public void Start(IFleetStore? store = null, ICommandSender? sender = null) =>
        _run = new Bootstrap(Variables.GetValueOrDefault, _output, Clock, new Random(1), (_, _, _) => new CloudParts(store ?? Store, sender ?? Sender)).RunAsync(_stop.Token);

    /// <summary>Waits until it ends by itself.</summary>
    public Task<int> ExitAsync() => _run.WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Ends it, and reads its log.</summary>
    public async Task<IReadOnlyList<JsonElement>> LogAsync()
    {
        await _stop.CancelAsync();
        await ExitAsync();
        return [.. System.Text.Encoding.UTF8.GetString(_output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await ExitAsync();
        await Api.DisposeAsync();
        _stop.Dispose();
        await _output.DisposeAsync();
    }
}
