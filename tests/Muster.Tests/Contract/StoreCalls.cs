using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;
using Muster.Local.Store;

namespace Muster.Tests.Contract;

/// <summary>The port's calls as tests make them: without tokens, and off the store's own thread afterwards.</summary>
internal static class StoreCalls
{
    /// <summary>Reports, and leaves the writer's thread, on which the caller may be continued.</summary>
    public static Task<StatusDecision> ReportAsync(this IFleetStore store, StatusReport report) => LeaveAsync(store.ReportStatusAsync(report, CancellationToken.None));

    public static async Task<Robot?> FindAsync(this IFleetStore store, string name) => await store.FindRobotAsync(name, CancellationToken.None);

    public static async Task<Page<Robot>> ListAsync(this IFleetStore store, RobotQuery query) => await store.ListRobotsAsync(query, CancellationToken.None);

    public static async Task<Page<RobotEvent>> HistoryAsync(this IFleetStore store, string name, long? before = null, int limit = 1000) =>
        await store.ListHistoryAsync(name, before, limit, CancellationToken.None);

    public static async Task<bool> CommitAsync(this IFleetStore store, params RobotPut[] puts) => await store.CommitAsync(puts, CancellationToken.None);

    /// <summary>Keeps a retained message, and leaves the writer's thread.</summary>
    public static async Task KeepAsync(this SqliteFleetStore store, RetainedMessage message)
    {
        await store.RetainAsync(message);
        await Task.Yield();
    }

    /// <summary>Waits for a call that was made before.</summary>
    public static async Task<StatusDecision> LeaveAsync(ValueTask<StatusDecision> call)
    {
        try
        {
            return await call;
        }
        finally
        {
            await Task.Yield();
        }
    }
}
