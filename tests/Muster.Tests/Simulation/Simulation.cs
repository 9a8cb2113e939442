using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Muster.Fleet.Store;
using Muster.Local.Store;
using Muster.Tests.Store;

namespace Muster.Tests.Simulation;

/// <summary>Runs worlds, each on a thread that belongs to it alone.</summary>
internal static class Simulation
{
    /// <summary>One world on the memory store.</summary>
    public static SimulationResult OnMemory(int seed, bool keepsTrace = false) => Run(seed, new MemoryFleetStore(feedLength: 100), keepsTrace, "memory");

    /// <summary>One world on SQLite, in a folder of its own, in memory where the system has such a place.</summary>
    public static SimulationResult OnSqlite(int seed, bool keepsTrace = false)
    {
        var root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        var path = Path.Combine(root, $"muster-simulation-{Guid.NewGuid():N}");
        try
        {
            using var folder = DataFolder.Open(path);
            using var meters = new TestMeters();
            using var store = SqliteFleetStore.Open(folder, new SqliteStoreOptions { FeedLength = 100 }, meters, TimeProvider.System, NullLogger<SqliteFleetStore>.Instance);
            return Run(seed, store, keepsTrace, "sqlite");
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    /// <summary>Runs many, as many at a time as there are processors, until one fails.</summary>
    /// <param name="first">The first seed.</param>
    /// <param name="count">How many.</param>
    /// <param name="run">Runs one.</param>
    /// <param name="seen">Told of each that went well.</param>
    /// <returns>The failure with the lowest seed among those that were found; none when all went well.</returns>
    public static SimulationResult? Many(int first, int count, Func<int, SimulationResult> run, Action<SimulationResult> seen)
    {
        var gate = new Lock();
        var next = first - 1;
        SimulationResult? failed = null;
        var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => OnThread(() =>
        {
            while (Volatile.Read(ref failed) is null && Interlocked.Increment(ref next) is var seed && seed < first + count)
            {
                var result = run(seed);
                lock (gate)
                {
                    if (result.Failure is null)
                    {
                        seen(result);
                    }
                    else if (failed is null || seed < failed.Seed)
                    {
                        failed = result;
                    }
                }
            }
        })).ToList();
        threads.ForEach(t => t.Join());
        return failed;
    }

    private static SimulationResult Run(int seed, IFleetStore store, bool keepsTrace, string on)
    {
        SimulationResult? result = null;
        OnThread(() =>
        {
            var start = Stopwatch.GetTimestamp();
            using var world = new World(seed, store, keepsTrace);
            string? failure = null;
            try
            {
                world.Run();
            }
            catch (Exception e)
            {
                failure = e is SimulationException ? e.Message : e.ToString();
                failure = e.InnerException is null ? failure : e.ToString();
            }

            result = new SimulationResult(seed, on, failure, world.Trace, world.Agenda.Elapsed, Stopwatch.GetElapsedTime(start), world.Ledger, world.Faults);
        }).Join();
        return result!;
    }

    // A thread without a synchronisation context: what is awaited goes on where it is completed. Deep enough for long chains of that.
    private static Thread OnThread(Action action)
    {
        var thread = new Thread(() => action(), maxStackSize: 16 << 20) { IsBackground = true };
        thread.Start();
        return thread;
    }
}
