using System.Net.Sockets;
using Muster.Fleet.Configuration;

namespace Muster.Local.Functions.User;

internal sealed partial class UserFunctionRunner
{
    /// <summary>A look at many files may not take more than this part of the time.</summary>
    private const int LookShare = 20;

    private readonly SemaphoreSlim _changing = new(1);
    private string? _problem;
    private long? _handled;
    private long? _seen;
    private DateTimeOffset _nextLook;

    /// <summary>Opens the package; the first environment starts with the first event.</summary>
    /// <exception cref="FunctionPackageException">It is no package that can run here.</exception>
    public void Open()
    {
        _handled = _seen = PackageWatch.Look(_parts.PathOf(_settings));
        var hosted = _parts.OpenHost(_settings);
        lock (_gate)
        {
            _hosted = hosted;
        }

        Pump();
    }

    /// <summary>The same for a function that came while Muster runs: its events wait while it can't be opened.</summary>
    public void TryOpen()
    {
        try
        {
            Open();
        }
        catch (FunctionPackageException e)
        {
            _problem = e.Message;
            LogWaiting(Name, e.Message);
        }
    }

    /// <summary>Puts other settings in force.</summary>
    public async Task ChangeAsync(UserFunction settings)
    {
        await _changing.WaitAsync().ConfigureAwait(false);
        try
        {
            var isSame = IsSameHost(Settings, settings);
            lock (_gate)
            {
                _settings = settings;
            }

            if (!isSame)
            {
                _handled = _seen = PackageWatch.Look(_parts.PathOf(settings));
                await ReplaceAsync(settings).ConfigureAwait(false);
            }
        }
        finally
        {
            _changing.Release();
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
                _handled = look;
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
        try
        {
            next = _parts.OpenHost(settings);
            problem = await next.Host.WarmUpAsync(CancellationToken.None).ConfigureAwait(false) is { } error ? $"{error.Type}: {error.Message}" : null;
        }
        catch (Exception e) when (e is FunctionPackageException or SocketException or IOException)
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
