using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Muster.Local.Functions;
using Muster.Tests.Support;

namespace Muster.Tests.LambdaHost;

/// <summary>A function's host with what its function wrote.</summary>
internal sealed class HostBench : IAsyncDisposable
{
    private readonly ProcessGuard _guard = new();
    private readonly Lines _lines = new();

    public HostBench(TestPackage package, Func<FunctionOptions, FunctionOptions>? change = null, TimeProvider? clock = null)
        : this(FunctionPackage.Open(package.Path), change, clock)
    {
    }

    public HostBench(FunctionPackage package, Func<FunctionOptions, FunctionOptions>? change = null, TimeProvider? clock = null)
    {
        // Nothing here is measured in real time, so a slow machine gets more than Lambda's three seconds.
        var options = new FunctionOptions { Name = "test", Timeout = TimeSpan.FromMinutes(1), InitTimeout = TimeSpan.FromMinutes(1) };
        Host = new FunctionHost(package, change?.Invoke(options) ?? options, _guard, clock ?? TimeProvider.System, new Random(1), _lines);
    }

    public FunctionHost Host { get; }

    public IReadOnlyCollection<string> Log => _lines.All;

    public Task<InvocationResult> InvokeAsync(string json) => Host.InvokeAsync(Encoding.UTF8.GetBytes(json), CancellationToken.None);

    /// <summary>The answer of an invocation that must succeed.</summary>
    public async Task<JsonNode> AnswerAsync(string json)
    {
        var result = await InvokeAsync(json);
        Assert.True(result.Error is null, $"{result.Error}\n{result.Log}");
        return JsonNode.Parse(result.Payload.Span)!;
    }

    /// <summary>Waits until the function has written a line.</summary>
    public Task SaidAsync(string text) => Eventually.TrueAsync(() => Task.FromResult(Log.Contains($"test: {text}")), $"the function says \"{text}\"");

    public static bool IsAlive(int process) => File.Exists($"/proc/{process}/stat") && !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);

    public static Task GoneAsync(int process) => Eventually.TrueAsync(() => Task.FromResult(!IsAlive(process)), $"process {process} is gone");

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        _guard.Dispose();
    }

    private sealed class Lines : ILogger<FunctionHost>
    {
        private readonly ConcurrentQueue<string> _all = new();

        public IReadOnlyCollection<string> All => _all;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _all.Enqueue(formatter(state, exception));
    }
}
