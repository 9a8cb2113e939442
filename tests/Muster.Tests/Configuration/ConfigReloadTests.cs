using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Muster.Fleet.Configuration;
using Muster.Hosting;
using Muster.Tests.Processes;

namespace Muster.Tests.Configuration;

public sealed class ConfigReloadTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly RecordingLog<ConfigReload> _log = new();
    private readonly FleetSettings _settings;
    private readonly ConfigReload _reload;

    public ConfigReloadTests()
    {
        var start = ConfigFile.Read(Write("""{ "host": { "mqttPort": 1883 }, "policy": { "heartbeat": "90s" } }"""));
        _settings = new FleetSettings(start.Fleet!);
        _reload = new ConfigReload(start, _settings, _clock, _log);
    }

    [Fact]
    public void Change_is_in_force_after_two_looks_and_logged()
    {
        Write("""{ "host": { "mqttPort": 1883 }, "policy": { "heartbeat": "60s", "maxAttempts": 5 } }""");
        Look(2);

        Assert.Equal((TimeSpan.FromMinutes(1), 5), (_settings.Current.Policy.Heartbeat, _settings.Current.Policy.MaxAttempts));
        Assert.Equal(_clock.GetUtcNow(), _reload.LoadedAt);
        Assert.Equal(
            [$"{_reload.Path} was read again: 2 settings changed.", "Now in force: policy.heartbeat: 90s -> 1m", "Now in force: policy.maxAttempts: 3 -> 5"],
            _log.Lines.Select(l => l.Text));
    }

    [Fact]
    public void Bad_edit_keeps_the_old_one_and_says_every_problem_once()
    {
        var before = _settings.Current;
        Write("""{ "policy": { "heartbeat": "6x", "maxAttempts": 0 } }""");
        Look(10);

        Assert.Same(before, _settings.Current);
        Assert.Equal([LogLevel.Error, LogLevel.Error, LogLevel.Error], _log.Lines.Select(l => l.Level));
        Assert.Contains("2 problems", _log.Lines[0].Text, StringComparison.Ordinal);
        Assert.Contains("$.policy.heartbeat", _log.Lines[1].Text, StringComparison.Ordinal);
        Assert.Contains("$.policy.maxAttempts", _log.Lines[2].Text, StringComparison.Ordinal);
        Assert.Equal($"{_log.Lines[1].Text}\n{_log.Lines[2].Text}", _reload.Problem);
    }

    [Fact]
    public void Good_edit_after_a_bad_one_ends_the_problem()
    {
        Write("{");
        Look(2);
        Assert.NotNull(_reload.Problem);
        Assert.Contains("has 1 problem;", _log.Lines[0].Text, StringComparison.Ordinal);

        Write("""{ "policy": { "heartbeat": "30s" } }""");
        Look(2);

        Assert.Null(_reload.Problem);
        Assert.Equal(TimeSpan.FromSeconds(30), _settings.Current.Policy.Heartbeat);
    }

    [Fact]
    public void File_that_is_half_written_at_a_look_is_not_judged()
    {
        Write("""{ "policy": { "heart""");
        Look(1);
        Write("""{ "policy": { "heartbeat": "45s" } }""");
        Look(2);

        Assert.Null(_reload.Problem);
        Assert.Equal(TimeSpan.FromSeconds(45), _settings.Current.Policy.Heartbeat);
        Assert.DoesNotContain(_log.Lines, l => l.Level == LogLevel.Error);
    }

    [Fact]
    public void File_that_an_editor_replaces_is_followed()
    {
        File.Move(_folder.Write("fleet.json.tmp", """{ "policy": { "heartbeat": "20s" } }"""), _reload.Path, overwrite: true);
        Look(2);
        Assert.Equal(TimeSpan.FromSeconds(20), _settings.Current.Policy.Heartbeat);

        File.Delete(_reload.Path);
        Look(1);
        Write("""{ "policy": { "heartbeat": "10s" } }""");
        Look(2);
        Assert.Equal(TimeSpan.FromSeconds(10), _settings.Current.Policy.Heartbeat);
        Assert.Null(_reload.Problem);
    }

    [Fact]
    public void File_that_is_gone_keeps_the_old_one_and_says_so()
    {
        var before = _settings.Current;
        File.Delete(_reload.Path);
        Look(2);

        Assert.Same(before, _settings.Current);
        Assert.Contains("can't read the configuration", _reload.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Change_of_the_host_section_is_said_to_take_a_restart()
    {
        Write("""{ "host": { "mqttPort": 1884 }, "policy": { "heartbeat": "90s" } }""");
        Look(2);

        Assert.Contains(_log.Lines, l => l.Level == LogLevel.Warning && l.Text.Contains("restart", StringComparison.Ordinal));
    }

    [Fact]
    public void File_that_stays_as_it_is_is_not_taken_again()
    {
        var before = _settings.Current;
        Write(File.ReadAllText(_reload.Path));
        Look(10);

        Assert.Same(before, _settings.Current);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void Secret_that_changes_is_logged_without_being_shown()
    {
        Write($$"""{ "alerts": { "notifySecret": "{{Files.Secret}}" } }""");
        Look(2);

        Assert.Contains(_log.Lines, l => l.Text.Contains("alerts.notifySecret", StringComparison.Ordinal));
        Assert.DoesNotContain(_log.Lines, l => l.Text.Contains("MfKQ9r8G", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _reload.Dispose();
        _folder.Dispose();
    }

    private string Write(string text) => _folder.Write("fleet.json", text);

    private void Look(int times)
    {
        for (var i = 0; i < times; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
        }
    }
}
