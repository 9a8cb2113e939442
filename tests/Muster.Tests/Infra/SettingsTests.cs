using Muster.Infra.Settings;
using Muster.Tests.Processes;

namespace Muster.Tests.Infra;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("stage", "Dev", "stage is 'Dev'; it must be 1 to 12 lower-case letters and digits, a letter first, such as dev or prod")]
    [InlineData("stage", "a-b", "stage is 'a-b'; it must be 1 to 12 lower-case letters and digits, a letter first, such as dev or prod")]
    [InlineData("updateStatusMemory", "127", "updateStatusMemory is '127'; it must be a whole number from 128 to 10240")]
    [InlineData("sweepMemory", "10241", "sweepMemory is '10241'; it must be a whole number from 128 to 10240")]
    [InlineData("sweepMemory", "lots", "sweepMemory is 'lots'; it must be a whole number from 128 to 10240")]
    [InlineData("arch", "arm", "arch is 'arm'; allowed are arm64, x64")]
    [InlineData("notifyArch", "mips", "notifyArch is 'mips'; allowed are arm64, x64")]
    [InlineData("apiTimeout", "30", "apiTimeout is '30'; it must be a whole number from 1 to 29")]
    [InlineData("logDays", "8", "logDays is '8'; allowed are 1, 3, 5, 7, 14, 30, 60, 90, 180, 365")]
    [InlineData("compare", "maybe", "compare is 'maybe'; allowed are true, false")]
    [InlineData("email", "ops", "email is 'ops'; it must be an e-mail address")]
    [InlineData("iotEndpoint", "https://x.example.com", "iotEndpoint is 'https://x.example.com'; it must be a host name as `aws iot describe-endpoint --endpoint-type iot:Data-ATS` prints it, without https://")]
    [InlineData("jwtIssuer", "https://issuer.example.com", "jwtIssuer and jwtAudience need each other; give both")]
    public void Bad_setting_is_refused_in_one_line(string name, string value, string message) => Assert.Equal(message, Refusal((name, value)));

    [Fact]
    public void Setting_with_a_slip_in_its_name_is_refused_with_those_that_there_are()
    {
        var message = Refusal(("updateStatusMemroy", "256"));

        Assert.StartsWith("there is no setting 'updateStatusMemroy'; there are ", message, StringComparison.Ordinal);
        Assert.Contains(" updateStatusMemory,", message, StringComparison.Ordinal);
    }

    [Fact]
    public void API_is_either_open_or_asks_for_tokens() =>
        Assert.Equal("publicApi is 'true' and there is a jwtIssuer as well; keep one of the two", Refusal(("publicApi", "true"), ("jwtIssuer", "https://a.example.com"), ("jwtAudience", "a")));

    [Fact]
    public void Problems_of_the_configuration_are_told_with_their_lines()
    {
        using var folder = new TempFolder();
        var file = folder.Write("fleet.json", "{\n  \"polcy\": {},\n  \"policy\": { \"maxAttempts\": 0 }\n}");

        Assert.Equal(
            $"{file}, line 2, at $.polcy: a setting of that name is not known; did you mean policy? Known are $schema, host, sites, items, policy, alerts, functions, rules\n"
            + $"muster-infra: {file}, line 3, at $.policy.maxAttempts: 0 is out of range; allowed are 1 to 100",
            Refusal(("config", file)));
    }

    [Fact]
    public void Secret_can_not_come_from_a_variable_that_Lambda_does_not_take()
    {
        using var folder = new TempFolder();
        var file = folder.Write("fleet.json", """{ "alerts": { "notifySecretVariable": "AWS_SECRET" } }""");

        Assert.StartsWith($"{file}: the environment variable 'AWS_SECRET' can't be one of a Lambda function;", Refusal(("config", file)), StringComparison.Ordinal);
    }

    [Fact]
    public void Configuration_that_is_not_there_is_refused() =>
        Assert.StartsWith("config is '/nowhere/fleet.json'; it can't be read: ", Refusal(("config", "/nowhere/fleet.json")), StringComparison.Ordinal);

    [Fact]
    public void Settings_of_the_CDK_itself_are_passed_over()
    {
        var settings = Read(("aws:cdk:enable-path-metadata", "true"), ("@aws-cdk/core:newStyleStackSynthesis", "true"), ("cli-telemetry", "false"), ("stage", "test"));

        Assert.Equal("Muster-test", settings.Names.Stack);
    }

    [Fact]
    public void Arguments_go_before_what_the_command_line_of_the_CDK_says()
    {
        var values = ContextValues.Read(["-c", "sweepMemory=1024"], name => name == ContextValues.Variable ? """{ "stage": "test", "sweepMemory": 512, "compare": true }""" : null);
        var settings = StackSettings.Read(values);

        Assert.Equal((1024, "test", true), (settings.Functions.Single(f => f.Name == "sweep").MemoryMegabytes, settings.Names.Stage, settings.Jit is not null));
    }

    [Fact]
    public void Architecture_of_all_can_be_set_and_that_of_one_goes_before_it()
    {
        var settings = Read(("arch", "x64"), ("apiArch", "arm64"));

        Assert.All(settings.Functions, f => Assert.Equal("x64", f.Architecture));
        Assert.Equal("arm64", settings.Api.Architecture);
    }

    [Fact]
    public void Second_compilation_has_the_memory_of_the_first_unless_told()
    {
        Assert.Equal(384, Read(("compare", "true"), ("updateStatusMemory", "384")).Jit!.MemoryMegabytes);
        Assert.Equal(1024, Read(("compare", "true"), ("updateStatusMemory", "384"), ("updateStatusJitMemory", "1024")).Jit!.MemoryMegabytes);
    }

    private static StackSettings Read(params (string Name, string Value)[] given) =>
        StackSettings.Read(new ContextValues(given.Select(g => KeyValuePair.Create(g.Name, g.Value))));

    private static string Refusal(params (string Name, string Value)[] given) => Assert.Throws<SettingsException>(() => Read(given)).Message;
}
