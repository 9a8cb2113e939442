using Muster.Fleet.Configuration;

namespace Muster.Hosting;

/// <summary>
/// Looks at the configuration file each second, and puts in force what was changed in it; a file with problems changes
/// nothing. It reads the file instead of waiting for events, which network drives and editors that replace files lose.
/// </summary>
internal sealed partial class ConfigReload : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConfigFile _start;
    private readonly FleetSettings _settings;
    private readonly TimeProvider _clock;
    private readonly ILogger<ConfigReload> _log;
    private readonly Func<FleetConfiguration, Action>? _prepare;
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private string _handled;
    private string _seen;
    private DateTimeOffset _loadedAt;
    private volatile string? _problem;

    /// <summary>Begins to look.</summary>
    /// <param name="start">The file as it was read at the start.</param>
    /// <param name="settings">Where changes are put in force.</param>
    /// <param name="clock">For the pause between two looks.</param>
    /// <param name="log">Told what changed, and why a file is not taken.</param>
    /// <param name="prepare">Makes what others make of a configuration, such as its rules, and gives what puts it in force; when it throws, nothing changes.</param>
    public ConfigReload(ConfigFile start, FleetSettings settings, TimeProvider clock, ILogger<ConfigReload> log, Func<FleetConfiguration, Action>? prepare = null)
    {
        (_start, _settings, _clock, _log, _prepare) = (start, settings, clock, log, prepare);
        _handled = _seen = start.Hash;
        _loadedAt = clock.GetUtcNow();
        _timer = clock.CreateTimer(_ => Look(), null, Pause, Pause);
    }

    /// <summary>Where the file is, as it was given.</summary>
    public string Path => _start.Path;

    /// <summary>Why the file as it is now is not in force, a line for each problem; none when it is.</summary>
    public string? Problem => _problem;

    /// <summary>When what is in force was read (UTC).</summary>
    public DateTimeOffset LoadedAt
    {
        get
        {
            lock (_gate)
            {
                return _loadedAt;
            }
        }
    }

    /// <summary>Looks no more.</summary>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        // A look that takes longer than the pause is not overtaken by the next.
        if (!_gate.TryEnter())
        {
            return;
        }

        try
        {
            LookOnce();
        }
#pragma warning disable CA1031 // The edge: an exception in a timer would end the process.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogFailed(Path, e);
        }
        finally
        {
            _gate.Exit();
        }
    }

    private void LookOnce()
    {
        var (bytes, error) = ReadBytes();
        var found = error ?? ConfigFile.HashOf(bytes);

        // Editors empty, write and replace files in steps: only what two looks find the same is taken as meant.
        (var settled, _seen) = (found == _seen, found);
        if (!settled || found == _handled)
        {
            return;
        }

        _handled = found;
        if (error is not null)
        {
            Keep([error]);
            return;
        }

        var file = ConfigFile.Read(Path, bytes);
        if (file.Fleet is { } configuration)
        {
            Take(file, configuration);
        }
        else
        {
            Keep(file.Problems);
        }
    }

    private (byte[] Bytes, string? Error) ReadBytes()
    {
        try
        {
            return (File.ReadAllBytes(Path), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ([], $"can't read the configuration {Path}: {e.Message}");
        }
    }

    private void Keep(IReadOnlyList<string> problems)
    {
        _problem = string.Join('\n', problems);
        LogKept(Path, problems.Count == 1 ? "1 problem" : $"{problems.Count} problems");
        foreach (var problem in problems)
        {
            LogProblem(problem);
        }
    }

    private void Take(ConfigFile file, FleetConfiguration configuration)
    {
        var changes = ConfigurationValues.Changes(_settings.Current, configuration);
        var use = _prepare?.Invoke(configuration);

        // No rule in force calls a function that is not there: rules go before functions, and come after them.
        if (_settings.Current.Functions.Keys.All(configuration.Functions.ContainsKey))
        {
            _settings.Replace(configuration);
            use?.Invoke();
        }
        else
        {
            use?.Invoke();
            _settings.Replace(configuration);
        }

        _loadedAt = _clock.GetUtcNow();
        _problem = null;
        LogTaken(Path, changes.Count == 1 ? "1 setting" : $"{changes.Count} settings");
        foreach (var change in changes)
        {
            LogChange(change);
        }

        if (file.Host != _start.Host)
        {
            LogHostDiffers(Path);
        }
    }
}
