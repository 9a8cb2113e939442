using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Muster.Hosting;

/// <summary>A trickle of orders for the demo: one every few seconds, for one of its two sites, as a customer's till would place it.</summary>
internal sealed class DemoOrders : IAsyncDisposable
{
    private static readonly TimeSpan MeanPause = TimeSpan.FromSeconds(3);

    private static readonly (string Site, string[] Items)[] Menu =
    [
        ("munich", ["espresso", "latte"]),
        ("lisbon", ["toastie", "pancake"]),
    ];

    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _clock;
    private readonly Random _random;
    private readonly HttpClient _client;
    private readonly Task _run;
    private long _placed;
    private long _failed;

    private DemoOrders(Uri http, TimeProvider clock, Random random)
    {
        _clock = clock;
        _random = random;

        // No proxy: it is this machine's own server.
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = http, Timeout = TimeSpan.FromSeconds(10) };
        _run = Task.Run(RunAsync);
    }

    /// <summary>How many orders were taken.</summary>
    public long Placed => Interlocked.Read(ref _placed);

    /// <summary>How many were not, for whatever reason.</summary>
    public long Failed => Interlocked.Read(ref _failed);

    /// <summary>Starts it.</summary>
    /// <param name="http">The base of the HTTP API.</param>
    /// <param name="clock">The time.</param>
    /// <param name="random">What is ordered, and when; nobody else draws from it.</param>
    public static DemoOrders Start(Uri http, TimeProvider clock, Random random) => new(http, clock, random);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        _client.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            for (var number = 1; ; number++)
            {
                await Task.Delay(MeanPause * (0.5 + _random.NextDouble()), _clock, _stop.Token);
                Interlocked.Increment(ref await PlaceAsync(number) ? ref _placed : ref _failed);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // How it is meant to end.
        }
    }

    private async Task<bool> PlaceAsync(int number)
    {
        var (site, items) = Menu[_random.Next(Menu.Length)];
        var body = Body(site, items[_random.Next(items.Length)], table: _random.Next(1, 13), isUrgent: _random.Next(10) == 0);
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/orders") { Content = content };
        request.Headers.Add("Idempotency-Key", string.Create(CultureInfo.InvariantCulture, $"demo-{_clock.GetUtcNow().ToUnixTimeMilliseconds()}-{number}"));
        try
        {
            using var response = await _client.SendAsync(request, _stop.Token);
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !_stop.IsCancellationRequested))
        {
            return false;
        }
    }

    private static byte[] Body(string site, string item, int table, bool isUrgent)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("site", site);
            json.WriteString("item", item);
            json.WriteNumber("priority", isUrgent ? 8 : 5);
            json.WriteStartObject("customer");
            json.WriteString("reference", string.Create(CultureInfo.InvariantCulture, $"table {table}"));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
