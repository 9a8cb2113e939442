using Muster.Tests.Processes;

namespace Muster.Tests.Hosting;

public sealed class ConfigErrorTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public Task Missing_file_is_named() => FailsAsync(_folder.File("none.json"), _folder.File("none.json"), "can't read the configuration");

    [Fact]
    public Task Folder_in_place_of_the_file_is_named() => FailsAsync(_folder.Path, _folder.Path, "can't read the configuration");

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\n  \"host\": {\n")]
    [InlineData("{\n  \"host\": { \"mqttPort\": 1883 } } }")]
    public Task File_that_is_not_JSON_of_the_right_shape_is_named(string text) => WrittenAsync(text, "fleet.json");

    [Fact]
    public Task Line_of_a_mistake_is_named() => WrittenAsync("{\n  \"host\": {\n    \"mqttPort\": 1883,,\n  }\n}", "fleet.json", "line 3");

    [Fact]
    public Task Unknown_setting_is_named_with_those_that_are_known() =>
        WrittenAsync("{\n  \"host\": {\n    \"mqtPort\": 1883\n  }\n}", "fleet.json", "line 3", "mqtPort", "not known", "host.mqttPort");

    [Fact]
    public Task Unknown_section_is_named() => WrittenAsync("""{ "hosts": {} }""", "fleet.json", "hosts", "not known");

    [Theory]
    [InlineData("mqttPort", "\"1883\"")]
    [InlineData("httpPort", "80.5")]
    [InlineData("data", "7")]
    public Task Setting_of_the_wrong_type_is_named(string setting, string value) =>
        WrittenAsync($$"""{ "host": { "{{setting}}": {{value}} } }""", "fleet.json", $"host.{setting}");

    [Theory]
    [InlineData("mqttPort", "65536", "65535")]
    [InlineData("httpPort", "-1", "0 to 65535")]
    [InlineData("historyPerRobot", "0", "1 to 1000000")]
    public Task Setting_out_of_its_range_is_named_with_the_range(string setting, string value, string range) => FailedStart.OfAsync(
        ["up", "--config", _folder.Write("fleet.json", $$"""{ "host": { "data": "{{_folder.File("data")}}", "{{setting}}": {{value}} } }""")],
        setting,
        value,
        range);

    [Theory]
    [InlineData("localhost")]
    [InlineData("300.1.2.3")]
    public Task Bind_that_is_no_address_is_named_with_one_that_is(string bind) =>
        WrittenAsync($$"""{ "host": { "bind": "{{bind}}" } }""", bind, "127.0.0.1");

    [Theory]
    [InlineData("--mqtt-port", "99999", "mqttPort is 99999; allowed are 0 to 65535")]
    [InlineData("--http-port", "-1", "httpPort is -1; allowed are 0 to 65535")]
    [InlineData("--bind", "localhost", "the address to bind to is 'localhost'")]
    public Task Option_that_is_not_allowed_is_wrong_usage(string option, string value, string words) =>
        FailedStart.OfAsync(exitCode: 2, ["up", "--data", _folder.File("data"), option, value], words);

    [Fact]
    public Task Option_that_is_not_allowed_is_wrong_usage_whatever_the_file_says() => FailedStart.OfAsync(
        exitCode: 2, ["up", "--config", _folder.File("none.json"), "--mqtt-port", "65536"], "mqttPort is 65536; allowed are 0 to 65535");

    [Fact]
    public Task One_port_for_both_is_refused() => FailedStart.OfAsync(
        exitCode: 2, ["up", "--mqtt-port", "4711", "--http-port", "4711", "--data", _folder.File("data")], "4711", "--mqtt-port");

    [Fact]
    public Task One_port_for_both_in_the_file_is_refused() => FailedStart.OfAsync(
        ["up", "--config", _folder.Write("fleet.json", """{ "host": { "mqttPort": 4711, "httpPort": 4711 } }"""), "--data", _folder.File("data")], "4711", "--mqtt-port");

    public void Dispose() => _folder.Dispose();

    private Task WrittenAsync(string text, params string[] words) => FailsAsync(_folder.Write("fleet.json", text), words);

    private Task FailsAsync(string config, params string[] words) => FailedStart.SaysAsync(["--config", config, "--data", _folder.File("data")], words);
}
