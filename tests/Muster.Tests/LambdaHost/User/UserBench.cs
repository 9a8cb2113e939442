using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Muster.Fleet.Configuration;
using Muster.Fleet.Messages;
using Muster.Local.Functions.User;
using Muster.Local.Rules;
using Muster.Local.Store;
using Muster.Tests.Store;
using Muster.Tests.Support;
using TempFolder = Muster.Tests.Processes.TempFolder;

namespace Muster.Tests.LambdaHost.User;

/// <summary>Functions of the fleet's owner with their queues, in a folder that is gone after the test; the clock stands still until it is told.</summary>
internal sealed class UserBench : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestMeters _meters = new();
    private DataFolder? _data;
    private SqliteFleetStore? _store;
    private JsonLinesFiles? _files;

    private UserBench()
    {
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 2, 1, 12, 0, 0, TimeSpan.Zero));

    public FleetSettings Settings { get; } = new(FleetConfiguration.Default);

    public Sent Sender { get; } = new();

    public Lines Log { get; } = new();

    public UserFunctions Functions { get; private set; } = null!;

    /// <summary>What functions write to, and read: their working folder is another one.</summary>
    public string Folder => _folder.Path;

    /// <summary>With one function, <c>f</c>: a Python handler whose body this is. It finds the folder of <see cref="Folder"/> in <c>folder</c>.</summary>
    public static UserBench Python(string body, Func<UserFunction, UserFunction>? change = null)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/python3"), "/usr/bin/python3 is not here: run eng/setup.sh");
        var bench = new UserBench();
        bench.Write(body);
        bench.Set(change);
        bench.Start();
        return bench;
    }

    /// <summary>Writes the function's body.</summary>
    public void Write(string body)
    {
        Directory.CreateDirectory(_folder.File("f"));
        _folder.Write("f/handler.new", $"import json, os, sys, time\nfolder = {Quote(_folder.Path)}\ndef lambda_handler(event, context):\n    {body.ReplaceLineEndings("\n    ")}\n");
        File.Move(_folder.File("f/handler.new"), _folder.File("f/handler.py"), overwrite: true);
    }

    /// <summary>Writes the whole file of the function.</summary>
    public void WriteFile(string text) => _folder.Write("f/handler.py", text);

    /// <summary>Puts the function's settings in force.</summary>
    public void Set(Func<UserFunction, UserFunction>? change = null)
    {
        // Longer than any test lets the clock go at once.
        var function = new UserFunction { Name = "f", Package = "f", Timeout = TimeSpan.FromMinutes(15) };
        function = change?.Invoke(function) ?? function;
        Settings.Replace(Settings.Current with { Functions = new Dictionary<string, UserFunction> { ["f"] = function } });
    }

    /// <summary>Begins, or goes on after <see cref="StopAsync"/>.</summary>
    public void Start()
    {
        _data = DataFolder.Open(_folder.File("data"));
        _store = SqliteFleetStore.Open(_data, new SqliteStoreOptions(), _meters, Clock, NullLogger<SqliteFleetStore>.Instance);
        _files = new JsonLinesFiles(_data.Path);
        var options = new UserFunctionsOptions { PackageFolder = _folder.Path, Files = _files, TablePrefix = "test-", StopPatience = TimeSpan.Zero };
        try
        {
            Functions = UserFunctions.Open(options, Settings, _store, Sender, _meters, Clock, new Random(1), Log);
        }
        catch
        {
            _store.Dispose();
            _data.Dispose();
            (_store, _data) = (null, null);
            throw;
        }
    }

    /// <summary>Stops as Muster stops.</summary>
    public async Task StopAsync()
    {
        if (_store is null)
        {
            return;
        }

        await Functions.DisposeAsync();
        await _files!.DisposeAsync();
        _store.Dispose();
        _data!.Dispose();
        (_store, _data) = (null, null);
    }

    /// <summary>Changes the database beside the running store.</summary>
    public void Execute(string sql)
    {
        using var db = SqliteConnection.Open(System.IO.Path.Combine(_data!.Path, "muster.db"), readOnly: false);
        db.Execute(sql);
    }

    public ValueTask EnqueueAsync(string json) => Functions.EnqueueAsync("f", Encoding.UTF8.GetBytes(json), CancellationToken.None);

    public FunctionStatus Status => Functions.List().Single(s => s.Name == "f");

    /// <summary>Waits until the function has come to a state.</summary>
    public Task ComesToAsync(Func<FunctionStatus, bool> state, string what) =>
        Eventually.TrueAsync(() => Task.FromResult(state(Status)), $"{what}; it is {Status}\n{string.Join('\n', Log.All)}");

    /// <summary>Waits until a file of <see cref="Folder"/> is there.</summary>
    public Task WrittenAsync(string name) => Eventually.TrueAsync(() => Task.FromResult(File.Exists(_folder.File(name))), $"{name} is written\n{string.Join('\n', Log.All)}");

    /// <summary>Waits for a line of the log.</summary>
    public Task SaidAsync(string text) => Eventually.TrueAsync(() => Task.FromResult(Log.All.Any(l => l.Contains(text, StringComparison.Ordinal))), $"the log says \"{text}\"\n{string.Join('\n', Log.All)}");

    public string PathOf(string name) => _folder.File(name);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _meters.Dispose();
        _folder.Dispose();
    }

    private static string Quote(string text) => JsonValue.Create(text).ToJsonString();

    internal sealed class Sent : ICommandSender
    {
        public ConcurrentQueue<OutboundMessage> All { get; } = new();

        public ValueTask SendAsync(OutboundMessage message, CancellationToken cancellationToken)
        {
            All.Enqueue(message);
            return ValueTask.CompletedTask;
        }
    }

    internal sealed class Lines : ILoggerFactory, ILogger
    {
        public ConcurrentQueue<string> All { get; } = new();

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => All.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
