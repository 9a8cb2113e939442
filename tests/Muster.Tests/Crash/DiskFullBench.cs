using System.Text.Json.Nodes;
using Muster.Tests.Processes;
using Muster.Tests.Support;

namespace Muster.Tests.Crash;

/// <summary>Muster on a small disk, and a robot whose every report changes its site, so that its history says which ones were kept.</summary>
internal sealed class DiskFullBench : IAsyncDisposable
{
    public const string Robot = "r1";

    private readonly SmallDisk _disk;
    private int _number;

    private DiskFullBench(SmallDisk disk, MusterProcess muster)
    {
        _disk = disk;
        Muster = muster;
    }

    public MusterProcess Muster { get; private set; }

    /// <summary>The sites of the reports that were acknowledged, in their order.</summary>
    public List<string> Acknowledged { get; } = [];

    public static async Task<DiskFullBench> CreateAsync()
    {
        var disk = await SmallDisk.MountAsync(megabytes: 3);
        try
        {
            return new DiskFullBench(disk, await UpAsync(disk));
        }
        catch
        {
            await disk.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client for the robot; its client id is not the robot's name, so that presence is not involved.</summary>
    public Task<MqttProbe> ConnectAsync(byte version = 4) => MqttProbe.ConnectAsync(Muster.MqttPort, "of-r1", version);

    /// <summary>Sends the next report.</summary>
    /// <returns>Whether it was acknowledged; else the connection was closed.</returns>
    public async Task<bool> ReportAsync(MqttProbe connection)
    {
        var site = $"site-{++_number}";
        if (!await connection.PublishAsync($"robots/{Robot}/status", $$"""{"name":"{{Robot}}","status":"ONLINE","site":"{{site}}"}""", (ushort)_number))
        {
            return false;
        }

        Acknowledged.Add(site);
        return true;
    }

    /// <summary>Leaves a little room, and reports until one is not acknowledged.</summary>
    public async Task FillUpAsync()
    {
        using var connection = await ConnectAsync();
        for (var i = 0; i < 10; i++)
        {
            if (!await ReportAsync(connection))
            {
                throw new InvalidOperationException($"a report was not acknowledged while there was room. {Muster.Output}");
            }
        }

        _disk.Fill(left: 128 * 1024);
        while (await ReportAsync(connection))
        {
        }
    }

    /// <summary>There is room again.</summary>
    public void Free() => _disk.Free();

    /// <summary>Robots come back and send again: waits until one is heard.</summary>
    public Task BecomeHeardAsync() => Eventually.TrueAsync(async () =>
    {
        using var connection = await ConnectAsync();
        return await ReportAsync(connection);
    }, "a report is acknowledged again");

    public async Task RestartAsync()
    {
        await Muster.StopAsync();
        await Muster.DisposeAsync();
        Muster = await UpAsync(_disk);
    }

    /// <summary>The acknowledged reports of which there is no trace.</summary>
    public async Task<List<string>> LostAsync()
    {
        var kept = (await Muster.Api.HistoryAsync(Robot))
            .SelectMany(e => e["changes"]!.AsArray())
            .Where(c => c!["field"]!.GetValue<string>() == "site")
            .Select(c => c!["to"]!.GetValue<string>())
            .ToHashSet();
        return [.. Acknowledged.Where(site => !kept.Contains(site))];
    }

    public static string Detail(string problem) => JsonNode.Parse(problem)!["detail"]!.GetValue<string>();

    public async ValueTask DisposeAsync()
    {
        await Muster.DisposeAsync();
        await _disk.DisposeAsync();
    }

    private static Task<MusterProcess> UpAsync(SmallDisk disk) => MusterProcess.UpAsync(disk.Data, through: disk.Through, seenAs: disk.DataFromHere);
}
