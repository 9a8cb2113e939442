using System.Text.Json;
using Muster.Infra.Settings;
using Muster.Tests.Processes;

namespace Muster.Tests.Infra;

/// <summary>The functions of the configuration's section <c>functions</c>, in the stack.</summary>
[Collection(StackCollection.Name)]
public sealed class OwnFunctionsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StackFixture _stacks;

    public OwnFunctionsTests(StackFixture stacks)
    {
        _stacks = stacks;
        Directory.CreateDirectory(_folder.File("python"));
        _folder.Write("python/handler.py", "def lambda_handler(event, context): pass");
        Directory.CreateDirectory(_folder.File("go"));
        File.WriteAllBytes(_folder.File("go/bootstrap"), Elf(0xB7));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Functions_are_made_as_the_configuration_says()
    {
        var stack = Make(
            """
            "python-status": {
              "package": "python", "runtime": "python3.13", "handler": "handler.lambda_handler", "architecture": "x64", "memory": 256, "timeout": "10s",
              "environment": { "TABLE_NAME": "${table:RobotStatusTable}", "WORD": "hello" }, "maxConcurrency": 7, "maxRetries": 1, "maxEventAge": "30m",
              "onFailure": { "topic": "functions/failed/python-status" }, "tables": { "RobotStatusTable": ["UpdateItem"], "Orders": ["Query"] }
            },
            "go-status": { "package": "go" }
            """);

        var python = stack.Function("muster-dev-python-status");
        Assert.Equal(("python3.13", "handler.lambda_handler", "x86_64"), (Text(python, "Runtime"), Text(python, "Handler"), python.GetProperty("Architectures")[0].GetString()));
        Assert.Equal((256, 10, 7), (python.GetProperty("MemorySize").GetInt32(), python.GetProperty("Timeout").GetInt32(), python.GetProperty("ReservedConcurrentExecutions").GetInt32()));
        var variables = python.GetProperty("Environment").GetProperty("Variables");
        Assert.Equal(("muster-dev-RobotStatusTable", "hello", "muster-dev-"), (Text(variables, "TABLE_NAME"), Text(variables, "WORD"), Text(variables, "MUSTER_TABLE_PREFIX")));
        Assert.False(variables.TryGetProperty("MUSTER_CONFIG", out _), "the fleet's configuration is none of its business");

        var go = stack.Function("muster-dev-go-status");
        Assert.Equal(("provided.al2023", "go-status", "arm64"), (Text(go, "Runtime"), Text(go, "Handler"), go.GetProperty("Architectures")[0].GetString()));
        Assert.Equal((128, 3), (go.GetProperty("MemorySize").GetInt32(), go.GetProperty("Timeout").GetInt32()));
        Assert.False(go.TryGetProperty("ReservedConcurrentExecutions", out _));
    }

    [Fact]
    public void Role_of_a_function_may_do_what_the_configuration_says_and_write_its_log()
    {
        var stack = Make(
            """
            "a": { "package": "go", "tables": { "RobotStatusTable": ["UpdateItem"], "Orders": ["Query", "GetItem"] } },
            "b": { "package": "go" }
            """);

        var table = stack.Id("AWS::DynamoDB::Table", "TableName", "muster-dev-RobotStatusTable");
        Assert.Equal($$"""{"Fn::GetAtt":["{{table}}","Arn"]}""", Compact(stack.Resources("muster-dev-a", "dynamodb:UpdateItem")));
        Assert.Contains("/index/*", stack.Resources("muster-dev-a", "dynamodb:Query"), StringComparison.Ordinal);
        Assert.Equal(
            ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:UpdateItem", "logs:CreateLogStream", "logs:PutLogEvents", "sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:SendMessage"],
            Actions(stack, "muster-dev-a"));
        Assert.Equal(["logs:CreateLogStream", "logs:PutLogEvents", "sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:SendMessage"], Actions(stack, "muster-dev-b"));
    }

    [Fact]
    public void Failed_events_go_to_their_topic_by_a_small_function_or_else_to_a_queue()
    {
        var stack = Make(
            """
            "a": { "package": "go", "maxRetries": 0, "maxEventAge": "10m", "onFailure": { "topic": "functions/failed/a" } },
            "b": { "package": "go" }
            """);

        var (a, b) = (Invoking(stack, "a"), Invoking(stack, "b"));
        Assert.Equal((0, 600, 2, 21600), (Number(a, "MaximumRetryAttempts"), Number(a, "MaximumEventAgeInSeconds"), Number(b, "MaximumRetryAttempts"), Number(b, "MaximumEventAgeInSeconds")));
        var forwarder = stack.Id("AWS::Lambda::Function", "FunctionName", "muster-dev-failures");
        Assert.Contains(forwarder, a.GetProperty("DestinationConfig").GetRawText(), StringComparison.Ordinal);
        Assert.Contains(stack.Id("AWS::SQS::Queue", "QueueName", "muster-dev-b-failed"), b.GetProperty("DestinationConfig").GetRawText(), StringComparison.Ordinal);
        Assert.Equal("{\"muster-dev-a\":\"functions/failed/a\"}", Text(stack.Function("muster-dev-failures").GetProperty("Environment").GetProperty("Variables"), "TOPICS"));
        Assert.Contains(":topic/functions/failed/a", stack.Resources("muster-dev-failures", "iot:Publish"), StringComparison.Ordinal);
        Assert.DoesNotContain(Make("\"c\": { \"package\": \"go\" }").Of("AWS::Lambda::Function"), f => Text(f.Properties, "FunctionName") == "muster-dev-failures");
    }

    [Theory]
    [InlineData("""{ "package": "nowhere" }""", "there is no package")]
    [InlineData("""{ "package": "python" }""", "the stack does not guess: say its \"runtime\"")]
    [InlineData("""{ "package": "python", "runtime": "python3.13" }""", "the stack does not guess: say its \"handler\"")]
    [InlineData("""{ "package": "python", "runtime": "provided.al2023" }""", "has no bootstrap at its top level")]
    [InlineData("""{ "package": "go", "architecture": "x64" }""", "is not built for x64")]
    [InlineData("""{ "package": "go", "onFailure": { "file": "failed.jsonl" } }""", "go to a file, and Lambda has none that stays")]
    public void What_can_not_be_made_is_an_error_with_its_reason(string function, string because)
    {
        CommandRun.Need("node");

        var problem = Assert.Throws<SettingsException>(() => Make($"\"f\": {function}"));

        Assert.StartsWith("the function f of the configuration can't be made: ", problem.Message, StringComparison.Ordinal);
        Assert.Contains(because, problem.Message, StringComparison.Ordinal);
    }

    private static JsonElement Invoking(StackTemplate stack, string function)
    {
        var id = stack.Id("AWS::Lambda::Function", "FunctionName", $"muster-dev-{function}");
        return stack.Of("AWS::Lambda::EventInvokeConfig").Single(c => c.Properties.GetProperty("FunctionName").GetProperty("Ref").GetString() == id).Properties;
    }

    private static IEnumerable<string> Actions(StackTemplate stack, string function) =>
        stack.Statements(function).SelectMany(s => StackTemplate.Texts(s.GetProperty("Action"))).Distinct().Order(StringComparer.Ordinal);

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static string Compact(string json) => JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement);

    private static byte[] Elf(byte machine) => [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, machine, 0];

    private StackTemplate Make(string functions) =>
        _stacks.Make(Guid.NewGuid().ToString("N"), ("config", _folder.Write("fleet.json", $$"""{ "functions": { {{functions}} } }""")));
}
