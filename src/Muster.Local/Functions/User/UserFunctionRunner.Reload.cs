using Muster.Fleet.Configuration;

namespace Muster.Local.Functions.User;

internal sealed partial class UserFunctionRunner
{
    /// <summary>A look at many files may not take more than this part of the time.</summary>
    private const int LookShare = 20;

    private readonly SemaphoreSlim _changing = new(1);
    private readonly CancellationTokenSource _stopping = new();
    private Task _beginning = Task.CompletedTask;
    private UserFunction _opened;
    private string? _problem;
    private long? _handled;
    private long? _seen;
    private DateTimeOffset _nextLook;

    /// <summary>Opens the package; the first environment starts with the first event, once <see cref="Pump"/> was called.</summary>
    /// <exception cref="FunctionPackageException">It is no package that can run here.</exception>
    public void Open()
    {
        var settings = _opened = Settings;
        _handled = _seen = PackageWatch.Look(_parts.PathOf(settings));
        var hosted = _parts.OpenHost(settings);
        lock (_gate)
        {
            _hosted = hosted;
        }
    }

    /// <summary>
    /// The same for a function that came while Muster runs: it takes up what an earlier function of its name left, and its events wait while
    /// it can't be opened. Returns at once.
    /// </summary>
    /// <param name="earlier">Done when that one has ended.</param>
    public void Begin(Task earlier)
    {
        // Before anybody else can have it.
        _changing.Wait();
        _beginning = BeginAsync(earlier);
    }

    /// <summary>Puts other settings in force; what needs another environment, later.</summary>
    public async Task ChangeAsync(UserFunction settings)
    {
        lock (_gate)
        {
            _settings = settings;
        }

        // Not here: the caller is a message that waits for its acknowledgement.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await _changing.WaitAsync().ConfigureAwait(false);
        try
        {
            // Those in force by now: several changes may wait here.
            settings = Settings;
            if (!IsSameHost(_opened, settings))
            {
                await ReplaceAsync(settings).ConfigureAwait(false);
            }
        }
        finally
        {
            _changing.Release();
        }
    }

    private async Task BeginAsync(Task earlier)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await earlier.ConfigureAwait(false);
            while (!IsStopping && !TryRestore())
            {
                await Task.Delay(FirstPause, _parts.Clock, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            TryOpen();
        }
        finally
        {
            _changing.Release();
        }
    }

    private bool TryRestore()
    {
        try
        {
            _queue.Restore(_parts.Store.ReadQueue());
            return true;
        }
#pragma warning disable CA1031 // Whatever the disk says: it is tried again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogWaiting(Name, e.Message);
            return false;
        }
    }

    private void TryOpen()
    {
        if (IsStopping)
        {
            return;
        }

        try
        {
            Open();
            Pump();
        }
#pragma warning disable CA1031 // The edge: nobody else hears of it. The next change of the package is tried again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            lock (_gate)
            {
                _problem = e.Message;
            }

            LogWaiting(Name, e.Message);
        }
    }

    /// <summary>Looks whether the package's files changed, and puts them in force when two looks in a row found the same.</summary>
    public async Task LookAsync()
    {
        var now = _parts.Clock.GetUtcNow();
        if (now < _nextLook || !await _changing.WaitAsync(0).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            var settings = Settings;
            var start = _parts.Clock.GetTimestamp();
            var look = PackageWatch.Look(_parts.PathOf(settings));
            _nextLook = now + (_parts.Clock.GetElapsedTime(start) * LookShare);
            (var settled, _seen) = (look == _seen, look);
            if (settled && look != _handled)
            {
                await ReplaceAsync(settings).ConfigureAwait(false);
            }
        }
        finally
        {
            _changing.Release();
        }
    }

    private static bool IsSameHost(UserFunction one, UserFunction other) =>
        (one.Package, one.Runtime, one.Handler, one.Memory, one.Timeout, one.MaxConcurrency) == (other.Package, other.Runtime, other.Handler, other.Memory, other.Timeout, other.MaxConcurrency)
        && one.Environment.Count == other.Environment.Count
        && one.Environment.All(v => other.Environment.TryGetValue(v.Key, out var value) && value == v.Value);

    /// <summary>Starts an environment of the package as it is now. Only when that is ready does it take the place of the one before.</summary>
    private async Task ReplaceAsync(UserFunction settings)
    {
        HostedFunction? next = null;
        string? problem;
        _opened = settings;
        try
        {
            _handled = _seen = PackageWatch.Look(_parts.PathOf(settings));
            next = _parts.OpenHost(settings);
            problem = await next.Host.WarmUpAsync(CancellationToken.None).ConfigureAwait(false) is { } error ? $"{error.Type}: {error.Message}" : null;
        }
#pragma warning disable CA1031 // Whatever it is: what ran before goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            problem = e.Message;
        }

        HostedFunction? last;
        lock (_gate)
        {
            _problem = problem;
            last = _hosted;
            if (problem is null && !_isStopping)
            {
                (_hosted, next) = (next, null);
            }
        }

        next?.Retire();
        if (problem is null)
        {
            last?.Retire();
            LogReplaced(Name);
            Pump();
        }
        else if (last is null)
        {
            LogWaiting(Name, problem);
        }
        else
        {
            LogBroken(Name, problem);
        }
    }
}
