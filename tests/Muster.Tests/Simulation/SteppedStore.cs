using Muster.Fleet.Messages;
using Muster.Fleet.Robots;
using Muster.Fleet.Store;

namespace Muster.Tests.Simulation;

/// <summary>
/// A host's way to the store. Each call is two steps of the agenda, the call itself and its answer: anything may happen before,
/// between and after them, also the host's end.
/// </summary>
internal sealed partial class SteppedStore(World world, Host host, IFleetStore inner) : IFleetStore
{
    public ValueTask<StatusDecision> ReportStatusAsync(in StatusReport report, CancellationToken cancellationToken)
    {
        var copy = report;
        return StepAsync("report", report.Name, () => inner.ReportStatusAsync(copy, CancellationToken.None), d => world.Ledger.Check(d));
    }

    public ValueTask<CommitResult> CommitAsync(Commit commit, CancellationToken cancellationToken) =>
        StepAsync("commit", Subject(commit), () => inner.CommitAsync(commit, CancellationToken.None), result => world.Ledger.Check(commit, result));

    private static string Subject(Commit commit) => string.Join(
        ' ',
        commit.Orders.Select(o => $"{World.Short(o.Order.Id)}@{o.ExpectedVersion}={o.Order.State}{(o.Event is { } e ? $"({e.Cause})" : "")}")
            .Concat(commit.Robots.Select(r => $"{r.Robot.Name}@{r.ExpectedVersion}={r.Robot.Status}/{World.Short(r.Robot.Order)}{(r.Event is { } e ? $"({e.Cause})" : "")}"))
            .Concat(commit.Alerts.Select(a => $"{a.Alert.Kind}={a.Alert.State}")));

    private ValueTask<T> StepAsync<T>(string what, string? subject, Func<ValueTask<T>> call, Action<T>? check = null)
    {
        var handler = world.Current ?? throw new SimulationException($"{what} was called outside of any handler: something went on beside the one thread");
        handler.Step();
        var answer = new TaskCompletionSource<T>();
        world.Agenda.In(world.Agenda.UpTo(world.Faults.StoreDelay), () => Apply(handler, what, subject, call, check, answer));
        return new ValueTask<T>(answer.Task);
    }

    private void Apply<T>(Handler handler, string what, string? subject, Func<ValueTask<T>> call, Action<T>? check, TaskCompletionSource<T> answer)
    {
        // What a host had sent off before it crashed may still arrive.
        if (!host.IsAlive && world.Agenda.Happens(0.5))
        {
            return;
        }

        if (world.Agenda.Happens(world.Faults.StoreDown))
        {
            world.Trace.Add($"{handler} {what}", subject, "unavailable");
            world.Ledger.Count("store down");
            Answer(handler, () => answer.SetException(new StoreUnavailableException("the store is down for a moment, as simulated")));
            return;
        }

        var result = World.Wait(call());
        world.Trace.Add($"{handler} {what}", subject, result is CommitResult { IsDone: false } ? "LOST" : null);
        check?.Invoke(result);
        Answer(handler, () => answer.SetResult(result));
    }

    private void Answer(Handler handler, Action answer) =>
        world.Agenda.In(world.Agenda.UpTo(world.Faults.StoreDelay), () => world.Continue(handler, answer));
}
