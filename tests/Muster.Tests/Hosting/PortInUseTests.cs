using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Muster.Tests.Processes;

namespace Muster.Tests.Hosting;

public sealed class PortInUseTests : IDisposable
{
    private readonly TempFolder _data = new();
    private readonly TcpListener _other = new(IPAddress.Loopback, 0);
    private readonly string _port;

    public PortInUseTests()
    {
        _other.Start();
        _port = ((IPEndPoint)_other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }

    [Fact]
    public Task MQTT_port_in_use_is_said_with_the_option_that_helps() => FailedStart.OfAsync(
        ["up", "--mqtt-port", _port, "--http-port", "0", "--data", _data.Path], "MQTT", $"127.0.0.1:{_port}", "in use", "--mqtt-port");

    [Fact]
    public Task HTTP_port_in_use_is_said_with_the_option_that_helps() => FailedStart.OfAsync(
        ["up", "--mqtt-port", "0", "--http-port", _port, "--data", _data.Path], "HTTP", $"127.0.0.1:{_port}", "in use", "--http-port");

    [Fact]
    public Task Address_of_another_machine_is_said_with_the_option_that_helps() => FailedStart.SaysAsync(
        ["--bind", "192.0.2.1", "--data", _data.Path], "192.0.2.1", "not this machine's", "--bind");

    [Fact]
    public async Task Start_that_failed_leaves_no_run_file_and_nothing_locked()
    {
        await FailedStart.OfAsync(["up", "--mqtt-port", "0", "--http-port", _port, "--data", _data.Path], "in use");
        Assert.False(File.Exists(_data.File("muster.run.json")));

        await using var muster = await MusterProcess.UpAsync(_data.Path);
        Assert.Equal(0, await muster.StopAsync());
    }

    public void Dispose()
    {
        _other.Dispose();
        _data.Dispose();
    }
}
