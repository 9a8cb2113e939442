using Muster.Tests.Processes;

namespace Muster.Tests.Lambda;

public sealed class InitTests
{
    [Theory]
    [InlineData("_HANDLER", null, "Runtime.MissingEnvironment", "_HANDLER is not set")]
    [InlineData("_HANDLER", "dance", "Runtime.NoSuchHandler", "no function \"dance\"; _HANDLER must be one of notify, place-order, presence, sweep, track-order, update-status")]
    [InlineData("MUSTER_IOT_ENDPOINT", null, "Runtime.MissingEnvironment", "MUSTER_IOT_ENDPOINT is not set")]
    [InlineData("MUSTER_IOT_ENDPOINT", "abc-ats.iot.eu-west-1.amazonaws.com", "Runtime.InvalidEnvironment", "MUSTER_IOT_ENDPOINT: the IoT endpoint is \"abc-ats.iot.eu-west-1.amazonaws.com\"; it must be")]
    [InlineData("MUSTER_WEBHOOK_SECRET", "hunter2", "Runtime.InvalidEnvironment", "MUSTER_WEBHOOK_SECRET is no secret")]
    [InlineData("MUSTER_CONFIG", "/nowhere/fleet.json", "Runtime.InvalidConfiguration", "can't read the configuration /nowhere/fleet.json")]
    public async Task Mistake_in_the_environment_is_reported_and_the_program_ends(string variable, string? value, string type, string message)
    {
        await using var bench = await LambdaBench.CreateAsync();
        bench.Variables.Remove(variable);
        if (value is not null)
        {
            bench.Variables[variable] = value;
        }

        bench.Start();

        Assert.Equal(1, await bench.ExitAsync());
        var error = await bench.Api.InitError;
        Assert.Equal((type, type), (error.ErrorType, error.Text("errorType")));
        Assert.Contains(message, error.Text("errorMessage"), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.Body, StringComparison.Ordinal);
        var line = Assert.Single(await bench.LogAsync());
        Assert.Equal("FATAL", line.GetProperty("level").GetString());
    }

    [Fact]
    public async Task Mistakes_in_the_configuration_are_reported_with_line_and_reason()
    {
        using var folder = new TempFolder();
        await using var bench = await LambdaBench.CreateAsync();
        bench.Variables["LAMBDA_TASK_ROOT"] = folder.Path;
        folder.Write("fleet.json", "{\n  \"policy\": { \"hartbeat\": \"10s\" },\n  \"sites\": []\n}\n");

        bench.Start();

        Assert.Equal(1, await bench.ExitAsync());
        var error = await bench.Api.InitError;
        Assert.Equal("Runtime.InvalidConfiguration", error.ErrorType);
        Assert.Contains("fleet.json, line 2, at $.policy.hartbeat", error.Text("errorMessage"), StringComparison.Ordinal);
        Assert.Contains("fleet.json, line 3, at $.sites", error.Text("errorMessage"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configuration_beside_the_program_is_in_force()
    {
        using var folder = new TempFolder();
        await using var bench = await LambdaBench.CreateAsync();
        bench.Variables["LAMBDA_TASK_ROOT"] = folder.Path;
        bench.Variables["_HANDLER"] = "place-order";
        folder.Write("fleet.json", """{"items":{"coffee":{}}}""");

        bench.Start();

        var refused = await bench.Api.Invoke("""{"item":"tea","topicSite":"s1"}""").AnswerAsync();
        Assert.Equal(("REFUSED", "item"), (refused.Text("outcome"), refused.Text("field")));
        Assert.Equal("ACCEPTED", (await bench.Api.Invoke("""{"item":"coffee","topicSite":"s1"}""").AnswerAsync()).Text("outcome"));
    }

    [Fact]
    public async Task Without_the_Runtime_API_the_log_says_who_starts_it()
    {
        await using var bench = await LambdaBench.CreateAsync();
        bench.Variables.Clear();

        bench.Start();

        Assert.Equal(1, await bench.ExitAsync());
        Assert.Contains("AWS_LAMBDA_RUNTIME_API is not set", Assert.Single(await bench.LogAsync()).GetProperty("message").GetString(), StringComparison.Ordinal);
    }
}
