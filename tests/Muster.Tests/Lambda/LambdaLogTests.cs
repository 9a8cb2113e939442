using System.Text.Json;
using Microsoft.Extensions.Logging;
using Muster.Lambda.Logging;

namespace Muster.Tests.Lambda;

public sealed class LambdaLogTests
{
    [Theory]
    [InlineData(null, LogLevel.Information)]
    [InlineData("nonsense", LogLevel.Information)]
    [InlineData("TRACE", LogLevel.Trace)]
    [InlineData("debug", LogLevel.Debug)]
    [InlineData("WARN", LogLevel.Warning)]
    [InlineData("ERROR", LogLevel.Error)]
    [InlineData("FATAL", LogLevel.Critical)]
    public void Level_is_what_Lambda_says(string? name, LogLevel level) => Assert.Equal(level, LambdaLog.ReadLevel(name));

    [Fact]
    public void Lines_below_the_level_are_not_written()
    {
        using var output = new MemoryStream();
        var log = new LambdaLog(output, TimeProvider.System, LogLevel.Warning);
        log.LogInformation("not this");
        log.LogWarning("this");
        Assert.Equal("this", Assert.Single(Lines(output)).GetProperty("message").GetString());
    }

    [Fact]
    public void Line_breaks_and_values_of_a_message_stay_in_one_line()
    {
        using var output = new MemoryStream();
        var log = new LambdaLog(output, TimeProvider.System, LogLevel.Information);

        log.LogWarning(new EventId(7), new InvalidOperationException("outer", new IOException("inner")), "Robot {RobotName} took {Seconds} s:\n\"{Why}\"", "küche", 3, null);

        var line = Assert.Single(Lines(output));
        Assert.Equal("Robot küche took 3 s:\n\"(null)\"", line.GetProperty("message").GetString());
        Assert.Equal(("küche", 3, 7), (line.GetProperty("robotName").GetString(), line.GetProperty("seconds").GetInt32(), line.GetProperty("eventId").GetInt32()));
        Assert.Equal("InvalidOperationException", line.GetProperty("errorType").GetString());
        Assert.Contains("caused by IOException: inner", line.GetProperty("stackTrace").EnumerateArray().Select(l => l.GetString()));
    }

    private static JsonElement[] Lines(MemoryStream output) =>
        [.. System.Text.Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];
}
